// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace codelex {

// One word of a text, as it is indexed and searched.
struct Token {
    enum class Kind : std::uint8_t {
        word,       // letters, perhaps with digits: "insulin", "b12"
        number,     // digits, perhaps with a decimal point: "500", "1.5"
        shorthand,  // clinical shorthand written out: "w/o" -> "without"
    };
    std::string text;          // folded: lower case, no accents, American spelling
    std::string stem;          // of `text` without its inflection; equal to it for numbers
    std::uint32_t begin, end;  // bytes in the ORIGINAL text, at character boundaries, begin < end
    std::uint32_t position;    // counts words from 0; dropped words leave a gap
    Kind kind;
    // At the first word of "x-ray" or "non-small-cell": the compound in one word ("xray"), and how many of
    // the tokens it covers. Empty and 1 otherwise. Dropped words do not count: "by-pass" is "pass" with the
    // compound "bypass" and one part.
    std::string compound = {};
    std::uint32_t parts = 1;
    // Typed in capitals among other words that are not: "AS" is hardly "as".
    bool capitals = false;
    friend bool operator==(const Token&, const Token&) = default;
};
using Tokens = std::vector<Token>;

}  // namespace codelex
