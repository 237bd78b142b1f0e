// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "analyzers/token.h"

namespace codelex {

// One step of the chain after the text is broken into words. A filter sees the whole field, changes, drops or
// splits tokens, and never touches offsets other than within the token's own span; positions count words, and
// a filter that splits or joins counts them anew. One per thread.
class TokenFilter {
  public:
    virtual ~TokenFilter() = default;
    // Goes into the analysis fingerprint: change it when behaviour changes.
    virtual std::string_view name() const = 0;
    // `text` is the field as it was written, which the tokens' offsets cut.
    virtual void apply(std::string_view text, Tokens* tokens) = 0;
};

// Lower case, compatibility forms and accents folded (Ménière -> meniere), possessive 's dropped.
std::unique_ptr<TokenFilter> make_fold();
// What clinicians write in shapes of their own (shapes.cc): w/o, s/p, L4-5, 10mg, type II, 1st, C.O.P.D.,
// x-ray.
std::unique_ptr<TokenFilter> make_shapes();
// British spelling to the American one of the titles, where a rule can tell (american.cc).
std::unique_ptr<TokenFilter> make_american();
// Words without meaning in descriptors dropped; with, without, no, other, unspecified, left and the like are
// not. While *keep_capitals, which may be null, those typed in capitals stay.
std::unique_ptr<TokenFilter> make_stop_words(const bool* keep_capitals);
// The stem beside the word: inflection off, Greek and Latin plurals to their singular (inflection.h).
std::unique_ptr<TokenFilter> make_stem();

// Whether the stop words hold it.
bool is_stop_word(std::string_view folded);

}  // namespace codelex
