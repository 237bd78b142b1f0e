// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/cli/process.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

std::string order_line(int number, std::string code, bool billable, const std::string& title) {
    char begin[64];
    std::snprintf(begin, sizeof begin, "%05d %-7s %d ", number, code.c_str(), billable);
    std::string short_title = title.substr(0, 60);
    short_title.resize(60, ' ');
    return begin + short_title + " " + title + "\r\n";
}

// A tiny official-looking file with invented codes.
std::string order_file(const std::string& title = "Invented condition of the left widget") {
    return order_line(1, "X9Z", false, "Invented conditions") + order_line(2, "X9Z0", true, title) +
           order_line(3, "X9Z1", true, "Invented condition of the right widget");
}

}  // namespace

TEST_CASE("a directory of downloads is indexed, the newest release of a kind stands", "[cli]") {
    Scratch s;
    s.write("in/icd10cm_order_2024.txt", order_file("An older title"));
    s.write("in/icd10cm_order_2025.txt", order_file());
    s.write("in/notes.md", "no source");
    const std::string index = (s / "index").string();
    const Ran r = program({"index", "--no-starter", "--sources", (s / "in").string(), "--index", index});
    INFO(r.err);
    REQUIRE(r.exit == 0);
    CHECK(has(r.out, "icd10cm_order_2024.txt"));
    CHECK(has(r.out, "not used, a newer release stands"));
    CHECK(has(r.out, "release 2025"));
    CHECK(has(r.out, "2024-10-01"));
    CHECK(has(r.out, "notes.md"));
    const Ran found = program({"search", "--index", index, "--format", "tsv", "X9Z.0"});
    CHECK(has(found.out, "Invented condition of the left widget"));
}

TEST_CASE("a recipe names its sources, and own texts attach to the official record", "[cli]") {
    Scratch s;
    s.write("order.txt", order_file());
    s.write("own.yaml",
            "system: icd10cm\nrecords:\n  - code: X9Z.0\n    title: Left widget trouble\n    lay: Wobbly "
            "thingamabob.\n"
            "  - code: X9Z.9\n    title: A code of our own\n");
    s.write("sources.yaml",
            "sources:\n  - kind: icd10cm-order\n    file: order.txt\n    release: \"2026\"\n"
            "  - kind: records\n    file: own.yaml\n");
    const std::string index = (s / "index").string();
    const Ran r =
        program({"index", "--no-starter", "--sources", (s / "sources.yaml").string(), "--index", index});
    INFO(r.err);
    REQUIRE(r.exit == 0);
    CHECK(has(r.out, "4 codes"));
    CHECK(has(r.out, "1 with another title"));
    const Ran found = program({"search", "--index", index, "wobbly", "thingamabob"});
    CHECK(has(found.out, "X9Z.0"));
    CHECK(has(found.out, "Invented condition of the left widget"));
}

TEST_CASE("the starter corpus joins a directory of downloads unless it is left out", "[cli]") {
    Scratch s;
    s.write("in/icd10cm_order_2026.txt", order_file());
    const std::string with = (s / "with").string(), without = (s / "without").string();
    REQUIRE(program({"index", "--sources", (s / "in").string(), "--index", with}).exit == 0);
    REQUIRE(program({"index", "--no-starter", "--sources", (s / "in").string(), "--index", without}).exit ==
            0);
    CHECK(program({"show", "--index", with, "0283T"}).exit == 0);
    CHECK(program({"show", "--index", without, "0283T"}).exit != 0);
}

TEST_CASE("damaged sources publish nothing and are named with line and next step", "[cli]") {
    Scratch s;
    s.write("good/icd10cm_order_2026.txt", order_file());
    const std::string index = (s / "index").string();
    REQUIRE(program({"index", "--no-starter", "--sources", (s / "good").string(), "--index", index}).exit ==
            0);

    s.write("cut/icd10cm_order_2027.txt", order_file().substr(0, order_file().size() - 20));
    s.write("typo.yaml", "sources:\n  - kind: icd10cm-oder\n    file: x.txt\n");
    s.write("tab.yaml", "sources:\n\t- kind: x\n");
    s.write("gone.yaml", "sources:\n  - kind: icd10cm-order\n    file: gone.txt\n    release: \"2026\"\n");
    s.write("zip/hcpcs_2025.zip", "PK\x03\x04 this is no archive");
    s.write("empty/readme.txt", "nothing here");
    s.write("nameless/order.txt", order_file());
    auto [sources, words] = GENERATE(table<std::string, std::vector<std::string>>({
        {"cut", {"icd10cm_order_2027.txt:3", "tolerate"}},
        {"typo.yaml", {"typo.yaml:2", "icd10cm-oder", "icd10cm-order"}},
        {"tab.yaml", {"tab.yaml:2"}},
        {"gone.yaml", {"gone.txt", "No such file"}},
        {"zip", {"hcpcs_2025.zip", "download it again"}},
        {"empty", {"no file that codelex reads"}},
        {"nameless", {"order.txt", "release", "recipe"}},
        {"missing", {"missing", "No such file"}},
    }));
    const Ran r = program({"index", "--no-starter", "--sources", (s / sources).string(), "--index", index});
    INFO(sources << ": " << r.err);
    CHECK(r.exit >= 2);
    CHECK(r.out.empty());
    for (const std::string& w : words) CHECK(has(r.err, w));
    CHECK(program({"search", "--index", index, "widget"}).exit == 0);
    CHECK(has(program({"status", "--index", index}).out, "snap-000001"));
}

TEST_CASE("a recipe can tolerate damage, and the summary says what was lost", "[cli]") {
    Scratch s;
    s.write("order.txt", order_file() + "broken line\r\n");
    s.write(
        "sources.yaml",
        "sources:\n  - kind: icd10cm-order\n    file: order.txt\n    release: \"2026\"\n    tolerate: 1\n");
    const Ran r = program(
        {"index", "--no-starter", "--sources", (s / "sources.yaml").string(), "--index", (s / "i").string()});
    INFO(r.err);
    CHECK(r.exit == 0);
    CHECK(has(r.out, "1 skipped"));
    CHECK(has(r.out, "order.txt:4: shorter than 78 columns"));
}
