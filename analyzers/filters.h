// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "analyzers/token.h"

namespace codelex {

// One step of the chain after the text is broken into words. A filter sees the whole field, changes, drops or
// splits tokens, and never touches offsets other than within the token's own span. One per thread.
class TokenFilter {
  public:
    virtual ~TokenFilter() = default;
    // Goes into the analysis fingerprint: change it when behaviour changes.
    virtual std::string_view name() const = 0;
    virtual void apply(Tokens* tokens) = 0;
};

// Lower case, compatibility forms and accents folded (Ménière -> meniere), possessive 's dropped.
std::unique_ptr<TokenFilter> make_fold();
// Words without meaning in descriptors dropped; with, without, no, other, unspecified, left and the like are
// not.
std::unique_ptr<TokenFilter> make_stop_words();
// Snowball English stem beside the word.
std::unique_ptr<TokenFilter> make_stem();

}  // namespace codelex
