// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "searcher/searcher.h"
#include "tools/evaluation.h"

// What an index answers to judged queries: once measured, it is compared (tools/comparison.h), printed
// (tools/eval_report.h) and kept as a run (tools/run_file.h).
namespace codelex {

struct AnsweredCode {
    std::string code;   // as people write it: E11.9
    std::string title;  // empty when it is not known
    double score = 0;   // comparable within one answer only
    int grade = 0;      // in gold: 3, 2 or 1; 0: not judged
};

struct JudgedAnswer {
    std::vector<AnsweredCode> codes;  // best first, at most kEvalDepth
    Scores scores;
};

struct Measurement {
    std::string name;                   // for people: the directory and snapshot, or the file of the run
    std::vector<JudgedAnswer> answers;  // one a query, in the order of the queries
    std::size_t unanswered() const;     // queries without any code
};

// Codes, best first, with their grades and with what they are worth to the query.
JudgedAnswer judged(const QueryLine& query, std::vector<AnsweredCode> codes);

// Asks every query. `asked`, when not null, is told after each how many have been asked. The first query that
// cannot be asked (its system is not in the index, it is too long) is the error, with its id: a ranking of
// the others would not be comparable.
Result<Measurement> measure(const std::vector<QueryLine>& queries, Searcher* searcher, std::string name,
                            const std::function<void(std::size_t)>& asked = nullptr);

// Titles for the first `most` codes of every answer that lack one: as `known` has them, else as the index
// has. A code that neither knows stays without.
Result<void> add_titles(const std::vector<QueryLine>& queries, const Measurement& known, Searcher* searcher,
                        std::size_t most, Measurement* measurement);

// The part of the queries whose best code is among the first k, for k from 1 to kEvalDepth. Empty without
// queries.
std::vector<double> success_curve(const Measurement& measurement);

}  // namespace codelex
