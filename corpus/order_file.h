// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/reader.h"

namespace codelex {

// The order files of ICD-10-CM and ICD-10-PCS: fixed columns, one record a line (CMS; layout in
// docs/sources.md). order number 1-5, code 7-13, billable flag 15, short title 17-76, long title from 78.
// Order numbers are consecutive, a header stands directly before its first code, and the last line ends: what
// breaks that is reported as suspect.
Result<void> read_icd10cm_order(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);
Result<void> read_icd10pcs_order(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);

// True when the bytes, the beginning of a file, are lines of an order file. `*pcs` says of which system.
bool looks_like_order_file(std::string_view head, bool* pcs);

}  // namespace codelex
