// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/lint.h"

#include <catch2/catch.hpp>
#include <map>

#include "tests/synonyms/lists.h"

namespace codelex {
namespace {

using test::key_of;
using test::lists_of;
using test::one_analyzer;
using test::Strings;

// "heart.yaml:2 error conflict: what"
Strings told(const std::vector<Finding>& findings) {
    Strings out;
    for (const Finding& f : findings) {
        CHECK_FALSE(f.advice.empty());
        out.push_back(f.file + ":" + std::to_string(f.line) +
                      (f.severity == Severity::error ? " error " : " warning ") +
                      std::string(info(f.check).name) + ": " + f.what);
    }
    return out;
}
Strings lint_of(std::string_view yaml) {
    return told(lint(lists_of(yaml), &one_analyzer()));
}
Strings lint_of(std::initializer_list<std::pair<std::string, std::string_view>> files) {
    return told(lint(lists_of(files), &one_analyzer()));
}

TEST_CASE("good lists have no findings", "[synonyms]") {
    CHECK(lint_of(R"(
same: [[heart attack, myocardial infarction]]
means: {palm: {to: hand, weight: 0.6}}
abbreviations: {ms: [{to: multiple sclerosis}, {to: mitral stenosis, weight: 0.7}], cabg: coronary bypass}
operations: {cabg: {operation: Bypass, part: Coronary Artery}}
spelling: {quinsey: quinsy}
word_parts: {prefixes: {hemi: half}, roots: {hemi: blood}, suffixes: {itis: inflammation}}
ignore: [patient]
)")
              .empty());
    CHECK(lint(Lists(), &one_analyzer()).empty());
}

TEST_CASE("rules that take a phrase from each other are errors", "[synonyms]") {
    CHECK(lint_of("ignore: [patients]\nmeans:\n  patient: person\n") ==
          Strings{
              "heart.yaml:3 error conflict: `patient` is ignored by one rule and means something by another "
              "(heart.yaml:1)"});
    CHECK(lint_of("spelling:\n  quinsey: quinsy\nmeans:\n  quinsey: abscess\n") ==
          Strings{
              "heart.yaml:4 error conflict: `quinsey` is another word by `spelling` and has another meaning "
              "(heart.yaml:2: quinsy)"});
    CHECK(lint_of({{"a.yaml", "spelling: {quinsey: quinsy}"}, {"b.yaml", "spelling: {quinsey: quincy}"}})
              .size() == 1);
}

TEST_CASE("a part of words has one rule", "[synonyms]") {
    CHECK(
        lint_of({{"a.yaml", "word_parts: {roots: {nephr: kidney}}"},
                 {"b.yaml", "word_parts: {roots: {nephr: renal}}"}}) ==
        Strings{
            "b.yaml:1 error conflict: the root `nephr` has another meaning at a.yaml:1, which counts alone"});
    CHECK(lint_of({{"a.yaml", "word_parts: {roots: {nephr: kidney}}"},
                   {"b.yaml", "word_parts: {roots: {nephr: kidneys}}"}}) ==
          Strings{"b.yaml:1 warning duplicate: `nephr` adds nothing to a.yaml:1"});
}

TEST_CASE("one phrase in two places is told once, with the other place", "[synonyms]") {
    CHECK(lint_of({{"a.yaml", "abbreviations: {ms: multiple sclerosis}"},
                   {"b.yaml", "abbreviations:\n  ms: mitral stenosis"}}) ==
          Strings{"b.yaml:2 warning overlap: `ms` has another rule too (a.yaml:1: multiple sclerosis)"});
    CHECK(lint_of("same:\n  - [heart attack, coronary]\n  - [heart attack, infarction]\n") ==
          Strings{"heart.yaml:3 warning overlap: `heart attack` stands in another group too (heart.yaml:2)"});
}

TEST_CASE("words in another order are the same phrase, small words of a short one are not", "[synonyms]") {
    CHECK(lint_of("means:\n  water knee: hydrops\n  knee water: swelling\n") ==
          Strings{"heart.yaml:3 warning overlap: `knee water` has another rule too (heart.yaml:2: hydrops)"});
    CHECK(lint_of("means:\n  on dialysis: renal disease\n  dialysis: filtration\n").empty());
}

TEST_CASE("a rule that adds nothing is a duplicate, in whatever words and kind", "[synonyms]") {
    for (const char* later :
         {"means: {water on the knees: knee effusions}", "brands: {water on knee: effusion of knee}",
          "same: [[water on the knee, effusion of knee]]"}) {
        INFO(later);
        const Strings all = lint_of(
            {{"a.yaml", "means: {water on the knee: [effusion of knee, hydrops]}"}, {"b.yaml", later}});
        REQUIRE_FALSE(all.empty());
        CHECK(all[0].starts_with("b.yaml:1 warning duplicate: `water on "));
    }
    CHECK(lint_of("ignore:\n  - patient\n  - patients\n") ==
          Strings{"heart.yaml:3 warning duplicate: `patients` adds nothing to heart.yaml:2"});
    CHECK(lint_of("operations:\n  bypass: {operation: Bypass}\n  bypasses: {operation: Bypass}\n") ==
          Strings{"heart.yaml:3 warning duplicate: `bypasses` adds nothing to heart.yaml:2"});
}

TEST_CASE("rules that lead to each other ought to be one group", "[synonyms]") {
    CHECK(lint_of("means:\n  eyeglasses: spectacles\n  spectacles: eyeglasses\n") ==
          Strings{"heart.yaml:3 warning cycle: `spectacles` leads to `eyeglasses`, which leads back "
                  "(heart.yaml:2)"});
    CHECK(lint_of("means: {a1 toe: b1 toe, b1 toe: c1 toe, c1 toe: d1 toe}").empty());
}

TEST_CASE("a rule whose sides are the same words has no effect", "[synonyms]") {
    CHECK(lint_of("means: {fractures: fracture}") ==
          Strings{"heart.yaml:1 warning no-effect: `fractures` and `fracture` are the same words already"});
    CHECK(lint_of("means: {knee effusion: effusion of the knee}") ==
          Strings{"heart.yaml:1 warning no-effect: `knee effusion` and `effusion of the knee` are the same "
                  "words already"});
    CHECK(lint_of("means: {knee effusion: [effusion of the knee, hydrops]}") ==
          Strings{"heart.yaml:1 warning no-effect: `effusion of the knee` says the same words as `knee "
                  "effusion` already"});
    CHECK(lint_of("same: [[toe, toes, digit]]") ==
          Strings{"heart.yaml:1 warning no-effect: `toes` and `toe` are the same words already"});
    // British by rule: the list need not say it. Not a conflict with a rule for the American word.
    CHECK(lint_of("spelling:\n  oesophagus: esophagus\nmeans:\n  esophagus: gullet\n") ==
          Strings{"heart.yaml:2 warning no-effect: `oesophagus` and `esophagus` are the same words already"});
}

TEST_CASE("a phrase of words that are never looked for is an error", "[synonyms]") {
    CHECK(lint_of("means: {of the: heart}") ==
          Strings{"heart.yaml:1 error dropped: no word of `of the` is ever looked for"});
    CHECK(lint_of("means: {ticker: of the}") ==
          Strings{"heart.yaml:1 error dropped: no word of the target `of the` is ever looked for"});
    CHECK(lint_of("operations: {bypass: {operation: The}}") ==
          Strings{"heart.yaml:1 error dropped: no word of the label `The` is indexed"});
}

TEST_CASE("a short form that is a word wants a guard", "[synonyms]") {
    CHECK(lint_of("abbreviations: {pet: positron emission tomography}") ==
          Strings{"heart.yaml:1 warning ordinary: `pet` is an ordinary word"});
    CHECK(lint_of("abbreviations: {as: aortic stenosis}") ==
          Strings{"heart.yaml:1 warning ordinary: `as` is an ordinary word"});
    CHECK(lint_of("abbreviations: {pet: {to: positron emission tomography, weight: 0.8}}").empty());
    CHECK(lint_of("abbreviations: {pet: {to: positron emission tomography, near: [scan]}}").empty());
    CHECK(lint_of("means: {pet: animal}").empty());
}

TEST_CASE("a spelling is one word for one word", "[synonyms]") {
    for (const char* yaml : {"spelling: {heart atack: heart attack}", "spelling: {hartattack: heart attack}",
                             "spelling: {hart: [heart, hard]}"})
        CHECK(told(lint(lists_of(yaml), &one_analyzer()))[0].starts_with(
            "heart.yaml:1 error schema: the spelling "));
}

// An index that has these phrases in so many records.
IndexCounts counts_of(std::map<std::string, std::size_t> records) {
    IndexCounts out;
    out.records = 10000;
    std::map<PhraseKey, std::size_t> keys;
    for (const auto& [phrase, n] : records) keys[concept_key(key_of(phrase))] = n;
    out.phrase = [keys](const PhraseKey& k) {
        const auto it = keys.find(concept_key(k));
        return it == keys.end() ? std::size_t{0} : it->second;
    };
    out.label = [](unsigned position, const PhraseKey& k) { return position == 3 && k == key_of("bypass"); };
    return out;
}
Strings lint_in(std::map<std::string, std::size_t> records, std::string_view yaml) {
    const IndexCounts counts = counts_of(std::move(records));
    return told(lint(lists_of(yaml), &one_analyzer(), &counts));
}

TEST_CASE("an index tells which rules lead nowhere", "[synonyms]") {
    CHECK(lint_in({{"effusion of knee", 3}}, "means: {water knee: effusion of the knee}").empty());
    CHECK(lint_in({}, "means: {water knee: effusion of the knee}") ==
          Strings{"heart.yaml:1 warning dead: no code has the words of `effusion of the knee`"});
    CHECK(lint_in({{"toe", 1}}, "same: [[toe, digit of foot]]").empty());
    CHECK(lint_in({}, "same: [[toe, digit of foot]]") ==
          Strings{"heart.yaml:1 warning dead: no code has the words of any of these phrases"});
    CHECK(lint_in({}, "operations: {bypass: {operation: Bypass}}").empty());
    CHECK(lint_in({}, "operations: {bypass: {operation: Detour}}") ==
          Strings{"heart.yaml:1 warning dead: no label of ICD-10-PCS at position 3 has the words `Detour`"});
    CHECK(lint_in({}, "spelling: {quinsey: quinsy}") ==
          Strings{"heart.yaml:1 warning unknown-spelling: no code has the word `quinsy`"});
}

TEST_CASE("a target that another rule would lead on from gets that as advice", "[synonyms]") {
    const IndexCounts counts = counts_of({{"grand mal", 5}});
    const auto all =
        lint(lists_of("means: {gtc: tonic seizure, tonic seizure: grand mal}"), &one_analyzer(), &counts);
    REQUIRE(all.size() == 1);
    CHECK(all[0].advice.find("`grand mal` (heart.yaml:1)") != std::string::npos);
}

TEST_CASE("a common word that leads to thousands of codes at full weight is told", "[synonyms]") {
    const std::map<std::string, std::size_t> records = {
        {"sore", 2000}, {"wound", 6000}, {"gash", 3}, {"sore toe", 1500}};
    CHECK(lint_in(records, "means: {sore: wound}") ==
          Strings{"heart.yaml:1 warning broad: `sore`, a word of 2000 codes, leads to `wound` with 6000"});
    CHECK(lint_in(records, "means: {sore: {to: wound, weight: 0.5}}").empty());
    CHECK(lint_in(records, "means: {gash: wound}").empty());
    CHECK(lint_in(records, "means: {sore toe: wound}").empty());
    CHECK(lint_in(records, "means: {sore: gash}").empty());
}

TEST_CASE("findings stand in the order of files and lines", "[synonyms]") {
    const Strings all = lint_of(
        {{"b.yaml", "means:\n  toes: toe\n  of: toe\n  legs: leg\n"}, {"a.yaml", "means: {arms: arm}"}});
    REQUIRE(all.size() == 3);
    CHECK(all[0].starts_with("b.yaml:2 "));
    CHECK(all[1].starts_with("b.yaml:4 "));
    CHECK(all[2].starts_with("a.yaml:1 "));
}

TEST_CASE("what a list reader reports are errors, and none is lost", "[synonyms]") {
    Diagnostics faults;
    for (std::size_t i = 0; i < Diagnostics::kKept + 7; ++i) faults.skip("a.yaml", i + 1, "an empty list");
    const Strings all = told(findings_of("a.yaml", faults));
    REQUIRE(all.size() == Diagnostics::kKept + 1);
    CHECK(all[0] == "a.yaml:1 error schema: an empty list");
    CHECK(all.back() == "a.yaml:0 error schema: 7 more rules cannot be read");
}

}  // namespace
}  // namespace codelex
