// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "synonyms/lexicon.h"

namespace codelex {

// Takes a word apart into the prefixes, roots and suffixes of the lists: cholecystectomy is cholecyst and
// ectomy, hepatosplenomegaly hepat, splen and megaly. Two parts at least, a root or a suffix among them, and
// every letter accounted for but a vowel behind a part (tachy-cardi-a); longer parts first. Empty when the
// word cannot be taken apart.
std::vector<const Lexicon::Part*> take_apart(const Lexicon& lexicon, std::string_view word);

}  // namespace codelex
