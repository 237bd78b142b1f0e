// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/delimited.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <unordered_map>

#include "corpus/delimited_rows.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kNoBreakSpace = "\xC2\xA0";
constexpr std::size_t kMaxColumns = DelimitedRows::kMaxFields;
constexpr std::size_t kMaxNotice = 16 * 1024;  // bytes; it is copied into every record
constexpr std::size_t kHeadingWithin = 50;     // rows; publishers put notices above the headings
constexpr std::size_t kWidthFrom = 20;         // rows that tell the usual number of fields

// No-break spaces, in UTF-8, turned into blanks.
std::string with_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool space = text.substr(i, 2) == kNoBreakSpace;
        i += space;
        out += space ? ' ' : text[i];
    }
    return out;
}

// A heading or a key: its case and blanks do not matter.
std::string folded(std::string_view text) {
    std::string out = collapsed(with_blanks(text));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

enum class Holds { code, title, parent, billable, from, to, text };
struct Meaning {
    Holds holds;
    TextKind kind = TextKind::title;  // of a text
};
constexpr std::pair<std::string_view, Holds> kSingle[] = {
    {"code", Holds::code},         {"title", Holds::title}, {"parent", Holds::parent},
    {"billable", Holds::billable}, {"from", Holds::from},   {"to", Holds::to}};

std::optional<Meaning> meaning_of(std::string_view name) {
    for (const auto& [single, holds] : kSingle)
        if (single == name) return Meaning{holds};
    for (const TextKindInfo& i : kTextKinds)
        if (i.name == name) return Meaning{Holds::text, i.kind};
    return std::nullopt;
}

// The 0-based column of "#1"; SIZE_MAX for a heading, kMaxColumns for a number that no column has.
std::size_t position_of(std::string_view key) {
    if (key.size() < 2 || key[0] != '#' || key.find_first_not_of("0123456789", 1) != key.npos)
        return SIZE_MAX;
    std::size_t n = 0;
    std::from_chars(key.data() + 1, key.data() + key.size(), n);
    return n >= 1 && n <= kMaxColumns ? n - 1 : kMaxColumns;
}

std::optional<bool> yes_or_no(std::string_view text) {
    const std::string t = folded(text);
    for (std::string_view yes : {"1", "true", "y", "yes"})
        if (t == yes) return true;
    for (std::string_view no : {"0", "false", "n", "no"})
        if (t == no) return false;
    return std::nullopt;
}

bool digits(std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == s.npos;
}

// 1.00E+100, which was 1E100 before a spreadsheet read it.
bool like_exponent(std::string_view s) {
    const auto e = s.find_first_of("eE");
    if (e == s.npos || e + 2 >= s.size() || (s[e + 1] != '+' && s[e + 1] != '-')) return false;
    const std::string_view mantissa = s.substr(0, e);
    return digits(s.substr(e + 2)) && digits(mantissa.substr(0, 1)) &&
           mantissa.find_first_not_of("0123456789.,") == s.npos;
}

// 3-Jan, Jan-03, 10/1/2025: what a spreadsheet makes of 1-3 and the like.
bool like_date(std::string_view s) {
    const auto cut = s.find_first_of("-/");
    if (cut == s.npos) return false;
    const std::string left = folded(s.substr(0, cut)), right = folded(s.substr(cut + 1));
    if (s[cut] == '/') {
        const auto second = right.find('/');
        return second != right.npos && digits(left) && digits(right.substr(0, second)) &&
               digits(right.substr(second + 1));
    }
    for (std::string_view month :
         {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
        if ((left == month && digits(right)) || (digits(left) && right.starts_with(month))) return true;
    return false;
}

bool speaks_of_rights(std::string_view text) {  // folded
    for (std::string_view word : {"copyright", "(c)", "\xC2\xA9", "licens", "licenc", "all rights"})
        if (text.find(word) != text.npos) return true;
    return false;
}

std::string quoted(std::string_view text) {
    return "\"" + excerpt(text) + "\"";
}

struct Column {
    std::size_t at;
    std::string key;  // folded
    Meaning meaning;
};

class Table {
  public:
    Table(const Input& in, const ColumnMap& map, std::vector<CodeRecord>* out, Diagnostics* diag)
        : in_(in), map_(map), out_(out), diag_(diag) {
        if (in.bytes.starts_with(kByteOrderMark)) utf8_ = true;
        headings_ = std::any_of(map.columns.begin(), map.columns.end(),
                                [](const auto& c) { return position_of(folded(c.first)) == SIZE_MAX; });
    }

    Result<void> read() {
        DelimitedRows rows(in_.bytes, map_.separator, map_.quotes);
        if (auto ok = headings_ ? find_headings(&rows) : find_positions(); !ok) return ok.error();
        std::sort(columns_.begin(), columns_.end(),
                  [](const Column& a, const Column& b) { return a.at < b.at; });
        for (DelimitedRow row; rows.next(&row);)
            if (const std::string why = add(row); !why.empty()) {
                const std::string to =
                    row.last_line > row.line ? " (up to line " + std::to_string(row.last_line) + ")" : "";
                diag_->skip(in_.name, row.line, why + to);
            }
        return finish();
    }

  private:
    struct Pending {
        CodeRecord record;
        std::optional<bool> billable;
    };

    Error wrong(const std::string& what, std::string hint = {}) const {
        if (hint.empty()) hint = "see `columns` in docs/sources.md; is `separator` right?";
        return Error{Errc::bad_source, std::string(in_.name) + ": " + what, std::move(hint)};
    }

    // UTF-8 with its line ends, not yet trimmed.
    std::string text_of(const DelimitedField& field, std::size_t line) {
        std::string text = field.text();
        if (std::all_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
            return text;
        const bool utf8 = is_utf8(text);
        (utf8 ? utf8_ : windows_) = true;
        if (utf8_ && windows_ && !mixed_line_) mixed_line_ = line;
        if (!utf8) text = utf8_from_windows1252(text);
        return with_blanks(text);
    }

    // True when these are the headings; `found` counts the mapped ones among them.
    Result<bool> headings(const std::vector<std::string>& cells, std::size_t* found) {
        *found = 0;
        std::size_t wanted = 0;
        std::string twice;
        columns_.clear();
        for (const auto& [key, name] : map_.columns) {
            const std::string want = folded(key);
            const std::size_t position = position_of(want);
            if (position != SIZE_MAX) {
                columns_.push_back({position, "", *meaning_of(name)});
                continue;
            }
            ++wanted;
            const auto at = std::find(cells.begin(), cells.end(), want);
            if (at == cells.end()) continue;
            ++*found;
            if (std::find(at + 1, cells.end(), want) != cells.end()) twice = key;
            columns_.push_back({static_cast<std::size_t>(at - cells.begin()), want, *meaning_of(name)});
        }
        if (*found < wanted) return false;
        if (!twice.empty())
            return wrong("the heading `" + excerpt(twice) + "` stands there twice",
                         "name the column by its number: `\"#2\": terms`");
        return true;
    }

    Result<void> find_headings(DelimitedRows* rows) {
        std::vector<std::string> best, best_keys;
        std::size_t most = 0, rights_line = 0;
        DelimitedRow row;
        for (std::size_t n = 0; n < kHeadingWithin && rows->next(&row);) {
            std::vector<std::string> cells;
            for (const DelimitedField& f : row.fields) cells.push_back(collapsed(text_of(f, row.line)));
            while (!cells.empty() && cells.back().empty()) cells.pop_back();
            if (cells.empty()) continue;
            ++n;
            if (!row.problem.empty()) continue;
            std::vector<std::string> keys;
            for (const std::string& cell : cells) keys.push_back(folded(cell));
            std::size_t found = 0;
            const auto all = headings(keys, &found);
            if (!all) return all.error();
            if (*all) {
                width_ = cells.size();
                if (rights_line && map_.notice.empty())
                    diag_->suspect(in_.name, rights_line,
                                   "speaks of copyright or a licence: write it as `notice` of the source");
                return fit_positions();
            }
            for (const std::string& key : keys)
                if (!rights_line && speaks_of_rights(key)) rights_line = row.line;
            if (best.empty() || found > most)
                best = std::move(cells), best_keys = std::move(keys), most = found;
        }
        std::string missing, there;
        for (const auto& [key, name] : map_.columns)
            if (position_of(folded(key)) == SIZE_MAX &&
                std::find(best_keys.begin(), best_keys.end(), folded(key)) == best_keys.end())
                missing += (missing.empty() ? "`" : ", `") + excerpt(key) + "`";
        for (std::size_t i = 0; i < best.size() && i < 40; ++i)
            there += (there.empty() ? "`" : ", `") + excerpt(best[i]) + "`";
        if (there.empty()) return wrong("no headings: the file is empty");
        if (best.size() > 40) there += " ...";
        return wrong("no column " + missing + "; its columns are " + there);
    }

    // Without headings most of the first rows tell how many fields a row has.
    Result<void> find_positions() {
        DelimitedRows ahead(in_.bytes, map_.separator, map_.quotes);
        std::map<std::size_t, std::size_t> widths;
        DelimitedRow row;
        for (std::size_t n = 0; n < kWidthFrom && ahead.next(&row);)
            if (row.problem.empty() && !row.blank_from(0)) ++widths[row.fields.size()], ++n;
        std::size_t rows = 0;
        for (const auto& [width, count] : widths)
            if (count > rows) width_ = width, rows = count;
        if (widths.empty()) return wrong("no row in it");
        for (const auto& [key, name] : map_.columns)
            columns_.push_back({position_of(folded(key)), "", *meaning_of(name)});
        return fit_positions();
    }

    Result<void> fit_positions() {
        for (const Column& c : columns_)
            if (c.at >= width_)
                return wrong("no column #" + std::to_string(c.at + 1) + "; a row has " +
                             std::to_string(width_) + (width_ == 1 ? " column" : " columns"));
        return {};
    }

    // Files joined end to end have their headings in the middle.
    bool repeats_headings(const DelimitedRow& row) const {
        return headings_ && std::all_of(columns_.begin(), columns_.end(), [&](const Column& c) {
                   return c.key.empty() || folded(row.fields[c.at].raw) == c.key;
               });
    }

    // Why the row gives no record or adds to none; empty when it does.
    std::string add(const DelimitedRow& row) {
        if (!row.problem.empty())
            return std::string(row.problem) + ": " + quoted(row.fields.empty() ? "" : row.fields[0].raw);
        if (row.blank_from(0)) return "";
        if (row.fields.size() < width_ || !row.blank_from(width_))
            return std::to_string(row.fields.size()) + " fields instead of " + std::to_string(width_) + ": " +
                   quoted(row.fields[0].raw);
        if (repeats_headings(row)) return "the headings again";
        Pending p;
        p.record.system = map_.system;
        p.record.source = {in_.source, static_cast<std::uint32_t>(row.line)};
        for (const Column& c : columns_) {
            const std::string text = text_of(row.fields[c.at], row.line);
            for (char x : text)
                if (static_cast<unsigned char>(x) < 0x20 && x != '\t' && x != '\r' && x != '\n')
                    return "a control character in column #" + std::to_string(c.at + 1);
            if (auto why = put(c.meaning, text, &p); !why.empty()) return why;
        }
        return join(std::move(p), row.line);
    }

    std::string put(Meaning meaning, const std::string& raw, Pending* p) {
        CodeRecord& r = p->record;
        if (meaning.holds == Holds::text) {
            const bool list = meaning.kind == TextKind::inclusion || meaning.kind == TextKind::index_path;
            const std::string& by = map_.list_separator;
            for (std::size_t at = 0; at != raw.npos;) {
                const auto end = list && !by.empty() ? raw.find(by, at) : raw.npos;
                if (std::string t = collapsed(raw.substr(at, end == raw.npos ? end : end - at)); !t.empty())
                    r.texts.push_back({meaning.kind, std::move(t), r.source});
                at = end == raw.npos ? end : end + by.size();
            }
            return "";
        }
        std::string text = collapsed(raw);
        if (meaning.holds == Holds::title) {
            r.title = std::move(text);
            return "";
        }
        if (meaning.holds == Holds::code) {
            if (text.empty()) return "no code";
            if (like_exponent(text)) return "a spreadsheet has made a number of the code: " + quoted(text);
            auto code = canonical_code(r.system, text);
            if (!code) return code.error().what;
            r.code = std::move(*code);
            r.modifier = (r.system == "hcpcs" || r.system == "cpt") && r.code.size() == 2;
            return "";
        }
        if (text.empty()) return "";
        if (meaning.holds == Holds::parent) {
            auto parent = canonical_code(r.system, text);
            if (!parent) return "parent: " + parent.error().what;
            r.parent = std::move(*parent);
            return "";
        }
        if (meaning.holds == Holds::billable) {
            p->billable = yes_or_no(text);
            return p->billable ? "" : "billable: " + quoted(text) + " is neither yes nor no";
        }
        auto& day = meaning.holds == Holds::from ? r.validity.from : r.validity.to;
        day = parse_date(text);
        return day ? "" : quoted(text) + " is no date (2025-10-01 or 20251001)";
    }

    // Several rows may speak of one code, but not against each other: that is a damaged code rather than a
    // second name.
    std::string join(Pending p, std::size_t line) {
        CodeRecord& r = p.record;
        if (r.parent == r.code) return "code " + r.code + " is its own parent";
        const auto known = index_.find(r.code);
        if (known != index_.end()) {
            const CodeRecord& have = records_[known->second].record;
            const std::string there = " on line " + std::to_string(have.source.line);
            auto differs = [](const auto& a, const auto& b, const auto& none) {
                return a != none && b != none && a != b;
            };
            if (differs(have.title, r.title, std::string()))
                return "code " + r.code + " has another title" + there + ": " + quoted(have.title);
            if (differs(have.parent, r.parent, std::string()))
                return "code " + r.code + " has another parent" + there;
            if (differs(have.validity.from, r.validity.from, std::optional<Date>()) ||
                differs(have.validity.to, r.validity.to, std::optional<Date>()))
                return "code " + r.code + " has other dates" + there;
            if (differs(records_[known->second].billable, p.billable, std::optional<bool>()))
                return "code " + r.code + " has another billable flag" + there;
            if (r.parent.empty()) r.parent = have.parent;
            if (!r.validity.from) r.validity.from = have.validity.from;
            if (!r.validity.to) r.validity.to = have.validity.to;
            if (!p.billable) p.billable = records_[known->second].billable;
        }
        if (r.validity.from && r.validity.to && *r.validity.to < *r.validity.from)
            return "code " + r.code + " ends before it begins";
        if (known == index_.end()) {
            if (r.code.size() < 5 && digits(r.code) && ++short_numbers_ == 1)
                short_code_ = r.code, short_line_ = line;
            if (like_date(r.code))
                diag_->suspect(in_.name, line,
                               "the code looks like a date: " + quoted(r.code) + "; was it a spreadsheet?");
            index_.emplace(r.code, records_.size());
            records_.push_back(std::move(p));
            return "";
        }
        Pending& have = records_[known->second];
        if (have.record.title.empty() && !r.title.empty())
            have.record.title = std::move(r.title), have.record.source = r.source;
        have.record.parent = std::move(r.parent);
        have.record.validity = r.validity;
        have.billable = p.billable;
        std::move(r.texts.begin(), r.texts.end(), std::back_inserter(have.record.texts));
        return "";
    }

    // Rows may repeat a text beside a new one; the first stays.
    static void drop_repeated(std::vector<Text>* texts) {
        std::vector<std::size_t> order(texts->size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const Text &x = (*texts)[a], &y = (*texts)[b];
            return x.kind != y.kind ? x.kind < y.kind : x.text < y.text;
        });
        std::vector<bool> again(texts->size());
        for (std::size_t i = 1; i < order.size(); ++i) {
            const Text &x = (*texts)[order[i - 1]], &y = (*texts)[order[i]];
            again[order[i]] = x.kind == y.kind && x.text == y.text;
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < texts->size(); ++i)
            if (!again[i]) {
                if (kept != i) (*texts)[kept] = std::move((*texts)[i]);
                ++kept;
            }
        texts->erase(texts->begin() + static_cast<std::ptrdiff_t>(kept), texts->end());
    }

    Result<void> finish() {
        const std::string notice = collapsed(map_.notice);
        std::uint32_t order = 0;
        for (Pending& p : records_) {
            CodeRecord& r = p.record;
            if (r.title.empty()) {
                diag_->skip(in_.name, r.source.line, "code " + r.code + " has no title");
                continue;
            }
            r.order = order++;
            r.billable = p.billable.value_or(true);
            r.notice = notice;
            drop_repeated(&r.texts);
            out_->push_back(std::move(r));
        }
        if (order == 0) return wrong("no row in it gives a code and its title");
        if (short_numbers_)
            diag_->suspect(in_.name, short_line_,
                           "code " + short_code_ + " is a number of fewer than five digits, as " +
                               std::to_string(short_numbers_) +
                               " in the file: has a spreadsheet dropped zeros?");
        if (mixed_line_)
            diag_->suspect(in_.name, mixed_line_, "UTF-8 and Windows-1252 in one file: damaged letters?");
        return {};
    }

    const Input& in_;
    const ColumnMap& map_;
    std::vector<CodeRecord>* out_;
    Diagnostics* diag_;
    std::vector<Column> columns_;  // in the order of the file once they are found
    bool headings_ = false;        // there is a row of them
    std::size_t width_ = 0;        // fields that a row must have
    std::vector<Pending> records_;
    std::unordered_map<std::string, std::size_t> index_;
    bool utf8_ = false, windows_ = false;  // letters beyond ASCII have been seen so written
    std::size_t mixed_line_ = 0, short_numbers_ = 0, short_line_ = 0;
    std::string short_code_;
};

}  // namespace

Result<void> check_columns(const ColumnMap& map, std::string_view name) {
    auto wrong = [&](const std::string& what, std::string hint) {
        return Error{Errc::bad_source, std::string(name) + ": " + what, std::move(hint)};
    };
    if (std::string_view(",;\t|").find(map.separator) == std::string_view::npos)
        return wrong("`separator` is none that a table may have", "it is a comma, `;`, `|` or a TAB");
    if (!is_system_id(map.system))
        return wrong("`system` is missing or no system id", "name a known or declared code system");
    if (map.notice.size() > kMaxNotice || !is_utf8(map.notice) || !is_utf8(map.list_separator))
        return wrong("`notice` or `list_separator` is too long or no UTF-8", "a notice has at most 16 KiB");
    std::string meanings;
    for (const auto& [single, holds] : kSingle) meanings.append(single).append(", ");
    for (const TextKindInfo& i : kTextKinds)
        if (i.kind != TextKind::title) meanings.append(i.name).append(", ");
    meanings.resize(meanings.size() - 2);
    std::map<std::string, int> keys, holds;
    for (const auto& [key, what] : map.columns) {
        const std::string say = "column `" + excerpt(key) + "`";
        const std::string want = folded(key);
        const auto meaning = meaning_of(what);
        if (want.empty() || !is_utf8(key) || position_of(want) == kMaxColumns)
            return wrong(say + " is neither a heading nor a number", "columns are counted from `#1`");
        if (++keys[want] > 1)
            return wrong(say + " is mapped twice", "case and blanks of a heading do not matter");
        if (!meaning)
            return wrong(say + ": unknown meaning `" + excerpt(what) + "`", "it is one of " + meanings);
        if (meaning->holds != Holds::text && ++holds[what] > 1)
            return wrong("two columns are mapped to `" + what + "`", "only texts may have several columns");
    }
    for (const char* needed : {"code", "title"})
        if (!holds.contains(needed))
            return wrong("no column is mapped to `" + std::string(needed) + "`",
                         "add it to `columns`; a record needs a code and a title");
    return {};
}

Result<void> read_delimited(const Input& in, const ColumnMap& map, std::vector<CodeRecord>* out,
                            Diagnostics* diag) {
    if (auto ok = check_columns(map, in.name); !ok) return ok.error();
    if (in.bytes.starts_with("\xFF\xFE") || in.bytes.starts_with("\xFE\xFF"))
        return Error{Errc::bad_source, std::string(in.name) + ": text in UTF-16",
                     "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"};
    if (in.bytes.find('\n') == in.bytes.npos && trimmed(in.bytes).find('\r') != in.bytes.npos)
        return Error{Errc::bad_source, std::string(in.name) + ": its lines end in CR alone",
                     "save it with LF or CRLF"};
    return Table(in, map, out, diag).read();
}

}  // namespace codelex
