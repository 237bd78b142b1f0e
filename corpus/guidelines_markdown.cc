// SPDX-License-Identifier: GPL-3.0-or-later
// Guidelines of one's own in Markdown: headings to sections, the rest to plain paragraphs.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "corpus/guidelines.h"
#include "corpus/text.h"

namespace codelex {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word(char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_punctuation(char c) {
    return c > 0x20 && c < 0x7F && !is_alnum(c);
}

// --- Inside a line ---------------------------------------------------------------------------------------

constexpr std::size_t kReach = 1'000;  // bytes within which a link or an emphasis closes

// Where the emphasis closes whose mark of one to three stars or underscores is [begin, end); npos: it is
// none. A mark within a word ("snake_case", "5*3") or behind a code ("E11.*") is a character like others.
std::size_t closing(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view mark = text.substr(begin, end - begin);
    if (mark.size() > 3 || end >= text.size() || text[end] == ' ' || (begin > 0 && is_word(text[begin - 1])))
        return text.npos;
    text = text.substr(0, std::min(text.size(), end + kReach));
    for (auto at = text.find(mark, end + 1); at != text.npos; at = text.find(mark, at + 1)) {
        const std::size_t behind = at + mark.size();
        if (text[at - 1] == ' ' || text[at - 1] == mark[0]) continue;
        if (behind == text.size() || (!is_word(text[behind]) && text[behind] != mark[0])) return at;
    }
    return text.npos;
}

// The text without the marks of emphasis, code, links and images; `\*` is a star.
std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::vector<bool> mark(text.size());  // bytes that close an emphasis
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (mark[i] || c == '`') continue;
        if (c == '\\' && i + 1 < text.size() && is_punctuation(text[i + 1])) {
            out += text[++i];
        } else if (c == '*' || c == '_') {
            std::size_t end = i;
            while (end < text.size() && text[end] == c && !mark[end]) ++end;
            if (const auto close = closing(text, i, end); close != text.npos)
                std::fill_n(mark.begin() + static_cast<std::ptrdiff_t>(close), end - i, true);
            else
                out.append(text.substr(i, end - i));
            i = end - 1;
        } else if (c == '[' || (c == '!' && i + 1 < text.size() && text[i + 1] == '[')) {
            const std::size_t open = c == '[' ? i : i + 1;
            const auto close = text.substr(0, std::min(text.size(), open + kReach)).find("](", open);
            const auto end = close == text.npos
                                 ? text.npos
                                 : text.substr(0, std::min(text.size(), close + kReach)).find(')', close);
            if (end == text.npos || text.substr(open + 1, close - open - 1).find('[') != text.npos) {
                out += c;
                continue;
            }
            out += text.substr(open + 1, close - open - 1);
            i = end;
        } else {
            out += c;
        }
    }
    return collapsed(out);
}

// Text, with comments cut out of it; `*inside` holds from line to line.
std::string without_comments(std::string_view line, bool* inside) {
    std::string out;
    while (!line.empty()) {
        const auto at = line.find(*inside ? "-->" : "<!--");
        if (!*inside) out += line.substr(0, at);
        if (at == line.npos) break;
        line.remove_prefix(at + (*inside ? 3 : 4));
        *inside = !*inside;
    }
    return out;
}

// --- Headings ----------------------------------------------------------------------------------------------

struct Heading {
    std::size_t level = 0;  // 1 to 6, 0: none
    std::string words;
};

Heading atx_heading(std::string_view line) {
    std::size_t n = 0;
    while (n < line.size() && line[n] == '#') ++n;
    if (n == 0 || n > 6 || (n < line.size() && line[n] != ' ' && line[n] != '\t')) return {};
    std::string_view words = trimmed(line.substr(n));
    const auto last = words.find_last_not_of('#');  // "## Falls ##"
    if (last == words.npos)
        words = {};
    else if (last + 1 < words.size() && words[last] == ' ')
        words = words.substr(0, last);
    return {n, std::string(words)};
}

// A line of = or - below words makes them a heading.
std::size_t underline_level(std::string_view line) {
    for (const auto& [mark, level] : {std::pair{'=', 1}, std::pair{'-', 2}})
        if (line.size() >= 2 && line.find_first_not_of(mark) == line.npos)
            return static_cast<std::size_t>(level);
    return 0;
}

