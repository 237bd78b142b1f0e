// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs.h"

#include <catch2/catch.hpp>

#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"

using namespace codelex;
using namespace codelex::test;

namespace {

Outcome read(std::string_view bytes) {
    Outcome r;
    CHECK(read_and_check(read_hcpcs_fixed, bytes, &r) == "");
    return r;
}

std::string first_report(const Outcome& r) {
    return r.diag.entries().empty() ? "" : to_string(r.diag.entries().front());
}

std::string attribute(const CodeRecord& r, std::string_view name) {
    for (const Attribute& a : r.attributes)
        if (a.name == name) return a.value;
    return "";
}

}  // namespace

TEST_CASE("a HCPCS file gives codes and modifiers with their whole descriptions", "[hcpcs]") {
    const Outcome r = read(hcpcs_file());
    REQUIRE_FALSE(r.noticed());
    REQUIRE(r.records.size() == 4);
    CHECK(r.records[0].code == "W9");
    CHECK(r.records[0].modifier);
    CHECK(r.records[1].code == "W0001");
    CHECK_FALSE(r.records[1].modifier);
    CHECK(r.records[1].billable);
    CHECK(r.records[1].title ==
          "Umbrella stand, portable, with wheels, any size, each; includes delivery to the waiting room and "
          "instruction in "
          "its use by a qualified umbrella bearer");
    REQUIRE(r.records[1].texts.size() == 1);
    CHECK(r.records[1].texts[0].text == "Umbrella stand");
    CHECK(r.records[1].source.line == 2);
    CHECK(r.records[2].source.line == 5);
}

TEST_CASE("dates, cross references and the publisher's values come along", "[hcpcs]") {
    const Outcome r = read(hcpcs_file());
    REQUIRE(r.records.size() == 4);
    CHECK(iso(*r.records[1].validity.from) == "2024-01-01");
    CHECK_FALSE(r.records[1].validity.to);
    CHECK(iso(*r.records[2].validity.to) == "2025-12-31");
    REQUIRE(r.records[2].relations.size() == 1);
    CHECK(r.records[2].relations[0] == Relation{RelationKind::cross_reference, "hcpcs", "W0001"});
    CHECK(attribute(r.records[1], "pricing") == "00");
    CHECK(attribute(r.records[1], "coverage") == "C");
    CHECK(attribute(r.records[1], "betos") == "Z2");
    CHECK(attribute(r.records[3], "asc_group") == "YY");
    CHECK(attribute(r.records[3], "asc_date") == "20240401");
    CHECK(attribute(r.records[0], "pricing") == "");
}

TEST_CASE("a repeated field keeps all its values", "[hcpcs]") {
    const Outcome r = read(
        hcpcs_first("W0001", "Umbrella", "Umbrella", {{kPriceAt, "32  46"}, {kXrefAt, "W0002W9   12345"}}) +
        "\n");
    REQUIRE(r.records.size() == 1);
    CHECK(attribute(r.records[0], "pricing") == "32 46");
    REQUIRE(r.records[0].relations.size() == 3);
    CHECK(r.records[0].relations[1] == Relation{RelationKind::cross_reference, "hcpcs", "W9"});
    CHECK(r.records[0].relations[2] == Relation{RelationKind::cross_reference, "cpt", "12345"});
}

TEST_CASE("a cross reference that is no code is kept as written, of no system", "[hcpcs]") {
    const Outcome r = read(hcpcs_first("W0001", "Umbrella", "Umbrella", {{kXrefAt, "W00?2x\x80"}}) + "\n");
    REQUIRE(r.records.size() == 1);
    REQUIRE(r.records[0].relations.size() == 2);
    CHECK(r.records[0].relations[0] == Relation{RelationKind::cross_reference, "", "W00?2"});
    CHECK(r.records[0].relations[1] == Relation{RelationKind::cross_reference, "", "x€"});
}

TEST_CASE("short continuation lines, as in one year's file, are read", "[hcpcs]") {
    const std::string bytes = hcpcs_first("W0001", "Umbrella", "Umbrella") + "\n" +
                              hcpcs_line("W0001", 200, '4', "with handle").substr(0, 91) + "\n";
    const Outcome r = read(bytes);
    CHECK_FALSE(r.noticed());
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].title == "Umbrella with handle");
}

