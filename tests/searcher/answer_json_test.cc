// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/answer_json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

namespace json = boost::json;
using test::TinyIndex;

using Names = std::vector<std::string>;
Names names(const json::value& object) {
    Names out;
    for (const auto& member : object.as_object()) out.emplace_back(member.key());
    return out;
}
// The names that are promised, in their order; others may have been added between them.
Names promised(const json::value& object, const Names& promise) {
    Names out;
    for (const std::string& name : names(object))
        if (std::find(promise.begin(), promise.end(), name) != promise.end()) out.push_back(name);
    return out;
}
json::value parsed(const std::string& line) {
    INFO(line);
    REQUIRE(line.find('\n') == line.npos);
    json::error_code ec;
    json::value v = json::parse(line, ec);
    REQUIRE(!ec);
    return v;
}

TinyIndex one_of_each() {
    return {{.code = "E119",
             .title = "Sucre de M\u00E9ni\u00E8re \"type 2\" \\ \t end",
             .system = "icd10cm",
             .from = "2020-10-01",
             .to = "2030-09-30",
             .terms = {"sugar of M\u00E9ni\u00E8re"},
             .replaced_by = {"E1165"},
             .notice = "(c) nobody"},
            {"XX1", "Sugar plain"}};
}

TEST_CASE("an answer in JSON has the documented names", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    const json::value v = parsed(to_json(ix.ask("sugar meniere")));
    const Names promise{"query", "interpretation", "corrected", "total", "took_us", "hits"};
    CHECK(promised(v, promise) == promise);
    CHECK(names(v.at("interpretation")) == Names{"kind", "reading", "notes"});
    CHECK(v.at("query") == "sugar meniere");
    CHECK(v.at("interpretation").at("kind") == "words");
    CHECK(v.at("interpretation").at("notes").is_array());
    CHECK(v.at("corrected").is_null());
    CHECK(v.at("total") == 2);
    CHECK(v.at("took_us").is_int64());
    const json::value& hit = v.at("hits").at(0);
    const Names of_hit{"system", "code",       "title",   "billable",  "validity",
                       "score",  "highlights", "because", "relations", "copyright"};
    CHECK(promised(hit, of_hit) == of_hit);
    CHECK(hit.at("system") == "icd10cm");
    CHECK(hit.at("code") == "E11.9");  // as people write it
    CHECK(hit.at("title") == "Sucre de M\u00E9ni\u00E8re \"type 2\" \\ \t end");
    CHECK(hit.at("billable") == true);
    CHECK(names(hit.at("validity")) == Names{"from", "to", "status"});
    CHECK(hit.at("validity").at("from") == "2020-10-01");
    CHECK(hit.at("validity").at("to") == "2030-09-30");
    CHECK(hit.at("validity").at("status") == "active");
    CHECK(hit.at("score").is_double());
    CHECK(hit.at("copyright") == "(c) nobody");
    CHECK(hit.at("because").is_array());
    CHECK(names(hit.at("relations").at(0)) == Names{"kind", "system", "code"});
    CHECK(hit.at("relations").at(0).at("code") == "E11.65");
    const json::value& mark = hit.at("highlights").at(0);
    CHECK(names(mark) == Names{"field", "text", "spans"});
    CHECK(mark.at("field") == "title");
    CHECK(mark.at("spans") == json::array{json::array{9, 18}});  // bytes of the title
    CHECK(hit.at("highlights").at(1).at("field") == "terms");
    const json::value& plain = v.at("hits").at(1);
    CHECK(plain.at("validity").at("from").is_null());
    CHECK(plain.at("validity").at("to").is_null());
    CHECK(plain.at("copyright").is_null());
}

