// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/list_file.h"

#include <catch2/catch.hpp>

#include "tests/scratch.h"
#include "tests/synonyms/lists.h"

namespace codelex {
namespace {

using test::lists_of;
using test::read;
using test::Scratch;
using test::Strings;

constexpr std::string_view kWhole = R"(title: Heart and vessels
same:
  - [myocardial infarction, heart attack]
  - {phrases: [adhesive capsulitis, frozen shoulder], note: lay, source: own knowledge}
means:
  palm: {to: hand, weight: 0.6}
  sugar in urine: [glycosuria, glucose in urine]
abbreviations:
  chf: congestive heart failure
  ms:
    - {to: multiple sclerosis, near: [brain, gait]}
    - {to: mitral stenosis, weight: 0.7, near: valve}
brands:
  toradol: ketorolac
spelling:
  oesophagus: esophagus
operations:
  cabg: {operation: Bypass, part: Coronary Artery}
  cholecystectomy: {part: Gallbladder, operation: [Resection, Excision], to: removal of gallbladder}
word_parts:
  prefixes: {hemi: half}
  roots: {nephr: [kidney, renal]}
  suffixes:
    ectomy: {to: [excision], operation: [Excision, Resection]}
ignore: [patient, presents with]
)";

TEST_CASE("a list says what its owner wrote", "[synonyms]") {
    const auto r = read(kWhole);
    CHECK(r.faults.empty());
    REQUIRE(r.lists.files.size() == 1);
    CHECK(r.lists.files[0].title == "Heart and vessels");
    CHECK(r.lists.files[0].rules == 15);
    REQUIRE(r.lists.rules.size() == 15);
    const std::vector<Rule>& rules = r.lists.rules;
    CHECK(rules[0].kind == RuleKind::same);
    CHECK(rules[0].phrases == Strings{"myocardial infarction", "heart attack"});
    CHECK(rules[0].line == 3);
    CHECK(rules[1].note == "lay");
    CHECK(rules[1].source == "own knowledge");
    CHECK(rules[2].senses[0].weight == 0.6);
    CHECK(rules[3].senses.size() == 2);
    CHECK(rules[5].line == 10);
    CHECK(rules[5].senses[0].near == Strings{"brain", "gait"});
    CHECK(rules[5].senses[1].near == Strings{"valve"});
    const Sense& removal = rules[9].senses[0];
    CHECK(removal.to == Strings{"removal of gallbladder"});
    // Axes stand in the order of the code, whichever way they are written.
    CHECK(removal.axes == std::vector<AxisWant>{{3, {"Resection", "Excision"}}, {4, {"Gallbladder"}}});
    CHECK(rules[12].kind == RuleKind::suffix);
    CHECK(rules[13].kind == RuleKind::ignore);
    CHECK(rules[14].phrases == Strings{"presents with"});
    for (const Rule& rule : rules) {
        CHECK(rule.file == "heart.yaml");
        CHECK(rule.line > 0);
    }
}

TEST_CASE("every fault names its file and line, and the other rules stand", "[synonyms]") {
    auto [yaml, fault] = GENERATE(table<std::string, std::string>({
        {"same:\n  - [a]\n", "heart.yaml:2: needs two phrases or more"},
        {"same:\n  - []\n", "heart.yaml:2: an empty list"},
        {"same:\n  - a\n", "heart.yaml:2: must be a list of phrases"},
        {"same:\n  - [a, [b]]\n", "heart.yaml:2: a phrase must be text"},
        {"same:\n  - [a, \" \"]\n", "heart.yaml:2: an empty phrase"},
        {"same:\n  - {phrases: a}\n", "heart.yaml:2: needs `phrases`, a list"},
        {"same:\n  - {note: a}\n", "heart.yaml:2: needs `phrases`, a list"},
        {"same:\n  - {phrase: [a, b]}\n", "heart.yaml:2: unknown field `phrase`"},
        {"same: {a: b}\n", "heart.yaml:1: `same` must be a list of lists of phrases"},
        {"means: [a]\n", "heart.yaml:1: `means` must be a mapping of phrases to meanings"},
        {"means:\n  a: []\n", "heart.yaml:2: an empty list"},
        {"means:\n  a:\n", "heart.yaml:2: `a` has no meaning"},
        {"means:\n  a:\n    to:\n\n", "heart.yaml:3: `to` is empty"},
        {"means:\n  a: {}\n", "heart.yaml:2: needs `to`"},
        {"means:\n  a: {weight: 0.5}\n", "heart.yaml:2: needs `to`"},
        {"means:\n  a: {to: b, wieght: 0.5}\n", "heart.yaml:2: unknown field `wieght`"},
        {"means:\n  a: {to: b, part: Heart}\n", "heart.yaml:2: unknown field `part`"},
        {"means:\n  a: {to: b, weight: 0}\n", "heart.yaml:2: weight `0` must be above 0 and at most 1"},
        {"means:\n  a: {to: b, weight: 1.5}\n", "heart.yaml:2: weight `1.5` must be above 0 and at most 1"},
        {"means:\n  a: {to: b, weight: nan}\n", "heart.yaml:2: weight `nan` must be above 0 and at most 1"},
        {"means:\n  a: {to: b, weight: much}\n", "heart.yaml:2: weight `much` must be above 0 and at most 1"},
        {"means:\n  a: b\n  a : c\n", "heart.yaml:3: `a` stands twice in this section"},
        {"means:\n  a: b\n  \" a\": c\n", "heart.yaml:3: `a` stands twice in this section"},
        {"operations:\n  a: b\n", "heart.yaml:2: an operation needs axes: {operation: ...}"},
        {"operations:\n  a: {to: b}\n",
         "heart.yaml:2: an operation needs an axis: operation, part, approach ..."},
        {"word_parts: [a]\n", "heart.yaml:1: `word_parts` must be a mapping"},
        {"word_parts:\n  ends: {a: b}\n", "heart.yaml:2: unknown kind of word part `ends`"},
        {"roots: {a: b}\n", "heart.yaml:1: unknown section `roots`"},
        {"synonyms: [a]\n", "heart.yaml:1: unknown section `synonyms`"},
        {"synonims:\n", "heart.yaml:1: unknown section `synonims`"},
        {"ignore: a\n", "heart.yaml:1: `ignore` must be a list of words"},
        {"ignore:\n  - a\n  - [b]\n", "heart.yaml:3: a phrase must be text"},
    }));
    INFO(yaml);
    const auto r = read(yaml + "brands:\n  toradol: ketorolac\n");
    CHECK(r.faults == Strings{fault});
    REQUIRE(!r.lists.rules.empty());
    CHECK(r.lists.rules.back().phrases == Strings{"toradol"});
}

TEST_CASE("a phrase has a most of words and of bytes", "[synonyms]") {
    std::string words;
    for (std::size_t i = 0; i < kMostWordsOfAPhrase; ++i) words += i ? " a" : "a";
    CHECK(read("means: {" + words + ": b}").faults.empty());
    const auto more = read("means: {" + words + " a: b}");
    REQUIRE(more.faults.size() == 1);
    CHECK(more.faults[0].starts_with("heart.yaml:1: `a a a"));
    CHECK(read("means: {" + std::string(kMostBytesOfAPhrase, 'x') + ": b}").faults.empty());
    CHECK(read("means: {" + std::string(kMostBytesOfAPhrase + 1, 'x') + ": b}").faults.size() == 1);
}

TEST_CASE("what is no list of synonyms is refused as a whole", "[synonyms]") {
    for (const char* bytes : {"", "a", "- a", "a: [", "a: \xFF", "%"}) {
        INFO(bytes);
        Lists lists;
        Diagnostics faults;
        const auto r = read_list(bytes, "heart.yaml", &lists, &faults);
        REQUIRE_FALSE(r);
        CHECK(r.error().code == Errc::bad_source);
        CHECK(r.error().what.starts_with("heart.yaml"));
        CHECK_FALSE(r.error().hint.empty());
        CHECK(lists.files.empty());
    }
}

TEST_CASE("the lists of a directory are read by name, and nothing else there", "[synonyms]") {
    Scratch dir;
    dir.write("lists/b.yaml", "means: {a: b}\n");
    dir.write("lists/a.yaml", "means: {c: d}\n");
    dir.write("lists/readme.md", "no list");
    std::filesystem::create_directory(dir / "lists/old.yaml");
    Diagnostics faults;
    const auto lists = read_lists(dir / "lists", &faults);
    REQUIRE(lists);
    REQUIRE(lists->files.size() == 2);
    CHECK(lists->files[0].name == "a.yaml");
    CHECK(lists->rules[1].file == "b.yaml");
    CHECK(faults.count() == 0);
    CHECK(read_lists(dir / "lists/b.yaml", &faults)->rules.size() == 1);
}

TEST_CASE("a place without lists is an error that says so", "[synonyms]") {
    Scratch dir;
    Diagnostics faults;
    std::filesystem::create_directory(dir / "empty");
    CHECK(read_lists(dir / "empty", &faults).error().code == Errc::bad_source);
    CHECK(read_lists(dir / "none", &faults).error().code == Errc::io);
    dir.write("lists/a.yaml", "- no list\n");
    CHECK(read_lists(dir / "lists", &faults).error().code == Errc::bad_source);
}

TEST_CASE("the fingerprint follows names and content", "[synonyms]") {
    const std::string one = lists_of({{"a.yaml", "means: {a: b}"}}).fingerprint();
    CHECK(one.size() == 16);
    CHECK(lists_of({{"a.yaml", "means: {a: b}"}}).fingerprint() == one);
    CHECK(lists_of({{"b.yaml", "means: {a: b}"}}).fingerprint() != one);
    CHECK(lists_of({{"a.yaml", "means: {a: b} "}}).fingerprint() != one);
    CHECK(lists_of({{"a.yaml", "means: {a: b}"}, {"b.yaml", "means: {c: d}"}}).fingerprint() != one);
}

}  // namespace
}  // namespace codelex
