// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/corpus.h"

namespace codelex {

// The second half of the merge: what publishers' other files say joins the records that exist. Attachments
// and notes go to their code, axes to the ICD-10-PCS tables, guideline sections to the corpus; what names a
// code that does not exist is counted as dangling in the source's report. Takes the content of the readings.
void join_texts(std::vector<Reading>* readings, Corpus* corpus);

}  // namespace codelex
