// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include "tools/measurement.h"

// Two answers to the same judged queries, measured against each other.
namespace codelex {

struct Interval {
    double low = 0, high = 0;
    // Whether it lies on one side of zero: chance in the choice of queries hardly explains the difference.
    bool clear() const { return low > 0 || high < 0; }
};

inline constexpr std::size_t kResamples = 10'000;

// 95% intervals for means of paired differences, by the percentile bootstrap: kResamples times as many
// queries are drawn, with replacement, as there are; 250 of the means lie below the interval and 250 above.
// columns[m][i] is what query i gained in measure m; all columns have the same length and see the same draws.
// The seed and the way from its numbers to queries are fixed, so the same differences give the same intervals
// everywhere. Without a query they are zero. Of few queries (some twenty) they are too narrow; of one they
// are a point.
std::vector<Interval> bootstrap(const std::vector<std::vector<double>>& columns);

struct Comparison {
    // One measure of one group: means, the mean of the differences (now less against) and its interval.
    struct Cell {
        double now = 0, against = 0, difference = 0;
        Interval interval;
    };
    struct Row {
        std::string group;
        std::size_t queries = 0;
        std::array<Cell, std::size(kMeasures)> cells;  // as kMeasures has them
    };
    std::vector<Row> rows;               // by group name, the rows of ScoreTable
    std::vector<double> differences;     // of each query in nDCG@10, now less against; 0 when they are equal
    std::vector<std::size_t> won, lost;  // which queries, largest difference first, then in their order
};

// Both measurements are of these queries.
Comparison compare(const std::vector<QueryLine>& queries, const Measurement& now, const Measurement& against);

}  // namespace codelex
