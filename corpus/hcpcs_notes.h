// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "corpus/reader.h"

namespace codelex {

// The processing notes of a HCPCS release (proc_notes_YYYY.txt), by their number ("0088"), each on one line.
// Records name the number in their attribute `processing_note`. Deleted placeholders are left out; a gap in
// the numbers is reported as suspect. Errc::bad_source when no note is in it.
Result<void> read_hcpcs_notes(const Input& in, std::map<std::string, Text>* out, Diagnostics* diag);

// True when the bytes, the beginning of a file, hold the heading of such notes or the first of them.
bool looks_like_hcpcs_notes(std::string_view head);

}  // namespace codelex
