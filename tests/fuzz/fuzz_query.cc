// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/analyzer.h"
#include "corpus/text.h"
#include "searcher/code_query.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

namespace {

bool is_code(std::string_view s, std::size_t least) {
    return s.size() >= least && s.size() <= 7 && std::all_of(s.begin(), s.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

bool at_boundary(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void hold_question(const CodeQuestion& q) {
    const bool prefix = q.kind == CodeQuestion::Kind::prefix;
    hold(is_code(q.first, prefix ? 1 : 2), "a code question without a code");
    hold(q.last.empty() != (q.kind == CodeQuestion::Kind::range), "a range has two ends, nothing else has");
    if (!q.last.empty()) hold(is_code(q.last, 2) && q.first <= q.last, "a range that goes backwards");
    if (!q.modifier.empty())
        hold(q.modifier.size() == 2 && is_code(q.modifier, 2), "a modifier of another length");
    if (!q.system.empty()) hold(find_known_system(q.system) != nullptr, "an unknown system");
}

void hold_tokens(std::string_view text, const Tokens& tokens) {
    const bool utf8 = is_utf8(text);
    const Token* before = nullptr;
    for (const Token& t : tokens) {
        hold(t.begin < t.end, "an empty token");
        hold(t.end <= text.size(), "a token beyond the text");
        if (utf8) hold(at_boundary(text, t.begin) && at_boundary(text, t.end), "a token cuts a character");
        hold(!t.text.empty() && is_utf8(t.text), "a token without text");
        hold(is_utf8(t.stem), "a stem that is no UTF-8");
        hold(t.text.size() < 245 && t.stem.size() < 245, "a token too long for a term");
        if (before) hold(before->begin <= t.begin && before->position <= t.position, "tokens out of order");
        before = &t;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Result<Analyzer> analyzer = Analyzer::make();
    static Result<Analyzer> other = Analyzer::make();
    hold(analyzer.ok() && other.ok(), "ICU cannot be used");
    const std::string_view text = text_of(data, size);
    if (const auto q = parse_code_question(text)) hold_question(*q);
    const Tokens tokens = analyzer->analyze(text);
    hold_tokens(text, tokens);
    hold(tokens == other->analyze(text), "two analyzers disagree");
    return 0;
}
