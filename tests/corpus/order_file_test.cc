// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/order_file.h"

#include <catch2/catch.hpp>

#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"

using namespace codelex;
using namespace codelex::test;

namespace {

Outcome read(std::string_view bytes, Reader reader = read_icd10cm_order) {
    Outcome r;
    CHECK(read_and_check(reader, bytes, &r) == "");
    return r;
}

std::string first_report(const Outcome& r) {
    return r.diag.entries().empty() ? "" : to_string(r.diag.entries().front());
}

}  // namespace

TEST_CASE("an order file gives every code with its titles, flag and place", "[order_file]") {
    const auto& codes = diagnosis_codes();
    const Outcome r = read(order_file(codes));
    REQUIRE_FALSE(r.noticed());
    REQUIRE(r.records.size() == codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const CodeRecord& c = r.records[i];
        CHECK(c.system == "icd10cm");
        CHECK(c.code == codes[i].code);
        CHECK(c.title == codes[i].title);
        CHECK(c.billable == codes[i].billable);
        CHECK(c.order == i);
        CHECK(c.source == SourceLine{3, static_cast<std::uint32_t>(i + 1)});
        CHECK_FALSE(c.modifier);
    }
}

TEST_CASE("a short title is kept only where it says something else", "[order_file]") {
    const Outcome r = read(order_file(diagnosis_codes()));
    REQUIRE(r.records.size() > 2);
    CHECK(r.records[0].texts.empty());
    REQUIRE(r.records[1].texts.size() == 1);
    CHECK(r.records[1].texts[0].kind == TextKind::short_title);
    CHECK(r.records[1].texts[0].text == "Moonlight fatigue, left ear");
}

TEST_CASE("a procedure order file is read with its tables", "[order_file]") {
    const Outcome r = read(order_file(procedure_codes(), "\r\n"), read_icd10pcs_order);
    CHECK_FALSE(r.noticed());
    REQUIRE(r.records.size() == procedure_codes().size());
    CHECK(r.records[0].system == "icd10pcs");
    CHECK_FALSE(r.records[0].billable);
    CHECK(r.records[1].billable);
}

TEST_CASE("line ends, a byte order mark and blank lines change nothing", "[order_file]") {
    const std::string lf = order_file(diagnosis_codes());
    const Outcome plain = read(lf);
    for (const std::string& bytes :
         {order_file(diagnosis_codes(), "\r\n"), "\xEF\xBB\xBF" + lf, lf + "\n\r\n", "\n" + lf}) {
        const Outcome r = read(bytes);
        CHECK_FALSE(r.noticed());
        REQUIRE(r.records.size() == plain.records.size());
        for (std::size_t i = 0; i < r.records.size(); ++i)
            CHECK(r.records[i].title == plain.records[i].title);
    }
}

TEST_CASE("a title in Latin-1 is read as it was meant", "[order_file]") {
    const Outcome r = read(order_line(1, "Z0Z", true, "Fatigue of M\xE9ni\xE8re's moon") + "\n");
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].title == "Fatigue of Ménière's moon");
    CHECK(read(order_line(1, "Z0Z", true, "Fatigue of Ménière's moon") + "\n").records[0].title ==
          r.records[0].title);
}

TEST_CASE("a line that cannot be read is named with its reason", "[order_file]") {
    const std::string good = order_line(1, "Z0Z", true, "Moonlight fatigue") + "\n";
    auto second = [&](std::string line) {
        return first_report(read(good + line + "\n" + order_line(3, "QZ0", true, "Fine") + "\n"));
    };
    auto changed = [](std::size_t at, char c) {
        std::string line = order_line(2, "X9X", true, "Struck by a falling encyclopedia");
        line[at] = c;
        return line;
    };
    CHECK(second("00002 X9X     1 too short").find("sample:2: shorter than 78 columns") == 0);
    CHECK(second(changed(0, 'x')).find("sample:2: columns 1-5 are no order number") == 0);
    CHECK(second(changed(4, ' ')).find("sample:2: columns 1-5 are no order number") == 0);
    CHECK(second(changed(5, 'x')).find("sample:2: a separating column") == 0);
    CHECK(second(changed(14, '2')).find("sample:2: column 15 is neither 0 nor 1") == 0);
    CHECK(second(changed(8, '.')).find("sample:2: columns 7-13 are no code of the system") == 0);
    CHECK(second(changed(6, '9')).find("sample:2: columns 7-13 are no code of the system") == 0);
    CHECK(second(changed(80, '\t')).find("sample:2: a control character") == 0);
    CHECK(second(order_line(2, "X9X", true, "   ")).find("sample:2: no long title") == 0);
    CHECK(second(order_line(2, "Z0Z", true, "Again")).find("sample:2: code Z0Z is already on line 1") == 0);
}

