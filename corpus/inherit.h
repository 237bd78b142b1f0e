// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace codelex {

// What describes a code without standing at it. Building these on demand keeps 130,000 codes from repeating
// what their parents say.
//
// ICD-10-PCS: index entries stand at the table with the beginning of the codes that they lead to as scope
// ("0FT4-"), and the synonyms of axis values stand with the table's axes. ICD-10-CM: what a header is called,
// and what the index leads to it by, holds for every code below it; the index leads to six characters
// (T45.1X5), and the codes with a seventh below them are what is reported.

// The code of the record that this one inherits from: its table, or the header above it, which may inherit
// too.
std::optional<std::string> inherits_from(const CodeRecord& record);

// The texts of `parent`, the record that the code inherits from, that hold for it: index entries, and of an
// ICD-10-CM header its inclusion terms, lay names and "includes" notes.
std::vector<Text> inherited_entries(const CodeRecord& parent, std::string_view code);

// One text an axis value that has synonyms: "Gallbladder: cholecyst, bile bladder", kind inclusion, scope the
// axis' title. Empty where the parent is no table.
std::vector<Text> axis_synonyms(const CodeRecord& parent, std::string_view code);

// True when a text at a table with this scope leads to the code. What leads to a whole table ("0FT-":
// Hepatectomy) leads to its header alone: it says too little about one code.
bool leads_to(std::string_view scope, std::string_view code);
// True when a text stands at a category but is of its whole section or chapter: it does not describe the
// category.
bool is_from_above(const Text& text);
// True when a text stands at a table for some of its codes, not for the table itself.
bool is_for_some(std::string_view scope);

// The value that the code has at the axis, or null: a code of another release may have one that the table
// lacks.
const Axis::Value* value_at(const Axis& axis, std::string_view code);

}  // namespace codelex
