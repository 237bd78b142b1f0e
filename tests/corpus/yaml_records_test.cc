// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/yaml_records.h"

#include <catch2/catch.hpp>

#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"

using namespace codelex;
using namespace codelex::test;

namespace {

Outcome read(std::string_view bytes) {
    Outcome r;
    CHECK(read_and_check(read_yaml_records, bytes, &r) == "");
    return r;
}

// What is said about one record.
std::string complaint(std::string_view record) {
    const Outcome r = read("system: icd10cm\nrecords:\n  - " + std::string(record) + "\n");
    return r.failed ? r.error.what : r.diag.entries().empty() ? "" : to_string(r.diag.entries().front());
}

std::string repeated(std::string_view s, std::size_t times) {
    std::string out;
    out.reserve(s.size() * times);
    while (times--) out += s;
    return out;
}

}  // namespace

TEST_CASE("records of one's own come with all that was written about them", "[yaml_records]") {
    const Outcome r = read(kRecordsYaml);
    REQUIRE_FALSE(r.noticed());
    REQUIRE(r.records.size() == 3);
    const CodeRecord& ear = r.records[0];
    CHECK(ear.system == "icd10cm");
    CHECK(ear.code == "Z0Z1");
    CHECK(ear.parent == "Z0Z");
    CHECK(ear.billable);
    CHECK(ear.notice == "Invented for a test.");
    CHECK(iso(*ear.validity.from) == "2024-10-01");
    CHECK(ear.source.line == 5);
    REQUIRE(ear.texts.size() == 3);
    CHECK(ear.texts[0].kind == TextKind::inclusion);
    CHECK(ear.texts[1].text == "lunar ear");
    CHECK(ear.texts[2].kind == TextKind::lay);
    CHECK(ear.texts[2].text == "The ear is tired after a bright night.");
    CHECK_FALSE(r.records[1].billable);
    CHECK(iso(*r.records[2].validity.to) == "2025-09-30");
    REQUIRE(r.records[2].relations.size() == 1);
    CHECK(r.records[2].relations[0] == Relation{RelationKind::replaced_by, "icd10cm", "X9X1XXA"});
    CHECK(r.records[2].texts[0].kind == TextKind::excludes1);
}

TEST_CASE("a modifier says so by its kind", "[yaml_records]") {
    const Outcome r = read("system: hcpcs\nrecords: [{code: w9, title: Unicorn, kind: modifier}]\n");
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].modifier);
    CHECK(r.records[0].code == "W9");
}

TEST_CASE("a record that breaks the schema is left out and named by its line", "[yaml_records]") {
    const struct {
        const char *record, *says;
    } rows[] = {
        {"{code: Z0Z, title: Fine}", ""},
        {"Z0Z", "sample:3: a record is a mapping with `code` and `title`"},
        {"{code: 9, title: T}", "sample:3: `9` is no ICD-10-CM code"},
        {"{title: T}", "sample:3: `` is no ICD-10-CM code"},
        {"{code: Z0Z.1}", "sample:3: Z0Z.1 has no `title`"},
        {"{code: Z0Z, title: ' '}", "sample:3: Z0Z has no `title`"},
        {"{code: Z0Z, title: [T]}", "sample:3: Z0Z has no `title`"},
        {"{code: Z0Z, title: T, colour: blue}", "sample:3: unknown key `colour`; see docs/sources.md"},
        {"{code: Z0Z, title: T, [a]: blue}", "sample:3: unknown key `?`; see docs/sources.md"},
        {"{code: Z0Z, title: T, billable: yes}", "sample:3: `billable` is neither true nor false"},
        {"{code: Z0Z, title: T, kind: code}", ""},
        {"{code: Z0Z, title: T, kind: herb}", "sample:3: `kind` is neither code nor modifier"},
        {"{code: Z0Z, title: T, from: soon}", "sample:3: `from` is no date (2025-10-01)"},
        {"{code: Z0Z, title: T, to: [2025-10-01]}", "sample:3: `to` is no date (2025-10-01)"},
        {"{code: Z0Z, title: T, from: 2025-10-01, to: 2025-09-30}", "sample:3: `to` is before `from`"},
        {"{code: Z0Z, title: T, parent: '?'}", "sample:3: `parent`: `?` is no ICD-10-CM code"},
        {"{code: Z0Z, title: T, replaced_by: '?'}", "sample:3: `replaced_by`: `?` is no ICD-10-CM code"},
        {"{code: Z0Z, title: T, replaced_by: {a: b}}",
         "sample:3: `replaced_by` is neither a text nor a list of texts"},
        {"{code: Z0Z, title: T, terms: [a, [b]]}", "sample:3: `terms` is neither a text nor a list of texts"},
        {"{code: Z0Z, title: T, terms: ['']}", "sample:3: `terms` is neither a text nor a list of texts"},
        {"{code: Z0Z, title: T, lay: ~}", "sample:3: `lay` is neither a text nor a list of texts"},
    };
    for (const auto& row : rows) {
        INFO(row.record);
        CHECK(complaint(row.record) == row.says);
    }
}

TEST_CASE("a code that is there twice counts once", "[yaml_records]") {
    const Outcome r =
        read("system: icd10cm\nrecords:\n- {code: Z0Z.1, title: A}\n- {code: z0z1, title: B}\n");
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].title == "A");
    CHECK(to_string(r.diag.entries().at(0)) == "sample:4: icd10cm Z0Z.1 is already on line 3");
}

