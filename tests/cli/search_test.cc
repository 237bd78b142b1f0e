// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/cli/process.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;
namespace json = boost::json;

namespace {

// An index of the starter corpus, made once for this program.
const std::string& starter_index() {
    static Scratch scratch;
    static const std::string dir = [] {
        const std::string d = (scratch / "index").string();
        const Ran r = program({"index", "--index", d});
        REQUIRE(r.exit == 0);
        return d;
    }();
    return dir;
}

Ran search(std::vector<std::string> args) {
    args.insert(args.begin(), {"search", "--index", starter_index()});
    return program(args);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("peripheral field stimulation lumbar finds 0283T first and says what became of it", "[cli]") {
    const Ran r = search({"peripheral", "field", "stimulation", "lumbar"});
    CHECK(r.exit == 0);
    const std::string first = r.out.substr(0, r.out.find("  2  "));
    CHECK(has(first, "0283T"));
    CHECK(has(first, "[deleted]"));
    CHECK(has(first, "Deleted since 2017-01-01"));
    CHECK(has(first, "64999"));
    CHECK(has(r.out, "trademark"));
}

TEST_CASE("the JSON of a search has the names that others build on", "[cli]") {
    const Ran r = search({"--format", "json", "heart attack"});
    REQUIRE(r.exit == 0);
    const json::object o = json::parse(r.out).as_object();
    for (const char* name : {"query", "interpretation", "corrected", "total", "took_us", "hits"})
        CHECK(o.contains(name));
    CHECK(o.at("query") == "heart attack");
    CHECK(o.at("corrected").is_null());
    REQUIRE(!o.at("hits").as_array().empty());
    for (const json::value& v : o.at("hits").as_array()) {
        const json::object& hit = v.as_object();
        for (const char* name : {"system", "code", "title", "billable", "validity", "score", "highlights",
                                 "because", "copyright"})
            CHECK(hit.contains(name));
        for (const char* name : {"from", "to", "status"})
            CHECK(hit.at("validity").as_object().contains(name));
        for (const json::value& h : hit.at("highlights").as_array())
            for (const char* name : {"field", "text", "spans"}) CHECK(h.as_object().contains(name));
    }
}

TEST_CASE("options may stand behind the words", "[cli]") {
    const Ran before = search({"--format", "tsv", "--limit", "3", "cough"});
    const Ran after = search({"cough", "--format", "tsv", "--limit=3"});
    CHECK(before.exit == 0);
    CHECK(before.out == after.out);
    CHECK(std::count(after.out.begin(), after.out.end(), '\n') == 3);
}

TEST_CASE("a file of queries is answered line by line with ids", "[cli]") {
    Scratch scratch;
    const std::string lines =
        "{\"id\":\"a\",\"query\":\"heart attack\",\"systems\":[\"icd10cm\"]}\n\n"
        "{\"id\":\"b\",\"query\":\"?!\"}\n{\"id\":\"c\",\"query\":\"E11.9\"}\n";
    const auto file = scratch.write("q.jsonl", lines);
    const Ran from_file = search({"--queries", file.string()});
    const Ran from_input =
        program({"search", "--index", starter_index(), "--queries", "-"}, {.input = lines});
    REQUIRE(from_file.exit == 0);
    REQUIRE(from_input.exit == 0);
    std::vector<json::object> answers;
    std::istringstream in(from_file.out);
    for (std::string line; std::getline(in, line);) answers.push_back(json::parse(line).as_object());
    REQUIRE(answers.size() == 3);
    CHECK(answers[0].at("id") == "a");
    CHECK(answers[1].at("id") == "b");
    CHECK(answers[1].at("hits").as_array().empty());
    CHECK(has(json::serialize(answers[1].at("interpretation")), "no word to look for"));
    CHECK(answers[2].at("hits").at(0).at("code") == "E11.9");
    CHECK(std::count(from_input.out.begin(), from_input.out.end(), '\n') == 3);
}

TEST_CASE("exit codes tell found, nothing found and error apart", "[cli]") {
    CHECK(search({"heart", "attack"}).exit == 0);
    CHECK(search({"xyzzyplugh"}).exit == 1);
    CHECK(search({"E11.95"}).exit == 1);
    CHECK(search({"--limit", "0", "x"}).exit == 2);
    CHECK(search({}).exit == 2);
    CHECK(program({"search", "--index", "/nonexistent/index", "cough"}).exit == 4);
    CHECK(program({"show", "--index", starter_index(), "E11.95"}).exit == 1);
    CHECK(program({"frobnicate"}).exit == 2);
}

TEST_CASE("bad input gets words that name the place and the next step", "[cli]") {
    auto [args, words] = GENERATE(table<std::vector<std::string>, std::vector<std::string>>({
        {{"search", "--ind", "x", "cough"}, {"--ind", "hint"}},
        {{"search", "--limit", "ten", "cough"}, {"--limit", "ten", "1 to 1000"}},
        {{"search", "--limit", "-1", "cough"}, {"--limit", "-1"}},
        {{"search", "--format", "xml", "cough"}, {"xml", "text, json, tsv"}},
        {{"search", "--system", "icd9", "cough"}, {"icd9", "icd10cm"}},
        {{"search", std::string(2000, 'x')}, {"2000 bytes", "1024"}},
        {{"search", "\xff\xfe"}, {"UTF-8"}},
        {{"search", "..."}, {"no word"}},
        {{"search", "--queries", "/nonexistent.jsonl"}, {"/nonexistent.jsonl", "No such file"}},
        {{"show"}, {"no code", "codelex show CODE"}},
        {{"show", "E11.95"}, {"E11.95", "nearest code above is E11.9"}},
        {{"status", "extra"}, {"extra"}},
        {{"index", "extra"}, {"extra", "--sources"}},
        {{"index", "--jobs", "9999"}, {"--jobs"}},
        {{"eval"}, {"no judged queries"}},
    }));
    std::vector<std::string> with_index = args;
    const Ran r = program(with_index, {.environment = {"CODELEX_INDEX=" + starter_index()}});
    INFO(args[0] << " " << (args.size() > 1 ? args[1].substr(0, 40) : "") << ": " << r.err);
    CHECK(r.exit >= 1);
    CHECK(r.out.empty());
    for (const std::string& w : words) CHECK(has(r.err, w));
}

TEST_CASE("a query of ten megabytes is refused in words", "[cli]") {
    Scratch scratch;
    const auto file =
        scratch.write("q.jsonl", "{\"id\":\"a\",\"query\":\"" + std::string(10'000'000, 'a') + "\"}\n");
    const Ran r = search({"--queries", file.string()});
    CHECK(r.exit == 0);
    CHECK(has(r.out, "more than 1024"));
}

TEST_CASE("every verb has help that teaches", "[cli]") {
    for (const char* verb : {"index", "search", "show", "status", "eval"}) {
        const Ran r = program({verb, "--help"});
        INFO(verb);
        CHECK(r.exit == 0);
        CHECK(has(r.out, "usage: codelex " + std::string(verb)));
        CHECK(has(r.out, "--help"));
        CHECK(r.err.empty());
        CHECK(program({"help", verb}).out == r.out);
    }
    CHECK(has(program({"--help"}).out, "examples"));
    CHECK(has(program({"--version"}).out, "codelex "));
    CHECK(program({}).exit == 2);
}

TEST_CASE("no colour reaches a pipe", "[cli]") {
    CHECK_FALSE(has(search({"heart", "attack"}).out, "\x1b"));
    CHECK_FALSE(has(program({"show", "--index", starter_index(), "E11.9"}).out, "\x1b"));
}

TEST_CASE("show tells what is known about a code", "[cli]") {
    const Ran r = program({"show", "--index", starter_index(), "e119"});
    CHECK(r.exit == 0);
    for (const char* part :
         {"E11.9", "Type 2 diabetes mellitus without complications", "Billable", "In plain words", "Place"})
        CHECK(has(r.out, part));
    const Ran j = program({"show", "--index", starter_index(), "--format", "json", "E11.9"});
    const json::object o = json::parse(j.out).as_object();
    CHECK(o.at("code") == "E11.9");
    CHECK(!o.at("texts").as_array().empty());
}

TEST_CASE("status names the snapshot, the systems and the sources", "[cli]") {
    const Ran r = program({"status", "--index", starter_index()});
    CHECK(r.exit == 0);
    for (const char* part : {"snap-", "icd10cm", "hcpcs", "starter corpus"}) CHECK(has(r.out, part));
    const json::object o =
        json::parse(program({"status", "--index", starter_index(), "--format", "json"}).out).as_object();
    CHECK(o.at("records").as_int64() >= 600);
}

TEST_CASE("the index is found through the environment and the user's data directory", "[cli]") {
    CHECK(program({"status"}, {.environment = {"CODELEX_INDEX=" + starter_index()}}).exit == 0);
    Scratch home;
    const Ran built =
        program({"index"}, {.environment = {"CODELEX_INDEX=", "XDG_DATA_HOME=" + home.path().string()}});
    CHECK(built.exit == 0);
    CHECK(std::filesystem::exists(home / "codelex/index/CURRENT"));
}
