// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "corpus/text.h"
#include "corpus/xlsx.h"

namespace codelex {
namespace {

// A field of the record: where it stands in the text file, under which headings in the workbook, and as which
// attribute it is kept. Fields that only our logic reads have no attribute name.
enum Field : std::size_t {
    kCode,
    kRecord,
    kLong,
    kShort,
    kPricing,
    kMultiplePricing,
    kCoverageManual,
    kCarriersManual,
    kStatute,
    kLabCertification,
    kCrossReference,
    kCoverage,
    kAscGroup,
    kAscDate,
    kNote,
    kBetos,
    kTypeOfService,
    kBaseUnits,
    kAdded,
    kAction,
    kTermination,
    kActionCode,
    kFields
};
struct FieldInfo {
    Field field;
    std::size_t begin, width, times;  // 0-based column in the text file, width of one occurrence, occurrences
    std::string_view heading;         // in the workbook; a repeated field has a number behind it
    std::string_view attribute;
};
constexpr FieldInfo kFieldTable[] = {
    {kCode, 0, 5, 1, "HCPC", ""},
    {kRecord, 10, 1, 1, "RECID", ""},
    {kLong, 11, 80, 1, "LONG DESCRIPTION", ""},
    {kShort, 91, 28, 1, "SHORT DESCRIPTION", ""},
    {kPricing, 119, 2, 4, "PRICE", "pricing"},
    {kMultiplePricing, 127, 1, 1, "MULT_PI", "multiple_pricing"},
    {kCoverageManual, 128, 6, 3, "CIM", "coverage_manual"},
    {kCarriersManual, 146, 8, 3, "MCM", "carriers_manual"},
    {kStatute, 170, 10, 1, "STATUTE", "statute"},
    {kLabCertification, 180, 3, 8, "LABCERT", "lab_certification"},
    {kCrossReference, 204, 5, 5, "XREF", ""},
    {kCoverage, 229, 1, 1, "COV", "coverage"},
    {kAscGroup, 230, 2, 1, "ASC_GRP", "asc_group"},
    {kAscDate, 232, 8, 1, "ASC_DT", "asc_date"},
    {kNote, 252, 4, 1, "PROCNOTE", "processing_note"},
    {kBetos, 256, 3, 1, "BETOS", "betos"},
    {kTypeOfService, 260, 1, 5, "TOS", "type_of_service"},
    {kBaseUnits, 265, 3, 1, "ANEST_BU", "anesthesia_base_units"},
    {kAdded, 268, 8, 1, "ADD DT", ""},
    {kAction, 276, 8, 1, "ACT EFF DT", "action_date"},
    {kTermination, 284, 8, 1, "TERM DT", ""},
    {kActionCode, 292, 1, 1, "ACTION CD", "action"},
};
static_assert(std::size(kFieldTable) == kFields);
constexpr std::size_t kWidth = 320;

// One code's fields; repeated ones separated by one blank.
using Fields = std::array<std::string, kFields>;

void append(std::string* list, std::string_view value) {
    value = trimmed(value);
    if (value.empty()) return;
    if (!list->empty()) *list += ' ';
    *list += value;
}

// Turns fields into records; the part that text file and workbook share.
class Builder {
  public:
    Builder(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag)
        : in_(in), out_(out), diag_(diag), first_(out->size()) {}

