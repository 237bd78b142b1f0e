// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/command.h"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "tests/searcher/tiny_index.h"
#include "tests/tools/run.h"

namespace codelex {
namespace {

using test::has;
using test::Ran;
using test::run;
using test::Scratch;
using test::TinyIndex;
using Words = std::vector<std::string>;

TEST_CASE("help goes to those who ask, usage to those who do not", "[tools]") {
    for (const Words& args : {Words{"--help"}, Words{"-h"}, Words{"help"}}) {
        const Ran r = run(args);
        CHECK(r.exit == 0);
        CHECK(r.err.empty());
        for (const Command& c : commands()) CHECK(has(r.out, c.name));
        CHECK(has(r.out, "Exit codes"));
    }
    const Ran none = run({});
    CHECK(none.exit == 2);
    CHECK(none.out.empty());
    CHECK(has(none.err, "usage: codelex"));
    CHECK(run({"--version"}).exit == 0);
    CHECK(has(run({"version"}).out, "codelex "));
}

TEST_CASE("every verb has help that names its options", "[tools]") {
    for (const Command& c : commands()) {
        const std::string verb(c.name);
        const Ran r = run({verb, "--help"});
        CHECK(r.exit == 0);
        CHECK(r.err.empty());
        CHECK(has(r.out, "usage: codelex " + verb));
        CHECK(has(r.out, "--help"));
        CHECK(run({"help", verb}).out == r.out);
        CHECK(run({verb, "-h"}).out == r.out);
        CHECK(run({verb, "--nonsense"}).exit == 2);
    }
}

TEST_CASE("an unknown verb is refused with the verbs there are", "[tools]") {
    const Ran r = run({"serach", "toe"});
    CHECK(r.exit == 2);
    CHECK(r.out.empty());
    CHECK(has(r.err, "codelex: there is no verb `serach`"));
    CHECK(has(r.err, "hint: "));
    CHECK(has(r.err, "search"));
    CHECK(run({"help", "serach"}).exit == 2);
    CHECK(run({""}).exit == 2);
    CHECK(run({"--nonsense"}).exit == 2);
}

TEST_CASE("every kind of error has an exit code of 1 or more", "[tools]") {
    for (const Fate& f : kFates) {
        CHECK(f.exit >= 1);
        CHECK(f.http >= 400);
        CHECK(&fate(f.code) == &f);
    }
}

TEST_CASE("search exits with 0 for found, 1 for nothing and 2 and up for errors", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"}, {"XX1", "Broken arm"}};
    const std::string dir = ix.scratch().path().string();
    auto search = [&](Words args) {
        args.insert(args.begin(), {"search", "--index", dir});
        return run(args);
    };
    CHECK(search({"broken", "toe"}).exit == 0);
    CHECK(has(search({"broken", "toe"}).out, "E11.9"));
    CHECK(search({"flibber", "gibbet"}).exit == 1);
    CHECK(search({"W99.9"}).exit == 1);
    for (const Words& bad :
         {Words{}, Words{"toe", "--limit", "-1"}, Words{"toe", "--limit", "0"},
          Words{"toe", "--format", "xml"}, Words{"toe", "--ind", "x"}, Words{"toe", "--system", "cpt"},
          Words{"?!"}, Words{"\xFF"}, Words{"toe", "--offset", "x"}}) {
        INFO(Catch::Detail::stringify(bad));
        const Ran r = search(bad);
        CHECK(r.exit == 2);
        CHECK(r.out.empty());
        CHECK(has(r.err, "codelex: "));
    }
    Scratch none;
    const Ran r = run({"search", "--index", (none / "no").string(), "toe"});
    CHECK(r.exit == 4);
    CHECK(has(r.err, "no index here"));
    CHECK(has(r.err, "hint: "));
}

TEST_CASE("search prints JSON and TSV for programs", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"},
                 {.code = "XX1", .title = "Broken arm", .billable = false}};
    const std::string dir = ix.scratch().path().string();
    const Ran json = run({"search", "--index", dir, "--format", "json", "broken", "toe"});
    CHECK(json.exit == 0);
    CHECK(json.err.empty());
    CHECK(boost::json::parse(json.out).at("hits").at(0).at("code") == "E11.9");
    const Ran tsv = run({"search", "broken", "toe", "--format=tsv", "--index", dir, "-n", "1"});
    CHECK(has(tsv.out, "icd10cm\tE11.9\t1\tactive\t"));
    CHECK(std::count(tsv.out.begin(), tsv.out.end(), '\n') == 1);
    CHECK(std::count(tsv.out.begin(), tsv.out.end(), '\t') == 5);
}

TEST_CASE("a file of questions gives an answer a line, in order, with its id", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"}, {"XX1", "Broken arm"}};
    const auto file =
        ix.scratch().write("q.jsonl",
                           "{\"id\":\"a\",\"query\":\"broken toe\"}\n"
                           "{\"id\":\"b\",\"query\":\"?!\"}\n"
                           "{\"id\":\"c\",\"query\":\"broken\",\"systems\":[\"cpt\"]}\n"
                           "{\"id\":\"d\",\"query\":\"broken thing\",\"systems\":[\"tiny\"]}\n");
    const std::string dir = ix.scratch().path().string();
    const Ran r = run({"search", "--index", dir, "--queries", file.string(), "--limit", "1"});
    CHECK(r.exit == 0);
    std::istringstream lines(r.out);
    std::string line;
    std::vector<boost::json::value> answers;
    while (std::getline(lines, line)) answers.push_back(boost::json::parse(line));
    REQUIRE(answers.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(answers[i].at("id").as_string() == std::string(1, "abcd"[i]));
    CHECK(answers[0].at("hits").at(0).at("code") == "E11.9");
    CHECK(answers[1].at("hits").as_array().empty());
    CHECK(!answers[1].at("interpretation").at("notes").as_array().empty());
    CHECK(answers[2].at("hits").as_array().empty());
    CHECK(answers[3].at("hits").at(0).at("code") == "XX1");
    CHECK(run({"search", "--index", dir, "--queries", file.string(), "toe"}).exit == 2);
    CHECK(run({"search", "--index", dir, "--queries", "/no/such/file"}).exit == 5);
}

TEST_CASE("show prints a page, or says that there is none", "[tools]") {
    TinyIndex ix{{"E11", "Sweet blood", "icd10cm", false}, {"E119", "Sweet blood, plain", "icd10cm"}};
    const std::string dir = ix.scratch().path().string();
    const Ran page = run({"show", "--index", dir, "e11.9"});
    CHECK(page.exit == 0);
    CHECK(has(page.out, "E11.9  Sweet blood, plain"));
    CHECK(has(page.out, "ICD-10-CM"));
    const Ran none = run({"show", "--index", dir, "E11.95"});
    CHECK(none.exit == 1);
    CHECK(none.out.empty());
    CHECK(has(none.err, "E11.9"));
    CHECK(run({"show", "--index", dir}).exit == 2);
    CHECK(run({"show", "--index", dir, "E11", "E12"}).exit == 2);
    CHECK(
        boost::json::parse(run({"show", "--index", dir, "E11", "--format", "json"}).out).at("descendants") ==
        1);
}

TEST_CASE("status says what the index holds", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"}};
    const std::string dir = ix.scratch().path().string();
    const Ran r = run({"status", "--index", dir});
    CHECK(r.exit == 0);
    CHECK(has(r.out, "snap-000001"));
    CHECK(has(r.out, "icd10cm"));
    CHECK(has(r.out, "tiny.yaml"));
    CHECK(boost::json::parse(run({"status", "--index", dir, "--format", "json"}).out).at("records") == 1);
    CHECK(run({"status", "--index", dir, "words"}).exit == 2);
}

TEST_CASE("eval prints the measures of judged questions and writes a run", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"}, {"XX1", "Broken arm"}};
    const std::string dir = ix.scratch().path().string(), runs = (ix.scratch() / "run.txt").string();
    const auto file = ix.scratch().write(
        "q.jsonl", "{\"id\":\"a-1\",\"query\":\"broken toe\",\"style\":\"lay\",\"gold\":{\"E11.9\":3}}\n");
    const Ran r = run({"eval", "--index", dir, "--format", "tsv", "--run", runs, "--queries", file.string()});
    CHECK(r.exit == 0);
    CHECK(has(r.out, "group\tqueries\tndcg@10"));
    CHECK(has(r.out, "all\t1\t1.0000"));
    CHECK(test::slurp(runs).starts_with("a-1 Q0 E11.9 1 "));
    CHECK(run({"eval", "--index", dir}).exit == 2);
    const auto bad = ix.scratch().write("bad.jsonl", "{}\n");
    const Ran refused = run({"eval", "--index", dir, bad.string()});
    CHECK(refused.exit == 3);
    CHECK(has(refused.err, "bad.jsonl:1: "));
}

TEST_CASE("an answer that cannot be written is an error", "[tools]") {
    TinyIndex ix{{"E119", "Broken toe", "icd10cm"}};
    std::ostringstream out, err;
    out.setstate(std::ios::badbit);
    CHECK(run_codelex({"search", "--index", ix.scratch().path().string(), "toe"}, {out, err}) == 5);
    CHECK(has(err.str(), "cannot write"));
}

TEST_CASE("index is refused when there is nothing to index", "[tools]") {
    Scratch dir;
    const std::string index = (dir / "index").string();
    CHECK(run({"index", "--index", index, "--no-starter"}).exit == 2);
    CHECK(run({"index", "--index", index, "toe"}).exit == 2);
    CHECK(run({"index", "--index", index, "--jobs", "65"}).exit == 2);
    CHECK(run({"index", "--index", index, "--sources", (dir / "none.yaml").string()}).exit >= 3);
    std::filesystem::create_directory(dir / "empty");
    CHECK(run({"index", "--index", index, "--no-starter", "--sources", (dir / "empty").string()}).exit == 3);
    CHECK(run({"status", "--index", index}).exit == 4);
}

}  // namespace
}  // namespace codelex