// The number that a heading begins with: "2", "2.1", "2.1.", "2.1.a)", "A.", "I.C.4.a.3"; else empty. Behind
// it stands a blank or nothing. Codes ("E11.9"), years and "U.S." are no numbers.
std::string_view leading_number(std::string_view words, std::size_t* length) {
    std::string_view token = words.substr(0, words.find(' '));
    *length = token.size();
    const bool closed = !token.empty() && (token.back() == '.' || token.back() == ')' || token.back() == ':');
    if (closed) token.remove_suffix(1);
    if (token.empty() || token.size() > 40) return {};
    std::size_t segments = 0;
    bool digit = false, digits_first = false;
    for (std::string_view rest = token;; ++segments) {
        const std::string_view s = rest.substr(0, rest.find('.'));
        if (s.empty() || s.size() > 4 || !std::all_of(s.begin(), s.end(), is_alnum)) return {};
        const bool digits = std::all_of(s.begin(), s.end(), is_digit);
        digit |= digits;
        const bool roman = s.find_first_not_of("IVXLC") == s.npos;
        if (segments == 0) {
            digits_first = digits;
            if (digits ? s.size() > 3 : !roman && !(s.size() == 1 && s[0] >= 'A' && s[0] <= 'Z')) return {};
        } else if (!digits && !roman && s.size() > 1) {
            return {};
        }
        if (s.size() == rest.size()) break;
        rest.remove_prefix(s.size() + 1);
    }
    if (digits_first || (segments == 0 ? closed : digit)) return token;
    return {};
}

class Numbers {
  public:
    // The number of a heading of the given level, 0 for the top; `own` is what it says itself.
    std::string next(std::size_t level, std::string_view own) {
        for (std::size_t i = level + 1; i < kLevels; ++i) at_[i] = {};
        At& at = at_[level];
        std::string prefix;
        for (std::size_t i = level; i-- > 0 && prefix.empty();)
            if (!at_[i].number.empty()) prefix = at_[i].number + '.';
        if (own.empty()) {
            at.number = prefix + std::to_string(++at.count);
        } else {
            // What follows without a number counts on from "2.3".
            const auto dot = own.rfind('.');
            const std::string_view last = own.substr(dot == own.npos ? 0 : dot + 1);
            at.count = std::all_of(last.begin(), last.end(), is_digit) && last.size() < 5
                           ? static_cast<std::size_t>(std::stoul(std::string(last)))
                           : at.count + 1;
            at.number = own;
        }
        return at.number;
    }

  private:
    static constexpr std::size_t kLevels = 6;
    struct At {
        std::size_t count = 0;
        std::string number;
    };
    std::array<At, kLevels> at_;
};

// --- The document ------------------------------------------------------------------------------------------

// A piece of the document: a heading or a paragraph.
struct Piece {
    std::size_t line;
    std::size_t level;  // of a heading, else 0
    std::string words;  // with their marks
    std::size_t lines = 1;
    bool verbatim = false;  // marks are text
};

// "- ", "* ", "+ " and "1. ": the width of the mark, else 0; `*bullet` for the first three.
std::size_t item_mark(std::string_view line, bool* bullet) {
    *bullet = line.size() > 1 && std::string_view("-*+").find(line[0]) != std::string_view::npos;
    if (*bullet) return line[1] == ' ' ? 2 : 0;
    std::size_t n = 0;
    while (n < line.size() && n < 9 && is_digit(line[n])) ++n;
    return n > 0 && n + 1 < line.size() && (line[n] == '.' || line[n] == ')') && line[n + 1] == ' ' ? n + 2
                                                                                                    : 0;
}

bool is_rule(std::string_view line) {
    return line.size() >= 3 && std::string_view("-*_").find(line[0]) != std::string_view::npos &&
           line.find_first_not_of(std::string{line[0], ' '}) == line.npos;
}

// "| Code | Meaning |" to "Code | Meaning"; the rule below the head of a table to nothing.
std::string table_row(std::string_view line) {
    if (line.find_first_not_of("|-: ") == line.npos) return {};
    line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    return collapsed(line);
}

std::string lines_as_text(std::string_view bytes) {
    std::string out = is_utf8(bytes) ? std::string(bytes) : utf8_from_windows1252(bytes);
    for (char& c : out)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r') || c == 0x7F) c = ' ';
    return out;
}

bool is_fence(std::string_view line, char open) {
    return line.size() >= 3 && (open ? line[0] == open : line[0] == '`' || line[0] == '~') &&
           line[1] == line[0] && line[2] == line[0];
}

// Takes line after line; gives headings and paragraphs.
class Splitter {
  public:
    void line(std::string_view raw, std::size_t number) {
        if (number == 1 && trimmed(raw) == "---") {
            front_matter_ = true;
        } else if (front_matter_) {
            front_matter_ = trimmed(raw) != "---" && trimmed(raw) != "...";
        } else if (!fence_) {
            const std::string kept = without_comments(raw, &comment_);
            markdown(trimmed(kept), number, kept.ends_with("  "));
        } else if (const std::string_view code = trimmed(raw); is_fence(code, fence_)) {
            fence_ = 0;
        } else if (!code.empty()) {
            pieces_.push_back({number, 0, collapsed(code), 1, true});
        }
    }
    // Headings and paragraphs in order, their marks gone; no paragraph is empty, a heading may be.
    std::vector<Piece> pieces() && {
        for (Piece& p : pieces_)
            if (!p.verbatim) p.words = plain(p.words);
        std::erase_if(pieces_, [](const Piece& p) { return !p.level && p.words.empty(); });
        return std::move(pieces_);
    }