    // True when a record was appended.
    bool add(const Fields& f, std::size_t line) {
        const bool modifier = f[kRecord] == "7";
        auto code = canonical_code("hcpcs", f[kCode]);
        if (!code || *code != f[kCode] || modifier != (code->size() == 2))
            return skip(line,
                        "no HCPCS code: \"" + excerpt(f[kCode]) + "\" as record type " + excerpt(f[kRecord]));
        for (const std::string& value : f)
            if (!is_utf8(value)) return skip(line, *code + " has a field that is no UTF-8");
        if (f[kLong].empty()) return skip(line, *code + " has no long description");
        if (auto [it, fresh] = seen_.emplace(*code, line); !fresh)
            return skip(line, "code " + *code + " is already on line " + std::to_string(it->second));
        CodeRecord r;
        for (auto [field, day] :
             {std::pair{kAdded, &r.validity.from}, std::pair{kTermination, &r.validity.to}}) {
            if (f[field].empty()) continue;
            *day = parse_date(f[field]);
            if (!*day) return skip(line, *code + ": \"" + excerpt(f[field]) + "\" is no date (YYYYMMDD)");
        }
        r.system = "hcpcs";
        r.code = std::move(*code);
        r.title = f[kLong];
        r.order = static_cast<std::uint32_t>(out_->size() - first_);
        r.billable = true;
        r.modifier = modifier;
        r.source = {in_.source, static_cast<std::uint32_t>(line)};
        if (!f[kShort].empty()) r.texts.push_back({TextKind::short_title, f[kShort], r.source});
        add_cross_references(f[kCrossReference], &r);
        for (const FieldInfo& i : kFieldTable)
            if (!i.attribute.empty() && !f[i.field].empty())
                r.attributes.push_back({std::string(i.attribute), f[i.field]});
        out_->push_back(std::move(r));
        return true;
    }

    bool skip(std::size_t line, std::string why) {
        diag_->skip(in_.name, line, std::move(why));
        return false;
    }
    bool empty() const { return out_->size() == first_; }

  private:
    // A value may be a HCPCS code, a modifier, or CPT: the system is told by the shape. Anything else is kept
    // as written.
    static void add_cross_references(std::string_view list, CodeRecord* r) {
        while (!(list = trimmed(list)).empty()) {
            const std::string_view one = list.substr(0, list.find(' '));
            list.remove_prefix(one.size());
            const bool letter = one[0] >= 'A' && one[0] <= 'Z';
            SystemId system = letter ? "hcpcs" : "cpt";
            if (const auto code = canonical_code(system, one); !code || *code != one) system.clear();
            r->relations.push_back({RelationKind::cross_reference, std::move(system), std::string(one)});
        }
    }

