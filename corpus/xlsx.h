// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace codelex {

// One row of a sheet: its 1-based number, and cells by column (A is 0), empty where the sheet has none.
// Numbers keep the literal of the file: dates stay what the publisher typed.
struct Row {
    std::size_t number;
    std::vector<std::string> cells;
};

// Reads the first sheet of an xlsx workbook row by row, until `each` returns false. Errc::bad_source, naming
// `name`, when the archive or its XML is damaged or it is no workbook.
Result<void> read_xlsx(std::string_view archive, std::string_view name,
                       const std::function<bool(const Row&)>& each);

}  // namespace codelex
