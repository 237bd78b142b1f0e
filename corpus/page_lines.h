// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codelex {

// A line of a document that is laid out in pages.
struct PageLine {
    std::string text;        // UTF-8, trimmed, inner blanks as they are; never empty
    std::size_t indent = 0;  // columns before it
    std::size_t end = 0;     // column behind its last character
    std::uint32_t page = 0;  // 1-based
    bool after_gap = false;  // blank lines stand above, on the same page
    std::size_t right = 0;   // the right edge of its page: where the longest line ends
};

struct PagedText {
    std::vector<PageLine> lines;
    std::string document;                     // the words of headers and footers, else the first line
    std::vector<std::uint32_t> without_text;  // pages
};

// The lines behind the table of contents, or all where there is none. Headers and footers (what stands at the
// top or bottom of half the pages) are left out. A page is lines of UTF-8, or Windows-1252, with blanks for
// position. Linear in the text.
PagedText paged_text(std::span<const std::string> pages);

// Columns that a text takes: its characters.
std::size_t columns(std::string_view text);

}  // namespace codelex
