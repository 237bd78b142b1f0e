// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/comparison.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace codelex {
namespace {

QueryLine asked(const std::string& id, const std::string& style = "lay") {
    return {id, "a question", style, {"tiny"}, {{"A1", false, 3}}};
}
// An answer whose best code stands at the rank; 0: nowhere.
JudgedAnswer best_at(std::size_t rank) {
    std::vector<AnsweredCode> codes;
    for (std::size_t k = 1; k < rank; ++k) codes.push_back({"ZZ" + std::to_string(k), "", 0});
    if (rank > 0) codes.push_back({"A1", "", 0});
    return judged(asked("q"), codes);
}
Measurement all_of(const std::vector<std::size_t>& ranks) {
    Measurement m;
    for (std::size_t r : ranks) m.answers.push_back(best_at(r));
    return m;
}

TEST_CASE("when every query gains the same the interval is that gain", "[tools]") {
    const auto intervals =
        bootstrap({std::vector<double>(20, 0.25), std::vector<double>(20, -0.5), std::vector<double>(20, 0)});
    REQUIRE(intervals.size() == 3);
    CHECK(intervals[0].low == 0.25);
    CHECK(intervals[0].high == 0.25);
    CHECK(intervals[0].clear());
    CHECK(intervals[1].low == -0.5);
    CHECK(intervals[1].high == -0.5);
    CHECK(intervals[1].clear());
    CHECK(intervals[2].low == 0);
    CHECK(!intervals[2].clear());
}

TEST_CASE("gains and losses that balance leave zero within the interval", "[tools]") {
    std::vector<double> balanced;
    for (int i = 0; i < 50; ++i) balanced.insert(balanced.end(), {0.4, -0.4});
    const Interval x = bootstrap({balanced})[0];
    CHECK(!x.clear());
    // The standard deviation of the mean is 0.4 / 10; 95% lie within 1.96 of them.
    CHECK(x.low == Approx(-0.0784).margin(0.009));
    CHECK(x.high == Approx(0.0784).margin(0.009));
}

TEST_CASE("two queries of which one gains have the interval that can be counted by hand", "[tools]") {
    // A draw of two is (0, 0), (0, 1), (1, 0) or (1, 1): a quarter of the means is 0, a quarter is 1.
    const Interval x = bootstrap({{0, 1}})[0];
    CHECK(x.low == 0);
    CHECK(x.high == 1);
    // Of ten queries that gain nothing but one, a mean of 0 has the chance 0.9^10 = 0.35, one of more than
    // 0.3 has 0.013.
    std::vector<double> one(10, 0.0);
    one[3] = 1;
    const Interval y = bootstrap({one})[0];
    CHECK(y.low == 0);
    CHECK(y.high == Approx(0.3));
}

TEST_CASE("the same differences have the same interval, today and on another machine", "[tools]") {
    std::vector<double> some;
    for (int i = 0; i < 40; ++i) some.push_back((i * 37 % 11 - 4) / 10.0);
    const auto once = bootstrap({some}), twice = bootstrap({some, std::vector<double>(40, 0.1)});
    CHECK(once[0].low == twice[0].low);  // another measure beside it changes nothing
    CHECK(once[0].high == twice[0].high);
    // Committed figures: the generator, its seed and the way to queries are a promise.
    CHECK(once[0].low == Approx(-0.0125).epsilon(1e-9));
    CHECK(once[0].high == Approx(0.18).epsilon(1e-9));
}

TEST_CASE("nothing to draw from gives no interval but zero", "[tools]") {
    CHECK(bootstrap({}).empty());
    const auto none = bootstrap({{}, {}});
    REQUIRE(none.size() == 2);
    CHECK(none[1].low == 0);
    CHECK(none[1].high == 0);
}

TEST_CASE("queries are listed as won and lost with the largest difference first", "[tools]") {
    const std::vector<QueryLine> queries = {asked("a-1"), asked("a-2"), asked("a-3"), asked("a-4"),
                                            asked("a-5"), asked("a-6"), asked("a-7")};
    const Comparison c = compare(queries, all_of({1, 3, 1, 0, 2, 1, 3}), all_of({2, 0, 1, 1, 1, 0, 1}));
    CHECK(c.won == std::vector<std::size_t>{5, 1, 0});
    CHECK(c.lost == std::vector<std::size_t>{3, 6, 4});
    REQUIRE(c.differences.size() == 7);
    CHECK(c.differences[0] == Approx(1 - 1 / std::log2(3.0)));
    CHECK(c.differences[2] == 0);
    CHECK(c.differences[3] == -1);
}

TEST_CASE("queries that differ alike stay in their order", "[tools]") {
    const std::vector<QueryLine> queries = {asked("a-1"), asked("a-2"), asked("a-3")};
    CHECK(compare(queries, all_of({1, 1, 1}), all_of({0, 0, 0})).won == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("each group has both means, their difference and an interval around it", "[tools]") {
    const std::vector<QueryLine> queries = {asked("a-1"), asked("a-2"), asked("a-3", "coder"),
                                            asked("a-4", "coder")};
    const Measurement now = all_of({1, 1, 2, 0}), against = all_of({0, 1, 1, 0});
    const Comparison c = compare(queries, now, against);
    ScoreTable table;
    for (std::size_t i = 0; i < queries.size(); ++i) table.add(queries[i], now.answers[i].scores);
    const auto rows = table.rows();
    REQUIRE(c.rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(c.rows[i].group == rows[i].group);
        CHECK(c.rows[i].queries == rows[i].queries);
        for (std::size_t m = 0; m < std::size(kMeasures); ++m) {
            const Comparison::Cell& x = c.rows[i].cells[m];
            CHECK(x.now == Approx(rows[i].mean.*kMeasures[m].value));
            CHECK(x.difference == Approx(x.now - x.against).margin(1e-12));
            CHECK(x.interval.low <= x.difference);
            CHECK(x.difference <= x.interval.high);
        }
    }
    // all: (1 + 0 + (1/log2(3) - 1) + 0) / 4
    CHECK(c.rows[0].cells[0].difference == Approx(1 / std::log2(3.0) / 4));
    CHECK(c.rows[0].cells[2].against == Approx(0.5));  // success@1
}

TEST_CASE("the curve of the best code's rank counts each query from its rank on", "[tools]") {
    const auto curve = success_curve(all_of({1, 3, 0, 50}));
    REQUIRE(curve.size() == kEvalDepth);
    CHECK(curve[0] == 0.25);
    CHECK(curve[1] == 0.25);
    CHECK(curve[2] == 0.5);
    CHECK(curve[48] == 0.5);
    CHECK(curve[49] == 0.75);
    CHECK(success_curve({}).empty());
}

}  // namespace
}  // namespace codelex
