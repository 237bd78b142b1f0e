// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/analyzer.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <vector>

#include "analyzers/filters.h"
#include "corpus/source_file.h"

namespace codelex {
namespace {

constexpr std::string_view kBreakName = "break-3";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::vector<std::unique_ptr<TokenFilter>> chain(const bool* keep_capitals) {
    std::vector<std::unique_ptr<TokenFilter>> filters;
    filters.push_back(make_fold());
    filters.push_back(make_shapes());
    filters.push_back(make_american());
    filters.push_back(make_stop_words(keep_capitals));
    filters.push_back(make_stem());
    return filters;
}

}  // namespace

struct Analyzer::Impl {
    std::unique_ptr<icu::BreakIterator> words;
    UText* view = nullptr;
    bool keep_capitals = false;
    std::vector<std::unique_ptr<TokenFilter>> filters = chain(&keep_capitals);

    ~Impl() { utext_close(view); }

    // Words by ICU.
    void break_words(std::string_view text, Tokens* out) {
        if (text.empty()) return;
        std::uint32_t position = 0;
        UErrorCode status = U_ZERO_ERROR;
        view = utext_openUTF8(view, text.data(), static_cast<std::int64_t>(text.size()), &status);
        words->setText(view, status);
        if (U_FAILURE(status)) return;
        for (std::int32_t begin = words->first(), end = words->next(); end != icu::BreakIterator::DONE;
             begin = end, end = words->next()) {
            const std::int32_t rule = words->getRuleStatus();
            if (rule < UBRK_WORD_NONE_LIMIT) continue;
            const auto b = static_cast<std::size_t>(begin), e = static_cast<std::size_t>(end);
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
                            position++,
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
    impl_->break_words(text, &tokens);
    for (auto& filter : impl_->filters) filter->apply(text, &tokens);
    return tokens;
}

Tokens Analyzer::query(std::string_view text) {
    impl_->keep_capitals = true;
    Tokens tokens = analyze(text);
    impl_->keep_capitals = false;
    return tokens;
}

std::vector<AnalysisStage> Analyzer::stages(std::string_view text) {
    std::vector<AnalysisStage> out;
    Tokens tokens;
    impl_->break_words(text, &tokens);
    out.push_back({std::string(kBreakName), tokens});
    for (auto& filter : impl_->filters) {
        filter->apply(text, &tokens);
        out.push_back({std::string(filter->name()), tokens});
    }
    return out;
}

std::string Analyzer::fingerprint() {
    std::string names(kBreakName);
    names += std::string(";icu-") + U_ICU_VERSION;
    for (const auto& filter : chain(nullptr)) names += ";" + std::string(filter->name());
    return sha256_hex(names).substr(0, 16);
}

}  // namespace codelex
