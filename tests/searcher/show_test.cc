// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::TinyIndex;

const Date kDay = *parse_date("2026-01-15");

codes codes_of(const std::vector<CodeRecord>& records) {
    codes out;
    for (const CodeRecord& r : records) out.push_back(r.code);
    return out;
}

TinyIndex family() {
    return {{"E11", "Sweet blood", "icd10cm", false},
            {"E116", "Sweet blood with trouble", "icd10cm", false},
            {"E1162", "Sweet blood with trouble of the skin", "icd10cm", false},
            {"E11621", "Sweet blood with an ulcer of the foot", "icd10cm"},
            {"E1165", "Sweet blood, too sweet", "icd10cm"},
            {"E119", "Sweet blood, plain", "icd10cm"},
            {"E1165", "A chair", "hcpcs"},
            {"E119", "A code of one's own", "tiny"}};
}

TEST_CASE("a code's page shows what is above and below it", "[searcher]") {
    TinyIndex ix = family();
    const CodePage page = test::must(ix.searcher().show("", "e11.6", kDay));
    CHECK(page.record.title == "Sweet blood with trouble");
    CHECK(codes_of(page.ancestors) == codes{"E11"});
    CHECK(codes_of(page.children) == codes{"E1162", "E1165"});
    CHECK(page.descendants == 3);
    const CodePage leaf = test::must(ix.searcher().show("", "E11.621", kDay));
    CHECK(codes_of(leaf.ancestors) == codes{"E11", "E116", "E1162"});
    CHECK(leaf.children.empty());
    CHECK(leaf.descendants == 0);
    CHECK(leaf.day == kDay);
}

TEST_CASE("a code that several systems have is shown from the first, or from the one named", "[searcher]") {
    TinyIndex ix = family();
    CHECK(test::must(ix.searcher().show("", "E119", kDay)).record.system == "icd10cm");
    CHECK(test::must(ix.searcher().show("tiny", "e119", kDay)).record.system == "tiny");
    CHECK(test::must(ix.searcher().show("hcpcs", "E1165", kDay)).record.title == "A chair");
}

TEST_CASE("a code that is not there is refused with the nearest one above", "[searcher]") {
    TinyIndex ix = family();
    auto page = ix.searcher().show("", "E11.69", kDay);
    REQUIRE(!page);
    CHECK(page.error().code == Errc::not_found);
    CHECK(page.error().what.find("E11.69") != std::string::npos);
    CHECK(page.error().hint.find("E11.6") != std::string::npos);
    CHECK(ix.searcher().show("", "W99", kDay).error().code == Errc::not_found);
    CHECK(ix.searcher().show("", "heart attack", kDay).error().code == Errc::not_found);
    CHECK(ix.searcher().show("tiny", "E11", kDay).error().code == Errc::not_found);
}

TEST_CASE("a page cannot be asked for in a system that is not there, or with no code", "[searcher]") {
    TinyIndex ix = family();
    CHECK(ix.searcher().show("cpt", "99213", kDay).error().code == Errc::usage);
    CHECK(ix.searcher().show("", "", kDay).error().code == Errc::bad_query);
    CHECK(ix.searcher().show("", "\xFF", kDay).error().code == Errc::bad_query);
    CHECK(ix.searcher().show("", std::string(2000, 'E'), kDay).error().code == Errc::bad_query);
}

// A parent may be any code where a recipe says so (`parent:` in YAML), not only a beginning of the code.
TEST_CASE("children whose code does not begin with their parent's are below it too", "[searcher]") {
    CodeRecord up = test::record_of({"TOP", "Everything"}), down = test::record_of({"XX1", "Something"});
    down.parent = "TOP";
    TinyIndex ix(std::vector<CodeRecord>{up, down});
    const CodePage page = test::must(ix.searcher().show("", "TOP", kDay));
    CHECK(codes_of(page.children) == codes{"XX1"});
    CHECK(page.descendants == 1);
    CHECK(codes_of(test::must(ix.searcher().show("", "XX1", kDay)).ancestors) == codes{"TOP"});
}

TEST_CASE("codes that name each other as parents do not hang", "[searcher]") {
    CodeRecord a = test::record_of({"AA1", "One"}), b = test::record_of({"BB1", "Two"});
    a.parent = "BB1";
    b.parent = "AA1";
    TinyIndex ix(std::vector<CodeRecord>{a, b});
    CHECK(test::must(ix.searcher().show("", "AA1", kDay)).ancestors.size() < 20);
}

}  // namespace
}  // namespace codelex
