// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "tools/eval_report.h"

namespace codelex {

// The evaluation as one HTML page that needs nothing else: plots (tools/eval_plots.h), tables, and with a
// comparison the queries won and lost, both answers side by side. No script; light or dark as the reader's
// machine is. What comes from files is escaped.
std::string eval_page(const EvalReport& report);

}  // namespace codelex
