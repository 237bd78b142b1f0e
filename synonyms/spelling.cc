// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace codelex {
namespace {

constexpr std::size_t kShortest = 4;  // letters of a word that is mended
constexpr std::size_t kLongest = 40;  // longer ones are no words
constexpr double kDouble = 0.4;       // a letter doubled or not
constexpr double kByEar = 0.5;        // y for i, k for c, f for ph ...
constexpr double kVowel = 0.7;        // a vowel for another, or left out
constexpr double kTransposed = 0.8;   // two neighbours exchanged
constexpr double kAnagram = 1.0;      // the same letters between the same first and last
constexpr double kFirstLetter = 0.4;  // on top, when the first letter is wrong
constexpr double kSplit = 0.6;        // a blank left out
constexpr double kMostByEar = 0.4;    // of the letters may differ between words that sound alike
constexpr double kCutShort = 0.6;     // the end of a word left out: "admin", "bronch"
constexpr std::size_t kShortestBeginning = 5;
constexpr double kPerRecord = 0.12;  // what ten times as many records are worth

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}
bool alike(char a, char b) {
    static constexpr std::string_view kPairs[] = {"iy", "ck", "sz", "sc", "ei", "kq",
                                                  "gj", "vf", "mn", "uw", "td"};
    return std::any_of(std::begin(kPairs), std::end(kPairs), [&](std::string_view p) {
        return (p[0] == a && p[1] == b) || (p[0] == b && p[1] == a);
    });
}
double exchange(char a, char b) {
    if (a == b) return 0;
    if (alike(a, b)) return kByEar;
    return is_vowel(a) && is_vowel(b) ? kVowel : 1;
}
// The letter at i of s was left out, or is one too many.
double lone(std::string_view s, std::size_t i) {
    if (i > 0 && s[i] == s[i - 1]) return kDouble;
    if (i + 1 < s.size() && s[i] == s[i + 1]) return kDouble;
    if (s[i] == 'h' || is_vowel(s[i])) return kVowel;
    return 1;
}

}  // namespace

double slip_cost(std::string_view word, std::string_view meant, double limit) {
    const std::size_t n = word.size(), m = meant.size();
    if (n > kLongest || m > kLongest) return limit;
    std::array<double, kLongest + 1> two{}, one{}, row{};
    double least_before = 0;
    one[0] = 0;
    for (std::size_t j = 1; j <= m; ++j) one[j] = one[j - 1] + lone(meant, j - 1);
    for (std::size_t i = 1; i <= n; ++i) {
        row[0] = one[0] + lone(word, i - 1);
        double least = row[0];
        const double extra = lone(word, i - 1);
        for (std::size_t j = 1; j <= m; ++j) {
            double best = std::min({one[j] + extra, row[j - 1] + lone(meant, j - 1),
                                    one[j - 1] + exchange(word[i - 1], meant[j - 1])});
            if (i > 1 && j > 1 && word[i - 1] == meant[j - 2] && word[i - 2] == meant[j - 1] &&
                word[i - 1] != word[i - 2])
                best = std::min(best, two[j - 2] + kTransposed);
            row[j] = best;
            least = std::min(least, best);
        }
        // A transposition may still come over the row before.
        if (std::min(least, least_before + kTransposed) >= limit) return limit;
        least_before = least;
        two = one;
        one = row;
    }
    return one[m];
}

struct Speller::Impl {
    const Vocabulary* vocabulary;
    const std::vector<std::string>* extra;
    struct Word {
        std::string_view text;
        std::uint32_t records;
    };
    std::vector<std::vector<Word>> by_length{kLongest + 1};
    std::unordered_map<std::string, std::vector<Word>> by_sound;
    bool ready = false;

