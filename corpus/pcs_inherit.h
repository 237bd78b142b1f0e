// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace codelex {

// What describes an ICD-10-PCS code without standing at it. Index entries stand at its table with the
// beginning of the codes that they lead to as scope ("0FT4-"); the synonyms of its axis values stand with the
// table's axes. Building these on demand keeps 79,000 codes from repeating what 900 tables say.

// The index entries of the table that lead to the code. `table` is the record of its first three characters.
std::vector<Text> inherited_entries(const CodeRecord& table, std::string_view code);

// True when a text at the table with this scope leads to the code. What leads to a whole table ("0FT-":
// Hepatectomy) leads to its header alone: it says too little about one code.
bool leads_to(std::string_view scope, std::string_view code);
// True when a text stands at a table for some of its codes, not for the table itself.
bool is_for_some(std::string_view scope);

// The value that the code has at the axis, or null: a code of another release may have one that the table
// lacks.
const Axis::Value* value_at(const Axis& axis, std::string_view code);

// One text an axis value that has synonyms: "Gallbladder: cholecyst, bile bladder", kind inclusion, scope the
// axis' title.
std::vector<Text> axis_synonyms(const CodeRecord& table, std::string_view code);

}  // namespace codelex
