// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/icd10cm_index_tree.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::size_t kMaxParts = 12;      // of one "see"; the publisher's longest has 8
constexpr std::size_t kMaxText = 1024;     // bytes of a title or "see" that are looked at
constexpr int kMaxSteps = 500;             // candidates tried for one "see"
constexpr int kMaxStepsOfAll = 2'000'000;  // the main index of 2017 takes some 30,000

// Lower case (ASCII), groups in parentheses dropped, blanks collapsed, punctuation at the ends dropped.
std::string folded(std::string_view text) {
    std::string out;
    int depth = 0;
    for (const char c : text.substr(0, kMaxText)) {
        if (c == '(') ++depth;
        if (depth == 0) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (c == ')' && depth > 0) --depth;
    }
    out = collapsed(out);
    const auto first = out.find_first_not_of(" .,;:-");
    if (first == out.npos) return {};
    return out.substr(first, out.find_last_not_of(" .,;:-") - first + 1);
}

// The comma parts, folded, empty ones dropped.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    text = text.substr(0, kMaxText);
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '(') ++depth;
        if (i < text.size() && text[i] == ')' && depth > 0) --depth;
        if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
        if (std::string part = folded(text.substr(begin, i - begin)); !part.empty())
            parts.push_back(std::move(part));
        begin = i + 1;
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) out += (i == from ? "" : ", ") + parts[i];
    return out;
}

// The names that a title answers to, with their rank.
std::vector<std::pair<std::string, int>> names_of(const IndexEntry& e) {
    std::vector<std::pair<std::string, int>> names;
    auto add = [&](std::string name, int rank) {
        if (name.ends_with(" nec")) names.emplace_back(name.substr(0, name.size() - 4), rank + 3);
        names.emplace_back(std::move(name), rank);
    };
    auto add_title = [&](std::string_view title) {
        const auto parts = parts_of(title);
        if (parts.size() > 1) add(joined(parts, 0, parts.size()), 0);
        for (std::size_t i = 0; i < parts.size() && i < kMaxParts; ++i)
            add(parts[i], parts.size() == 1 ? 0 : i == 0 ? 1 : 2);
    };
    for (const std::string* title : {&e.title, &e.lead}) {
        add_title(*title);
        if (title->find("(s)") == title->npos) continue;
        std::string plural = *title;  // "Complication(s)" is cited as "Complications"
        for (std::size_t at = 0; (at = plural.find("(s)", at)) != plural.npos;) plural.replace(at, 3, "s");
        add_title(plural);
    }
    return names;
}

}  // namespace

struct SeeResolver::Search {
    std::vector<std::string> parts;
    int steps = 0;
    std::size_t used = 0;  // parts of the best reading
    std::int32_t entry = IndexEntry::kNone;
    std::int32_t main = IndexEntry::kNone;  // of the citing entry
};

SeeResolver::SeeResolver(const std::vector<IndexEntry>& entries) : entries_(entries) {
    std::vector<std::size_t> size(entries.size());  // entries of each main term, which stand together
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].parent == IndexEntry::kNone) {
            mains_.push_back(static_cast<std::int32_t>(i));
        }
        ++size[static_cast<std::size_t>(mains_.back())];
        main_of_.push_back(mains_.back());
    }
    std::stable_sort(mains_.begin(), mains_.end(), [&](std::int32_t a, std::int32_t b) {
        return size[static_cast<std::size_t>(a)] > size[static_cast<std::size_t>(b)];
    });
}

const SeeResolver::Names& SeeResolver::below(std::int32_t parent) {
    const auto [it, fresh] = names_.try_emplace(parent);
    Names& names = it->second;
    if (!fresh) return names;
    auto add = [&](std::int32_t child) {
        for (auto& [name, rank] : names_of(entries_[static_cast<std::size_t>(child)])) {
            auto& list = names[std::move(name)];
            if (list.empty() || list.back().entry != child)
                list.push_back({rank, child});
            else
                list.back().rank = std::min(list.back().rank, rank);
        }
    };
    if (parent == IndexEntry::kNone) {
        for (const std::int32_t main : mains_) add(main);
    } else {
        for (auto c = entries_[static_cast<std::size_t>(parent)].first_child; c != IndexEntry::kNone;
             c = entries_[static_cast<std::size_t>(c)].next_sibling)
            add(c);
    }
    for (auto& [name, list] : names)
        std::stable_sort(list.begin(), list.end(),
                         [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    return names;
}

// True when the parts that are left lead from the entry to another, or none is left.
bool SeeResolver::visit(Search* s, std::int32_t entry, std::size_t used) {
    if (++s->steps > kMaxSteps || ++steps_ > kMaxStepsOfAll) return false;
    if (used > s->used) s->used = used, s->entry = entry;
    if (used < s->parts.size()) return find(s, entry, used);
    return true;
}

// Depth is bounded by the number of parts.
bool SeeResolver::find(Search* s, std::int32_t parent, std::size_t from) {
    const Names& names = below(parent);
    for (std::size_t to = s->parts.size(); to > from; --to) {
        const auto it = names.find(joined(s->parts, from, to));
        if (it == names.end()) continue;
        const auto& list = it->second;
        const auto searched = list.begin() + std::min<std::ptrdiff_t>(std::ssize(list), kMaxSteps);
        // Among equals the main term of the citing entry comes first.
        const auto home = parent != IndexEntry::kNone
                              ? searched
                              : std::find_if(list.begin(), searched,
                                             [&](const Candidate& c) { return c.entry == s->main; });
        bool home_done = home == searched;
        for (auto c = list.begin(); c != searched; ++c) {
            if (!home_done && c->rank == home->rank) {
                home_done = true;
                if (visit(s, home->entry, to)) return true;
            }
            if (c == home) continue;
            if (visit(s, c->entry, to)) return true;
        }
    }
    return false;
}

SeeResolver::Answer SeeResolver::resolve(std::string_view text, std::size_t citing_entry) {
    Search s;
    if (citing_entry < main_of_.size()) s.main = main_of_[citing_entry];
    s.parts = parts_of(text);
    if (s.parts.empty() || s.parts.size() > kMaxParts) return {};
    if (find(&s, IndexEntry::kNone, 0)) return {Outcome::reached, s.entry};
    if (s.used == 0) return {};
    return {s.parts[s.used].starts_with("by ") ? Outcome::by : Outcome::midway, s.entry};
}

}  // namespace codelex
