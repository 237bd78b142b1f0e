// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/comparison.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>

namespace codelex {
namespace {

constexpr std::uint32_t kSeed = 20260101;
constexpr std::size_t kOutside = kResamples / 40;  // 2.5% at either end
constexpr double kRounding = 1e-9;                 // smaller differences are no differences

double difference(double now, double against) {
    return std::abs(now - against) < kRounding ? 0 : now - against;
}

double mean(const std::vector<double>& list) {
    double sum = 0;
    for (double x : list) sum += x;
    return list.empty() ? 0 : sum / static_cast<double>(list.size());
}

}  // namespace

std::vector<Interval> bootstrap(const std::vector<std::vector<double>>& columns) {
    const std::size_t width = columns.size(), n = columns.empty() ? 0 : columns[0].size();
    std::vector<Interval> out(width);
    if (n == 0) return out;
    std::vector<double> rows(n * width);
    for (std::size_t m = 0; m < width; ++m) {
        assert(columns[m].size() == n);
        for (std::size_t i = 0; i < n; ++i) rows[i * width + m] = columns[m][i];
    }
    // std::uniform_int_distribution differs between libraries; the numbers of mt19937 do not.
    std::mt19937 random(kSeed);
    std::vector<std::vector<double>> means(width, std::vector<double>(kResamples));
    std::vector<double> sums(width);
    for (std::size_t b = 0; b < kResamples; ++b) {
        std::fill(sums.begin(), sums.end(), 0);
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t drawn = (static_cast<std::uint64_t>(random()) * n) >> 32;
            for (std::size_t m = 0; m < width; ++m) sums[m] += rows[drawn * width + m];
        }
        for (std::size_t m = 0; m < width; ++m) means[m][b] = sums[m] / static_cast<double>(n);
    }
    for (std::size_t m = 0; m < width; ++m) {
        std::sort(means[m].begin(), means[m].end());
        out[m] = {means[m][kOutside], means[m][kResamples - 1 - kOutside]};
    }
    return out;
}

Comparison compare(const std::vector<QueryLine>& queries, const Measurement& now,
                   const Measurement& against) {
    assert(now.answers.size() == queries.size() && against.answers.size() == queries.size());
    Comparison out;
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        for (const std::string& g : groups_of(queries[i])) groups[g].push_back(i);
        out.differences.push_back(difference(now.answers[i].scores.ndcg10, against.answers[i].scores.ndcg10));
        if (out.differences.back() > 0) out.won.push_back(i);
        if (out.differences.back() < 0) out.lost.push_back(i);
    }
    auto larger = [&](std::size_t a, std::size_t b) {
        return std::llround(std::abs(out.differences[a]) / kRounding) >
               std::llround(std::abs(out.differences[b]) / kRounding);
    };
    std::stable_sort(out.won.begin(), out.won.end(), larger);
    std::stable_sort(out.lost.begin(), out.lost.end(), larger);

    for (const auto& [group, members] : groups) {
        Comparison::Row row;
        row.group = group;
        row.queries = members.size();
        std::vector<std::vector<double>> columns;
        for (std::size_t m = 0; m < std::size(kMeasures); ++m) {
            std::vector<double> ours, theirs, differences;
            for (std::size_t i : members) {
                ours.push_back(now.answers[i].scores.*kMeasures[m].value);
                theirs.push_back(against.answers[i].scores.*kMeasures[m].value);
                differences.push_back(difference(ours.back(), theirs.back()));
            }
            row.cells[m] = {mean(ours), mean(theirs), mean(differences), {}};
            columns.push_back(std::move(differences));
        }
        const auto intervals = bootstrap(columns);
        for (std::size_t m = 0; m < intervals.size(); ++m) row.cells[m].interval = intervals[m];
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace codelex
