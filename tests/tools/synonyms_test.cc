// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "synonyms/list_file.h"
#include "tests/searcher/tiny_index.h"
#include "tests/tools/run.h"
#include "tools/command.h"

namespace codelex {
namespace {

using test::has;
using test::Ran;
using test::Scratch;
using test::TinyIndex;
using Words = std::vector<std::string>;

Ran run(Words args, bool terminal = false) {
    return test::run_verb("synonyms", std::move(args), terminal);
}

TEST_CASE("synonyms says which verbs it has", "[tools]") {
    for (const Words& args : {Words{"--help"}, Words{"-h"}}) {
        const Ran r = run(args);
        CHECK(r.exit == 0);
        CHECK(has(r.out, "lint"));
        CHECK(has(r.out, "import"));
    }
    CHECK(has(run({"lint", "--help"}).out, "unknown-spelling"));
    CHECK(has(run({"import", "--help"}).out, "solr"));
    CHECK(run({}).exit == 2);
    CHECK(has(run({"mend"}).err, "lint, import"));
}

TEST_CASE("lint groups findings by file and counts them", "[tools]") {
    Scratch dir;
    dir.write("lists/a.yaml", "means:\n  toes: toe\n  of the: toe\n  arm: []\n");
    dir.write("lists/b.yaml", "means: {arm: upper limb}\n");
    dir.write("lists/c.yaml", "means: {: [\n");
    const std::string lists = (dir / "lists").string();
    const Ran r = run({"lint", "--synonyms", lists});
    CHECK(r.exit == 1);
    CHECK(has(r.out, "a.yaml\n      2  warning no-effect: "));
    CHECK(has(r.out, "      3  error dropped: "));
    CHECK(has(r.out, "      4  error schema: an empty list"));
    CHECK_FALSE(has(r.out, "b.yaml\n"));
    CHECK(has(r.out, "c.yaml\n"));  // no YAML: told, and the others are read
    CHECK(has(r.out, "3 errors, 1 warning in 2 lists with 3 rules"));
    CHECK(has(r.err, "Without --index"));
    CHECK_FALSE(has(r.out, "\x1b["));
}

TEST_CASE("lint fails for errors, and for warnings when it is asked to", "[tools]") {
    Scratch dir;
    const std::string good = dir.write("good.yaml", "means: {arm: upper limb}\n").string();
    const std::string dull = dir.write("dull.yaml", "means: {toes: toe}\n").string();
    CHECK(run({"lint", "--synonyms", good, "--strict"}).exit == 0);
    CHECK(run({"lint", "--synonyms", dull}).exit == 0);
    CHECK(run({"lint", "--synonyms", dull, "--strict"}).exit == 1);
    CHECK(run({"lint", "--synonyms", (dir / "none").string()}).exit == 5);
    CHECK(run({"lint", good}).exit == 2);
    CHECK(run({"lint", "--format", "tsv"}).exit == 2);
    CHECK(run({"lint", "--synonyms", good, "--index", (dir / "none").string()}).exit == 4);
}

TEST_CASE("lint answers in JSON too", "[tools]") {
    Scratch dir;
    const std::string list = dir.write("dull.yaml", "means:\n  toes: toe\n").string();
    const Ran r = run({"lint", "--synonyms", list, "--format", "json"});
    const auto json = boost::json::parse(r.out);
    CHECK(json.at("errors") == 0);
    CHECK(json.at("warnings") == 1);
    CHECK(json.at("rules") == 1);
    CHECK(json.at("index").is_null());
    const auto& finding = json.at("findings").as_array().at(0);
    CHECK(finding.at("file") == "dull.yaml");
    CHECK(finding.at("line") == 2);
    CHECK(finding.at("severity") == "warning");
    CHECK(finding.at("check") == "no-effect");
}

TEST_CASE("lint counts in an index", "[tools]") {
    TinyIndex ix{{"XX1", "Effusion of knee"}, {"XX2", "Wound of toe"}, {"XX3", "Pain of knee, wound"}};
    const std::string index = ix.scratch().path().string();
    const auto lint = [&](const char* yaml) {
        const std::string list = ix.scratch().write("l.yaml", yaml).string();
        return run({"lint", "--synonyms", list, "--index", index});
    };
    CHECK(has(lint("means: {water knee: effusion of the knees, gash: wound}").out, "0 errors, 0 warnings"));
    const Ran dead = lint("means: {water knee: effusion of toe}");
    CHECK(has(dead.out, "no code has the words of `effusion of toe`"));
    CHECK(dead.err.empty());
    CHECK(has(lint("operations: {bypass: {operation: Bypass}}").out, "no label of ICD-10-PCS at position 3"));
    CHECK(has(lint("spelling: {woond: wount}").out, "no code has the word `wount`"));
}

TEST_CASE("a Solr file becomes a list that can be read", "[tools]") {
    Scratch dir;
    const std::string file = dir.write("syn.txt", "heart attack, mi\nchf => heart failure\nalone\n").string();
    const Ran r = run({"import", "--format", "solr", file});
    CHECK(r.exit == 0);
    CHECK(has(r.out, "same:\n  - [heart attack, mi]\nmeans:\n  chf: heart failure\n"));
    CHECK(has(r.err, "syn.txt:3: one phrase alone has no equivalent"));
    CHECK(has(r.err, "1 group of `same` and 1 rule of `means`, 1 fault"));

    const std::string out = (dir / "mine.yaml").string();
    CHECK(run({"import", file, "--out", out}).exit == 0);
    Diagnostics faults;
    const auto lists = read_lists(out, &faults);
    REQUIRE(lists);
    CHECK(lists->rules.size() == 2);
    CHECK(faults.count() == 0);
    // A list that is there is somebody's work.
    CHECK(run({"import", file, "--out", out}).exit == 2);
    CHECK(run({"import", file, "--out", (dir / "no/such.yaml").string()}).exit == 5);
    CHECK(run({"import"}).exit == 2);
    CHECK(run({"import", file, file}).exit == 2);
    CHECK(run({"import", "--format", "wordnet", file}).exit == 2);
    CHECK(run({"import", dir.write("empty.txt", "# nothing\n").string()}).exit == 3);
    CHECK(run({"import", (dir / "none.txt").string()}).exit == 5);
}

}  // namespace
}  // namespace codelex