    void prepare() {
        if (ready) return;
        ready = true;
        auto add = [&](std::string_view text, std::uint32_t records) {
            if (text.size() < kShortest || text.size() > kLongest) return;
            by_length[text.size()].push_back({text, records});
            by_sound[sound_of(text)].push_back({text, records});
        };
        for (const Vocabulary::Word& w : vocabulary->words()) add(w.text, w.records);
        for (const std::string& w : *extra)
            if (!vocabulary->find(w) &&
                std::all_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
                add(w, 1);
    }
};

Speller::Speller(const Vocabulary* vocabulary, const std::vector<std::string>* extra)
    : impl_(std::make_unique<Impl>()) {
    impl_->vocabulary = vocabulary;
    impl_->extra = extra;
}
Speller::Speller(Speller&&) noexcept = default;
Speller& Speller::operator=(Speller&&) noexcept = default;
Speller::~Speller() = default;

std::vector<Suggestion> Speller::suggest(std::string_view word, std::size_t most) const {
    std::vector<Suggestion> out;
    const bool letters = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (word.size() < kShortest || word.size() > kLongest || !letters) return out;
    impl_->prepare();
    // Longer words bear more slips.
    const double limit = word.size() <= 4 ? 1.05 : word.size() <= 6 ? 1.55 : 2.25;
    auto add_found = [&](std::string_view text, std::uint32_t records, double cost) {
        cost -= kPerRecord * std::log10(1.0 + records);
        for (Suggestion& s : out)
            if (s.word == text) {
                s.cost = std::min(s.cost, cost);
                return;
            }
        out.push_back({std::string(text), records, cost});
    };
    auto add = [&](std::string_view text, std::uint32_t records, double cost) {
        if (text[0] != word[0]) cost += kFirstLetter;
        if (cost > limit) return;
        add_found(text, records, cost);
    };
    // Which letters a word has, to leave most words out before they are compared.
    const auto letters_of = [](std::string_view w) {
        std::uint32_t bits = 0;
        for (char c : w) bits |= 1u << (c - 'a');
        return bits;
    };
    const std::uint32_t mine = letters_of(word);
    const auto anagram = [&](std::string_view w) {
        return w.size() == word.size() && w.front() == word.front() && w.back() == word.back() &&
               std::is_permutation(w.begin(), w.end(), word.begin());
    };
    for (std::size_t n = word.size() - 2; n <= word.size() + 2 && n <= kLongest; ++n)
        for (const Impl::Word& w : impl_->by_length[n]) {
            const std::uint32_t theirs = letters_of(w.text);
            if (__builtin_popcount(mine & ~theirs) > 2 || __builtin_popcount(theirs & ~mine) > 2) continue;
            double cost = slip_cost(word, w.text, limit + 0.01);
            if (theirs == mine && anagram(w.text)) cost = std::min(cost, kAnagram);
            if (cost <= limit) add(w.text, w.records, cost);
        }
    if (const auto it = impl_->by_sound.find(sound_of(word)); it != impl_->by_sound.end())
        for (const Impl::Word& w : it->second) {
            // Alike by ear: however it is spelled, it is near.
            const double bound = kMostByEar * static_cast<double>(word.size());
            const double cost = slip_cost(word, w.text, bound + 0.01);
            if (cost <= bound) add(w.text, w.records, cost * kByEar);
        }
    // A word cut short: the commonest that begins so.
    if (word.size() >= kShortestBeginning) {
        const Vocabulary::Word* best = nullptr;
        for (const Vocabulary::Word& w : impl_->vocabulary->beginning_with(word))
            if (!best || w.records > best->records) best = &w;
        if (best) add_found(best->text, best->records, kCutShort);
    }
    for (std::size_t cut = 3; cut + 3 <= word.size(); ++cut) {
        const Vocabulary::Word *a = impl_->vocabulary->find(word.substr(0, cut)),
                               *b = impl_->vocabulary->find(word.substr(cut));
        if (a && b && a->records > 2 && b->records > 2) {
            const std::uint32_t records = std::min(a->records, b->records);
            out.push_back({std::string(a->text) + " " + std::string(b->text), records,
                           kSplit - kPerRecord * std::log10(1.0 + records)});
        }
    }
    std::sort(out.begin(), out.end(), [](const Suggestion& a, const Suggestion& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.word < b.word;
    });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace codelex
