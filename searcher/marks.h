// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "analyzers/analyzer.h"
#include "searcher/plan.h"
#include "searcher/query.h"

namespace codelex {

// Why a record answers a query of words: the texts in which the words stand, or what the lists say for them,
// marked, and sentences that say it. `above` gives the records that this one inherits from, nearest first; it
// is called only when something is not in the record's own texts. The title comes first and always; of the
// other texts the best ones, at most `kOtherTexts`.
struct Marks {
    std::vector<Highlight> highlights;
    std::vector<std::string> because;
};
inline constexpr std::size_t kOtherTexts = 3;
Marks mark(const CodeRecord& record, const std::function<std::vector<CodeRecord>()>& above, const Plan& plan,
           Analyzer* analyzer);

// What a person must know about the code on that day: "deleted: last valid day 2016-12-31; look at 64999
// instead".
std::vector<std::string> warnings(const CodeRecord& record, Date day);

}  // namespace codelex
