// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

#include "analyzers/inflection.h"

namespace codelex {
namespace {

constexpr std::size_t kShortest = 3, kLongest = 40;  // letters of a word

bool is_word(std::string_view w) {
    return w.size() >= kShortest && w.size() <= kLongest &&
           std::all_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

Vocabulary Vocabulary::make(const std::map<std::string, std::uint32_t>& records_by_word) {
    std::string bytes;
    const Families families;
    std::map<std::string, std::set<std::string>> stems;
    for (const auto& [word, records] : records_by_word) {
        if (!is_word(word)) continue;
        bytes += word + "\t" + std::to_string(records) + "\n";
        const std::string stem = uninflected(word);
        stems[families.of(stem)].insert(stem);
    }
    bytes += "\n";
    for (const auto& [key, members] : stems) {
        if (members.size() < 2) continue;
        bytes += key + "\t";
        for (const std::string& m : members) bytes += (m == *members.begin() ? "" : " ") + m;
        bytes += "\n";
    }
    return std::move(*parse(std::move(bytes)));
}

Result<Vocabulary> Vocabulary::parse(std::string bytes) {
    const Error damaged{Errc::io, "the vocabulary of the snapshot is damaged",
                        "rebuild it with `codelex index`"};
    Vocabulary v;
    v.bytes_ = std::move(bytes);
    // Short strings move with their object; this one must not.
    if (v.bytes_.size() < sizeof(std::string)) v.bytes_.reserve(sizeof(std::string) + 1);
    const std::string_view all = v.bytes_;
    std::size_t at = 0;
    bool words = true;
    while (at < all.size()) {
        const std::size_t end = all.find('\n', at);
        if (end == all.npos) return damaged;
        const std::string_view line = all.substr(at, end - at);
        at = end + 1;
        if (line.empty()) {
            if (!words) return damaged;
            words = false;
            continue;
        }
        const std::size_t tab = line.find('\t');
        if (tab == line.npos) return damaged;
        const std::string_view first = line.substr(0, tab), rest = line.substr(tab + 1);
        if (!words) {
            if (!v.families_.empty() && v.families_.back().first >= first) return damaged;
            v.families_.emplace_back(first, rest);
            continue;
        }
        std::uint32_t n = 0;
        const auto [p, error] = std::from_chars(rest.data(), rest.data() + rest.size(), n);
        if (error != std::errc() || p != rest.data() + rest.size() || !is_word(first)) return damaged;
        if (!v.words_.empty() && v.words_.back().text >= first) return damaged;
        v.words_.push_back({first, n});
    }
    if (words) return damaged;
    return v;
}

const Vocabulary::Word* Vocabulary::find(std::string_view text) const {
    const auto it = std::lower_bound(words_.begin(), words_.end(), text,
                                     [](const Word& w, std::string_view t) { return w.text < t; });
    return it != words_.end() && it->text == text ? &*it : nullptr;
}

std::span<const Vocabulary::Word> Vocabulary::beginning_with(std::string_view text) const {
    const auto first = std::upper_bound(words_.begin(), words_.end(), text,
                                        [](std::string_view t, const Word& w) { return t < w.text; });
    auto last = first;
    while (last != words_.end() && last->text.starts_with(text)) ++last;
    return {first, last};
}

std::vector<std::string_view> Vocabulary::family(std::string_view key) const {
    std::vector<std::string_view> out;
    const auto it = std::lower_bound(families_.begin(), families_.end(), key,
                                     [](const auto& f, std::string_view k) { return f.first < k; });
    if (it == families_.end() || it->first != key) return out;
    const std::string_view stems = it->second;
    for (std::size_t at = 0; at < stems.size();) {
        const std::size_t end = std::min(stems.find(' ', at), stems.size());
        out.push_back(stems.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string sound_of(std::string_view word) {
    std::string s(word);
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = s.find(from); at != s.npos; at = s.find(from, at + to.size()))
            s.replace(at, from.size(), to);
    };
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"pn", "n"},
                                   {"ps", "s"},
                                   {"pt", "t"},
                                   {"kn", "n"},
                                   {"gn", "n"},
                                   {"wr", "r"},
                                   {"rh", "r"},
                                   {"x", "z"},
                                   {"ts", "z"}})
        if (s.starts_with(from)) {
            s.replace(0, from.size(), to);
            break;
        }
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"tion", "shn"},
                                   {"sion", "shn"},
                                   {"cian", "shn"},
                                   {"ough", "f"},
                                   {"sch", "sk"},
                                   {"ph", "f"},
                                   {"gh", ""},
                                   {"rrh", "r"},
                                   {"rh", "r"},
                                   {"sce", "se"},
                                   {"sci", "si"},
                                   {"scy", "si"},
                                   {"ch", "k"},
                                   {"ck", "k"},
                                   {"cc", "k"},
                                   {"ce", "se"},
                                   {"ci", "si"},
                                   {"cy", "si"},
                                   {"ge", "je"},
                                   {"gi", "ji"},
                                   {"gy", "ji"},
                                   {"dg", "j"},
                                   {"th", "t"},
                                   {"sh", "x"},
                                   {"x", "ks"},
                                   {"q", "k"},
                                   {"c", "k"},
                                   {"z", "s"},
                                   {"w", "u"},
                                   {"v", "f"}})
        replace(from, to);
    std::string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
        const char c = s[i];
        const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
        if (vowel) {
            if (out.empty()) out += 'a';
            continue;
        }
        if (c == 'h') continue;
        if (!out.empty() && out.back() == c) continue;
        out += c;
    }
    return out;
}

}  // namespace codelex
