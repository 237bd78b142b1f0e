// SPDX-License-Identifier: GPL-3.0-or-later
// What analysis costs: a query of ten words that was not asked before, and titles, beside ICU's word breaking
// alone over the same titles.
//
//   bench_analysis [QUERIES] [TITLES]
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"

namespace {

using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

// Words as titles and queries have them, invented ones among them, which no cache knows.
class Words {
  public:
    std::string next() {
        static const char* const kKnown[] = {
            "fracture", "of",       "left",      "femur", "initial",     "encounter", "with",     "without",
            "diabetes", "mellitus", "type II",   "w/o",   "s/p",         "10mg",      "L4-5",     "x-ray",
            "the",      "oedema",   "diagnoses", "1,000", "Crohn's",     "injection", "per 5 mg", "follow-up",
            "closed",   "open",     "for",       "and",   "unspecified", "AS",        "C.O.P.D.", "lower"};
        if (below(4) > 0) return kKnown[below(std::size(kKnown))];
        std::string made;
        for (std::size_t n = 4 + below(8); n > 0; --n) made += static_cast<char>('a' + below(26));
        return made;
    }
    std::string text(std::size_t words) {
        std::string out;
        for (; words > 0; --words) out += (out.empty() ? "" : " ") + next();
        return out;
    }
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  private:
    std::mt19937 random_{1};  // the same texts in every run
};

// Words that ICU finds, nothing done with them.
std::size_t break_only(const std::vector<std::string>& titles) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText* view = nullptr;
    std::size_t n = 0;
    for (const std::string& s : titles) {
        view = utext_openUTF8(view, s.data(), static_cast<std::int64_t>(s.size()), &status);
        words->setText(view, status);
        if (U_FAILURE(status)) std::exit(1);
        for (words->first(); words->next() != icu::BreakIterator::DONE;)
            n += words->getRuleStatus() >= UBRK_WORD_NONE_LIMIT;
    }
    utext_close(view);
    return n;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t queries = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20'000;
    const std::size_t titles = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200'000;
    if (queries == 0 || titles == 0)
        return std::fprintf(stderr, "usage: bench_analysis [QUERIES] [TITLES]\n"), 2;
    auto analyzer = codelex::Analyzer::make();
    if (!analyzer) return std::fprintf(stderr, "%s\n", analyzer.error().what.c_str()), 1;

    Words words;
    std::vector<double> cost;
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < queries; ++i) {
        const std::string text = words.text(10);
        const auto start = Clock::now();
        tokens += analyzer->query(text).size();
        cost.push_back(microseconds_since(start));
    }
    std::sort(cost.begin(), cost.end());
    std::printf("queries of ten words: p50 %.1f us, p99 %.1f us, most %.1f us (%zu queries, %zu words)\n",
                cost[cost.size() / 2], cost[cost.size() * 99 / 100], cost.back(), queries, tokens);

    std::vector<std::string> texts;
    for (std::size_t i = 0; i < titles; ++i) texts.push_back(words.text(4 + words.below(16)));
    auto start = Clock::now();
    const std::size_t broken = break_only(texts);
    const double plain = microseconds_since(start);
    start = Clock::now();
    tokens = 0;
    for (const std::string& s : texts) tokens += analyzer->analyze(s).size();
    const double ours = microseconds_since(start);
    std::printf("titles: %.2f million words/s, breaking alone %.2f million words/s, ratio %.2f (%zu words)\n",
                static_cast<double>(broken) / ours, static_cast<double>(broken) / plain, ours / plain,
                broken);
    return tokens > 0 ? 0 : 1;
}
