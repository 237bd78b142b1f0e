// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::Row;
using test::sentences;
using test::TinyIndex;

bool says(const sentences& list, std::string_view part) {
    return std::any_of(list.begin(), list.end(), [&](auto& s) { return s.find(part) != s.npos; });
}

TEST_CASE("the code whose title says all of it is first", "[searcher]") {
    TinyIndex ix{{"XX1", "Chest pain"},
                 {"XX2", "Attack of the heart"},
                 {"XX3", "Heart failure"},
                 {"XX4", "Panic attack"},
                 {"XX5", "Broken toe"}};
    const Answer a = ix.ask("heart attack");
    CHECK(a.interpretation.kind == Interpretation::Kind::words);
    CHECK(a.interpretation.reading == "words: heart attack");
    REQUIRE(a.hits.size() == 3);
    CHECK(a.hits[0].record.code == "XX2");
    CHECK(a.total == 3);
    CHECK(a.hits[0].score >= a.hits[1].score);
}

TEST_CASE("words are found in any inflection, case and accent", "[searcher]") {
    TinyIndex ix{
        {"XX1", "Fractures of the femur"}, {"XX2", "M\u00E9ni\u00E8re's disease"}, {"XX3", "Toe nail"}};
    CHECK(ix.top("FEMUR fracture") == codes{"XX1"});
    CHECK(ix.top("meniere disease") == codes{"XX2"});
    CHECK(ix.top("maladie Me\u0301nie\u0300re\u2019s") == codes{"XX2"});
    CHECK(ix.top("toe nails") == codes{"XX3"});
}

TEST_CASE("without is a word of titles and shorthand for it is the same word", "[searcher]") {
    TinyIndex ix{{"XX1", "Sugar with trouble"}, {"XX2", "Sugar without trouble"}};
    CHECK(ix.top("sugar w/o trouble").front() == "XX2");
    CHECK(ix.top("sugar without trouble").front() == "XX2");
    CHECK(ix.top("sugar w/ trouble").front() == "XX1");
}

TEST_CASE("terms, includes, plain words and guidance are searched, notes about other codes are not",
          "[searcher]") {
    TinyIndex ix{{.code = "XX1", .title = "One", .terms = {"alpha word"}},
                 {.code = "XX2", .title = "Two", .includes = {"beta word"}},
                 {.code = "XX3", .title = "Three", .lay = {"gamma word"}},
                 {.code = "XX4", .title = "Four", .guidance = {"delta word"}},
                 {.code = "XX5", .title = "Five", .notes = {"epsilon word"}, .excludes1 = {"zeta word"}}};
    CHECK(ix.top("alpha thing") == codes{"XX1"});
    CHECK(ix.top("beta thing") == codes{"XX2"});
    CHECK(ix.top("gamma thing") == codes{"XX3"});
    CHECK(ix.top("delta thing") == codes{"XX4"});
    CHECK(ix.top("epsilon thing").empty());
    CHECK(ix.top("zeta thing").empty());
}

TEST_CASE("a title counts more than plain words and these more than guidance", "[searcher]") {
    TinyIndex ix{{.code = "XX1", .title = "Aaa bbb", .guidance = {"zoster ccc"}},
                 {.code = "XX2", .title = "Ddd eee", .lay = {"zoster fff"}},
                 {.code = "XX3", .title = "Zoster ggg"}};
    CHECK(ix.top("zoster thing") == codes{"XX3", "XX2", "XX1"});
}

TEST_CASE("a rare word decides over a common one", "[searcher]") {
    std::vector<Row> rows;
    for (int i = 0; i < 30; ++i) rows.push_back({"C" + std::to_string(100 + i), "Common thing number"});
    rows.push_back({"R1", "Rarity of another number"});
    TinyIndex ix(rows);
    CHECK(ix.top("common rarity").front() == "R1");
}

TEST_CASE("a deleted code ranks below a living one with the same words", "[searcher]") {
    TinyIndex ix{{.code = "XX1", .title = "Dusty lung", .to = "2016-12-31"},
                 {.code = "XX2", .title = "Dusty lung"},
                 {.code = "XX3", .title = "Toe"}};
    CHECK(ix.top("dusty lung") == codes{"XX2", "XX1"});
}

TEST_CASE("what a person must know about a code's dates is said with the hit", "[searcher]") {
    TinyIndex ix{{.code = "XX1", .title = "Dusty lung", .to = "2016-12-31", .replaced_by = {"XX2", "XX3"}},
                 {.code = "XX2", .title = "Dusty lung of miners", .from = "2026-10-01"},
                 {.code = "XX3", .title = "Dusty lung of bakers", .to = "2026-09-30"},
                 {.code = "XX4", .title = "Dusty lung of others", .billable = false},
                 {.code = "XX5", .title = "Dusty lung of all", .from = "2020-01-01"}};
    const auto deleted = ix.hit("dusty lung", "XX1").because;
    CHECK(says(deleted, "Deleted since 2017-01-01: last valid day 2016-12-31; look at XX2, XX3 instead"));
    CHECK(says(ix.hit("dusty lung", "XX2").because, "Not yet valid: first valid day 2026-10-01"));
    CHECK(says(ix.hit("dusty lung", "XX3").because, "Ends: last valid day 2026-09-30"));
    CHECK(says(ix.hit("dusty lung", "XX4").because, "A header"));
    for (const char* word : {"Deleted", "Not yet", "Ends", "header"})
        CHECK(!says(ix.hit("dusty lung", "XX5").because, word));
}

