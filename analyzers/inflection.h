// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace codelex {

// A folded word without its inflection, so that "fractures", "fractured" and "fracture" meet, "diagnoses" and
// "diagnosis", "vertebrae" and "vertebra", "bronchi" and "bronchus". Derivation stays: organic is not organ,
// operative is not operation. The result is a key, not always a word ("fractur"). Words with other than
// letters a to z, and words of up to three letters, are their own.
std::string uninflected(std::string_view word);

// A coarser key that words of one derivation share (infected, infection, infectious), by Snowball's English
// stemmer; it also throws together what does not belong together, so matches by it weigh less. Keys of
// words that it is known to confuse are the words themselves. Not thread-safe: make one per thread.
class Families {
  public:
    Families();
    ~Families();
    Families(const Families&) = delete;
    Families& operator=(const Families&) = delete;
    std::string of(std::string_view stem) const;

  private:
    struct Impl;
    Impl* impl_;
};

}  // namespace codelex