TEST_CASE("a missing line shows as a gap in the numbering", "[order_file]") {
    std::string bytes;
    for (unsigned n : {1u, 2u, 4u})
        bytes += order_line(n, "Z0Z" + std::to_string(n), true, "Moonlight fatigue") + "\n";
    const Outcome r = read(bytes);
    CHECK(r.records.size() == 3);
    CHECK(r.diag.suspected() == 1);
    CHECK(first_report(r) == "sample:3: order number 4 follows 2: lines are missing or damaged");
    CHECK(read(order_line(2, "Z0Z", true, "Moonlight fatigue") + "\n").diag.suspected() == 1);
}

TEST_CASE("a header without codes and a code below a billable one are damaged flags", "[order_file]") {
    const Outcome childless =
        read(order_file({{"Z0Z", false, "Moonlight fatigue"}, {"X9X", true, "Struck"}}));
    CHECK(first_report(childless) == "sample:2: header Z0Z has no code below it");
    const Outcome below =
        read(order_file({{"Z0Z", true, "Moonlight fatigue"}, {"Z0Z1", true, "Of the left ear"}}));
    CHECK(below.diag.suspected() == 1);
    CHECK(first_report(below).find("sample:2: code Z0Z1 stands below Z0Z, which is billable") == 0);
}

TEST_CASE("a download that broke off at a header or within a line is noticed", "[order_file]") {
    const Outcome header =
        read(order_file({{"QZ0", true, "Impatience"}, {"Z0Z", false, "Moonlight fatigue"}}));
    CHECK(first_report(header) == "sample:2: the last line is header Z0Z: truncated?");
    const Outcome within = read(order_line(1, "Z0Z", true, "Moonlight fati"));
    CHECK(first_report(within) == "sample:1: the last line has no end: truncated?");
}

TEST_CASE("a file that is no order file is refused with advice", "[order_file]") {
    for (const char* bytes :
         {"", "\xEF\xBB\xBF", "\n\n", "code,title\nZ0Z,Moonlight fatigue\n", "PK\x03\x04"}) {
        const Outcome r = read(bytes);
        REQUIRE(r.failed);
        CHECK(r.error.code == Errc::bad_source);
        CHECK(r.error.what == "sample: no line of an order file in it");
        CHECK(r.error.hint.find("fixed columns") != std::string::npos);
    }
}

TEST_CASE("records are appended behind what is there, and their order counts from 0", "[order_file]") {
    std::vector<CodeRecord> out(2);
    Diagnostics diag;
    const std::string bytes = order_file(diagnosis_codes());
    REQUIRE(read_icd10cm_order({bytes, "sample", 7}, &out, &diag));
    REQUIRE(out.size() == 2 + diagnosis_codes().size());
    CHECK(out[2].order == 0);
    CHECK(out[2].source.source == 7);
}

TEST_CASE("an order file is told by its beginning, and of which system", "[order_file]") {
    bool pcs = true;
    CHECK(looks_like_order_file(order_file(diagnosis_codes()), &pcs));
    CHECK_FALSE(pcs);
    CHECK(looks_like_order_file(order_file(procedure_codes(), "\r\n"), &pcs));
    CHECK(pcs);
    for (const char* bytes : {"", "\n", "no order file\n", "00001 Z0Z"})
        CHECK_FALSE(looks_like_order_file(bytes, &pcs));
    // The beginning may end within a line.
    const std::string whole = order_file(diagnosis_codes());
    CHECK(looks_like_order_file(std::string_view(whole).substr(0, whole.size() - 90), &pcs));
    CHECK_FALSE(looks_like_order_file(whole.substr(0, whole.find('\n') + 1) + "prose\n" + whole, &pcs));
}
