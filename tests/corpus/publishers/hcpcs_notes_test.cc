// SPDX-License-Identifier: GPL-3.0-or-later
// Invented notes in the layout of the publisher: two kinds of indentation, a star near column 92 that some
// lines lack.
#include "corpus/hcpcs_notes.h"

#include <catch2/catch.hpp>

#include "tests/corpus/publishers/attachments.h"

using namespace codelex;
using namespace codelex::test;

namespace {

constexpr const char* kNotes =
    "                                        PROCESSING NOTES\r\n"
    " ______________________________________________________________________\r\n"
    "\r\n"
    "          0001--THIS PROCESSING NOTE DELETED 1/1/97.                   *\r\n"
    "                                                                       *\r\n"
    "          0002--THE EAR (X0001) IS PAINTED  ON                         *\r\n"
    "                THE OUTSIDE WITH                                       *\r\n"
    "                -52 BRUSHES.                                           *\r\n"
    "                                                                       *\r\n"
    "\t  0003--SEE THE BOOK OF EARS, CH. 2\r\n"
    "\t\tSEC. 5.\t\t\t\t\t   * \r\n"
    "\t\t\t\t\t   *\r\n"
    "\t  0004--NOSE.\t\t\t   *\r\n"
    "\r\n \r\n";

struct Notes {
    std::map<std::string, Text> notes;
    Diagnostics diag;
    bool failed = false;
    Error error;
};

std::string read_notes(std::string_view bytes, Notes* out) {
    const Input in{bytes, "sample", 3};
    *out = {};
    const auto ok = read_hcpcs_notes(in, &out->notes, &out->diag);
    out->failed = !ok.ok();
    if (!ok) out->error = ok.error();
    for (const auto& [number, text] : out->notes) {
        if (number.size() != 4 || number.find_first_not_of("0123456789") != number.npos) return "no number";
        if (auto bad = bad_text(text.text); !bad.empty()) return bad;
        if (text.kind != TextKind::processing_note || text.source.source != 3 || text.source.line == 0)
            return "a note without kind or source";
    }
    if (auto useless = useless_report(out->diag, in); !useless.empty()) return "a report " + useless;
    if (!ok) return useless_error(ok.error(), in.name);
    return {};
}

Notes read(std::string_view bytes) {
    Notes n;
    CHECK(read_notes(bytes, &n) == "");
    return n;
}

}  // namespace

TEST_CASE("processing notes are joined from their lines, and deleted ones are left out", "[corpus][hcpcs]") {
    std::string lf = kNotes;
    std::erase(lf, '\r');
    for (const std::string& bytes : {std::string(kNotes), lf, "\xEF\xBB\xBF" + std::string(kNotes)}) {
        const Notes n = read(bytes);
        CHECK_FALSE(n.failed);
        CHECK(n.diag.count() == 0);
        REQUIRE(n.notes.size() == 3);
        CHECK(n.notes.at("0002").text == "THE EAR (X0001) IS PAINTED ON THE OUTSIDE WITH -52 BRUSHES.");
        CHECK(n.notes.at("0002").source.line == 6);
        CHECK(n.notes.at("0003").text == "SEE THE BOOK OF EARS, CH. 2 SEC. 5.");
        CHECK(n.notes.at("0004").text == "NOSE.");
        CHECK(looks_like_hcpcs_notes(bytes));
    }
}

TEST_CASE("a file without processing notes is refused by name", "[corpus][hcpcs]") {
    for (const char* bytes :
         {"", "\r\n", "PROCESSING NOTES\r\n", "12--EAR\n", "0001-EAR\n", "ABCD--EAR\n", "0001--\n"}) {
        INFO(bytes);
        CHECK(read(bytes).failed);
    }
    for (const char* head : {"", "PROCESSING NOTES\n", "2020--a year\n", "EARS\n0017--EAR\n"})
        CHECK_FALSE(looks_like_hcpcs_notes(head));
    CHECK(looks_like_hcpcs_notes("0001--EAR"));
}

TEST_CASE("lost, doubled, empty and damaged processing notes are reported with their line",
          "[corpus][hcpcs]") {
    auto [bytes, line, what] = GENERATE(table<std::string, std::size_t, std::string>({
        {"0001--EAR\n0003--NOSE\n", 2, "0003 stands out of turn"},
        {"0001--EAR\n0002--\n0003--NOSE\n", 2, "0002 is empty"},
        {"0001--EAR\n0002--N\x01SE\n", 2, "a control character: \"N?SE\""},
        {"0001--EAR\n0002--NOSE", 2, "no end"},
    }));
    const Notes n = read(bytes);
    CHECK_FALSE(n.failed);
    REQUIRE(n.diag.count() == 1);
    CHECK(n.diag.entries()[0].line == line);
    CHECK_THAT(n.diag.entries()[0].what, Catch::Contains(what));

    const Notes twice = read("0001--EAR\n0001--NOSE\n");
    CHECK(twice.notes.at("0001").text == "EAR");
    CHECK(twice.diag.skipped() == 1);
}

TEST_CASE("a processing note in Windows-1252 becomes UTF-8", "[corpus][hcpcs]") {
    CHECK(read("0001--CAF\xC9 \x96 EAR\n").notes.at("0001").text == "CAF\u00C9 \u2013 EAR");
}

TEST_CASE("no cut and no flipped byte of processing notes breaks what readers promise", "[corpus][hcpcs]") {
    std::string broken;
    damage_everywhere(kNotes, [&](std::size_t n, std::string_view bytes) {
        Notes notes;
        if (auto why = read_notes(bytes, &notes); !why.empty() && broken.empty())
            broken = "byte " + std::to_string(n) + ": " + why;
        (void)looks_like_hcpcs_notes(bytes);
    });
    CHECK(broken == "");
}
