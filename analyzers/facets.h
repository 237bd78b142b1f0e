// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/token.h"

namespace codelex {

// What descriptors say beside the thing itself: which side, which encounter, how severe, whether it is meant
// at all. A facet has values; of most facets only one can be true ("left" contradicts "right").
struct Facet {
    std::string_view name;  // "side"
    bool exclusive;         // false: its values are remarks that do not contradict each other
    struct Value {
        std::string_view name;   // "left"
        std::string_view words;  // that say it, or pairs of words: "left, lt, l"
    };
    std::span<const Value> values;
};
std::span<const Facet> facets();

// Values are counted through all facets, in the order of facets().
inline constexpr std::size_t kFacetValues = 128;  // at most
using FacetSet = std::bitset<kFacetValues>;

// The values that the tokens state, those that are negated left out; `negated` of the same size, or empty.
// `spoken`, when not null, gets which tokens were used.
FacetSet facets_in(const Tokens& tokens, const std::vector<bool>& negated,
                   std::vector<bool>* spoken = nullptr);

// The same for stems one after the other.
FacetSet facets_in(std::span<const std::string> stems);

// Which tokens are said not to be: those after "without", "no", "not", "denies" and the like, up to the end
// of the clause, a comma, or a word that turns ("with", "but"). The cue itself counts as negated.
std::vector<bool> negated(std::string_view text, const Tokens& tokens);

}  // namespace codelex
