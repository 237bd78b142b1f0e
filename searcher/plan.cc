// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/plan.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace codelex {

Plan make_plan(const Tokens& tokens, const Xapian::Database& db) {
    Plan plan;
    const double n = db.get_doccount();
    for (const Token& t : tokens) {
        // A word said twice is asked once.
        const bool again = std::any_of(plan.words.begin(), plan.words.end(),
                                       [&](const PlanWord& w) { return w.token.stem == t.stem; });
        if (again) continue;
        std::string term = term_stem(t.stem);
        const double df = db.get_termfreq(term);
        const double rarity = df > 0 ? std::log(1 + (n - df + 0.5) / (df + 0.5)) : 0;
        plan.words.push_back({t, std::move(term), rarity});
    }
    return plan;
}

Xapian::Query to_xapian(const Plan& plan) {
    std::vector<Xapian::Query> words;
    for (const PlanWord& w : plan.words)
        if (w.weight > 0) words.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(w.term), w.weight);
    return {Xapian::Query::OP_OR, words.begin(), words.end()};
}

PlanWeight::PlanWeight() {
    need_stat(WDF);
    need_stat(WDF_MAX);
}
std::string PlanWeight::name() const {
    return "codelex-plan";
}
PlanWeight* PlanWeight::clone() const {
    return new PlanWeight;
}
void PlanWeight::init(double factor) {
    factor_ = factor / kImpactScale;
}
double PlanWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const {
    return factor_ * wdf;
}
double PlanWeight::get_maxpart() const {
    return factor_ * get_wdf_upper_bound();
}
double PlanWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const {
    return 0;
}
double PlanWeight::get_maxextra() const {
    return 0;
}

std::string to_string(const Plan& plan) {
    std::string out;
    for (const PlanWord& w : plan.words) {
        char weight[32];
        std::snprintf(weight, sizeof weight, " %.2f", w.weight);
        out += (out.empty() ? "" : ", ") + w.token.stem + weight;
    }
    return out;
}

}  // namespace codelex
