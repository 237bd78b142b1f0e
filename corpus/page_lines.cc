// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/page_lines.h"

#include <algorithm>
#include <map>
#include <utility>

#include "corpus/text.h"

namespace codelex {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Fonts of symbols put their bullets into the private use area; a no-break space is a blank; other controls
// mean nothing here.
std::string cleaned(std::string_view line) {
    static constexpr std::pair<std::string_view, std::string_view> kInstead[] = {
        {"\xC2\xA0", " "}, {"\xEF\x82\xA7", "•"}, {"\xEF\x82\xB7", "•"}};
    std::string out;
    out.reserve(line.size());
    for (std::size_t i = 0; i < line.size();) {
        const auto* instead = std::find_if(std::begin(kInstead), std::end(kInstead), [&](const auto& p) {
            return line.substr(i).starts_with(p.first);
        });
        if (instead != std::end(kInstead)) {
            out += instead->second;
            i += instead->first.size();
            continue;
        }
        const auto c = static_cast<unsigned char>(line[i++]);
        out += c < 0x20 || c == 0x7F ? ' ' : static_cast<char>(c);
    }
    return out;
}

std::vector<PageLine> lines_of(std::string_view page, std::uint32_t number) {
    std::vector<PageLine> out;
    const std::string text = is_utf8(page) ? std::string(page) : utf8_from_windows1252(page);
    Lines lines(text);
    std::string_view line;
    bool gap = false;
    while (lines.next(&line)) {
        PageLine l;
        const std::string clean = cleaned(line);
        l.text = trimmed(clean);
        if (l.text.empty()) {
            gap = true;
            continue;
        }
        l.indent = clean.find_first_not_of(' ');
        l.end = l.indent + columns(l.text);
        l.page = number;
        l.after_gap = std::exchange(gap, false);
        out.push_back(std::move(l));
    }
    return out;
}

// --- Headers and footers -------------------------------------------------------------------------------

constexpr std::size_t kFurniture = 4;  // lines at the top, and at the bottom, that may be furniture

// A line with its numbers masked: "Page # of #".
std::string mask(std::string_view text) {
    std::string out;
    for (char c : collapsed(text))
        if (!is_digit(c))
            out += c;
        else if (out.empty() || out.back() != '#')
            out += '#';
    return out;
}

bool is_page_number(std::string_view masked) {
    for (std::string_view known : {"Page # of #", "page # of #", "Page #", "page #"})
        if (masked == known) return true;
    return false;
}

// Drops the lines that stand at the top or bottom of at least half the pages; `*title` gets their words.
void drop_furniture(std::vector<std::vector<PageLine>>* pages, std::string* title) {
    struct Seen {
        std::size_t pages = 0;
        std::uint32_t last = 0;
    };
    std::map<std::string, Seen> seen;
    auto each_end = [&](const std::vector<PageLine>& page, auto f) {
        for (std::size_t i = 0; i < page.size(); ++i)
            if (i < kFurniture || i + kFurniture >= page.size()) f(page[i]);
    };
    for (const auto& page : *pages)
        each_end(page, [&](const PageLine& l) {
            Seen& s = seen[mask(l.text)];
            if (s.last != l.page) ++s.pages;
            s.last = l.page;
        });
    auto furniture = [&](const PageLine& l) {
        const std::string key = mask(l.text);
        const std::size_t n = seen[key].pages;
        return is_page_number(key) || (n >= 3 && 2 * n >= pages->size());
    };
    std::map<std::string, std::size_t> wording;
    std::vector<const std::string*> order;
    for (auto& page : *pages) {
        std::size_t top = 0, bottom = page.size();
        while (bottom > 0 && page.size() - bottom < kFurniture && furniture(page[bottom - 1])) --bottom;
        while (top < bottom && top < kFurniture && furniture(page[top])) ++top;
        auto note = [&](const PageLine& l) {
            if (is_page_number(mask(l.text))) return;
            const auto [it, fresh] = wording.emplace(collapsed(l.text), 0);
            if (fresh) order.push_back(&it->first);
            ++it->second;
        };
        std::for_each(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(top), note);
        std::for_each(page.begin() + static_cast<std::ptrdiff_t>(bottom), page.end(), note);
        page.erase(page.begin() + static_cast<std::ptrdiff_t>(bottom), page.end());
        page.erase(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(top));
    }
    for (const std::string* words : order)
        if (2 * wording[*words] >= pages->size() && title->size() < 200)
            *title += (title->empty() ? "" : ", ") + *words;
}

// --- Table of contents -----------------------------------------------------------------------------------

// "Obesity ......... 44"
bool has_leader(std::string_view text) {
    const auto dots = text.rfind("....");
    if (dots == text.npos) return false;
    const std::string_view tail = trimmed(text.substr(dots + 4));
    return tail.size() <= 4 && std::all_of(tail.begin(), tail.end(), is_digit);
}

// The page and line behind the table of contents: the first run of pages with at least three leaders each.
std::pair<std::size_t, std::size_t> behind_contents(const std::vector<std::vector<PageLine>>& pages) {
    std::pair<std::size_t, std::size_t> behind{0, 0};
    for (std::size_t p = 0; p < pages.size(); ++p) {
        std::size_t leaders = 0, last = 0;
        for (std::size_t i = 0; i < pages[p].size(); ++i)
            if (has_leader(pages[p][i].text)) ++leaders, last = i;
        if (leaders >= 3)
            behind = {p, last + 1};
        else if (behind.second)
            break;
    }
    return behind;
}

}  // namespace

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

PagedText paged_text(std::span<const std::string> pages) {
    PagedText out;
    std::vector<std::vector<PageLine>> laid;
    for (const std::string& page : pages) {
        laid.push_back(lines_of(page, static_cast<std::uint32_t>(laid.size() + 1)));
        if (laid.back().empty()) out.without_text.push_back(static_cast<std::uint32_t>(laid.size()));
    }
    drop_furniture(&laid, &out.document);
    for (const auto& page : laid)
        if (out.document.empty() && !page.empty()) out.document = collapsed(page[0].text);

    const auto [first_page, first_line] = behind_contents(laid);
    for (std::size_t p = first_page; p < laid.size(); ++p) {
        std::size_t right = 0;
        for (const PageLine& l : laid[p]) right = std::max(right, l.end);
        for (std::size_t i = p == first_page ? first_line : 0; i < laid[p].size(); ++i) {
            laid[p][i].right = right;
            out.lines.push_back(std::move(laid[p][i]));
        }
    }
    return out;
}

}  // namespace codelex
