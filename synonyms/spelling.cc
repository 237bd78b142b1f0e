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
// Letters that are taken for each other by ear, as bits by letter.
constexpr auto kAlike = [] {
    std::array<std::uint32_t, 26> out{};
    for (const std::string_view p : {"iy", "ck", "sz", "sc", "ei", "kq", "gj", "vf", "mn", "uw", "td"}) {
        out[static_cast<std::size_t>(p[0] - 'a')] |= 1u << (p[1] - 'a');
        out[static_cast<std::size_t>(p[1] - 'a')] |= 1u << (p[0] - 'a');
    }
    return out;
}();
bool alike(char a, char b) {
    if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return false;
    return (kAlike[static_cast<std::size_t>(a - 'a')] >> (b - 'a') & 1) != 0;
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

bool more_than_three(std::uint32_t bits) {
    bits &= bits - 1;
    bits &= bits - 1;
    return (bits & (bits - 1)) != 0;
}
// Which letters a word has, a bit each.
std::uint32_t letters_of(std::string_view w) {
    std::uint32_t bits = 0;
    for (char c : w) bits |= 1u << (c - 'a');
    return bits;
}

}  // namespace

namespace {

// Compares one word with many. Words that follow each other in the alphabet share their beginnings, and the
// rows of the comparison with them.
class Slips {
  public:
    Slips(std::string_view word, double limit) : word_(word), limit_(limit) {
        for (std::size_t j = 0; j < word.size(); ++j) extra_[j] = lone(word, j);
        rows_[0][0] = 0;
        for (std::size_t j = 1; j <= word.size(); ++j) rows_[0][j] = rows_[0][j - 1] + extra_[j - 1];
    }

    // See slip_cost(). Neither word is longer than kLongest.
    double cost(std::string_view meant) {
        // The row of a letter depends on the letter after it, too.
        std::size_t same = 0;
        while (same < meant.size() && same < last_.size() && meant[same] == last_[same]) ++same;
        std::size_t i = std::min(same == 0 ? 0 : same - 1, done_);
        last_ = meant;
        for (; i < meant.size(); ++i) {
            if (i > 0 && std::min(least_[i], least_[i - 1] + kTransposed) >= limit_) {
                done_ = i;
                return limit_;
            }
            add_row(meant, i + 1);
        }
        done_ = i;
        return rows_[i][word_.size()];
    }

  private:
    void add_row(std::string_view meant, std::size_t i) {
        const auto& before = rows_[i - 1];
        auto& row = rows_[i];
        const char c = meant[i - 1];
        const double left_out = lone(meant, i - 1);
        double least = row[0] = before[0] + left_out;
        for (std::size_t j = 1; j <= word_.size(); ++j) {
            double best = std::min(before[j] + left_out, row[j - 1] + extra_[j - 1]);
            best = std::min(best, before[j - 1] + exchange(word_[j - 1], c));
            // A transposition reaches back over one row.
            if (i > 1 && j > 1 && word_[j - 1] == meant[i - 2] && word_[j - 2] == c && c != meant[i - 2])
                best = std::min(best, rows_[i - 2][j - 2] + kTransposed);
            row[j] = best;
            least = std::min(least, best);
        }
        least_[i] = least;
    }

    using Row = std::array<double, kLongest + 1>;
    std::string_view word_, last_;
    double limit_;
    std::size_t done_ = 0;  // rows that belong to last_
    std::array<Row, kLongest + 1> rows_;
    Row extra_, least_{};
};

}  // namespace

double slip_cost(std::string_view word, std::string_view meant, double limit) {
    if (word.size() > kLongest || meant.size() > kLongest) return limit;
    return std::min(Slips(word, limit).cost(meant), limit);
}

struct Speller::Impl {
    const Vocabulary* vocabulary;
    const std::vector<std::string>* extra;
    struct Word {
        std::string_view text;
        std::uint32_t records;
        std::uint32_t letters;  // letters_of(text)
    };
    std::vector<std::vector<Word>> by_length{kLongest + 1};
    std::unordered_map<std::string, std::vector<Word>> by_sound;
    bool ready = false;

    void prepare() {
        if (ready) return;
        ready = true;
        auto add = [&](std::string_view text, std::uint32_t records) {
            if (text.size() < kShortest || text.size() > kLongest) return;
            const Word word{text, records, letters_of(text)};
            by_length[text.size()].push_back(word);
            by_sound[sound_of(text)].push_back(word);
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
    const std::uint32_t mine = letters_of(word);
    const auto anagram = [&](std::string_view w) {
        return w.size() == word.size() && w.front() == word.front() && w.back() == word.back() &&
               std::is_permutation(w.begin(), w.end(), word.begin());
    };
    Slips slips(word, limit + 0.01);
    for (std::size_t n = word.size() - 2; n <= word.size() + 2 && n <= kLongest; ++n)
        for (const Impl::Word& w : impl_->by_length[n]) {
            // Most words are left out by their letters, before they are compared.
            const std::uint32_t theirs = w.letters;
            if (more_than_three(mine ^ theirs)) continue;
            double cost = slips.cost(w.text);
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
