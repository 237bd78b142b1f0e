// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "tools/eval_report.h"

// Plots of an evaluation as inline SVG, one element each, 380 units wide so that their letters are readable
// on a phone. Colours come from the page: classes now, against, won, lost, axis, grid, interval. What comes
// from files is escaped.
namespace codelex {

// Means of nDCG@10 from 0 to 1, a row for each group whose name begins with `prefix` ("style "), and one for
// all. With a comparison two bars a row, and the interval of the difference around the end of the bar of
// `now`.
std::string bar_plot(const EvalReport& report, std::string_view prefix);

// The part of the queries whose best code is among the first k, k from 1 to kEvalDepth.
std::string success_plot(const EvalReport& report);

// A bar for each query won or lost, in the order of the difference; each leads to the anchor #q and its
// number. Needs a comparison.
std::string difference_plot(const EvalReport& report);

}  // namespace codelex