  private:
    void markdown(std::string_view line, std::size_t number, bool breaks) {
        bool quoted = false;
        for (int depth = 0; depth < 8 && line.starts_with('>'); ++depth, quoted = true)
            line = trimmed(line.substr(1));
        const bool gap = std::exchange(gap_, true);  // whether a paragraph ends above; what most lines do
        if (line.empty()) return;
        if (is_fence(line, 0)) {
            fence_ = line[0];
            return;
        }
        if (Heading h = atx_heading(line); h.level && !quoted) {
            pieces_.push_back({number, h.level, std::move(h.words)});
            return;
        }
        if (const auto level = underline_level(line);
            level && !gap && !quoted && pieces_.back().lines == 1 && !pieces_.back().words.starts_with("•")) {
            pieces_.back().level = level;
            return;
        }
        if (is_rule(line)) return;
        bool bullet = false;
        const bool row = line[0] == '|';
        const std::size_t mark = item_mark(line, &bullet);
        const bool slash = line.ends_with('\\');
        if (slash) line.remove_suffix(1);
        std::string words = row ? table_row(line) : std::string(trimmed(line.substr(bullet ? mark : 0)));
        if (words.empty()) return;
        if (bullet && mark) words.insert(0, "• ");
        if (gap || row || mark) {
            pieces_.push_back({number, 0, std::move(words)});
        } else {
            pieces_.back().words += ' ' + words;
            ++pieces_.back().lines;
        }
        gap_ = breaks || slash;
    }

    std::vector<Piece> pieces_;
    bool front_matter_ = false, comment_ = false, gap_ = true;
    char fence_ = 0;
};

// What the headings say together: the title of the document, and which level is the top of the outline.
struct Plan {
    std::string document;
    bool title_only = false;  // the level-1 heading is the title and no section
    std::size_t headings = 0, top = 6;
};

Plan plan_of(const std::vector<Piece>& pieces) {
    Plan plan;
    std::size_t titles = 0;
    bool first = false;
    for (const Piece& p : pieces) {
        if (!p.level || p.words.empty()) continue;
        if (p.level == 1 && titles++ == 0) plan.document = p.words, first = plan.headings == 0;
        ++plan.headings;
    }
    plan.title_only = titles == 1 && first && plan.headings > 1;
    for (const Piece& p : pieces)
        if (p.level && !p.words.empty() && !(plan.title_only && p.level == 1))
            plan.top = std::min(plan.top, p.level);
    return plan;
}

}  // namespace

Result<void> read_guidelines_markdown(const Input& in, std::vector<GuidelineSection>* out,
                                      Diagnostics* diag) {
    auto bad = [&](std::string_view what) {
        return Error{Errc::bad_source, std::string(in.name) + ": " + std::string(what),
                     "expected Markdown with a heading for each section: \"## 2.1 Falls\""};
    };
    if (in.bytes.find('\0') != in.bytes.npos) return bad("no text file");
    const std::string text = lines_as_text(in.bytes);
    Splitter splitter;
    Lines lines(text);
    for (std::string_view line; lines.next(&line);) splitter.line(line, lines.number());
    const std::vector<Piece> pieces = std::move(splitter).pieces();
    Plan plan = plan_of(pieces);
    if (!plan.headings) return bad("no heading in it");
    if (plan.document.empty()) plan.document = in.name.substr(in.name.find_last_of("/!") + 1);
    if (plan.document.empty()) plan.document = "guidelines";

    Numbers numbers;
    std::unordered_map<std::string, std::size_t> seen;
    const std::size_t first = out->size();
    auto begin = [&](std::string number, std::string title, std::size_t line) {
        if (const auto [it, fresh] = seen.emplace(number, line); !fresh)
            diag->suspect(in.name, line,
                          "section " + number + " is already on line " + std::to_string(it->second));
        GuidelineSection s;
        s.number = std::move(number);
        s.title = std::move(title);
        s.document = plan.document;
        s.source = {in.source, static_cast<std::uint32_t>(line)};
        out->push_back(std::move(s));
    };
    for (const Piece& p : pieces) {
        if (!p.level) {
            if (out->size() == first) begin("0", plan.document, p.line);
            std::string* body = &out->back().text;
            *body += (body->empty() ? "" : "\n") + p.words;
        } else if (p.words.empty()) {
            diag->skip(in.name, p.line, "a heading without words");
        } else if (!plan.title_only || p.level > 1) {
            std::size_t length = 0;
            const std::string_view own = leading_number(p.words, &length);
            std::string_view title = std::string_view(p.words).substr(own.empty() ? 0 : length);
            title.remove_prefix(std::min(title.find_first_not_of(" -:"), title.size()));
            begin(numbers.next(p.level - plan.top, own), std::string(title.empty() ? p.words : title),
                  p.line);
        }
    }
    for (std::size_t i = first; i < out->size(); ++i) find_references(&(*out)[i]);
    return {};
}

}  // namespace codelex