TEST_CASE("a file that is no list of records is refused with advice", "[yaml_records]") {
    for (const char* bytes :
         {"", "~", "text", "[a, b]", "system: icd10cm", "records: []", "system: icd10cm\nrecords: text",
          "system: ICD 10\nrecords: []", "system: icd10cm\nrecords: []\ncolour: blue",
          "system: [icd10cm]\nrecords: []", "system: icd10cm\nfrom: soon\nrecords: []"}) {
        INFO(bytes);
        const Outcome r = read(bytes);
        REQUIRE(r.failed);
        CHECK(r.error.code == Errc::bad_source);
        CHECK(r.error.hint.find("docs/sources.md") != std::string::npos);
    }
}

TEST_CASE("broken YAML is refused with line and column", "[yaml_records]") {
    const Outcome r = read("system: icd10cm\nrecords:\n  - {code: Z0Z, title: \"open\n");
    REQUIRE(r.failed);
    CHECK(r.error.what.find("sample:4:1: ") == 0);
    CHECK(read("a: *nowhere").error.what.find("sample:1:") == 0);
    CHECK(read("a: \xE9").error.what == "sample: not UTF-8");
    CHECK(read(std::string_view("a: \0", 4)).error.what == "sample: a NUL byte");
}

TEST_CASE("line ends and a byte order mark change nothing in YAML", "[yaml_records]") {
    std::string crlf;
    for (char c : kRecordsYaml) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    for (const std::string& bytes : {crlf, "\xEF\xBB\xBF" + std::string(kRecordsYaml)}) {
        const Outcome r = read(bytes);
        CHECK_FALSE(r.noticed());
        REQUIRE(r.records.size() == 3);
        CHECK(r.records[0].texts[2].text == "The ear is tired after a bright night.");
        CHECK(r.records[0].source.line == 5);
    }
}

TEST_CASE("deep nesting of every kind ends in a message", "[yaml_records]") {
    for (const char* opener :
         {"[", "{", "- ", "? ", "{a: ", "[{", "!!a ", "&a ", "'", "? - ", "-\n", "a: ", "[a, "}) {
        INFO(opener);
        const Outcome r = read("system: icd10cm\nrecords:\n" + repeated(opener, 20'000));
        CHECK(r.noticed());
        Outcome record;
        CHECK(read_and_check(read_yaml_records, "system: icd10cm\nrecords: [" + repeated(opener, 20'000),
                             &record) == "");
        CHECK(record.noticed());
    }
}

TEST_CASE("aliases within reason are read", "[yaml_records]") {
    const Outcome r = read(
        "system: icd10cm\nrecords:\n- {code: Z0Z, title: &t Moon, lay: &l [x, y]}\n- {code: X9X, title: *t, "
        "lay: *l}\n");
    REQUIRE(r.records.size() == 2);
    CHECK(r.records[1].title == "Moon");
    CHECK(r.records[1].texts.size() == 2);
}

TEST_CASE("aliases that unfold to gigabytes are refused", "[yaml_records]") {
    const std::string text = repeated("moon ", 40'000);
    const std::string bombs[] = {
        // One long text, listed very often.
        "system: icd10cm\nrecords:\n- {code: Z0Z, title: &t " + text + ", terms: [" +
            repeated("*t,", 20'000) + "]}\n",
        // One record with a long text, listed very often.
        "system: icd10cm\nrecords:\n- &r {code: Z0Z, title: " + text + "}\n" + repeated("- *r\n", 20'000),
        // A notice that every record gets.
        "system: icd10cm\nnotice: " + text + "\nrecords:\n" + repeated("- {code: Z0Z, title: T}\n", 20'000),
    };
    for (const std::string& bomb : bombs) {
        const Outcome r = read(bomb);
        REQUIRE(r.failed);
        CHECK(r.error.what.find("its aliases unfold to more than") != std::string::npos);
    }
}

TEST_CASE("a list of lists of lists of aliases costs nothing", "[yaml_records]") {
    std::string laughs = "system: icd10cm\nrecords:\n  - &a0 [x, x]\n";
    for (int i = 1; i < 60; ++i) {
        const std::string before = std::to_string(i - 1);
        laughs += "  - &a" + std::to_string(i) + " [*a" + before + ", *a" + before + "]\n";
    }
    laughs += "  - {code: Z0Z, title: T, terms: *a59}\n  - {code: X9X, title: *a59}\n";
    const Outcome r = read(laughs);
    CHECK(r.records.empty());
    CHECK(r.diag.skipped() == 62);
}

TEST_CASE("a list that holds itself is refused", "[yaml_records]") {
    CHECK(read("system: icd10cm\nrecords: &r [*r, {code: Z0Z, title: T, terms: &t [*t]}]").noticed());
    CHECK(read("&top\nsystem: icd10cm\nrecords: *top").noticed());
}

TEST_CASE("a file of records is told by its text", "[yaml_records]") {
    CHECK(looks_like_yaml_records(kRecordsYaml));
    CHECK(looks_like_yaml_records("records:"));
    CHECK_FALSE(looks_like_yaml_records(kRecipeYaml));
    CHECK_FALSE(looks_like_yaml_records("  records:\n"));
    CHECK_FALSE(looks_like_yaml_records(""));
}
