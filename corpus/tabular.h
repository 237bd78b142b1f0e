// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/attachment.h"

namespace codelex {

// The ICD-10-CM tabular list (NCHS XML): for each code its inclusion terms, includes, Excludes1/2, code
// first, use additional, code also and notes (a text each, also the items below a note that ends in ":"), and
// its seventh characters as TextKind::seventh_character, one text a character ("A initial encounter", what
// else the character covers in parentheses behind it), on the code where they are defined; a definition
// nearer to a code replaces a farther one. The sentence that introduces them is a TextKind::note before them,
// and so is each row of the table of visual impairment.
//
// The blocks of chapters and sections are attached to every category (three characters) of the chapter or
// section before its own, with Text::scope "Chapter 4: Endocrine ... (E00-E89)" or "Section E08-E13: Diabetes
// mellitus". A section without codes of its own speaks for all categories of its range. Text::line is the
// ordinal of the diag element in the file, from 1; a category's is given to what it inherits. Diagnostics
// name lines of the XML.
Result<void> read_icd10cm_tabular(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);

// True when the bytes, the beginning of a file, open the root element of a tabular list.
bool looks_like_icd10cm_tabular(std::string_view head);

}  // namespace codelex
