// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/system.h"

namespace codelex {

// A line of a file of queries: {"id", "query", "systems"?}; a judged one has "style" and "gold" as well.
struct QueryLine {
    std::string id, query, style;
    std::vector<SystemId> systems;
    struct Gold {
        std::string code;  // as gold_code() spells it
        bool family;       // "E11*": every code that starts so
        int grade;         // 3 wanted first, 2 fully acceptable, 1 related
    };
    std::vector<Gold> gold;
};

// A code as gold spells it: upper case without points, so that E11.9 and e119 are one.
std::string gold_code(std::string_view code);

// Reads JSON lines; `-` is standard input. Empty lines are passed over. Errc::bad_source with file and line
// for what is no such object, for an id twice, and, when `judged`, for a line without gold.
Result<std::vector<QueryLine>> read_queries(const std::filesystem::path& file, bool judged);

// The judged queries of several files, one after the other. Errc::bad_source when they hold none.
Result<std::vector<QueryLine>> read_judged(const std::vector<std::string>& files);

}  // namespace codelex
