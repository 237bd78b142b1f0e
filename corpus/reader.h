// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/diagnostics.h"
#include "corpus/record.h"

namespace codelex {

// What every reader gets: the bytes of one file, and what messages and records say about where they came
// from.
struct Input {
    std::string_view bytes;
    std::string_view name;     // for people: `cms_2026_dx.zip!icd10cm_order_2026.txt`
    std::uint32_t source = 0;  // index into the corpus' list of sources
};

// Readers append records in file order (`order` counts them from 0) and report lines that they cannot read.
// They fail with Errc::bad_source only when the file as a whole is not what it claims to be. What they append
// always has a known system, a canonical code unique within the call, and a title that is not empty and valid
// UTF-8. Pure functions: callable from any thread.
using Reader = Result<void> (*)(const Input&, std::vector<CodeRecord>*, Diagnostics*);

}  // namespace codelex
