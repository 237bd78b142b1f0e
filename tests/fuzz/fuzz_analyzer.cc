// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: what token.h promises about tokens, and that analysis of its own words gives the same words.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "analyzers/analyzer.h"
#include "corpus/text.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

namespace {

bool at_boundary(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void hold_tokens(std::string_view text, const Tokens& tokens) {
    const bool utf8 = is_utf8(text);
    const Token* before = nullptr;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& t = tokens[i];
        hold(t.begin < t.end && t.end <= text.size(), "a token without a place in the text");
        if (utf8) hold(at_boundary(text, t.begin) && at_boundary(text, t.end), "a token cuts a character");
        if (before) {
            hold(before->end <= t.begin, "tokens that overlap");
            hold(before->position < t.position, "positions that do not ascend");
        }
        before = &t;
        hold(!t.text.empty() && !t.stem.empty(), "an empty token");
        hold(is_utf8(t.text) && is_utf8(t.stem) && is_utf8(t.compound), "a token that is no UTF-8");
        hold(t.text.size() <= Analyzer::kMaxWord && t.stem.size() <= Analyzer::kMaxWord &&
                 t.compound.size() <= Analyzer::kMaxWord,
             "a token that is too long");
        hold(t.parts >= 1 && i + t.parts <= tokens.size(), "a compound beyond the tokens");
        hold(!t.compound.empty() || t.parts == 1, "parts of no compound");
        if (t.kind == Token::Kind::number) hold(t.stem == t.text, "a number with a stem");
    }
}

// Scripts written without blanks are broken by a dictionary, which looks at the neighbours: joined by blanks,
// words may break elsewhere. The squares are compatibility forms of whole Japanese words.
bool with_blanks(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c;
        U8_NEXT(text.data(), i, size, c);
        if (c < 0) return false;
        const auto breaks = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
        if (breaks == U_LB_COMPLEX_CONTEXT || breaks == U_LB_IDEOGRAPHIC || (c >= 0x3000 && c < 0x3400) ||
            (c >= 0xFF65 && c < 0xFFA0))
            return false;
    }
    return true;
}

// The words at their positions; a dropped one is "the".
std::string written(const Tokens& tokens) {
    std::string out;
    std::uint32_t position = 0;
    for (const Token& t : tokens) {
        for (; position < t.position; ++position) out += "the ";
        out += t.text + " ";
        ++position;
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Result<Analyzer> analyzer = Analyzer::make();
    static Result<Analyzer> other = Analyzer::make();
    hold(analyzer.ok() && other.ok(), "ICU cannot be used");
    const std::string_view text = text_of(data, size);
    const Tokens tokens = analyzer->analyze(text), query = analyzer->query(text);
    hold_tokens(text, tokens);
    hold_tokens(text, query);
    hold(tokens.size() <= query.size(), "a query with fewer words than a document");
    hold(other->stages(text).back().tokens == tokens, "the last stage is something else");
    hold(analyzer->analyze(text) == tokens, "a query leaves something behind");
    if (!is_utf8(text) || !with_blanks(text)) return 0;
    const std::string once = written(tokens);
    if (!with_blanks(once)) return 0;
    const Tokens twice = analyzer->analyze(once);
    if (written(twice) != once) {
        std::fprintf(stderr, "once: %s\ntwice: %s\n", once.c_str(), written(twice).c_str());
        hold(false, "analysis of its own words gives other words");
    }
    return 0;
}
