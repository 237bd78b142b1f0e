// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/inflection.h"
#include "searcher/plan.h"
#include "synonyms/lexicon.h"
#include "synonyms/spelling.h"
#include "synonyms/vocabulary.h"

namespace codelex {

// Turns the text of a query into a plan: spelling, then spans that the lists know, senses by the rest of the
// query, word parts. Throws what Xapian throws. Not thread-safe: one per searcher.
class Understanding {
  public:
    // All must outlive it. `axis_labels`: the terms of the index under axis_prefix(1) to (7).
    Understanding(const Xapian::Database* db, PostingCache* cache, const Lexicon* lexicon,
                  const Vocabulary* vocabulary);

    struct Options {
        bool exact = false;             // spelling stays
        std::size_t max_words = 64;     // further ones are left out
        std::size_t max_readings = 16;  // of a slot, heaviest first
    };
    // `tokens` of Analyzer::query(); rarity is taken within the ranges.
    Plan plan(std::string_view text, Tokens tokens, const std::vector<DocRange>& ranges,
              const Options& options, Analyzer* analyzer);

  private:
    struct Maker;
    struct Label {
        std::vector<std::string> stems;  // sorted
        std::string term;
    };
    const std::vector<Label>& labels(unsigned position);

    const Xapian::Database* db_;
    PostingCache* cache_;
    const Lexicon* lexicon_;
    const Vocabulary* vocabulary_;
    Speller speller_;
    Families families_;
    std::array<std::optional<std::vector<Label>>, 8> labels_;
    // What was worked out for the ranges asked last.
    std::vector<DocRange> ranges_;
    std::unordered_map<std::string, double> worths_;           // by stem
    std::unordered_map<const Lexicon::Want*, PlanPart> axes_;  // by the want of a rule
};

}  // namespace codelex
