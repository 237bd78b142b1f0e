// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/evaluation.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace codelex {
namespace {

using Codes = std::vector<std::string>;

QueryLine judged(std::vector<QueryLine::Gold> gold) {
    return {"q-1", "a question", "lay", {}, std::move(gold)};
}
// Filler codes that satisfy nothing, then `codes`.
Codes after(std::size_t n, Codes codes) {
    Codes out;
    while (out.size() < n) out.push_back("ZZ" + std::to_string(out.size()));
    out.insert(out.end(), codes.begin(), codes.end());
    return out;
}

TEST_CASE("the ideal ranking scores one in everything", "[tools]") {
    const QueryLine q = judged({{"E119", false, 3}, {"E11", true, 1}, {"E118", false, 2}});
    const Scores s = score(q, {"E119", "E118", "E1165"});
    CHECK(s.ndcg10 == Approx(1));
    CHECK(s.mrr10 == 1);
    CHECK(s.success1 == 1);
    CHECK(s.success5 == 1);
    CHECK(s.recall10 == 1);
    CHECK(s.recall50 == 1);
    CHECK(s.best50 == 1);
}

TEST_CASE("nothing found scores nothing", "[tools]") {
    for (const Codes& ranked : {Codes{}, after(60, {}), Codes{"E10", "E1"}}) {
        const Scores s = score(judged({{"E119", false, 3}, {"E11", true, 2}}), ranked);
        for (const Measure& m : kMeasures) CHECK(s.*m.value == 0);
    }
}

TEST_CASE("measures agree with values computed by hand", "[tools]") {
    // Grades 3, 2, 1: gains 7, 3, 1. Ideal: 7/log2(2) + 3/log2(3) + 1/log2(4).
    const QueryLine q = judged({{"A1", false, 3}, {"B2", false, 2}, {"C3", false, 1}});
    const double ideal = 7 + 3 / std::log2(3.0) + 0.5;
    Scores s = score(q, {"C3", "XX", "A1"});
    CHECK(s.ndcg10 == Approx((1 + 7 / 2.0) / ideal));
    CHECK(s.mrr10 == Approx(1 / 3.0));
    CHECK(s.success1 == 0);
    CHECK(s.success5 == 1);
    CHECK(s.recall10 == Approx(0.5));  // of A1 and B2
    CHECK(s.best50 == 1);

    s = score(q, after(10, {"A1", "B2"}));  // ranks 11 and 12
    CHECK(s.ndcg10 == 0);
    CHECK(s.mrr10 == 0);
    CHECK(s.success5 == 0);
    CHECK(s.recall10 == 0);
    CHECK(s.recall50 == 1);
    CHECK(s.best50 == 1);

    s = score(q, after(9, {"A1"}));  // rank 10
    CHECK(s.ndcg10 == Approx(7 / std::log2(11.0) / ideal));
    CHECK(s.mrr10 == Approx(0.1));

    s = score(q, after(49, {"A1"}));  // rank 50, then 51
    CHECK(s.best50 == 1);
    CHECK(score(q, after(50, {"A1"})).best50 == 0);
}

TEST_CASE("an exact entry counts before a family and the longest family before a shorter one", "[tools]") {
    const QueryLine q = judged({{"E11", true, 1}, {"E116", true, 2}, {"E1165", false, 3}});
    const double ideal = 7 + 3 / std::log2(3.0) + 0.5;
    CHECK(score(q, {"E1165"}).ndcg10 == Approx(7 / ideal));
    CHECK(score(q, {"E1169"}).ndcg10 == Approx(3 / ideal));
    CHECK(score(q, {"E119"}).ndcg10 == Approx(1 / ideal));
    CHECK(score(q, {"E11"}).ndcg10 == Approx(1 / ideal));
}

TEST_CASE("a family counts once however many of its codes are found", "[tools]") {
    const QueryLine q = judged({{"E11", true, 2}, {"A1", false, 3}});
    const double ideal = 7 + 3 / std::log2(3.0);
    const Scores s = score(q, {"E110", "E111", "E112", "A1"});
    CHECK(s.ndcg10 == Approx((3 + 7 / std::log2(5.0)) / ideal));
    CHECK(s.recall10 == 1);
    CHECK(s.mrr10 == Approx(0.25));
    CHECK(score(judged({{"E11", true, 3}}), {"E110", "E110", "E110"}).ndcg10 == Approx(1));
}

TEST_CASE("the best of what is wanted may be of a lower grade", "[tools]") {
    const Scores s = score(judged({{"A1", false, 1}}), {"XX", "A1"});
    CHECK(s.mrr10 == 0.5);
    CHECK(s.best50 == 1);
    CHECK(s.recall10 == 0);  // recall counts grades 2 and 3, of which there are none
    CHECK(!std::isnan(s.recall50));
}

TEST_CASE("more entries than ten have an ideal of ten", "[tools]") {
    std::vector<QueryLine::Gold> gold;
    Codes ranked;
    for (int i = 0; i < 15; ++i) {
        gold.push_back({"A" + std::to_string(100 + i), false, 3});
        ranked.push_back(gold.back().code);
    }
    const Scores s = score(judged(gold), ranked);
    CHECK(s.ndcg10 == Approx(1));
    CHECK(s.recall10 == Approx(10.0 / 15));
    CHECK(s.recall50 == 1);
}

TEST_CASE("means are taken over all, halves, styles and systems", "[tools]") {
    ScoreTable table;
    Scores one, zero;
    one.ndcg10 = 1;
    table.add({"lay-001", "q", "lay", {"icd10cm"}, {}}, one);
    table.add({"lay-002", "q", "lay", {}, {}}, zero);
    table.add({"abbr-012", "q", "abbr", {"hcpcs", "cpt"}, {}}, one);
    std::vector<std::string> rows;
    for (const ScoreTable::Row& r : table.rows())
        rows.push_back(r.group + " " + std::to_string(r.queries) + " " +
                       std::to_string(r.mean.ndcg10).substr(0, 4));
    CHECK(rows == std::vector<std::string>{"all 3 0.66", "half even 2 0.50", "half odd 1 1.00",
                                           "style abbr 1 1.00", "style lay 2 0.50", "system hcpcs+cpt 1 1.00",
                                           "system icd10cm 1 1.00"});
    CHECK(ScoreTable().rows().empty());
}

}  // namespace
}  // namespace codelex
