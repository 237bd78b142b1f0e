// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/order_file.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "corpus/text.h"

namespace codelex {
namespace {

// Columns of the layout, 0-based.
constexpr std::size_t kNumber = 0, kCode = 6, kFlag = 14, kShort = 16, kLong = 77;

struct Line {
    std::uint32_t number;
    std::string_view code;
    bool billable;
    std::string_view short_title, long_title;
};

// The reason why a line is none of an order file, or null.
const char* split(std::string_view line, Line* out) {
    if (line.size() <= kLong) return "shorter than 78 columns";
    const auto digits = line.substr(kNumber, 5);
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), out->number);
    if (ec != std::errc{} || end != digits.data() + digits.size()) return "columns 1-5 are no order number";
    for (std::size_t blank : {std::size_t{5}, std::size_t{13}, std::size_t{15}, kLong - 1})
        if (line[blank] != ' ') return "a separating column (6, 14, 16 or 77) is not blank";
    if (line[kFlag] != '0' && line[kFlag] != '1') return "column 15 is neither 0 nor 1";
    out->code = trimmed(line.substr(kCode, 7));
    out->billable = line[kFlag] == '1';
    out->short_title = trimmed(line.substr(kShort, 60));
    out->long_title = trimmed(line.substr(kLong));
    if (out->long_title.empty()) return "no long title from column 78";
    if (std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return "a control character";
    return nullptr;
}

std::string decoded(std::string_view field) {
    return collapsed(is_utf8(field) ? std::string(field) : utf8_from_windows1252(field));
}

Result<void> read_order(std::string_view system, const Input& in, std::vector<CodeRecord>* out,
                        Diagnostics* diag) {
    const std::size_t first = out->size();
    std::unordered_map<std::string, std::size_t> seen;
    Lines lines(in.bytes);
    std::string_view line, open_header, last_billable;
    std::uint32_t last_number = 0;
    while (lines.next(&line)) {
        if (trimmed(line).empty()) continue;
        Line l;
        if (const char* why = split(line, &l)) {
            diag->skip(in.name, lines.number(), std::string(why) + ": \"" + excerpt(line) + "\"");
            continue;
        }
        auto code = canonical_code(system, l.code);
        if (!code || *code != l.code) {
            diag->skip(in.name, lines.number(),
                       "columns 7-13 are no code of the system: \"" + excerpt(l.code) + "\"");
            continue;
        }
        if (auto [it, fresh] = seen.emplace(*code, lines.number()); !fresh) {
            diag->skip(in.name, lines.number(),
                       "code " + *code + " is already on line " + std::to_string(it->second));
            continue;
        }
        if (l.number != last_number + 1)
            diag->suspect(in.name, lines.number(),
                          "order number " + std::to_string(l.number) + " follows " +
                              std::to_string(last_number) + ": lines are missing or damaged");
        last_number = l.number;
        if (!open_header.empty() && !l.code.starts_with(open_header))
            diag->suspect(in.name, lines.number(),
                          "header " + std::string(open_header) + " has no code below it");
        if (!last_billable.empty() && l.code.starts_with(last_billable))
            diag->suspect(in.name, lines.number(),
                          "code " + *code + " stands below " + std::string(last_billable) +
                              ", which is billable: a damaged flag?");
        open_header = l.billable ? std::string_view() : l.code;
        last_billable = l.billable ? l.code : std::string_view();

        CodeRecord r;
        r.system = system;
        r.code = std::move(*code);
        r.title = decoded(l.long_title);
        r.order = static_cast<std::uint32_t>(out->size() - first);
        r.billable = l.billable;
        r.source = {in.source, static_cast<std::uint32_t>(lines.number())};
        if (std::string title = decoded(l.short_title); !title.empty() && title != r.title)
            r.texts.push_back({TextKind::short_title, std::move(title), r.source});
        out->push_back(std::move(r));
    }
    if (out->size() == first)
        return Error{Errc::bad_source, std::string(in.name) + ": no line of an order file in it",
                     "expected fixed columns: number 1-5, code 7-13, flag 15, titles from 17 and 78"};
    if (!open_header.empty())
        diag->suspect(in.name, lines.number(),
                      "the last line is header " + std::string(open_header) + ": truncated?");
    if (in.bytes.back() != '\n')
        diag->suspect(in.name, lines.number(), "the last line has no end: truncated?");
    return {};
}

}  // namespace

Result<void> read_icd10cm_order(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    return read_order("icd10cm", in, out, diag);
}

Result<void> read_icd10pcs_order(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    return read_order("icd10pcs", in, out, diag);
}

bool looks_like_order_file(std::string_view head, bool* pcs) {
    Lines lines(head);
    std::string_view line;
    std::size_t good = 0, three_or_seven = 0;
    while (good < 20 && lines.next(&line)) {
        Line l;
        if (split(line, &l))
            return good > 0 && line.data() + line.size() == head.data() + head.size() &&
                   (*pcs = three_or_seven == good, true);
        ++good;
        three_or_seven += l.code.size() == 3 || l.code.size() == 7;
    }
    *pcs = three_or_seven == good;  // ICD-10-CM has four-character codes from its second line on
    return good > 0;
}

}  // namespace codelex
