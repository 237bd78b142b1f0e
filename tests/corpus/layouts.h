// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Invented codes and texts in the publishers' layouts: nothing here is in any release. No Catch2 in this
// header, so that the fuzz targets can use it.
namespace codelex::test {

// One line of an order file, without its end. A short title that is not given repeats the long one.
inline std::string order_line(unsigned number, std::string_view code, bool billable, std::string_view title,
                              std::string_view short_title = {}) {
    char begin[24];
    std::snprintf(begin, sizeof begin, "%05u %-7.*s %d ", number, static_cast<int>(code.size()), code.data(),
                  billable);
    std::string line = begin;
    line += (short_title.empty() ? title : short_title).substr(0, 60);
    line.resize(77, ' ');
    return line += title;
}

struct OrderCode {
    std::string code;
    bool billable;
    std::string title;
    std::string short_title = {};
};

inline std::string order_file(const std::vector<OrderCode>& codes, std::string_view end = "\n") {
    std::string out;
    unsigned number = 0;
    for (const OrderCode& c : codes)
        out.append(order_line(++number, c.code, c.billable, c.title, c.short_title)).append(end);
    return out;
}

inline const std::vector<OrderCode>& diagnosis_codes() {
    static const std::vector<OrderCode> codes = {
        {"Z0Z", false, "Moonlight fatigue"},
        {"Z0Z1", true, "Moonlight fatigue of the left ear", "Moonlight fatigue, left ear"},
        {"Z0Z9", true, "Moonlight fatigue, unspecified"},
        {"X9X", false, "Struck by a falling encyclopedia"},
        {"X9X1", false, "Struck by a falling encyclopedia, single volume"},
        {"X9X1XXA", true, "Struck by a falling encyclopedia, single volume, initial encounter",
         "Struck by encycl, init"},
        {"X9X1XXD", true, "Struck by a falling encyclopedia, single volume, subsequent encounter"},
        {"QZ0", true, "Congenital absence of patience"},
    };
    return codes;
}

inline const std::vector<OrderCode>& procedure_codes() {
    static const std::vector<OrderCode> codes = {
        {"YYY", false, "Imaginary, Left Wing, Polishing"},
        {"YYY1ZZZ", true, "Polishing of Left Wing, Open Approach"},
        {"YYY2ZZZ", true, "Polishing of Left Wing, Feather Duster Approach"},
        {"YYZ", false, "Imaginary, Left Wing, Repair"},
        {"YYZ3ZZZ", true, "Repair of Left Wing, External Approach"},
    };
    return codes;
}

// Where a value stands in a HCPCS line, 0-based.
enum HcpcsColumn : std::size_t {
    kShortAt = 91,
    kPriceAt = 119,
    kXrefAt = 204,
    kCoverageAt = 229,
    kAscGroupAt = 230,
    kAscDateAt = 232,
    kBetosAt = 256,
    kAddedAt = 268,
    kActionDateAt = 276,
    kTerminatedAt = 284,
    kActionAt = 292
};

// One line of an ANWEB text file, without its end: 320 columns. Record type 3 or 4 for a code, 7 or 8 for a
// modifier.
inline std::string hcpcs_line(std::string_view code, unsigned sequence, char type, std::string_view text,
                              const std::map<std::size_t, std::string>& values = {}) {
    char begin[16];
    std::snprintf(begin, sizeof begin, "%5.*s%05u%c", static_cast<int>(code.size()), code.data(), sequence,
                  type);
    std::string line = begin;
    line += text.substr(0, 80);
    line.resize(320, ' ');
    for (const auto& [at, value] : values) line.replace(at, value.size(), value);
    return line;
}

// The first line of a code or modifier, with the values that every one has.
inline std::string hcpcs_first(std::string_view code, std::string_view text, std::string_view short_title,
                               std::map<std::size_t, std::string> values = {}) {
    const bool modifier = code.size() == 2;
    values.emplace(kShortAt, std::string(short_title));
    values.emplace(kCoverageAt, "C");
    values.emplace(kAddedAt, "20240101");
    values.emplace(kActionDateAt, "20240101");
    values.emplace(kActionAt, "N");
    if (!modifier) values.emplace(kPriceAt, "00"), values.emplace(kBetosAt, "Z2 ");
    return hcpcs_line(code, 100, modifier ? '7' : '3', text, values);
}

inline std::string hcpcs_file(std::string_view end = "\r\n") {
    const std::string lines[] = {
        hcpcs_first("W9", "Service performed by a unicorn", "Unicorn service"),
        hcpcs_first("W0001",
                    "Umbrella stand, portable, with wheels, any size, each; includes delivery to the",
                    "Umbrella stand"),
        hcpcs_line("W0001", 200, '4', "waiting room and instruction in its use"),
        hcpcs_line("W0001", 300, '4', "by a qualified umbrella bearer"),
        hcpcs_first("W0002", "Umbrella, replacement only", "Umbrella, repl",
                    {{kXrefAt, "W0001"}, {kTerminatedAt, "20251231"}}),
        hcpcs_first("W0003", "Spare handle for umbrella, per pair", "Umbrella handle",
                    {{kAscGroupAt, "YY"}, {kAscDateAt, "20240401"}}),
    };
    std::string out;
    for (const std::string& l : lines) out.append(l).append(end);
    return out;
}

using Members = std::vector<std::pair<std::string, std::string>>;

// A zip archive in memory. Stored members keep their bytes readable, which makes damage easy to place.
inline std::string zip_of(const Members& members, bool stored = false) {
    struct Free {
        archive* a = archive_write_new();
        ~Free() { archive_write_free(a); }
    } w;
    std::size_t room = 65'536;
    for (const auto& [name, bytes] : members)
        room += bytes.size() + bytes.size() / 1000 + 2 * name.size() + 512;
    std::string out(room, '\0');
    std::size_t used = 0;
    archive_write_set_format_zip(w.a);
    archive_write_set_options(w.a, stored ? "zip:compression=store" : "zip:compression=deflate");
    archive_write_set_bytes_per_block(w.a, 0);
    if (archive_write_open_memory(w.a, out.data(), out.size(), &used) != ARCHIVE_OK)
        throw std::runtime_error("no zip");
    for (const auto& [name, bytes] : members) {
        archive_entry* e = archive_entry_new();
        archive_entry_set_pathname(e, name.c_str());
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0644);
        archive_entry_set_size(e, static_cast<la_int64_t>(bytes.size()));
        const bool ok =
            archive_write_header(w.a, e) == ARCHIVE_OK &&
            archive_write_data(w.a, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size());
        archive_entry_free(e);
        if (!ok) throw std::runtime_error("no zip member");
    }
    if (archive_write_close(w.a) != ARCHIVE_OK) throw std::runtime_error("no zip end");
    out.resize(used);
    return out;
}

