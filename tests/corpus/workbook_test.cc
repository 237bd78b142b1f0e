// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <chrono>

#include "corpus/hcpcs.h"
#include "corpus/xlsx.h"
#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"

using namespace codelex;
using namespace codelex::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Outcome read(std::string_view bytes) {
    Outcome r;
    CHECK(read_and_check(read_hcpcs_workbook, bytes, &r) == "");
    return r;
}

// The workbook of the sample with one part replaced.
std::string with_part(std::string_view name, std::string_view bytes) {
    Members m = workbook_members(hcpcs_rows());
    for (auto& [n, b] : m)
        if (n == name) b = bytes;
    return zip_of(m);
}

Rows rows_of(std::string_view archive) {
    Rows rows;
    const auto ok = read_xlsx(archive, "sample", [&](const Row& r) {
        rows.resize(r.number);
        rows.back() = r.cells;
        return true;
    });
    CHECK(ok.ok());
    return rows;
}

std::string sheet(std::string_view inner) {
    return with_part("xl/worksheets/sheet1.xml",
                     "<worksheet><sheetData>" + std::string(inner) + "</sheetData></worksheet>");
}

std::string what_of(std::string_view archive) {
    const auto ok = read_xlsx(archive, "sample", [](const Row&) { return true; });
    if (ok) return "";
    CHECK(useless_error(ok.error(), "sample") == "");
    return ok.error().what;
}

}  // namespace

TEST_CASE("a HCPCS workbook gives what its text file would", "[workbook]") {
    const Outcome r = read(workbook_of(hcpcs_rows()));
    REQUIRE_FALSE(r.noticed());
    REQUIRE(r.records.size() == 3);
    CHECK(r.records[0].modifier);
    CHECK(r.records[1].title == "Umbrella stand & wheels");
    CHECK(iso(*r.records[1].validity.from) == "2024-01-01");
    CHECK(iso(*r.records[2].validity.to) == "2025-12-31");
    CHECK(r.records[2].source.line == 4);
    REQUIRE(r.records[2].relations.size() == 2);
    CHECK(r.records[2].relations[1].system == "cpt");
    REQUIRE(r.records[2].attributes.size() > 1);
    CHECK(r.records[2].attributes[0] == Attribute{"pricing", "32 46"});
}

TEST_CASE("shared, inline and rich strings are all read", "[workbook]") {
    CHECK(rows_of(zip_of(workbook_members(hcpcs_rows(), false))) == rows_of(workbook_of(hcpcs_rows())));
    const std::string rich =
        R"(<row><c t="inlineStr"><is><r><rPr/><t>moon</t></r><r><t> light</t></r><rPh><t>x</t></rPh></is></c></row>)";
    CHECK(rows_of(sheet(rich)) == Rows{{"moon light"}});
    CHECK(rows_of(
              sheet(R"(<x:row xmlns:x="u"><x:c t="inlineStr"><x:is><x:t>moon</x:t></x:is></x:c></x:row>)")) ==
          Rows{{"moon"}});
}

TEST_CASE("cells without an address follow each other, gaps stay empty", "[workbook]") {
    CHECK(rows_of(sheet(R"(<row r="2"><c><v>1</v></c><c r="D2"><v>2.50</v></c><c><v>3</v></c></row>)")) ==
          Rows{{}, {"1", "", "", "2.50", "3"}});
}

TEST_CASE("headings may stand below notes, even notes that hold their words", "[workbook]") {
    Rows rows = hcpcs_rows();
    rows.insert(rows.begin(), {"A note", "", "HCPC"});
    rows.insert(rows.begin(), {"COV"});
    const Outcome r = read(workbook_of(rows));
    CHECK_FALSE(r.noticed());
    CHECK(r.records.size() == 3);
    CHECK(looks_like_hcpcs_workbook(workbook_of(rows)));
}

TEST_CASE("a heading that stands twice counts once", "[workbook]") {
    Rows rows = hcpcs_rows();
    for (auto& row : rows) row.push_back(row[0]);
    CHECK(read(workbook_of(rows)).records.size() == 3);
}

TEST_CASE("a row that cannot be read is named with its number", "[workbook]") {
    Rows rows = hcpcs_rows();
    rows[2][0] = "W00x1";
    rows[3][10] = "20240230";
    const Outcome r = read(workbook_of(rows));
    CHECK(r.records.size() == 1);
    REQUIRE(r.diag.skipped() == 2);
    CHECK(to_string(r.diag.entries()[0]).find("sample:3: no HCPCS code: \"W00x1\"") == 0);
    CHECK(to_string(r.diag.entries()[1]).find("sample:4: W0002: \"20240230\" is no date") == 0);
}

