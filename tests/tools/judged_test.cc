// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/judged.h"

#include <catch2/catch.hpp>

#include "tests/scratch.h"

namespace codelex {
namespace {

using test::Scratch;

TEST_CASE("judged questions are read with their gold", "[tools]") {
    Scratch dir;
    const auto file = dir.write(
        "q.jsonl",
        "\xEF\xBB\xBF{\"id\": \"lay-1\", \"query\": \"M\u00E9ni\u00E8re \\u00e9\", \"style\": \"lay\", "
        "\"systems\": [\"icd10cm\"], \"gold\": {\"e11.9\": 3, \"E11.6*\": 2, \"99213\": 1}}\r\n"
        "\n   \n"
        "{\"id\": \"2\", \"query\": \"\", \"gold\": {\"A1\": 1}, \"more\": null}");
    auto queries = read_queries(file, true);
    REQUIRE(queries);
    REQUIRE(queries->size() == 2);
    const QueryLine& q = queries->front();
    CHECK(q.id == "lay-1");
    CHECK(q.query == "M\u00E9ni\u00E8re \u00E9");
    CHECK(q.style == "lay");
    CHECK(q.systems == std::vector<SystemId>{"icd10cm"});
    REQUIRE(q.gold.size() == 3);
    std::string gold;
    for (const auto& g : q.gold) gold += g.code + (g.family ? "*" : "") + "=" + std::to_string(g.grade) + " ";
    CHECK(gold == "E119=3 E116*=2 99213=1 ");
    CHECK(queries->at(1).systems.empty());
}

TEST_CASE("questions without judgements are read when none are needed", "[tools]") {
    Scratch dir;
    auto queries = read_queries(dir.write("q.jsonl", "{\"id\":\"1\",\"query\":\"toe\"}\n"), false);
    REQUIRE(queries);
    CHECK(queries->at(0).query == "toe");
    CHECK(queries->at(0).gold.empty());
    CHECK(read_queries(dir.write("empty", ""), true)->empty());
}

TEST_CASE("what is no judged question is refused with its file and line", "[tools]") {
    const std::string good = "{\"id\":\"g\",\"query\":\"toe\",\"gold\":{\"A1\":1}}\n";
    for (const char* bad : {"{",
                            "nonsense",
                            "[]",
                            "5",
                            "\"id\"",
                            "null",
                            "{} {}",
                            "{}",
                            "{\"id\":5,\"query\":\"q\",\"gold\":{\"A1\":1}}",
                            "{\"id\":\"\",\"query\":\"q\",\"gold\":{\"A1\":1}}",
                            "{\"id\":\"1\",\"gold\":{\"A1\":1}}",
                            "{\"id\":\"1\",\"query\":null,\"gold\":{\"A1\":1}}",
                            "{\"id\":\"1\",\"query\":\"q\"}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":{}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":[]}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":{\"A1\":0}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":{\"A1\":4}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":{\"A1\":\"3\"}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"gold\":{\"A1\":2.5}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"systems\":\"cpt\",\"gold\":{\"A1\":1}}",
                            "{\"id\":\"1\",\"query\":\"q\",\"systems\":[5],\"gold\":{\"A1\":1}}",
                            "{\"id\":\"g\",\"query\":\"twice\",\"gold\":{\"A1\":1}}",
                            "{\"id\":\"1\",\"query\":\"\xFF\",\"gold\":{\"A1\":1}}"}) {
        INFO(bad);
        Scratch dir;
        auto queries = read_queries(dir.write("q.jsonl", good + "\n" + bad + "\n"), true);
        REQUIRE(!queries);
        CHECK(queries.error().code == Errc::bad_source);
        CHECK(queries.error().what.find("q.jsonl:3: ") != std::string::npos);
        CHECK(!queries.error().hint.empty());
    }
}

TEST_CASE("a file of questions that is not there is named", "[tools]") {
    Scratch dir;
    auto queries = read_queries(dir / "none.jsonl", false);
    REQUIRE(!queries);
    CHECK(queries.error().code == Errc::io);
    CHECK(queries.error().what.find("none.jsonl") != std::string::npos);
}

}  // namespace
}  // namespace codelex
