// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/cpt.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "corpus/text.h"

namespace codelex {
namespace {

// It is copied into every record: a longer one is no notice, and would multiply.
constexpr std::size_t kMaxNotice = 16 * 1024;  // bytes; some 30 lines are expected
constexpr std::size_t kHeadingWithin = 50;     // lines

// The three files of one line a code: notice, then code, separator, descriptor.
struct Layout {
    TextKind kind;
    char separator;    // in column 6
    std::size_t last;  // column of the descriptor; 0: no limit
    std::string_view is, expected;
};
constexpr Layout kLong = {TextKind::title, '\t', 0, "the CPT long descriptors (LONGULT.txt)",
                          "expected a code, a TAB and the long descriptor on a line; of the AMA's long files "
                          "only LONGULT.txt is read"};
constexpr Layout kMedium = {TextKind::medium_title, ' ', 54, "the CPT medium descriptors (MEDU.txt)",
                            "expected the code in columns 1-5 and the medium descriptor in 7-54"};
constexpr Layout kShort = {TextKind::short_title, ' ', 34, "the CPT short descriptors (SHORTU.txt)",
                           "expected the code in columns 1-5 and the short descriptor in 7-34"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// A line of data begins like a code; wider than canonical_code(), so that damaged ones are reported instead
// of read as part of the notice.
bool begins_record(std::string_view line, char separator) {
    if (line.size() < 6 || !is_digit(line[0]) || line[5] != separator) return false;
    return std::all_of(line.begin(), line.begin() + 5, [](char c) { return is_digit(c) || is_upper(c); });
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::string decoded(std::string_view field) {
    return collapsed(is_utf8(field) ? std::string(field) : utf8_from_windows1252(field));
}

std::string quoted(std::string_view text) {
    return "\"" + excerpt(text) + "\"";
}

// The number of the first line of data, 0 if there is none. A notice may hold a line that begins like a
// record (an address): data begins behind a blank line, or where two such lines follow each other.
std::size_t first_record(std::string_view bytes, char separator) {
    Lines lines(bytes);
    std::string_view line;
    std::size_t candidate = 0;
    bool after_blank = true;
    while (lines.next(&line)) {
        if (begins_record(line, separator)) {
            if (candidate) return candidate;
            if (after_blank) return lines.number();
            candidate = lines.number();
        } else {
            candidate = 0;
        }
        after_blank = trimmed(line).empty();
    }
    return candidate;
}

// Calls `each` with the line number, the code and the descriptor of every line that can be read; a null
// `notice` is not wanted.
template <class F>
Result<void> read_lines(const Input& in, const Layout& layout, std::string* notice, Diagnostics* diag,
                        F each) {
    const std::size_t first = first_record(in.bytes, layout.separator);
    const std::string not_this = std::string(in.name) + ": no line of " + std::string(layout.is) + " in it";
    if (!first) return Error{Errc::bad_source, not_this, std::string(layout.expected)};
    Lines lines(in.bytes);
    std::string_view line;
    std::unordered_map<std::string, std::size_t> seen;
    auto skip = [&](const std::string& why) { diag->skip(in.name, lines.number(), why); };
    while (lines.next(&line)) {
        if (lines.number() < first) {
            if (begins_record(line, layout.separator))
                diag->suspect(in.name, lines.number(),
                              "begins like a record, but stands within the notice: " + quoted(line));
            if (!notice || trimmed(line).empty()) continue;
            std::string part = decoded(line);
            for (char& c : part)
                if (has_control({&c, 1})) c = ' ';
            part = collapsed(part);
            if (!part.empty()) notice->append(notice->empty() ? "" : " ").append(part);
            if (notice->size() > kMaxNotice)
                return Error{Errc::bad_source,
                             std::string(in.name) + ": the notice above the records is longer than " +
                                 std::to_string(kMaxNotice >> 10) + " KiB: not " + std::string(layout.is),
                             std::string(layout.expected)};
            continue;
        }
        const std::string_view whole = trimmed(line);
        if (whole.empty()) continue;
        if (!begins_record(line, layout.separator)) {
            skip("no code and " + std::string(layout.separator == '\t' ? "TAB" : "blank") +
                 " in columns 1-6: " + quoted(line));
            continue;
        }
        const std::string_view code = line.substr(0, 5), text = trimmed(line.substr(6));
        const auto canonical = canonical_code("cpt", code);
        if (!canonical || *canonical != code)
            skip("columns 1-5 are no CPT code: " + quoted(code));
        else if (text.empty())
            skip("code " + *canonical + " has no descriptor");
        else if (has_control(text))
            skip("code " + *canonical + ": a TAB or control character within the descriptor");
        else if (layout.last && static_cast<std::size_t>(whole.end() - line.begin()) > layout.last)
            skip("code " + *canonical + ": the descriptor runs past column " + std::to_string(layout.last));
        else if (auto [it, fresh] = seen.emplace(*canonical, lines.number()); !fresh)
            skip("code " + *canonical + " is already on line " + std::to_string(it->second));
        else
            each(static_cast<std::uint32_t>(lines.number()), *canonical, decoded(text));
    }
    if (seen.empty()) return Error{Errc::bad_source, not_this, std::string(layout.expected)};
    if (in.bytes.back() != '\n')
        diag->suspect(in.name, lines.number(), "the last line has no end: truncated?");
    return {};
}

Result<void> attach_lines(const Input& in, const Layout& layout, std::vector<Attachment>* out,
                          Diagnostics* diag) {
    return read_lines(in, layout, nullptr, diag,
                      [&](std::uint32_t line, const std::string& code, std::string text) {
                          out->push_back({code, {layout.kind, std::move(text), {in.source, line}}});
                      });
}

// The two files with headings and TABs.
struct Headings {
    TextKind kind;
    bool several;  // texts a code
    std::string_view text;
    std::string_view is;
    std::span<const std::string_view> numbers;  // further columns, which hold identifiers
};
constexpr std::string_view kCode = "CPT Code";
constexpr std::array<std::string_view, 1> kConsumerNumbers = {"Concept Id"};
constexpr std::array<std::string_view, 2> kClinicianNumbers = {"Concept Id", "Clinician Descriptor Id"};
constexpr Headings kConsumer = {TextKind::lay, false, "Consumer Friendly Descriptor",
                                "the CPT consumer friendly descriptors (ConsumerDescriptor.txt)",
                                kConsumerNumbers};
constexpr Headings kClinician = {TextKind::inclusion, true, "Clinician Descriptor",
                                 "the CPT clinician descriptors (ClinicianDescriptor.txt)",
                                 kClinicianNumbers};

// Quotes are literal in these files.
std::vector<std::string_view> cut(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at != line.npos;) {
        const auto end = line.find('\t', at);
        out.push_back(line.substr(at, end == line.npos ? end : end - at));
        at = end == line.npos ? end : end + 1;
    }
    return out;
}

struct Columns {
    std::size_t count = 0, code = 0, text = 0;
    std::vector<std::size_t> numbers;

    bool find(std::string_view line, const Headings& h) {
        const auto cells = cut(line);
        auto at = [&](std::string_view heading, std::size_t* column) {
            const auto it = std::find_if(cells.begin(), cells.end(), [&](std::string_view cell) {
                return lower(collapsed(cell)) == lower(heading);
            });
            *column = static_cast<std::size_t>(it - cells.begin());
            return it != cells.end();
        };
        count = cells.size();
        numbers.clear();
        for (std::string_view heading : h.numbers)
            if (std::size_t n = 0; at(heading, &n)) numbers.push_back(n);
        return at(kCode, &code) && at(h.text, &text);
    }
};

Result<void> attach_rows(const Input& in, const Headings& h, std::vector<Attachment>* out,
                         Diagnostics* diag) {
    Lines lines(in.bytes);
    std::string_view line;
    Columns columns;
    bool heading = false;
    while (!heading && lines.number() < kHeadingWithin && lines.next(&line)) heading = columns.find(line, h);
    const Error not_this = {Errc::bad_source,
                            std::string(in.name) + ": no " + (heading ? "row" : "headings") + " of " +
                                std::string(h.is) + " in it",
                            "expected columns separated by TAB, among them `" + std::string(kCode) +
                                "` and `" + std::string(h.text) + "`"};
    if (!heading) return not_this;
    const std::size_t before = out->size();
    std::unordered_map<std::string, std::size_t> seen;
    std::unordered_set<std::string> texts;
    auto skip = [&](const std::string& why) { diag->skip(in.name, lines.number(), why); };
    while (lines.next(&line)) {
        if (trimmed(line).empty()) continue;
        const auto cells = cut(line);
        if (cells.size() != columns.count) {
            skip(std::to_string(cells.size()) + " columns instead of " + std::to_string(columns.count) +
                 ": " + quoted(line));
            continue;
        }
        const std::string_view code = trimmed(cells[columns.code]), raw = trimmed(cells[columns.text]);
        const auto canonical = canonical_code("cpt", code);
        if (!canonical || *canonical != code || code.size() != 5) {
            skip("no CPT code: " + quoted(code));
            continue;
        }
        std::string text = decoded(raw);
        if (text.empty() || has_control(raw)) {
            skip("code " + *canonical +
                 (text.empty() ? " has no descriptor" : ": a control character within the descriptor"));
            continue;
        }
        auto [it, fresh] = seen.emplace(*canonical, lines.number());
        if (!fresh && !h.several) {
            skip("code " + *canonical + " is already on line " + std::to_string(it->second));
            continue;
        }
        for (std::size_t n : columns.numbers)
            if (const auto number = trimmed(cells[n]);
                number.empty() || !std::all_of(number.begin(), number.end(), is_digit))
                diag->suspect(in.name, lines.number(),
                              "code " + *canonical + ": column " + std::to_string(n + 1) +
                                  " is no number: " + quoted(number));
        if (!texts.insert(*canonical + text).second) continue;
        out->push_back(
            {*canonical, {h.kind, std::move(text), {in.source, static_cast<std::uint32_t>(lines.number())}}});
    }
    if (out->size() == before) return not_this;
    if (in.bytes.back() != '\n')
        diag->suspect(in.name, lines.number(), "the last line has no end: truncated?");
    return {};
}

bool names_cpt(std::string_view line) {
    const std::string text = lower(line);
    for (std::string_view word : {"american medical association", "current procedural terminology"})
        if (text.find(word) != text.npos) return true;
    for (std::size_t at = 0; (at = text.find("cpt", at)) != text.npos; at += 3)
        if ((at == 0 || !is_lower(text[at - 1])) && (at + 3 == text.size() || !is_lower(text[at + 3])))
            return true;
    return false;
}

}  // namespace

Result<void> read_cpt_long(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    const std::size_t first = out->size();
    std::string notice;
    auto each = [&](std::uint32_t line, const std::string& code, std::string text) {
        CodeRecord r;
        r.system = "cpt";
        r.code = code;
        r.title = std::move(text);
        r.order = static_cast<std::uint32_t>(out->size() - first);
        r.billable = true;
        r.licensed = true;
        r.notice = notice;  // complete: it stands above the first record
        r.source = {in.source, line};
        out->push_back(std::move(r));
    };
    if (auto ok = read_lines(in, kLong, &notice, diag, each); !ok) return ok.error();
    if (notice.empty())
        diag->suspect(in.name, 1, "no copyright notice above the records; it must travel with them");
    return {};
}

Result<void> read_cpt_medium(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return attach_lines(in, kMedium, out, diag);
}

Result<void> read_cpt_short(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return attach_lines(in, kShort, out, diag);
}

Result<void> read_cpt_consumer(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return attach_rows(in, kConsumer, out, diag);
}

Result<void> read_cpt_clinician(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return attach_rows(in, kClinician, out, diag);
}

CptFileKind cpt_file_kind(std::string_view head) {
    const bool cut_off = !head.empty() && head.back() != '\n';  // then the last line tells nothing
    const std::size_t tab_first = first_record(head, kLong.separator);
    const std::size_t blank_first = first_record(head, kMedium.separator);
    const std::size_t first = std::min(tab_first - 1, blank_first - 1);  // 0-based; none is the greatest
    Lines lines(head);
    std::string_view line;
    bool named = false;
    std::size_t all = 0, tabbed = 0, fixed = 0, longest = 0;
    while (lines.next(&line)) {
        if (cut_off && line.data() + line.size() == head.data() + head.size()) break;
        if (lines.number() <= kHeadingWithin) {
            if (Columns().find(line, kConsumer)) return CptFileKind::consumer;
            if (Columns().find(line, kClinician)) return CptFileKind::clinician;
        }
        if (lines.number() <= first) named |= names_cpt(line);
        if (lines.number() <= first || trimmed(line).empty()) continue;
        const bool tab = begins_record(line, kLong.separator), blank = begins_record(line, kMedium.separator);
        ++all;
        const std::string_view text = trimmed(line.substr(std::min<std::size_t>(line.size(), 6)));
        const bool lowercase = std::any_of(text.begin(), text.end(), is_lower);
        // Two capitals side by side: the maps between ICD-9 and ICD-10 look the same but hold none.
        const bool word = std::adjacent_find(text.begin(), text.end(), [](char a, char b) {
                              return is_upper(a) && is_upper(b);
                          }) != text.end();
        const auto end = static_cast<std::size_t>(text.end() - line.begin());
        if (tab && lowercase && text.find('\t') == text.npos) ++tabbed;
        if (blank && word && !lowercase && end <= kMedium.last) ++fixed, longest = std::max(longest, end);
    }
    auto nearly_all = [&](std::size_t n) { return n > 0 && n >= all - all / 10; };
    if (!named) return CptFileKind::none;
    if (nearly_all(tabbed)) return CptFileKind::long_text;
    if (nearly_all(fixed)) return longest > kShort.last ? CptFileKind::medium : CptFileKind::short_text;
    return CptFileKind::none;
}

}  // namespace codelex
