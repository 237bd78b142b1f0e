// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/evaluation.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace codelex {
namespace {

double gain(int grade) {
    return std::exp2(grade) - 1;
}
double discount(std::size_t rank) {
    return std::log2(static_cast<double>(rank) + 1);
}

}  // namespace

const QueryLine::Gold* entry_of(const QueryLine& q, const std::string& code) {
    const QueryLine::Gold* best = nullptr;
    for (const QueryLine::Gold& g : q.gold) {
        if (!g.family && g.code == code) return &g;
        if (g.family && code.starts_with(g.code) && (!best || g.code.size() > best->code.size())) best = &g;
    }
    return best;
}

Scores score(const QueryLine& q, const std::vector<std::string>& ranked) {
    Scores s;
    int top = 0;
    double wanted = 0, found10 = 0, found50 = 0, dcg = 0, ideal = 0;
    std::vector<int> grades;
    for (const QueryLine::Gold& g : q.gold) {
        grades.push_back(g.grade);
        top = std::max(top, g.grade);
        wanted += g.grade >= 2;
    }
    std::sort(grades.rbegin(), grades.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i)
        ideal += gain(grades[i]) / discount(i + 1);

    std::set<const QueryLine::Gold*> seen;
    std::size_t first = 0;
    for (std::size_t rank = 1; rank <= std::min(ranked.size(), kEvalDepth); ++rank) {
        const QueryLine::Gold* g = entry_of(q, ranked[rank - 1]);
        if (!g) continue;
        if (g->grade == top && !first) first = rank;
        if (!seen.insert(g).second) continue;
        if (rank <= 10) dcg += gain(g->grade) / discount(rank);
        if (g->grade >= 2) {
            found10 += rank <= 10;
            found50 += 1;
        }
    }
    s.ndcg10 = ideal > 0 ? dcg / ideal : 0;
    s.mrr10 = first && first <= 10 ? 1 / static_cast<double>(first) : 0;
    s.success1 = first == 1;
    s.success5 = first && first <= 5;
    s.recall10 = wanted > 0 ? found10 / wanted : 0;
    s.recall50 = wanted > 0 ? found50 / wanted : 0;
    s.best50 = first > 0;
    s.best_rank = first;
    return s;
}

int grade_of(const QueryLine& q, const std::string& code) {
    const QueryLine::Gold* g = entry_of(q, code);
    return g ? g->grade : 0;
}

std::vector<std::string> groups_of(const QueryLine& q) {
    std::vector<std::string> out = {"all"};
    if (const auto digit = q.id.find_last_of("0123456789"); digit != q.id.npos)
        out.emplace_back((q.id[digit] - '0') % 2 == 0 ? "half even" : "half odd");
    if (!q.style.empty()) out.push_back("style " + q.style);
    std::string systems;
    for (const SystemId& id : q.systems) systems += (systems.empty() ? "" : "+") + id;
    if (!systems.empty()) out.push_back("system " + systems);
    return out;
}

void ScoreTable::add(const QueryLine& q, const Scores& s) {
    for (const std::string& group : groups_of(q)) groups_[group].push_back(s);
}

std::vector<ScoreTable::Row> ScoreTable::rows() const {
    std::vector<Row> out;
    for (const auto& [name, all] : groups_) {
        Row row{name, all.size(), {}};
        for (const Measure& m : kMeasures) {
            double sum = 0;
            for (const Scores& s : all) sum += s.*m.value;
            row.mean.*m.value = sum / static_cast<double>(all.size());
        }
        out.push_back(row);
    }
    return out;
}

}  // namespace codelex
