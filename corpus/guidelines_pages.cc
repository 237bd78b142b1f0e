// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the guidelines' pages to sections. The outline decides what is a heading: a line that starts
// with the number that comes next. Indentation says nothing, for the left margin shifts from page to page.
#include "corpus/guidelines.h"

#include <algorithm>
#include <array>
#include <set>

#include "corpus/page_lines.h"
#include "corpus/text.h"

namespace codelex {
namespace {

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

// --- The outline -----------------------------------------------------------------------------------------

// Kinds of number, from the top: "Section I.", "A.", "1.", "a.", "1)", "(a)", "(i)".
enum Level : std::size_t { kSection, kLetter, kNumber, kSmall, kBracketed, kInBrackets, kRoman, kLevels };

struct Marker {
    Level level;
    unsigned value;  // 1 for the first of its kind
    std::string_view label;
    std::string_view title;  // the rest of the line
};

std::string roman(unsigned value, bool upper) {
    static constexpr std::string_view kOnes[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    std::string out = std::string(value / 10, 'x') + std::string(kOnes[value % 10]);
    if (upper)
        for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
    return out;
}

// 0 for none; up to 39.
unsigned roman_value(std::string_view text, bool upper) {
    if (text.empty() || text.size() > 7) return 0;
    for (unsigned v = 1; v < 40; ++v)
        if (roman(v, upper) == text) return v;
    return 0;
}

unsigned number_value(std::string_view text) {
    if (text.empty() || text.size() > 2 || text[0] == '0') return 0;
    unsigned v = 0;
    for (char c : text) {
        if (!is_digit(c)) return 0;
        v = v * 10 + static_cast<unsigned>(c - '0');
    }
    return v;
}

// What a line may be the heading of; two readings for "(i)".
struct Markers {
    std::array<Marker, 2> of;
    std::size_t n = 0;
    void add(Level level, unsigned value, std::string_view label, std::string_view title) {
        if (value) of[n++] = {level, value, label, title};
    }
};

Markers markers_of(std::string_view line) {
    Markers m;
    constexpr std::string_view kWord = "Section ";
    if (line.starts_with(kWord)) {
        const std::string_view rest = trimmed(line.substr(kWord.size()));
        const auto dot = rest.find('.');
        if (dot == rest.npos || (dot + 1 < rest.size() && rest[dot + 1] != ' ')) return m;
        m.add(kSection, roman_value(rest.substr(0, dot), true), rest.substr(0, dot),
              trimmed(rest.substr(dot + 1)));
        return m;
    }
    const bool open = line.starts_with('(');
    const auto end = line.find_first_of(".)", open);
    if (end > 8 || (open && line[end] != ')')) return m;  // npos too
    const std::string_view label = line.substr(open, end - open), behind = line.substr(end + 1);
    // "(iii)Lower respiratory infection" has no blank, but "1.5" and "(s)he" are no headings.
    if (!behind.empty() && behind[0] != ' ' && (line[end] == '.' || !is_upper(behind[0]))) return m;
    const std::string_view title = trimmed(behind);
    const unsigned small =
        label.size() == 1 && is_lower(label[0]) ? static_cast<unsigned>(label[0] - 'a') + 1 : 0;
    if (open) {
        m.add(kInBrackets, small, label, title);
        m.add(kRoman, roman_value(label, false), label, title);
    } else if (line[end] == ')') {
        m.add(kBracketed, number_value(label), label, title);
    } else {
        m.add(kNumber, number_value(label), label, title);
        m.add(kSmall, small, label, title);
        if (label.size() == 1 && is_upper(label[0]))
            m.add(kLetter, static_cast<unsigned>(label[0] - 'A') + 1, label, title);
    }
    return m;
}

class Outline {
  public:
    // The reading that continues the outline, a successor before a first child; null: none does.
    const Marker* next(const Markers& m) const {
        for (std::size_t i = 0; i < m.n; ++i)
            if (m.of[i].level < depth_ && m.of[i].value == at_[m.of[i].level] + 1) return &m.of[i];
        for (std::size_t i = 0; i < m.n; ++i)
            if (m.of[i].level == depth_ && m.of[i].value == 1 && !in_appendix_) return &m.of[i];
        return nullptr;
    }
    // True when the number would come soon: its elder siblings are missing.
    bool skips(const Markers& m) const {
        return m.n > 0 && m.of[0].level < depth_ && m.of[0].value > at_[m.of[0].level] + 1 &&
               m.of[0].value < at_[m.of[0].level] + 4;
    }
    void take(const Marker& m) {
        depth_ = m.level + 1;
        at_[m.level] = m.value;
        label_[m.level] = m.label;
        in_appendix_ = false;
    }
    // An appendix has no numbers of its own; only a further section may follow.
    void take_appendix() {
        depth_ = std::min<std::size_t>(depth_, 1);
        in_appendix_ = true;
    }
    std::string path() const {
        std::string out;
        for (std::size_t i = 0; i < depth_; ++i) out += (i ? "." : "") + label_[i];
        return out;
    }

  private:
    std::size_t depth_ = 0;
    bool in_appendix_ = false;
    std::array<unsigned, kLevels> at_ = {};
    std::array<std::string, kLevels> label_;
};

// "Appendix I" alone on its line.
bool is_appendix(std::string_view line) {
    constexpr std::string_view kWord = "Appendix ";
    if (!line.starts_with(kWord)) return false;
    const std::string_view id = trimmed(line.substr(kWord.size()));
    return roman_value(id, true) || number_value(id) || (id.size() == 1 && is_upper(id[0]));
}

// --- Lines to paragraphs -----------------------------------------------------------------------------------

bool ends_sentence(std::string_view text) {
    for (std::string_view end : {".", ":", ";", "?", "!", ".)", ".”", ".\"", ")", "”", "\""})
        if (text.ends_with(end)) return true;
    return false;
}

// Letter, digit, digit or letter: the beginning of a code.
bool starts_code(std::string_view text) {
    return text.size() >= 3 && is_upper(text[0]) && (is_digit(text[1]) || is_digit(text[2])) &&
           (is_digit(text[1]) || is_upper(text[1])) && (is_digit(text[2]) || is_upper(text[2]));
}

// "Z14        Genetic carrier", "• clinical evaluation": an item of a list, or a remark to one.
bool starts_item(std::string_view text) {
    for (std::string_view begin : {"•", "Except: ", "Note: "})
        if (text.starts_with(begin)) return true;
    const std::string_view word = first_word(text);
    return starts_code(word) && word.size() <= 9 && text.substr(word.size()).starts_with("  ");
}

// True when the first word of `next` would have fitted behind `line`: the line was ended on purpose. Columns
// are only as good as a proportional font allows, hence `slack`; `wider` for fonts of headings.
bool ended_early(const PageLine& line, const PageLine& next, std::size_t slack, double wider = 1) {
    const auto wide = [&](std::size_t n) { return static_cast<std::size_t>(static_cast<double>(n) * wider); };
    return line.indent + wide(line.end - line.indent) + 1 + wide(columns(first_word(next.text))) + slack <=
           line.right;
}

// Whether `l` begins a paragraph; `first` and `before` are the first and the last line of the present one.
bool starts_paragraph(const PageLine& first, const PageLine& before, const PageLine& l) {
    if (l.after_gap || starts_item(l.text)) return true;
    if (starts_code(first.text) && starts_code(l.text) && first.indent == l.indent &&
        !before.text.ends_with(',') && !before.text.ends_with('-'))
        return true;                                     // "Z59.1, Inadequate housing" in a list of such
    for (std::string_view end : {";", "; or", "; and"})  // items without marks
        if (before.text.ends_with(end) && ended_early(before, l, 8)) return true;
    const auto open = before.text.rfind('('), close = before.text.rfind(')');
    const bool inside = open != before.text.npos && (close == before.text.npos || close < open);
    if (is_lower(l.text[0]) || l.text[0] == ')' || before.text.ends_with('-') || inside) return false;
    return ended_early(before, l, ends_sentence(before.text) ? 8 : 10);
}

void append(std::string* text, std::string_view line) {
    constexpr std::string_view kSoftHyphen = "\xC2\xAD";
    if (text->ends_with(kSoftHyphen)) {
        text->resize(text->size() - kSoftHyphen.size());
    } else if (text->ends_with('-')) {
        // "first-" "listed" and "I60-" "I67" are one word, "T86.1-" "should" are two.
        std::string_view word =
            std::string_view(*text).substr(text->size() - std::min<std::size_t>(text->size(), 16));
        word.remove_prefix(word.find_last_of(" \n(") + 1);  // npos + 1 is 0
        if (word == "-" || (starts_code(word) && !starts_code(line) && !is_digit(line[0]))) *text += ' ';
    } else if (!text->empty() && text->back() != '\n') {
        *text += ' ';
    }
    *text += collapsed(line);
}

// --- Headings ----------------------------------------------------------------------------------------------

// True when `l` is a further line of the heading whose last line is `before` and whose words begin in column
// `at`.
bool continues_heading(const PageLine& before, const PageLine& l, const PageLine* after, std::size_t at) {
    if (l.after_gap || l.page != before.page) return false;
    const std::string_view text = l.text;
    if (is_lower(text[0]) || text[0] == '(' || before.text.ends_with('-') || before.text.ends_with(','))
        return true;
    for (std::string_view word :
         {" and", " or", " of", " for", " the", " with", " in", " to", " by", " from"})
        if (before.text.ends_with(word)) return true;
    // A capital: the rest of a heading stands below its words, is short and no sentence; a paragraph's first
    // line is full.
    if (l.indent > at + 2 || l.indent + 2 < at) return false;
    constexpr double kLarger = 1.25;  // the font of headings
    if (text.ends_with('.') || text.starts_with("See ") || ended_early(before, l, 8, kLarger)) return false;
    return !after || after->after_gap || ended_early(l, *after, 8, kLarger);
}

class Builder {
  public:
    Builder(const Input& in, std::string document, std::vector<GuidelineSection>* out, Diagnostics* diag)
        : in_(in), document_(std::move(document)), out_(out), diag_(diag), first_(out->size()) {}

    void read(const std::vector<PageLine>& lines) {
        for (std::size_t i = 0; i < lines.size();) {
            const PageLine* before = i ? &lines[i - 1] : nullptr;
            if (is_appendix(lines[i].text) && open() && appendices_.insert(collapsed(lines[i].text)).second) {
                list_.fill(0);
                outline_.take_appendix();
                begin(collapsed(lines[i].text), "", lines[i]);
                i = heading(lines, i);
                continue;
            }
            const bool may = !before || lines[i].after_gap || in_heading_ || ends_sentence(before->text) ||
                             ended_early(*before, lines[i], 8);
            const Markers m = may ? markers_of(lines[i].text) : Markers();
            const Marker* marker = outline_.next(m);
            if (marker && !continues_list(*marker)) {
                list_.fill(0);
                outline_.take(*marker);
                begin(outline_.path(), marker->title, lines[i]);
                i = heading(lines, i);
                continue;
            }
            if (!marker && m.n > 0 && m.of[0].value == 1) list_[m.of[0].level] = 1;
            if (!marker && lines[i].after_gap && outline_.skips(m) && !continues_list(m.of[0]))
                diag_->suspect(in_.name, lines[i].page,
                               "\"" + excerpt(lines[i].text) + "\" does not follow " + outline_.path() +
                                   ": is a heading missing?");
            if (open()) add(lines[i], before);
            ++i;
        }
        for (std::size_t i = first_; i < out_->size(); ++i) find_references(&(*out_)[i]);
    }
    bool empty() const { return out_->size() == first_; }

  private:
    bool open() const { return out_->size() > first_; }

    // True for the "b." of a list within a section whose "a." no outline could take.
    bool continues_list(const Marker& m) {
        unsigned& last = list_[m.level];
        return last > 0 && m.value == last + 1 && (last = m.value, true);
    }

    void begin(std::string number, std::string_view title, const PageLine& line) {
        GuidelineSection s;
        s.number = std::move(number);
        s.title = collapsed(title);
        s.document = document_;
        s.source = {in_.source, line.page};
        out_->push_back(std::move(s));
        in_heading_ = true;
    }

    // Takes the further lines of the heading that begins at `i`; the index behind them.
    std::size_t heading(const std::vector<PageLine>& lines, std::size_t i) {
        constexpr std::size_t kMost = 5;  // lines; the longest official heading has 3
        std::string* title = &out_->back().title;
        const std::size_t at = lines[i].end - columns(*title);
        std::size_t n = 1;
        for (; n < kMost && i + n < lines.size(); ++n) {
            const PageLine& l = lines[i + n];
            if (outline_.next(markers_of(l.text))) break;
            // A number alone on its line: the heading is the next line.
            const bool first = title->empty() && l.page == lines[i].page;
            const PageLine* after = i + n + 1 < lines.size() ? &lines[i + n + 1] : nullptr;
            if (!first && !continues_heading(lines[i + n - 1], l, after, at)) break;
            append(title, l.text);
        }
        return i + n;
    }

    void add(const PageLine& line, const PageLine* before) {
        std::string* text = &out_->back().text;
        if (text->empty() || starts_paragraph(*paragraph_, *before, line)) {
            if (!text->empty()) *text += '\n';
            paragraph_ = &line;
        }
        append(text, line.text);
        in_heading_ = false;
    }

    const Input& in_;
    std::string document_;
    std::vector<GuidelineSection>* out_;
    Diagnostics* diag_;
    std::size_t first_;
    Outline outline_;
    std::set<std::string> appendices_;
    std::array<unsigned, kLevels> list_ = {};  // the last item of a list in this section, 0: none
    const PageLine* paragraph_ = nullptr;      // where the present one began; of the lines being read
    bool in_heading_ = false;
};

}  // namespace

Result<void> read_guidelines_pages(std::span<const std::string> pages, const Input& in,
                                   std::vector<GuidelineSection>* out, Diagnostics* diag) {
    PagedText text = paged_text(pages);
    for (const std::uint32_t page : text.without_text) diag->suspect(in.name, page, "a page without text");
    if (text.document.empty()) text.document = in.name.empty() ? "guidelines" : std::string(in.name);
    Builder build(in, std::move(text.document), out, diag);
    build.read(text.lines);
    if (build.empty())
        return Error{Errc::bad_source, std::string(in.name) + ": no section of official guidelines in it",
                     "expected headings \"Section I.\", \"A.\", \"1.\", \"a.\", \"1)\" ..."};
    return {};
}

void find_references(GuidelineSection* section) {
    section->references = find_code_references(section->title);
    for (CodeReference& r : section->references) r.begin = r.end = 0;
    for (CodeReference& r : find_code_references(section->text)) section->references.push_back(std::move(r));
}

}  // namespace codelex
