// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/measurement.h"

#include <algorithm>
#include <map>

namespace codelex {

std::size_t Measurement::unanswered() const {
    return static_cast<std::size_t>(
        std::count_if(answers.begin(), answers.end(), [](const JudgedAnswer& a) { return a.codes.empty(); }));
}

JudgedAnswer judged(const QueryLine& query, std::vector<AnsweredCode> codes) {
    if (codes.size() > kEvalDepth) codes.resize(kEvalDepth);
    std::vector<std::string> ranked;
    for (AnsweredCode& c : codes) {
        ranked.push_back(gold_code(c.code));
        c.grade = grade_of(query, ranked.back());
    }
    return {std::move(codes), score(query, ranked)};
}

Result<Measurement> measure(const std::vector<QueryLine>& queries, Searcher* searcher, std::string name,
                            const std::function<void(std::size_t)>& asked) {
    Measurement out;
    out.name = std::move(name);
    for (const QueryLine& line : queries) {
        Query q;
        q.text = line.query;
        q.systems = line.systems;
        q.limit = kEvalDepth;
        auto answer = searcher->search(q);
        if (!answer)
            return Error{answer.error().code, line.id + ": " + answer.error().what, answer.error().hint};
        std::vector<AnsweredCode> codes;
        for (const Hit& h : answer->hits)
            codes.push_back({display_code(h.record.system, h.record.code), h.record.title, h.score});
        out.answers.push_back(judged(line, std::move(codes)));
        if (asked) asked(out.answers.size());
    }
    return out;
}

Result<void> add_titles(const std::vector<QueryLine>& queries, const Measurement& known, Searcher* searcher,
                        std::size_t most, Measurement* measurement) {
    // One code may stand in two systems; a query asks for some of them.
    std::map<std::pair<std::vector<SystemId>, std::string>, std::string> titles;
    for (std::size_t i = 0; i < queries.size(); ++i)
        for (const AnsweredCode& c : known.answers[i].codes) titles[{queries[i].systems, c.code}] = c.title;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::vector<AnsweredCode>& codes = measurement->answers[i].codes;
        for (std::size_t k = 0; k < std::min(most, codes.size()); ++k) {
            AnsweredCode& c = codes[k];
            if (!c.title.empty()) continue;
            const auto [at, fresh] = titles.try_emplace({queries[i].systems, c.code});
            std::vector<SystemId> systems = queries[i].systems;
            if (systems.empty()) systems.emplace_back();  // the first that has it
            for (const SystemId& system : systems) {
                if (!fresh || !at->second.empty()) break;
                auto page = searcher->show(system, c.code, today());
                if (page)
                    at->second = page->record.title;
                else if (fate(page.error().code).exit > 2)
                    return page.error();
            }
            c.title = at->second;
        }
    }
    return {};
}

std::vector<double> success_curve(const Measurement& m) {
    if (m.answers.empty()) return {};
    std::vector<double> out(kEvalDepth);
    for (const JudgedAnswer& a : m.answers)
        for (std::size_t k = a.scores.best_rank; k >= 1 && k <= kEvalDepth; ++k) ++out[k - 1];
    for (double& x : out) x /= static_cast<double>(m.answers.size());
    return out;
}

}  // namespace codelex
