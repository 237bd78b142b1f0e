// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/attachment.h"

namespace codelex {

// The AMA's CPT data files; to be read only by who is licensed for them. Layouts are from public knowledge
// (docs/sources.md): what does not fit is reported, never guessed. The notice at the head of a file goes into
// CodeRecord::notice of every record, on one line, from where it reaches every output; a long file without
// one is reported as suspect. Every record is marked as licensed; who may say otherwise is the recipe.
Result<void> read_cpt_long(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag);  // LONGULT.txt

// The others attach to the codes of the long file; a code that it lacks is reported by the merge as dangling.
// One text a code, a second one is reported; the clinician file has several, and drops repeated ones.
Result<void> read_cpt_medium(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);  // MEDU.txt
Result<void> read_cpt_short(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);   // SHORTU.txt
// ConsumerDescriptor.txt, as `lay`, and ClinicianDescriptor.txt, as `terms`: columns by their headings.
Result<void> read_cpt_consumer(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);
Result<void> read_cpt_clinician(const Input& in, std::vector<Attachment>* out, Diagnostics* diag);

// What the bytes, the beginning of a file, are. A list of five-digit numbers is no CPT file: the first three
// are told by their lines together with a notice above them that names CPT or the AMA, the other two by their
// headings. Readers do not ask for that: a recipe may name the kind of a file that this does not know.
enum class CptFileKind { none, long_text, medium, short_text, consumer, clinician };
CptFileKind cpt_file_kind(std::string_view head);

}  // namespace codelex
