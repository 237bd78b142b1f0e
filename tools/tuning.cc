// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/tuning.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/evaluation.h"

namespace codelex {
namespace {

// What the candidates should get: the entries of the judgement that some of them satisfy, each with its share
// of the gains and the candidates that satisfy it.
struct Goal {
    double share;
    std::vector<std::size_t> candidates;
};
std::vector<Goal> goals_of(const Sample& s) {
    std::vector<Goal> out;
    double sum = 0;
    for (const QueryLine::Gold& g : s.query->gold) {
        Goal goal{std::exp2(g.grade) - 1, {}};
        for (std::size_t i = 0; i < s.candidates.size(); ++i)
            if (entry_of(*s.query, s.candidates[i].code) == &g) goal.candidates.push_back(i);
        if (goal.candidates.empty()) continue;
        sum += goal.share;
        out.push_back(std::move(goal));
    }
    for (Goal& g : out) g.share /= sum;
    return out;
}

}  // namespace

Weights fit(const std::vector<const Sample*>& samples, const FitOptions& options) {
    const std::size_t n = feature_names().size();
    std::vector<double> w(n, 0), first(n, 0), second(n, 0), slope(n);
    std::vector<std::vector<Goal>> goals;
    double importance = 0;
    for (const Sample* s : samples) {
        goals.push_back(goals_of(*s));
        if (!goals.back().empty()) importance += s->importance;
    }
    Weights out;
    for (unsigned round = 1; round <= options.rounds && importance > 0; ++round) {
        std::fill(slope.begin(), slope.end(), 0);
        for (std::size_t k = 0; k < samples.size(); ++k) {
            const Sample& s = *samples[k];
            if (goals[k].empty()) continue;
            std::vector<double> p(s.candidates.size());
            for (std::size_t i = 0; i < p.size(); ++i)
                for (const Feature& f : s.candidates[i].features)
                    p[i] += w[f.id] * static_cast<double>(f.value);
            const double top = *std::max_element(p.begin(), p.end());
            double sum = 0;
            for (double& x : p) sum += x = std::exp(x - top);
            // Which code of a family is meant the judgement leaves open: the one that comes first anyway.
            std::vector<double> wanted(p.size(), 0);
            for (const Goal& g : goals[k]) {
                double all = 0;
                for (const std::size_t i : g.candidates) all += p[i];
                for (const std::size_t i : g.candidates)
                    wanted[i] =
                        g.share * (all > 0 ? p[i] / all : 1 / static_cast<double>(g.candidates.size()));
            }
            for (std::size_t i = 0; i < p.size(); ++i) {
                const double miss = (p[i] / sum - wanted[i]) * s.importance / importance;
                if (std::abs(miss) < 1e-9) continue;
                for (const Feature& f : s.candidates[i].features)
                    slope[f.id] += miss * static_cast<double>(f.value);
            }
        }
        // Adam, with steps that become smaller towards the end.
        constexpr double kFirst = 0.9, kSecond = 0.999;
        const double rate = options.rate * (1 - 0.9 * round / options.rounds);
        for (std::size_t i = 0; i < n; ++i) {
            const double g = slope[i] + options.shrink / 100 * w[i];
            first[i] = kFirst * first[i] + (1 - kFirst) * g;
            second[i] = kSecond * second[i] + (1 - kSecond) * g * g;
            w[i] -= rate * (first[i] / (1 - std::pow(kFirst, round))) /
                    (std::sqrt(second[i] / (1 - std::pow(kSecond, round))) + 1e-8);
        }
        if (options.progress) options.progress(round, options.rounds);
    }
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>(w[i]);
    return out;
}

std::vector<std::string> ranked(const Sample& s, const Weights& weights) {
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < s.candidates.size(); ++i)
        order.emplace_back(-weights.score(s.candidates[i].features), i);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> out;
    for (const auto& [score, i] : order) out.push_back(s.candidates[i].code);
    return out;
}

}  // namespace codelex
