// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/facets.h"

#include <catch2/catch.hpp>

#include "analyzers/analyzer.h"

namespace codelex {
namespace {

// The words that a text says are not so, and the values that it states, each joined by blanks.
std::pair<std::string, std::string> read(std::string_view text) {
    auto analyzer = Analyzer::make();
    REQUIRE(analyzer);
    const Tokens tokens = analyzer->analyze(text);
    const std::vector<bool> denied = negated(text, tokens);
    std::string not_so, stated;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (denied[i]) not_so += (not_so.empty() ? "" : " ") + tokens[i].text;
    const FacetSet set = facets_in(tokens, denied);
    std::size_t value = 0;
    for (const Facet& f : facets())
        for (const Facet::Value& v : f.values)
            if (set[value++]) stated += (stated.empty() ? "" : " ") + std::string(v.name);
    return {not_so, stated};
}

TEST_CASE("a text states its side, encounter, course and the like", "[analyzers]") {
    const auto [text, stated] = GENERATE(table<std::string_view, std::string_view>({
        {"bent antler, left side", "left"},
        {"R antler", "right"},
        {"mri l spine", ""},  // lumbar
        {"2 l of milk", ""},  // litres
        {"chronic fever stage 3b", "chronic stage 3b"},
        {"first fracture, subsequent encounter", "subsequent first encounter"},
        {"fever, not applicable or unspecified", "unspecified"},
        {"fetus 2", "fetus 2"},
        {"", ""},
    }));
    INFO(text);
    CHECK(read(text).second == stated);
}

TEST_CASE("what a text says is not so ends with its clause", "[analyzers]") {
    const auto [text, not_so] = GENERATE(table<std::string_view, std::string_view>({
        {"fever without hiccups", "without hiccups"},
        {"fever w/o hiccups, with chills", "without hiccups"},
        {"fever without hiccups with chills", "without hiccups"},
        {"denies chills but has fever", "denies chills"},
        {"fever with or without hiccups", ""},
        {"no hiccups and fever", "no hiccups"},
        {"fever", ""},
        {"", ""},
    }));
    INFO(text);
    CHECK(read(text).first == not_so);
}

TEST_CASE("a value that is denied is not stated", "[analyzers]") {
    CHECK(read("fever without acute chills").second.empty());
    CHECK(read("acute fever without chills").second == "acute");
}

}  // namespace
}  // namespace codelex
