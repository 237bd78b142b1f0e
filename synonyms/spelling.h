// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "synonyms/vocabulary.h"

namespace codelex {

// A word that an unknown one may be meant for.
struct Suggestion {
    std::string word;           // of the vocabulary; two words with a blank when the word was to be split
    std::uint32_t records = 0;  // of the vocabulary
    double cost = 0;            // 0: the same; 1: one plain slip
};

// Mends words that no list and no record has. Reads the vocabulary, which must outlive it; builds its tables
// on first use (some milliseconds). Not thread-safe: one per searcher.
class Speller {
  public:
    // `extra`: words of the lists, known and suggested too.
    Speller(const Vocabulary* vocabulary, const std::vector<std::string>* extra);
    Speller(Speller&&) noexcept;
    Speller& operator=(Speller&&) noexcept;
    ~Speller();

    // The likeliest words first, at most `most`; none for words that are too short, hold other than letters,
    // or are like nothing. Time grows with the vocabulary, not with its square: some 0.2 ms for 45,000 words.
    std::vector<Suggestion> suggest(std::string_view word, std::size_t most) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// The cost of writing `word` for `meant`: slips by keyboard and by ear cost less than others; transpositions
// count once. At or above `limit` the result is only a bound. Source: restricted Damerau-Levenshtein distance
// (Damerau 1964) with our own costs.
double slip_cost(std::string_view word, std::string_view meant, double limit);

}  // namespace codelex
