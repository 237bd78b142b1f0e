// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace codelex {

struct DelimitedField {
    std::string_view raw;  // without its quotes; doubled ones are still doubled
    bool quoted = false;

    std::string text() const {
        if (!quoted) return std::string(raw);
        std::string out;
        out.reserve(raw.size());
        for (std::size_t i = 0; i < raw.size(); i += raw[i] == '"' ? 2 : 1) out += raw[i];
        return out;
    }
    // Nothing but blanks, line ends, and no-break spaces in UTF-8 or Windows-1252.
    bool blank() const {
        for (std::size_t i = 0; i < raw.size(); ++i) {
            if (raw.substr(i, 2) == "\xC2\xA0")
                ++i;
            else if (std::string_view(" \t\r\n\xA0").find(raw[i]) == std::string_view::npos)
                return false;
        }
        return true;
    }
};

struct DelimitedRow {
    std::vector<DelimitedField> fields;
    std::size_t line = 0, last_line = 0;  // 1-based
    std::string_view problem;             // why the fields are not to be relied on; else empty

    bool blank_from(std::size_t first) const {
        for (std::size_t i = first; i < fields.size(); ++i)
            if (!fields[i].blank()) return false;
        return true;
    }
};

// Cuts the bytes of a CSV or TSV file into rows (RFC 4180; LF or CRLF; a byte order mark dropped), each byte
// once. Kinder than the standard: blanks around a quoted field do not count, and a quote within a field that
// does not begin with one is literal. Views into the given bytes, which must outlive it.
class DelimitedRows {
  public:
    static constexpr std::size_t kMaxFields = 4096;  // a longer row is a problem

    DelimitedRows(std::string_view bytes, char separator, bool quotes)
        : bytes_(bytes), separator_(separator), quotes_(quotes), ends_{separator, '\n'} {
        if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
    }

    // False at the end. Behind a problem nobody knows whether quotes are open: the next row begins on the
    // line after it, and after a quote that is never closed there is none.
    bool next(DelimitedRow* row) {
        if (at_ == bytes_.size()) return false;
        const std::size_t begin = at_;
        row->fields.clear();
        row->line = line_;
        row->problem = {};
        for (bool more = true; more;) {
            if (row->fields.size() == kMaxFields) row->problem = "more than 4096 fields";
            std::size_t end = at_;
            if (row->problem.empty()) row->fields.push_back(field(&end, &row->problem));
            if (!row->problem.empty()) end = std::min(bytes_.find('\n', end), bytes_.size());
            more = end < bytes_.size() && bytes_[end] == separator_;
            at_ = end < bytes_.size() ? end + 1 : end;
            if (more && at_ == bytes_.size()) row->fields.emplace_back(), more = false;
        }
        const std::string_view used = bytes_.substr(begin, at_ - begin);
        line_ += static_cast<std::size_t>(std::count(used.begin(), used.end(), '\n'));
        row->last_line = used.back() == '\n' ? line_ - 1 : line_;
        return true;
    }

  private:
    std::size_t past_blanks(std::size_t p) const {
        while (p < bytes_.size() && bytes_[p] != separator_ &&
               (bytes_[p] == ' ' || bytes_[p] == '\t' || bytes_[p] == '\r'))
            ++p;
        return p;
    }

    // The field at at_. `*end`: its separator, line end, the end of the bytes, or the problem.
    DelimitedField field(std::size_t* end, std::string_view* problem) const {
        const std::size_t quote = quotes_ ? past_blanks(at_) : bytes_.size();
        if (quote == bytes_.size() || bytes_[quote] != '"') {
            *end = std::min(bytes_.find_first_of(ends_, at_), bytes_.size());
            return {bytes_.substr(at_, *end - at_)};
        }
        std::size_t close = quote + 1;
        while ((close = bytes_.find('"', close)) != bytes_.npos && bytes_.substr(close + 1, 1) == "\"")
            close += 2;
        if (close == bytes_.npos) {
            *problem = "a quote is opened and never closed; are quotes literal (`quotes: false`)?";
            *end = bytes_.size();
            return {bytes_.substr(quote)};
        }
        *end = past_blanks(close + 1);
        if (*end < bytes_.size() && bytes_[*end] != separator_ && bytes_[*end] != '\n')
            *problem = "text behind a closing quote";
        return {bytes_.substr(quote + 1, close - quote - 1), true};
    }

    std::string_view bytes_;
    char separator_;
    bool quotes_;
    std::string ends_;
    std::size_t at_ = 0, line_ = 1;
};

}  // namespace codelex
