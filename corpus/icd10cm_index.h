// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/attachment.h"

namespace codelex {

// The alphabetic indexes and tables of ICD-10-CM (NCHS XML). Each path from a main term to a code is a phrase
// that leads to it: TextKind::index_path, own words joined by ", " ("Amyloidosis, with lung involvement"). A
// manifestation code gets the path as well, with Text::scope "manifestation of E85.4", and so does the code
// itself "with manifestation J99". The entry's own nonessential modifiers stand behind the path in
// parentheses, as the book prints them: "Abasia (-astasia) (hysterical)".
//
// In the tables the column makes the phrase: "Malignant Primary neoplasm of abdomen, abdominal, wall"
// (the main term left out), "Poisoning by 2,4-D (dichlorophen-oxyacetic acid), assault", "Adverse effect of
// amoxicillin", "Underdosing of amoxicillin".
//
// `see` is followed from entries that have no code of their own: their words lead to the codes of the entry
// that is reached (its own code or cells, nothing when it has none); Text::scope is then "see Gastritis". A
// `see` that reaches no entry, or stops at "by site", leads nowhere; that is no error.
//
// Codes come without the dash that says "more characters follow", seecat and subcat are codes like others:
// whether a code is complete is for the order file to say. Text::line is the ordinal of the entry among the
// main terms and terms that could be read; Diagnostics speak of lines of the file.
//
// Errc::bad_source when the file is no well-formed XML (a cut one is not), another of the four, or leads to
// no code at all. Entries deeper than 60 levels and titles over 1000 bytes are reported and skipped.
Result<void> read_icd10cm_index(const Input& in, std::vector<Attachment>* out,
                                Diagnostics* diag);  // diseases
Result<void> read_icd10cm_external(const Input& in, std::vector<Attachment>* out,
                                   Diagnostics* diag);  // external causes
Result<void> read_icd10cm_neoplasms(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);
Result<void> read_icd10cm_drugs(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);

enum class Icd10cmIndexKind { none, diseases, external, neoplasms, drugs };
// Told from the first 64 KiB of a file: the root ICD10CM.index, then the heads of a table or the title.
Icd10cmIndexKind icd10cm_index_kind(std::string_view head);

}  // namespace codelex
