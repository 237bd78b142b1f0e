// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "searcher/weights.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::TinyIndex;

TEST_CASE("the weights that codelex comes with name features and are not all nothing",
          "[searcher][ranking]") {
    const WeightsFile& file = builtin_weights_files()[0];
    const auto read = Weights::parse(file.bytes, file.name);
    REQUIRE(read);
    CHECK(read->yaml() == Weights::builtin().yaml());
    CHECK(!read->yaml().empty());
}

TEST_CASE("weights that name no feature or hold no number are refused with their line",
          "[searcher][ranking]") {
    CHECK(Weights::parse("\"evidence\": 1.5\n", "w.yaml"));
    for (const char* bad : {"\"evidence\": 1\n\"charm\": 2\n", "\"evidence\": 1\n\"header\": much\n",
                            "\"evidence\": 1\n\"header\": .inf\n"}) {
        INFO(bad);
        const auto read = Weights::parse(bad, "w.yaml");
        REQUIRE(!read);
        CHECK(read.error().code == Errc::bad_source);
        CHECK(read.error().what.starts_with("w.yaml:2"));
    }
    CHECK(!Weights::parse("[1]", "w.yaml"));
}

TEST_CASE("the side that was asked for comes before the other and before none", "[searcher][ranking]") {
    TinyIndex ix{{"XX1", "Bent antler, right side"}, {"XX2", "Bent antler, left side"}};
    CHECK(ix.top("bent antler left")[0] == "XX2");
    CHECK(ix.top("bent antler right")[0] == "XX1");
}

TEST_CASE("a title that says without does not answer with", "[searcher][ranking]") {
    TinyIndex ix{{"XX1", "Antler fever without hiccups"}, {"XX2", "Antler fever with hiccups"}};
    CHECK(ix.top("antler fever with hiccups")[0] == "XX2");
    CHECK(ix.top("antler fever, no hiccups")[0] == "XX1");
}

TEST_CASE("equal queries get equal answers from every searcher of an index", "[searcher][ranking]") {
    TinyIndex ix{{"XX1", "Antler fever"}, {"XX2", "Antler fever"}, {"XX3", "Antler fever"}};
    const codes first = ix.top("antler fever");
    CHECK(first.size() == 3);
    for (int i = 0; i < 5; ++i) CHECK(ix.top("antler fever") == first);
}

}  // namespace
}  // namespace codelex