TEST_CASE("characters that are none do not pass", "[workbook]") {
    Members m = workbook_members(hcpcs_rows(), false);
    for (auto& [n, b] : m)
        if (const auto at = b.find("Umbrella stand"); at != b.npos) b.replace(at, 8, "&#xD800;");
    const Outcome r = read(zip_of(m));
    CHECK(r.records.size() == 2);
    CHECK(r.diag.skipped() == 1);
}

TEST_CASE("a workbook of something else is refused", "[workbook]") {
    const std::string other = workbook_of({{"NAME", "ADDRESS"}, {"Moon", "Above"}});
    CHECK_FALSE(looks_like_hcpcs_workbook(other));
    CHECK(read(other).error.what == "sample: no sheet of a HCPCS (ANWEB) workbook");
    CHECK(read(workbook_of({hcpcs_rows()[0]})).failed);
    for (const std::string& bytes : {std::string(), std::string("no zip"), zip_of({{"a.txt", "moon"}})}) {
        CHECK(read(bytes).failed);
        CHECK_FALSE(looks_like_hcpcs_workbook(bytes));
    }
}

TEST_CASE("a damaged part of a workbook is named", "[workbook]") {
    CHECK(what_of(with_part("xl/workbook.xml", "<workbook>")).find("sample: xl/workbook.xml: ") == 0);
    CHECK(what_of(with_part("xl/workbook.xml", "<workbook/>")) == "sample: the workbook names no sheet");
    CHECK(what_of(with_part("xl/_rels/workbook.xml.rels", "<Relationships/>")) ==
          "sample: the workbook names no sheet");
    CHECK(what_of(with_part("xl/_rels/workbook.xml.rels", "")).find("sample: xl/_rels/workbook.xml.rels: ") ==
          0);
    CHECK(what_of(with_part("xl/worksheets/sheet1.xml", "<worksheet/>")) ==
          "sample: xl/worksheets/sheet1.xml has no sheetData");
    CHECK(what_of(with_part("xl/sharedStrings.xml", "<sst><si>")).find("sample: xl/sharedStrings.xml: ") ==
          0);
    CHECK(what_of(with_part("xl/sharedStrings.xml", "<sst/>")).find("no such shared string") !=
          std::string::npos);
    Members m = workbook_members(hcpcs_rows());
    m.erase(m.begin() + 2);
    CHECK(what_of(zip_of(m)) == "sample: has no member xl/worksheets/sheet1.xml");
}

TEST_CASE("addresses beyond the format's limits are refused, not allocated", "[workbook]") {
    CHECK(what_of(sheet(R"(<row><c r="XFE1"><v>1</v></c></row>)")).find("no cell address") !=
          std::string::npos);
    CHECK(what_of(sheet(R"(<row><c r="11"><v>1</v></c></row>)")).find("no cell address") !=
          std::string::npos);
    CHECK(what_of(sheet(R"(<row><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>)")).find("a column beyond") !=
          std::string::npos);
    CHECK(what_of(sheet(R"(<row r="4294967295"/>)")).find("a row number beyond") != std::string::npos);
    CHECK(what_of(sheet(R"(<row r="1048576"/><row/>)")).find("a row number beyond") != std::string::npos);
    CHECK(what_of(sheet(R"(<row><c t="s"><v>-1</v></c></row>)")).find("no such shared string") !=
          std::string::npos);
    CHECK(what_of(sheet(R"(<row><c t="s"><v>99999999999999999999</v></c></row>)"))
              .find("no such shared string") != std::string::npos);
}

TEST_CASE("runs nested a million deep do not end the program", "[workbook]") {
    std::string deep = "<sst><si>";
    for (int i = 0; i < 1'000'000; ++i) deep += "<r>";
    for (int i = 0; i < 1'000'000; ++i) deep += "</r>";
    Members m = workbook_members(hcpcs_rows());
    m.back().second = deep + "</si></sst>";
    CHECK(what_of(zip_of(m)).find("no such shared string") != std::string::npos);
}

TEST_CASE("one very wide row does not make all others as wide", "[workbook]") {
    std::string rows = R"(<row><c r="XFD1"><v>1</v></c></row>)";
    for (int i = 0; i < 300'000; ++i) rows += "<row/>";
    const auto begin = std::chrono::steady_clock::now();
    std::size_t count = 0;
    REQUIRE(read_xlsx(sheet(rows), "sample", [&](const Row& r) { return count += r.cells.size(), true; }));
    CHECK(count == 16'384);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}