    const Input& in_;
    std::vector<CodeRecord>* out_;
    Diagnostics* diag_;
    std::size_t first_;
    std::unordered_map<std::string, std::size_t> seen_;
};

bool digits(std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == s.npos;
}

// A data line: modifier (three blanks, two characters) or code, five digits of sequence, record type.
bool is_data_line(std::string_view l) {
    if (l.size() < 91 || !digits(l.substr(5, 5))) return false;
    if (l[10] != '3' && l[10] != '4' && l[10] != '7' && l[10] != '8') return false;
    auto alnum = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (l.starts_with("   ")) return alnum(l[3]) && alnum(l[4]);
    return l[0] >= 'A' && l[0] <= 'Z' && digits(l.substr(1, 4));
}

void cut_fields(std::string line, Fields* f) {
    line.resize(std::max(line.size(), kWidth), ' ');
    // The 2018 file has five records whose ASC group is missing, so that the date stands two columns too
    // early.
    if (line.compare(230, 2, "YY") != 0 && parse_date(std::string_view(line).substr(230, 8)))
        line.replace(230, 10, "YY" + line.substr(230, 8));
    for (const FieldInfo& i : kFieldTable) {
        std::string& value = (*f)[i.field];
        value.clear();
        for (std::size_t k = 0; k < i.times; ++k)
            append(&value,
                   utf8_from_windows1252(std::string_view(line).substr(i.begin + k * i.width, i.width)));
        value = collapsed(value);
    }
}

}  // namespace

Result<void> read_hcpcs_fixed(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    Builder build(in, out, diag);
    Lines lines(in.bytes);
    std::string_view line;
    Fields fields;
    std::size_t first_line = 0;  // of the record in hand, 0 for none
    std::uint32_t sequence = 0;
    bool data = false;
    auto flush = [&] {
        if (first_line) build.add(fields, first_line);
        first_line = 0;
    };
    while (lines.next(&line)) {
        if (!is_data_line(line)) {
            // Before the first record stands a preamble of the publisher; after it every line counts.
            if (data && !trimmed(line).empty())
                build.skip(lines.number(), "no record: \"" + excerpt(line) + "\"");
            continue;
        }
        data = true;
        if (std::any_of(line.begin(), line.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
            build.skip(lines.number(), "a control character: \"" + excerpt(line) + "\"");
            continue;
        }
        const bool continued = line[10] == '4' || line[10] == '8';
        // The lines of one code are numbered 100, 200, 300 ...
        const std::uint32_t expected = continued ? sequence + 100 : 100;
        std::from_chars(line.data() + 5, line.data() + 10, sequence);
        if (sequence != expected)
            diag->suspect(in.name, lines.number(),
                          "sequence number " + std::string(line.substr(5, 5)) + " instead of " +
                              std::to_string(expected) + ": lines are missing or damaged");
        if (!continued) {
            flush();
            if (line.size() < 293)
                build.skip(lines.number(), "cut off before column 293: \"" + excerpt(line) + "\"");
            else
                cut_fields(std::string(line), &fields), first_line = lines.number();
        } else if (!first_line || trimmed(line.substr(0, 5)) != fields[kCode]) {
            build.skip(lines.number(), "a continuation without its first line: \"" + excerpt(line) + "\"");
        } else {
            append(&fields[kLong], utf8_from_windows1252(line.substr(11, 80)));
            fields[kLong] = collapsed(fields[kLong]);
        }
    }
    flush();
    if (build.empty())
        return Error{Errc::bad_source, std::string(in.name) + ": no line of a HCPCS (ANWEB) file in it",
                     "expected 320 columns: code 1-5, sequence 6-10, record type 11, description from 12"};
    if (in.bytes.back() != '\n')
        diag->suspect(in.name, lines.number(), "the last line has no end: truncated?");
    return {};
}

namespace {

// Column of each field occurrence, SIZE_MAX where the heading is absent.
struct Columns {
    std::array<std::vector<std::size_t>, kFields> of;

    bool find(const Row& heading) {
        of = {};  // a note above the headings may hold one of their words
        for (const FieldInfo& i : kFieldTable)
            for (std::size_t k = 0; k < i.times; ++k) {
                const std::string want = std::string(i.heading) + (i.times > 1 ? std::to_string(k + 1) : "");
                const auto at = std::find_if(heading.cells.begin(), heading.cells.end(),
                                             [&](const std::string& cell) { return trimmed(cell) == want; });
                if (at != heading.cells.end())
                    of[i.field].push_back(static_cast<std::size_t>(at - heading.cells.begin()));
            }
        return !of[kCode].empty() && !of[kRecord].empty() && !of[kLong].empty();
    }
    void cut(const Row& row, Fields* f) const {
        for (std::size_t i = 0; i < kFields; ++i) {
            (*f)[i].clear();
            for (std::size_t c : of[i])
                if (c < row.cells.size()) append(&(*f)[i], row.cells[c]);
            (*f)[i] = collapsed((*f)[i]);
        }
    }
};

constexpr std::size_t kHeadingWithin = 30;  // rows; some years have notes above the headings

}  // namespace

Result<void> read_hcpcs_workbook(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    Builder build(in, out, diag);
    Columns columns;
    Fields fields;
    bool heading = false;
    auto each = [&](const Row& row) {
        if (!heading) return (heading = columns.find(row)) || row.number < kHeadingWithin;
        columns.cut(row, &fields);
        if (fields[kCode].empty() && fields[kLong].empty()) return true;
        build.add(fields, row.number);
        return true;
    };
    if (auto ok = read_xlsx(in.bytes, in.name, each); !ok) return ok.error();
    if (!heading || build.empty())
        return Error{Errc::bad_source, std::string(in.name) + ": no sheet of a HCPCS (ANWEB) workbook",
                     "expected headings HCPC, RECID, LONG DESCRIPTION ... and a row a code"};
    return {};
}

bool looks_like_hcpcs_fixed(std::string_view head) {
    Lines lines(head);
    std::string_view line;
    for (int n = 0; n < 60 && lines.next(&line); ++n)
        if (is_data_line(line)) return true;
    return false;
}

bool looks_like_hcpcs_workbook(std::string_view archive) {
    Columns columns;
    bool heading = false;
    auto each = [&](const Row& row) { return !(heading = columns.find(row)) && row.number < kHeadingWithin; };
    return read_xlsx(archive, "", each).ok() && heading;
}

}  // namespace codelex
