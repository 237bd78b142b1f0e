// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"

namespace codelex::test {

inline Analyzer analyzer() {
    auto made = Analyzer::make();
    if (!made) throw std::runtime_error(made.error().what);
    return std::move(*made);
}

// "heart@0 500#1 without=2": the text, then a sign of the kind (@ word, # number, = shorthand), then the
// position.
inline std::string printed(const Tokens& tokens) {
    std::string out;
    for (const Token& t : tokens) {
        const char kind = t.kind == Token::Kind::word ? '@' : t.kind == Token::Kind::number ? '#' : '=';
        out += (out.empty() ? "" : " ") + t.text + kind + std::to_string(t.position);
    }
    return out;
}

inline std::string texts(const Tokens& tokens) {
    std::string out;
    for (const Token& t : tokens) out += (out.empty() ? "" : " ") + t.text;
    return out;
}

// A text with the same words at the same positions: a dropped word is "the". Whether a word is dropped is not
// the same as whether it was never there: "type of IV" is not "type IV".
inline std::string with_gaps(const Tokens& tokens) {
    std::string out;
    std::uint32_t position = 0;
    for (const Token& t : tokens) {
        for (; position < t.position; ++position) out += "the ";
        out += t.text + " ";
        ++position;
    }
    return out;
}

inline std::string stems(const Tokens& tokens) {
    std::string out;
    for (const Token& t : tokens) out += (out.empty() ? "" : " ") + t.stem;
    return out;
}

// The pieces of the original text that the tokens stand for, in brackets.
inline std::string pieces(std::string_view text, const Tokens& tokens) {
    std::string out;
    for (const Token& t : tokens) out.append("[").append(text.substr(t.begin, t.end - t.begin)).append("]");
    return out;
}

}  // namespace codelex::test
