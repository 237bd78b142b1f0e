// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/command.h"
#include "tools/comparison.h"

// What `codelex eval` reports, and the forms in which it prints it.
namespace codelex {

struct EvalReport {
    std::vector<QueryLine> queries;  // at least one
    Measurement now;
    std::vector<ScoreTable::Row> rows;  // of `now`, by group name
    std::optional<Measurement> against;
    std::optional<Comparison> comparison;  // there when `against` is; its rows are for the groups of `rows`
};
EvalReport make_report(std::vector<QueryLine> queries, Measurement now, std::optional<Measurement> against);

inline constexpr std::size_t kShownCodes = 5;  // of an answer, in JSON and HTML

// For people: the table of means; with a comparison a table a measure and the first queries won and lost.
void print_eval_text(const EvalReport& report, const Io& io);
// A line a group. With a comparison, further columns behind those of `now`: MEASURE.against, .difference,
// .low and .high.
void print_eval_tsv(const EvalReport& report, std::ostream& out);
// One line; docs/json.md.
std::string eval_json(const EvalReport& report);

// A number with so many digits behind the point; no number is "-0.000".
std::string figure(double value, int digits = 3);
// The same with its sign; zero has none.
std::string signed_figure(double value, int digits = 3);
// [-0.004, +0.021]
std::string figure(const Interval& interval);

}  // namespace codelex