TEST_CASE("the kinds of reading and the states of a code have their documented words", "[searcher][json]") {
    TinyIndex ix{{.code = "E119", .title = "Gone", .system = "icd10cm", .to = "2016-12-31"},
                 {.code = "E110", .title = "To come", .system = "icd10cm", .from = "2099-10-01"}};
    auto kind = [&](const char* text) {
        return parsed(to_json(ix.ask(text))).at("interpretation").at("kind");
    };
    CHECK(kind("E11.9") == "code");
    CHECK(kind("E11*") == "prefix");
    CHECK(kind("E10-E13") == "range");
    CHECK(kind("gone home") == "words");
    auto status = [&](const char* text) {
        return parsed(to_json(ix.ask(text))).at("hits").at(0).at("validity").at("status");
    };
    CHECK(status("E11.9") == "deleted");
    CHECK(status("E11.0") == "future");
}

TEST_CASE("the id of a question comes first in its answer", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    const json::value v = parsed(to_json(ix.ask("sugar plain"), "q-\"1\""));
    CHECK(names(v).front() == "id");
    CHECK(v.at("id") == "q-\"1\"");
}

TEST_CASE("a total that is a lower bound has a name of its own", "[searcher][json]") {
    Answer a = one_of_each().ask("sugar plain");
    a.total = 1000;
    a.total_is_exact = false;
    const json::value v = parsed(to_json(a));
    const Names promise{"query", "interpretation", "corrected", "total_at_least", "took_us", "hits"};
    CHECK(promised(v, promise) == promise);
    CHECK(!v.as_object().contains("total"));
    CHECK(v.at("total_at_least") == 1000);
}

TEST_CASE("how the answer was made is there only when asked for", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    Query q = TinyIndex::query("sugar plain");
    q.explain = true;
    CHECK(names(parsed(to_json(ix.ask(q)))).back() == "explain");
}

TEST_CASE("any text comes back whole from JSON", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    for (const std::string& text :
         {std::string("sugar \"quoted\" \\ slash/"), std::string("sugar \x01\x1F\x7F ctrl"),
          std::string("sugar \u2028 \U0001F494 line"), std::string("sugar \0 nul", 11),
          std::string("sugar </script>\n\t\r")}) {
        const json::value v = parsed(to_json(ix.ask(text)));
        CHECK(v.at("query") == json::string_view(text));
    }
}

TEST_CASE("a corrected question is shown with what was searched instead", "[searcher][json]") {
    Answer a = one_of_each().ask("sugar plain");
    a.corrected = "sugar plane";
    CHECK(parsed(to_json(a)).at("corrected") == "sugar plane");
}

TEST_CASE("nothing found is an answer in JSON", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    const json::value v = parsed(to_json(ix.ask("flibber gibbet")));
    CHECK(v.at("total") == 0);
    CHECK(v.at("hits") == json::array());
}

TEST_CASE("a page and an error in JSON have their documented names", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    const CodePage page = test::must(ix.searcher().show("", "E11.9", *parse_date("2026-01-15")));
    const json::value v = parsed(to_json(page));
    const Names promise{"system",   "code",      "title",      "billable", "validity",
                        "modifier", "chapter",   "ancestors",  "children", "descendants",
                        "texts",    "relations", "attributes", "copyright"};
    CHECK(promised(v, promise) == promise);
    CHECK(v.at("chapter").at("id") == "4");
    CHECK(v.at("texts").at(0).at("field") == "terms");
    const json::value e = parsed(to_json(Error{Errc::no_index, "no \"index\"", "build one"}));
    CHECK(names(e) == Names{"error", "hint"});
    CHECK(e.at("error") == "no \"index\"");
    CHECK(e.at("hint") == "build one");
}

TEST_CASE("a snapshot in JSON says what it holds", "[searcher][json]") {
    TinyIndex ix = one_of_each();
    const json::value v = parsed(to_json(ix.searcher().snapshot()));
    CHECK(v.at("snapshot") == "snap-000001");
    CHECK(v.at("records") == 2);
    REQUIRE(v.at("systems").as_array().size() == 2);
    CHECK(v.at("systems").at(0).at("system") == "icd10cm");
    CHECK(v.at("sources").at(0).at("name") == "tiny.yaml");
}

}  // namespace
}  // namespace codelex