TEST_CASE("the date that stands two columns early in one year's file is put right", "[hcpcs]") {
    const Outcome r = read(hcpcs_first("W0001", "Umbrella", "Umbrella", {{kAscGroupAt, "20240401"}}) + "\n");
    REQUIRE(r.records.size() == 1);
    CHECK(attribute(r.records[0], "asc_group") == "YY");
    CHECK(attribute(r.records[0], "asc_date") == "20240401");
}

TEST_CASE("a preamble before the first code is no damage", "[hcpcs]") {
    const std::string bytes = "***Disclaimers\r\n\tNot a code\xA0\r\n\r\n" + hcpcs_file();
    const Outcome r = read(bytes);
    CHECK_FALSE(r.noticed());
    REQUIRE(r.records.size() == 4);
    CHECK(r.records[0].source.line == 4);
    CHECK(looks_like_hcpcs_fixed(bytes));
}

TEST_CASE("line ends and a byte order mark change nothing in a HCPCS file", "[hcpcs]") {
    for (const std::string& bytes : {hcpcs_file("\n"), "\xEF\xBB\xBF" + hcpcs_file()}) {
        const Outcome r = read(bytes);
        CHECK_FALSE(r.noticed());
        REQUIRE(r.records.size() == 4);
        CHECK(r.records[1].title == read(hcpcs_file()).records[1].title);
    }
}

TEST_CASE("Windows-1252 characters of a description are kept", "[hcpcs]") {
    const Outcome r =
        read(hcpcs_first("W0001", "Umbrella \x96 \xBD size, for M\xE9ni\xE8re\x92s", "Umbrella") + "\n");
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].title == "Umbrella – ½ size, for Ménière’s");
}

TEST_CASE("a continuation that lost its first line, or a line in between, is reported", "[hcpcs]") {
    const std::string orphan =
        hcpcs_first("W0001", "Umbrella", "U") + "\n" + hcpcs_line("W0002", 200, '4', "of another") + "\n";
    CHECK(first_report(read(orphan)).find("sample:2: ") == 0);
    CHECK(read(orphan).diag.skipped() == 1);
    const std::string gap =
        hcpcs_first("W0001", "Umbrella", "U") + "\n" + hcpcs_line("W0001", 300, '4', "bearer") + "\n";
    CHECK(first_report(read(gap)) ==
          "sample:2: sequence number 00300 instead of 200: lines are missing or damaged");
    CHECK(read(gap).diag.suspected() == 1);
}

TEST_CASE("a HCPCS line that cannot be read is named with its reason", "[hcpcs]") {
    auto second = [](const std::string& line) {
        return first_report(read(hcpcs_first("W0001", "Umbrella", "U") + "\n" + line + "\n"));
    };
    CHECK(second("prose").find("sample:2: no record: \"prose\"") == 0);
    CHECK(second(hcpcs_first("W0002", "Handle", "H").substr(0, 200))
              .find("sample:2: cut off before column 293") == 0);
    CHECK(second(hcpcs_first("W0002", "", "H")).find("sample:2: W0002 has no long description") == 0);
    CHECK(second(hcpcs_first("W0001", "Again", "U")).find("sample:2: code W0001 is already on line 1") == 0);
    CHECK(second(hcpcs_first("W0002", "Handle", "H", {{kAddedAt, "20241301"}}))
              .find("sample:2: W0002: \"20241301\" is no date") == 0);
    CHECK(second(hcpcs_first("W0002", "Han\tdle", "H")).find("sample:2: a control character") == 0);
    // A modifier that claims to be a procedure, and the other way about.
    CHECK(second(hcpcs_line("W8", 100, '3', "Modifier"))
              .find("sample:2: no HCPCS code: \"W8\" as record type 3") == 0);
    CHECK(second(hcpcs_line("W0002", 100, '7', "Code"))
              .find("sample:2: no HCPCS code: \"W0002\" as record type 7") == 0);
}

TEST_CASE("a file that is no HCPCS file is refused with advice", "[hcpcs]") {
    for (const char* bytes : {"", "\xEF\xBB\xBF", "HCPC,LONG DESCRIPTION\nW0001,Umbrella\n"}) {
        const Outcome r = read(bytes);
        REQUIRE(r.failed);
        CHECK(r.error.code == Errc::bad_source);
        CHECK(r.error.hint.find("320 columns") != std::string::npos);
        CHECK_FALSE(looks_like_hcpcs_fixed(bytes));
    }
}
