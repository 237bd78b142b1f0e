// SPDX-License-Identifier: GPL-3.0-or-later
// The processing notes of each HCPCS release against an independent count (hcpcs_notes_counts.py), and their
// use.
#include "corpus/hcpcs_notes.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/hcpcs.h"
#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/needs.h"

using namespace codelex;
using codelex::test::shell;
namespace fs = std::filesystem;

TEST_CASE("the processing notes of every HCPCS release are read, and each that a code names is there",
          "[releases]") {
    NEEDS_RELEASES(data);
    auto [year, codes, all, kept, users] =
        GENERATE(table<std::string, std::string, int, std::size_t, std::size_t>({
            {"2017", "HCPC17_CONTR_ANWEB.txt", 211, 201, 747},
            {"2018", "HCPC2018_CONTR_ANWEB_disc.txt", 216, 206, 754},
            {"2019", "HCPC2019_CONTR_ANWEB.txt", 218, 208, 766},
            {"2020", "HCPC2020_ANWEB_w_disclaimer.txt", 220, 210, 768},
        }));
    INFO(year);
    const fs::path archive = data / "releases" / ("hcpcs-" + year) / (year + "-Alpha-Numeric-HCPCS-File.zip");
    auto whole = read_file(archive);
    REQUIRE(whole.ok());
    const auto bytes = read_zip_member(*whole, "release", "proc_notes_" + year + ".txt");
    const auto anweb = read_zip_member(*whole, "release", codes);
    REQUIRE(bytes.ok());
    REQUIRE(anweb.ok());

    std::map<std::string, Text> notes;
    Diagnostics diag;
    REQUIRE(read_hcpcs_notes({*bytes, "notes"}, &notes, &diag).ok());
    CHECK(looks_like_hcpcs_notes(std::string_view(*bytes).substr(0, 65536)));
    CHECK(diag.count() == 0);

    std::istringstream lines(shell("python3 '" CODELEX_SOURCE_DIR "/tests/releases/hcpcs_notes_counts.py' '" +
                                   archive.string() + "'"));
    std::map<std::string, std::string> python;
    for (std::string key, value; lines >> key >> value;) python[key] = value;
    std::string rows;
    for (const auto& [number, text] : notes) rows += number + " " + text.text + "\n";
    CHECK(python["notes"] == std::to_string(all));
    CHECK(notes.size() == kept);
    CHECK(sha256_hex(rows) == python["sha256"]);

    std::vector<CodeRecord> records;
    REQUIRE(read_hcpcs_fixed({*anweb, "codes"}, &records, &diag).ok());
    std::size_t named = 0, absent = 0, zero = 0, most = 0;
    for (const CodeRecord& r : records)
        for (const Attribute& a : r.attributes) {
            if (a.name != "processing_note") continue;
            ++named;
            most += a.value == "0088";
            zero += a.value == "0000";
            absent += !notes.count(a.value);
        }
    CHECK(named == users);
    CHECK(std::to_string(named) == python["records"]);
    CHECK(zero == 2);  // "no note"
    CHECK(absent == 2);
    CHECK(most == 318);
}
