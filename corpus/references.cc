// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/references.h"

#include <algorithm>

#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::size_t kLongestQualifier = 120;  // bytes; more is a sentence

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_alnum(char c) {
    return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z');
}
bool is_alnum_at(std::string_view s, std::size_t i) {
    return i < s.size() && is_alnum(s[i]);
}

// End of the code that begins at `at`; `at` itself when none does. What stands behind a dot is part of it
// only as a whole: "E11.ab" names E11.
std::size_t code_end(std::string_view s, std::size_t at) {
    if (at + 3 > s.size() || (at > 0 && is_alnum(s[at - 1]))) return at;
    const char a = s[at], b = s[at + 1], c = s[at + 2];
    const bool usual = is_digit(b) && (is_digit(c) || is_upper(c));
    const bool lettered = is_upper(b) && is_digit(c);  // QA0, since 2026
    if (!is_upper(a) || (!usual && !lettered) || is_alnum_at(s, at + 3)) return at;
    std::size_t end = at + 3;
    if (end < s.size() && s[end] == '.') {
        std::size_t n = 0;
        while (n < 5 && end + 1 + n < s.size() && (is_digit(s[end + 1 + n]) || is_upper(s[end + 1 + n]))) ++n;
        if (n >= 1 && n <= 4 && !is_alnum_at(s, end + 1 + n)) end += 1 + n;
    }
    return end;
}

bool code_at(std::string_view s, std::size_t at) {
    return code_end(s, at) != at;
}

// Behind the dash that means everything below; `at` when there is none or it is the dash of a range.
std::size_t dash_end(std::string_view s, std::size_t at) {
    if (s.substr(at).starts_with(".-")) return at + 2;
    if (at < s.size() && s[at] == '-' && !code_at(s, at + 1) && !is_alnum_at(s, at + 1)) return at + 1;
    return at;
}

// Where the last code of a range begins whose first ends at `at`; npos when it is no range.
std::size_t range_at(std::string_view s, std::size_t at) {
    if (s[at - 1] == '-' && code_at(s, at)) return at;  // "F11.-F17.-": one dash for both
    for (std::string_view joint : {"-", " - ", " -", " to "})
        if (s.substr(at).starts_with(joint) && code_at(s, at + joint.size())) return at + joint.size();
    return s.npos;
}

std::string canonical(std::string_view code) {
    std::string out(code);
    std::erase(out, '.');
    return out;
}

// True when only separators stand between two items: they are of one list.
bool separates_items(std::string_view between) {
    if (between.size() > 8) return false;
    for (std::string_view word : {" and ", " or "})
        if (const auto at = between.find(word); at != between.npos) {
            between.remove_prefix(at + word.size());
            break;
        }
    return between.find_first_not_of(" ,.;") == between.npos;
}

// The qualifier that stands at `at`, behind a reference; empty when there is none. Within a parenthesis it
// goes to its end: "(E08-E13 with .42)". Outside it must speak of characters, because there "with" is prose
// as well: "I00 with endocarditis" against "(T36-T50) with fifth or sixth character 6".
std::string_view qualifier_at(std::string_view s, std::size_t at, bool open) {
    std::string_view rest = s.substr(at);
    if (rest.starts_with(')')) {
        rest.remove_prefix(1);
        open = false;
    }
    const auto skip = rest.find_first_not_of(open ? ",. " : " ");
    if (skip > 3) return {};  // npos too
    rest.remove_prefix(skip);
    if (!rest.starts_with("with ")) return {};
    const std::string_view within = rest.substr(0, kLongestQualifier + 1);
    auto end = within.find_first_of(open ? "()" : "(),;.");
    if (!open) end = std::min(end, within.find(" - "));
    if (end == rest.npos ? rest.size() > kLongestQualifier : open && rest[end] == '(') return {};
    rest = trimmed(rest.substr(0, end));
    return rest.size() > 4 && (open || rest.find("character") != rest.npos) ? rest : std::string_view();
}

}  // namespace

std::vector<CodeReference> find_code_references(std::string_view note) {
    std::vector<CodeReference> out;
    std::size_t list = 0;  // index of the first item of the list in hand
    bool open = false;
    for (std::size_t i = 0; i < note.size();) {
        if (note[i] == '(' || note[i] == ')') open = note[i] == '(';
        const std::size_t end = code_end(note, i);
        if (end == i) {
            ++i;
            continue;
        }
        CodeReference r;
        r.begin = i;
        r.first = r.last = canonical(note.substr(i, end - i));
        r.end = dash_end(note, end);
        r.below = r.end != end;
        if (const std::size_t second = range_at(note, r.end); second != note.npos) {
            const std::size_t second_end = code_end(note, second);
            std::string last = canonical(note.substr(second, second_end - second));
            // "add Z79.84 or Z79.85 to O24.4-": prose, no range, because it would go backwards.
            if (last >= r.first) {
                r.last = std::move(last);
                r.end = dash_end(note, second_end);
                r.below |= r.end != second_end;
            }
        }
        i = r.end;
        if (out.empty() || !separates_items(note.substr(out.back().end, r.begin - out.back().end)))
            list = out.size();
        out.push_back(std::move(r));
        if (const auto qualifier = qualifier_at(note, i, open); !qualifier.empty()) {
            for (; list < out.size(); ++list) out[list].qualifier = qualifier;
        }
    }
    return out;
}

}  // namespace codelex
