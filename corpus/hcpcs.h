// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/reader.h"

namespace codelex {

// HCPCS Level II, the alphanumeric (ANWEB) file of CMS: 320 columns, Windows-1252, a preamble in some years,
// long descriptors continued on further lines. Layout in docs/sources.md.
Result<void> read_hcpcs_fixed(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);

// The same as an xlsx workbook: one row a code, columns found by their headings.
Result<void> read_hcpcs_workbook(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);

// True when the bytes, the beginning of a file, hold a line of an ANWEB text file.
bool looks_like_hcpcs_fixed(std::string_view head);

// True when the archive is a workbook whose first sheet has the headings of an ANWEB file.
bool looks_like_hcpcs_workbook(std::string_view archive);

}  // namespace codelex