inline std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
    return out;
}

inline constexpr std::string_view kWorkbookXml =
    R"(<?xml version="1.0" encoding="UTF-8"?><workbook xmlns:r="urn:r"><sheets><sheet name="one" r:id="rId1"/></sheets></workbook>)";
inline constexpr std::string_view kRelationsXml =
    R"(<?xml version="1.0"?><Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";

// The sheet that holds the given rows; strings are shared (`strings` gets them) or inline (null).
inline std::string sheet_xml(const std::vector<std::vector<std::string>>& rows,
                             std::vector<std::string>* strings) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>)";
    unsigned n = 0;
    for (const auto& row : rows) {
        out += "<row r=\"" + std::to_string(++n) + "\">";
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (row[c].empty()) continue;
            std::string ref(1, static_cast<char>('A' + c % 26));
            if (c >= 26) ref.insert(0, 1, static_cast<char>('A' + c / 26 - 1));
            out += "<c r=\"" + ref + std::to_string(n) + "\"";
            if (row[c].find_first_not_of("0123456789") == std::string::npos && row[c].size() == 8) {
                out += "><v>" + row[c] + "</v></c>";  // a date: a number to a spreadsheet
            } else if (strings) {
                out += " t=\"s\"><v>" + std::to_string(strings->size()) + "</v></c>";
                strings->push_back(row[c]);
            } else {
                out += " t=\"inlineStr\"><is><t>" + escaped(row[c]) + "</t></is></c>";
            }
        }
        out += "</row>";
    }
    return out + "</sheetData></worksheet>";
}

inline Members workbook_members(const std::vector<std::vector<std::string>>& rows, bool shared = true) {
    std::vector<std::string> strings;
    Members m = {{"xl/workbook.xml", std::string(kWorkbookXml)},
                 {"xl/_rels/workbook.xml.rels", std::string(kRelationsXml)},
                 {"xl/worksheets/sheet1.xml", sheet_xml(rows, shared ? &strings : nullptr)}};
    if (!shared) return m;
    std::string xml = "<sst>";
    for (const std::string& s : strings) xml += "<si><t>" + escaped(s) + "</t></si>";
    m.emplace_back("xl/sharedStrings.xml", xml + "</sst>");
    return m;
}

// Rows of an ANWEB workbook with the columns that matter.
inline std::vector<std::vector<std::string>> hcpcs_rows() {
    return {
        {"HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "PRICE1", "PRICE2", "XREF1",
         "XREF2", "COV", "ADD DT", "ACT EFF DT", "TERM DT", "ACTION CD"},
        {"W9", "100", "7", "Service performed by a unicorn", "Unicorn service", "", "", "", "", "C",
         "20240101", "20240101", "", "N"},
        {"W0001", "100", "3", "Umbrella stand & wheels", "Umbrella stand", "00", "", "", "", "C", "20240101",
         "20240101", "", "A"},
        {"W0002", "100", "3", "Umbrella, replacement only", "Umbrella, repl", "32", "46", "W0001", "12345",
         "D", "20240101", "20240101", "20251231", "N"},
    };
}

inline std::string workbook_of(const std::vector<std::vector<std::string>>& rows, bool stored = false) {
    return zip_of(workbook_members(rows), stored);
}

inline constexpr std::string_view kRecordsYaml = R"(system: icd10cm
notice: Invented for a test.
from: 2024-10-01
records:
  - code: Z0Z.1
    title: Moonlight fatigue of the left ear
    terms: [moon ear, "lunar ear"]
    lay: >-
      The ear is tired
      after a bright night.
    parent: Z0Z
  - {code: Z0Z, title: Moonlight fatigue, billable: false}
  - code: X9X
    title: "Struck by a falling encyclopedia"
    to: 2025-09-30
    replaced_by: [X9X1XXA]
    excludes1: struck by a dictionary (X9Y)
)";

inline constexpr std::string_view kRecipeYaml = R"(systems:
  - {id: house-codes, name: Codes of our house, uri: "urn:example:house"}
sources:
  - kind: icd10cm-order
    file: icd10cm_order_2026.txt
    tolerate: 2
  - kind: hcpcs-anweb
    file: hcpcs.zip
    member: anweb.txt
    release: "2025-04"
    effective: 2025-04-01
  - {kind: records, file: own/house.yaml, licensed: true}
)";

}  // namespace codelex::test
