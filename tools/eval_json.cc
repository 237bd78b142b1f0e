// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/json.hpp>

#include "tools/eval_report.h"

namespace codelex {
namespace {

namespace json = boost::json;

json::array numbers(const std::vector<double>& list) {
    json::array out;
    for (double x : list) out.emplace_back(x);
    return out;
}

json::object side(const JudgedAnswer& a) {
    json::object out;
    for (const Measure& m : kMeasures) out[m.name] = a.scores.*m.value;
    out["best_rank"] = a.scores.best_rank ? json::value(a.scores.best_rank) : json::value(nullptr);
    json::array codes;
    for (std::size_t k = 0; k < std::min(kShownCodes, a.codes.size()); ++k) {
        const AnsweredCode& c = a.codes[k];
        codes.push_back(json::object{{"code", c.code},
                                     {"title", c.title.empty() ? json::value(nullptr) : json::value(c.title)},
                                     {"grade", c.grade}});
    }
    out["codes"] = std::move(codes);
    return out;
}

json::object query(const EvalReport& r, std::size_t i) {
    const QueryLine& q = r.queries[i];
    json::array systems;
    for (const SystemId& s : q.systems) systems.emplace_back(s);
    json::object out{{"id", q.id}, {"query", q.query}, {"style", q.style}, {"systems", std::move(systems)}};
    if (r.comparison) out["difference"] = r.comparison->differences[i];
    out["now"] = side(r.now.answers[i]);
    if (r.against) out["against"] = side(r.against->answers[i]);
    return out;
}

json::object group(const EvalReport& r, std::size_t i) {
    json::object measures;
    for (std::size_t m = 0; m < std::size(kMeasures); ++m) {
        json::object cell{{"now", r.rows[i].mean.*kMeasures[m].value}};
        if (r.comparison) {
            const Comparison::Cell& c = r.comparison->rows[i].cells[m];
            cell["against"] = c.against;
            cell["difference"] = c.difference;
            cell["interval"] = json::array{c.interval.low, c.interval.high};
        }
        measures[kMeasures[m].name] = std::move(cell);
    }
    return {{"group", r.rows[i].group}, {"queries", r.rows[i].queries}, {"measures", std::move(measures)}};
}

json::object whole(const Measurement& m) {
    return {{"name", m.name}, {"unanswered", m.unanswered()}, {"success", numbers(success_curve(m))}};
}

json::array listed(const EvalReport& r, const std::vector<std::size_t>& which) {
    json::array out;
    for (std::size_t i : which) out.push_back(query(r, i));
    return out;
}

}  // namespace

std::string eval_json(const EvalReport& r) {
    json::array groups, queries;
    for (std::size_t i = 0; i < r.rows.size(); ++i) groups.push_back(group(r, i));
    for (std::size_t i = 0; i < r.queries.size(); ++i) queries.push_back(query(r, i));
    json::object out{{"now", whole(r.now)}};
    if (r.against) out["against"] = whole(*r.against);
    out["groups"] = std::move(groups);
    out["queries"] = std::move(queries);
    if (r.comparison) {
        out["won"] = listed(r, r.comparison->won);
        out["lost"] = listed(r, r.comparison->lost);
    }
    return json::serialize(out);
}

}  // namespace codelex
