// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/filters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_map>

#include "analyzers/analyzer.h"
#include "analyzers/inflection.h"

namespace codelex {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

class Fold final : public TokenFilter {
  public:
    Fold() {
        UErrorCode status = U_ZERO_ERROR;
        casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
        decompose_ = icu::Normalizer2::getNFDInstance(status);
        if (U_FAILURE(status)) casefold_ = decompose_ = nullptr;  // ICU without its data: ASCII still folds
    }
    std::string_view name() const override { return "fold-5"; }
    void apply(std::string_view, Tokens* tokens) override {
        for (Token& t : *tokens) {
            if (is_ascii(t.text))
                for (char& c : t.text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            else
                fold(&t.text);
            cut(&t.text);
            // A word cut short may end with what stands between letters only.
            while (t.text.ends_with("'s")) t.text.resize(t.text.size() - 2);
            while (!t.text.empty() && std::string_view("'.,:;").find(t.text.back()) != std::string_view::npos)
                t.text.pop_back();
            for (std::string_view end : {"n't", "'m", "'ve", "'re", "'ll"})
                if (t.text.size() > end.size() && t.text.ends_with(end))
                    std::erase(t.text, '\'');  // can't is cant, as lists and hurried people write it
        }
        std::erase_if(*tokens, [](const Token& t) { return t.text.empty(); });
    }

  private:
    // One character may fold to eighteen.
    static void cut(std::string* text) {
        if (text->size() <= Analyzer::kMaxWord) return;
        std::size_t end = Analyzer::kMaxWord;
        while ((static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;
        text->resize(end);
    }

    void fold(std::string* text) const {
        if (!casefold_ || !decompose_) return;
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString s =
            decompose_->normalize(casefold_->normalize(icu::UnicodeString::fromUTF8(*text), status), status);
        if (U_FAILURE(status)) return;
        icu::UnicodeString kept;
        for (std::int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
            const UChar32 c = s.char32At(i);
            if (u_charType(c) == U_NON_SPACING_MARK) continue;
            if (u_isUWhiteSpace(c) || c == 0xB7) continue;  // parts of compatibility forms, no words
            if (c == 0x2019)
                kept.append(UChar32{'\''});  // a typographic apostrophe
            else if (c == 0xF8)
                kept.append(UChar32{'o'});  // these letters do not decompose
            else if (c == 0x142)
                kept.append(UChar32{'l'});
            else
                kept.append(c);
        }
        text->clear();
        kept.toUTF8String(*text);
    }

    const icu::Normalizer2* casefold_ = nullptr;
    const icu::Normalizer2* decompose_ = nullptr;
};

// Sorted. No single letters: hepatitis A and vitamin A are not stop words.
constexpr std::string_view kStopWords[] = {"an",   "and", "are",  "as", "at",  "be",   "by",    "for", "from",
                                           "if",   "in",  "into", "is", "it",  "its",  "of",    "on",  "or",
                                           "that", "the", "this", "to", "was", "were", "which", "who"};

class StopWords final : public TokenFilter {
  public:
    explicit StopWords(const bool* keep_capitals) : keep_capitals_(keep_capitals) {}
    std::string_view name() const override { return "stop-2"; }
    void apply(std::string_view, Tokens* tokens) override {
        const bool keep = keep_capitals_ && *keep_capitals_;
        const auto dropped = [&](const Token& t) {
            return t.kind != Token::Kind::number && is_stop_word(t.text) && !(keep && t.capitals);
        };
        for (std::size_t i = 0; i < tokens->size();) {
            const std::size_t next = i + (*tokens)[i].parts;
            if (!(*tokens)[i].compound.empty()) shorten(tokens, i, dropped);
            i = next;
        }
        std::erase_if(*tokens, dropped);
    }

  private:
    // A compound covers the words that stay, and stands at the first of them.
    template <class Dropped>
    static void shorten(Tokens* tokens, std::size_t at, const Dropped& dropped) {
        const std::size_t end = std::min<std::size_t>(at + (*tokens)[at].parts, tokens->size());
        std::size_t first = end;
        std::uint32_t kept = 0;
        for (std::size_t i = end; i-- > at;)
            if (!dropped((*tokens)[i])) first = i, ++kept;
        if (kept == 0) return;
        std::string compound = std::move((*tokens)[at].compound);
        (*tokens)[at].compound.clear();
        (*tokens)[at].parts = 1;
        (*tokens)[first].compound = std::move(compound);
        (*tokens)[first].parts = kept;
    }

    const bool* keep_capitals_;
};
static_assert(std::is_sorted(std::begin(kStopWords), std::end(kStopWords)));

class Stem final : public TokenFilter {
  public:
    std::string_view name() const override { return "stem-inflection-2"; }
    void apply(std::string_view, Tokens* tokens) override {
        for (Token& t : *tokens) {
            if (t.kind == Token::Kind::number) {
                t.stem = t.text;
                continue;
            }
            const auto known = seen_.find(t.text);
            if (known != seen_.end()) {
                t.stem = known->second;
                continue;
            }
            t.stem = uninflected(t.text);
            if (seen_.size() > kSeen) seen_.clear();
            seen_.emplace(t.text, t.stem);
        }
    }

  private:
    static constexpr std::size_t kSeen = 100'000;
    std::unordered_map<std::string, std::string> seen_;  // texts repeat their words
};

}  // namespace

bool is_stop_word(std::string_view folded) {
    return std::binary_search(std::begin(kStopWords), std::end(kStopWords), folded);
}

std::unique_ptr<TokenFilter> make_fold() {
    return std::make_unique<Fold>();
}
std::unique_ptr<TokenFilter> make_stop_words(const bool* keep_capitals) {
    return std::make_unique<StopWords>(keep_capitals);
}
std::unique_ptr<TokenFilter> make_stem() {
    return std::make_unique<Stem>();
}

}  // namespace codelex
