// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace codelex {

// A text that has the shape of a code question: a code in any usual spelling (e119, E11.9, "cpt code 99213?",
// 99213-25), a prefix (E11*, E11., E11.-) or a range (E10-E13). Codes are upper case without punctuation.
// Shape only: whether such codes exist is for the index to say.
struct CodeQuestion {
    enum class Kind {
        code,    // `first`; with `modifier` perhaps
        prefix,  // everything below `first`
        range,   // `first` to everything below `last`
    } kind;
    std::string first;
    std::string last;
    std::string modifier;  // "25" of 99213-25
    std::string system;  // named in the text ("cpt code 99213") or told by the dot of a diagnosis, else empty
    bool letters_only = false;  // no digit in it: may as well be a word or an abbreviation (LT, QW)
};
std::optional<CodeQuestion> parse_code_question(std::string_view text);

}  // namespace codelex
