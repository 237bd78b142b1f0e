// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/error.h"
#include "indexer/snapshot.h"
#include "synonyms/lint.h"

namespace codelex {

// What the snapshot answers to lint. A phrase that its own lists have counts where one text has all its
// words; another one, which it has no posting list for, where the code has them all, in whichever texts. Both
// functions throw what Xapian throws: call lint() through guarded().
Result<IndexCounts> lint_index(const Snapshot& snapshot);

}  // namespace codelex
