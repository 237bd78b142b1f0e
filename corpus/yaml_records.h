// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/reader.h"

namespace codelex {

// Records of one's own in YAML; the schema is in docs/sources.md. `system:` at the top names the system of
// all records. A record that breaks the schema is reported with its line and left out; a file that is no
// YAML, or has no `system` and `records`, is Errc::bad_source with line and column.
Result<void> read_yaml_records(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);

// True when the bytes are YAML with `records:` at the top level (by text, without parsing all of it).
bool looks_like_yaml_records(std::string_view head);

}  // namespace codelex
