// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/analyzer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <vector>

#include "analyzers/filters.h"
#include "corpus/source_file.h"

namespace codelex {
namespace {

// Shorthand that ICU would tear apart, with the word of the titles that it stands for. Longer forms first.
struct Shorthand {
    std::string_view written, word;
};
constexpr Shorthand kShorthand[] = {{"w/out", "without"}, {"w/o", "without"}, {"w/", "with"}};
constexpr std::string_view kBreakName = "break-2";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
// Letters, digits and their marks: no blank or dash beyond ASCII, and no bad byte, which ICU reads as U+FFFD.
bool is_word_character(UChar32 c) {
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK);
}
bool word_before(std::string_view text, std::size_t end) {
    if (end == 0) return false;
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    const auto last = icu::UnicodeString::fromUTF8(text.substr(begin, end - begin));
    return is_word_character(last.char32At(last.length() - 1));
}
bool word_from(std::string_view text, std::size_t begin) {
    if (begin >= text.size()) return false;
    return is_word_character(icu::UnicodeString::fromUTF8(text.substr(begin, 4)).char32At(0));
}

const Shorthand* shorthand_at(std::string_view text, std::size_t i) {
    if (lower(text[i]) != 'w' || word_before(text, i)) return nullptr;
    for (const Shorthand& s : kShorthand) {
        if (text.size() - i < s.written.size()) continue;
        std::size_t n = 0;
        while (n < s.written.size() && lower(text[i + n]) == s.written[n]) ++n;
        if (n < s.written.size()) continue;
        // "w/o" ends a word; "w/" may touch the next ("w/stent").
        if (s.written.back() != '/' && word_from(text, i + n)) continue;
        return &s;
    }
    return nullptr;
}

std::vector<std::unique_ptr<TokenFilter>> chain() {
    std::vector<std::unique_ptr<TokenFilter>> filters;
    filters.push_back(make_fold());
    filters.push_back(make_stop_words());
    filters.push_back(make_stem());
    return filters;
}

}  // namespace

struct Analyzer::Impl {
    std::unique_ptr<icu::BreakIterator> words;
    UText* view = nullptr;
    std::vector<std::unique_ptr<TokenFilter>> filters = chain();

    ~Impl() { utext_close(view); }

    // Words of text[from, to) by ICU.
    void break_words(std::string_view text, std::size_t from, std::size_t to, Tokens* out,
                     std::uint32_t* position) {
        if (from >= to) return;
        UErrorCode status = U_ZERO_ERROR;
        view = utext_openUTF8(view, text.data() + from, static_cast<std::int64_t>(to - from), &status);
        words->setText(view, status);
        if (U_FAILURE(status)) return;
        for (std::int32_t begin = words->first(), end = words->next(); end != icu::BreakIterator::DONE;
             begin = end, end = words->next()) {
            const std::int32_t rule = words->getRuleStatus();
            if (rule < UBRK_WORD_NONE_LIMIT) continue;
            const std::size_t b = from + static_cast<std::size_t>(begin),
                              e = from + static_cast<std::size_t>(end);
            std::string_view word = text.substr(b, e - b);
            if (word.size() > kMaxWord) {
                word = word.substr(0, kMaxWord);
                while ((static_cast<unsigned char>(text[b + word.size()]) & 0xC0) == 0x80)
                    word.remove_suffix(1);
            }
            // ICU goes by the end of a word: E11.9 is a number to it.
            const bool number = rule < UBRK_WORD_NUMBER_LIMIT &&
                                std::none_of(word.begin(), word.end(),
                                             [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
            out->push_back({std::string(word),
                            {},
                            static_cast<std::uint32_t>(b),
                            static_cast<std::uint32_t>(b + word.size()),
                            (*position)++,
                            number ? Token::Kind::number : Token::Kind::word});
        }
    }
};

Analyzer::Analyzer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Result<Analyzer> Analyzer::make() {
    auto impl = std::make_unique<Impl>();
    UErrorCode status = U_ZERO_ERROR;
    impl->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status) || !impl->words)
        return Error{Errc::internal, std::string("ICU: ") + u_errorName(status),
                     "install ICU with its data files"};
    return Analyzer(std::move(impl));
}

Tokens Analyzer::analyze(std::string_view text) {
    Tokens tokens;
    std::uint32_t position = 0;
    std::size_t from = 0;
    for (std::size_t slash = text.find('/'); slash != text.npos; slash = text.find('/', slash + 1)) {
        const Shorthand* s = slash > from ? shorthand_at(text, slash - 1) : nullptr;
        if (!s) continue;
        const std::size_t at = slash - 1;
        impl_->break_words(text, from, at, &tokens, &position);
        from = at + s->written.size();
        tokens.push_back({std::string(s->word),
                          {},
                          static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(from),
                          position++,
                          Token::Kind::shorthand});
    }
    impl_->break_words(text, from, text.size(), &tokens, &position);
    for (auto& filter : impl_->filters) filter->apply(&tokens);
    return tokens;
}

std::string Analyzer::fingerprint() {
    std::string names(kBreakName);
    names += std::string(";icu-") + U_ICU_VERSION;
    for (const auto& filter : chain()) names += ";" + std::string(filter->name());
    for (const Shorthand& s : kShorthand) names += ";" + std::string(s.written);
    return sha256_hex(names).substr(0, 16);
}

}  // namespace codelex