TEST_CASE("the last valid day is still valid and the first one already is", "[searcher]") {
    TinyIndex ix{{.code = "XX1", .title = "Dusty lung", .from = "2026-01-15", .to = "2026-01-15"}};
    Query q = TinyIndex::query("dusty lung");
    auto on = [&](const char* day) {
        q.day = *parse_date(day);
        return ix.hit(q, "XX1").because;
    };
    CHECK(says(on("2026-01-14"), "Not yet valid"));
    CHECK(!says(on("2026-01-15"), "Not yet valid"));
    CHECK(!says(on("2026-01-15"), "Deleted"));
    CHECK(says(on("2026-01-16"), "Deleted"));
}

TEST_CASE("a replacement in another system is named with its system", "[searcher]") {
    CodeRecord gone = test::record_of({.code = "XX1", .title = "Dusty lung", .to = "2016-12-31"});
    gone.relations.push_back({RelationKind::replaced_by, "icd10cm", "J609"});
    TinyIndex ix(std::vector<CodeRecord>{gone});
    CHECK(says(ix.hit("dusty lung", "XX1").because, "look at icd10cm J60.9 instead"));
}

TEST_CASE("words keep to the systems and to billable codes when asked", "[searcher]") {
    TinyIndex ix{{"E11", "Sweet blood", "icd10cm", false},
                 {"E119", "Sweet blood, plain", "icd10cm"},
                 {"E1130", "Sweet blood meter", "hcpcs"},
                 {"XX1", "Sweet blood of one's own"}};
    Query q = TinyIndex::query("sweet blood");
    CHECK(ix.top(q).size() == 4);
    q.billable = true;
    codes billable = ix.top(q);
    std::sort(billable.begin(), billable.end());  // in whichever order
    CHECK(billable == codes{"E1130", "E119", "XX1"});
    q.systems = {"tiny", "hcpcs"};
    CHECK(ix.top(q) == codes{"E1130", "XX1"});
    q.systems = {"icd10cm"};
    CHECK(ix.top(q) == codes{"E119"});
    CHECK(ix.ask(q).total == 1);
}

TEST_CASE("words that the index does not have are named", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}};
    const Answer a = ix.ask("broken flibber of the gibbet");
    CHECK(a.total == 1);
    CHECK(says(a.interpretation.notes, "Not in the index: flibber, gibbet"));
    CHECK(says(a.hits.at(0).because, "Not in this code: flibber, gibbet"));
    const Answer none = ix.ask("flibber gibbet");
    CHECK(none.total == 0);
    CHECK(none.total_is_exact);
    CHECK(none.hits.empty());
}

TEST_CASE("a word asked twice counts once and is named once", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}, {"XX2", "Broken arm"}};
    CHECK(ix.hit("toe toe toe", "XX1").score == ix.hit("toe", "XX1").score);
    CHECK(says(ix.hit("toe and toe", "XX1").because, "Title: toe"));
    CHECK(!says(ix.hit("toe and toe", "XX1").because, "toe, toe"));
}

TEST_CASE("equal answers stand in listing order", "[searcher]") {
    TinyIndex ix{{"XX3", "Broken toe"}, {"XX1", "Broken toe"}, {"E119", "Broken toe", "icd10cm"}};
    CHECK(ix.top("broken toe") == codes{"E119", "XX3", "XX1"});
}

TEST_CASE("every hit carries the whole record", "[searcher]") {
    TinyIndex ix{{.code = "XX1",
                  .title = "Broken toe",
                  .from = "2020-02-29",
                  .to = "2030-01-01",
                  .terms = {"stubbed toe"},
                  .notes = {"not for fingers"},
                  .replaced_by = {"XX2"},
                  .notice = "(c) nobody"}};
    const CodeRecord r = ix.hit("broken toe", "XX1").record;
    CHECK(r.system == "tiny");
    CHECK(r.title == "Broken toe");
    CHECK(iso(*r.validity.from) == "2020-02-29");
    CHECK(iso(*r.validity.to) == "2030-01-01");
    REQUIRE(r.texts.size() == 2);
    CHECK(r.texts[1].text == "not for fingers");
    CHECK(r.relations.size() == 1);
    CHECK(r.notice == "(c) nobody");
}

TEST_CASE("a person can ask how the answer was made", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}};
    Query q = TinyIndex::query("broken w/o toe");
    CHECK(ix.ask(q).stages.empty());
    q.explain = true;
    const sentences stages = ix.ask(q).stages;
    CHECK(says(stages, "text      broken w/o toe"));
    CHECK(says(stages, "without@1"));
    CHECK(says(stages, "slot"));
}

}  // namespace
}  // namespace codelex
