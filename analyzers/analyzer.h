// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/token.h"
#include "corpus/error.h"

namespace codelex {

// What a step of the chain left, for people who ask why.
struct AnalysisStage {
    std::string name;
    Tokens tokens;
};

// The one chain from text to tokens, for documents and for queries alike: the text is broken into words
// (ICU's word boundaries) and the words pass through the filters of filters.h.
//
// An ICU break iterator and a Snowball stemmer hold state, so an Analyzer does too: one per thread. Two
// analyzers of one program always agree.
class Analyzer {
  public:
    // Errc::internal when ICU cannot be used (its data files are missing).
    static Result<Analyzer> make();
    Analyzer(Analyzer&&) noexcept;
    Analyzer& operator=(Analyzer&&) noexcept;
    ~Analyzer();

    // Tokens in text order. Text that is not UTF-8 is analysed with its bad bytes as breaks. Words longer
    // than kMaxWord bytes are cut there.
    Tokens analyze(std::string_view text);

    // The same for a query: words that analysis drops stay when they are typed in capitals among others that
    // are not. "severe AS" is a query for aortic stenosis.
    Tokens query(std::string_view text);

    // As analyze(), with what each step left; the last stage is what analyze() returns.
    std::vector<AnalysisStage> stages(std::string_view text);

    // Identifies the analysis: ICU's version, the names of the steps. An index made by another analysis is
    // refused.
    static std::string fingerprint();

    static constexpr std::size_t kMaxWord = 64;  // bytes, far below Xapian's limit of 245 for a term

  private:
    struct Impl;
    explicit Analyzer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace codelex
