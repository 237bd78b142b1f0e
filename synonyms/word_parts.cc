// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/word_parts.h"

#include <string>

namespace codelex {
namespace {

constexpr std::size_t kMostLetters = 40, kMostSteps = 400;

struct Taker {
    const Lexicon& lexicon;
    std::string word;
    std::vector<const Lexicon::Part*> found = {};
    std::size_t steps = 0;
    enum class Stage { prefix, root };

    static const Lexicon::Part* get(const Lexicon::Parts& parts, const std::string& s) {
        const auto it = parts.find(s);
        return it == parts.end() ? nullptr : &it->second;
    }

    bool rest(std::size_t at, Stage stage) {
        if (at == word.size())
            return found.size() >= 2 && stage == Stage::root;  // prefixes alone are no word
        if (++steps > kMostSteps || found.size() > 4) return false;
        // The end of the word as a suffix, then the longest root or prefix: hemi- before hem-.
        if (at > 0)
            if (const Lexicon::Part* p = get(lexicon.suffixes(), word.substr(at))) {
                found.push_back(p);
                if (found.size() >= 2) return true;
                found.pop_back();
            }
        for (std::size_t n = word.size() - at; n >= 2; --n) {
            const std::string piece = word.substr(at, n);
            const Lexicon::Part* root = n >= 3 ? get(lexicon.roots(), piece) : nullptr;
            if (root && after(root, at + n, Stage::root)) return true;
            const Lexicon::Part* prefix = stage == Stage::prefix ? get(lexicon.prefixes(), piece) : nullptr;
            if (prefix && after(prefix, at + n, Stage::prefix)) return true;
        }
        return false;
    }
    bool after(const Lexicon::Part* p, std::size_t at, Stage stage) {
        found.push_back(p);
        if (rest(at, stage)) return true;
        const char c = at < word.size() ? word[at] : '\0';
        if ((c == 'o' || c == 'i' || c == 'a' || c == 'e') && rest(at + 1, stage)) return true;
        found.pop_back();
        return false;
    }
};

}  // namespace

std::vector<const Lexicon::Part*> take_apart(const Lexicon& lexicon, std::string_view word) {
    if (word.size() < 6 || word.size() > kMostLetters) return {};
    Taker taker{lexicon, std::string(word)};
    return taker.rest(0, Taker::Stage::prefix) ? taker.found : std::vector<const Lexicon::Part*>();
}

}  // namespace codelex
