// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/recipe.h"

#include <catch2/catch.hpp>

#include "corpus/yaml_records.h"
#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"
#include "tests/scratch.h"

using namespace codelex;
using namespace codelex::test;

namespace {

std::string complaint(std::string_view yaml) {
    const auto r = parse_recipe(yaml, "my.yaml", "/base");
    if (r) return "";
    CHECK(useless_error(r.error(), "my.yaml") == "");
    return r.error().what;
}

std::string of_source(std::string_view source) {
    return complaint("sources:\n  - " + std::string(source) + "\n");
}

}  // namespace

TEST_CASE("a recipe names systems and sources", "[recipe]") {
    const auto r = parse_recipe(kRecipeYaml, "my.yaml", "/base");
    REQUIRE(r);
    CHECK(r->name == "my.yaml");
    REQUIRE(r->systems.size() == 1);
    CHECK(r->systems[0].id == "house-codes");
    CHECK(r->systems[0].name == "Codes of our house");
    REQUIRE(r->sources.size() == 3);
    const Source& dx = r->sources[0];
    CHECK(dx.kind == SourceKind::icd10cm_order);
    CHECK(dx.file == "/base/icd10cm_order_2026.txt");
    CHECK(dx.tolerate == 2);
    CHECK(dx.release.label == "2026");
    CHECK(iso(*dx.release.effective) == "2025-10-01");
    CHECK_FALSE(dx.licensed);
    CHECK(r->sources[1].member == "anweb.txt");
    CHECK(r->sources[1].release.label == "2025-04");
    CHECK(iso(*r->sources[1].release.effective) == "2025-04-01");
    CHECK(r->sources[2].licensed);
    CHECK_FALSE(r->sources[2].starter);
}

TEST_CASE("a release may be given by its label alone", "[recipe]") {
    auto release = [](std::string_view source) {
        return parse_recipe("sources: [" + std::string(source) + "]", "my.yaml", "/base")->sources[0].release;
    };
    const Release april = release("{kind: icd10cm-order, file: dx.zip, release: '2025-04'}");
    CHECK(april.label == "2025-04");
    CHECK(iso(*april.effective) == "2025-04-01");
    const Release year = release("{kind: hcpcs-anweb, file: h.zip, release: 2026}");
    CHECK(iso(*year.effective) == "2026-01-01");
    const Release own = release("{kind: records, file: own.yaml, release: third edition}");
    CHECK(own.label == "third edition");
    CHECK_FALSE(own.effective);
    const Release both =
        release("{kind: icd10cm-order, file: dx.zip, release: spring, effective: 2025-04-01}");
    CHECK(both.label == "spring");
    CHECK(iso(*both.effective) == "2025-04-01");
}

TEST_CASE("a recipe that cannot be meant is refused with its line", "[recipe]") {
    CHECK(complaint("") == "my.yaml:0: no list of `sources`");
    CHECK(complaint("sources: moon") == "my.yaml:1: no list of `sources`");
    CHECK(complaint("sources: []") == "my.yaml:1: the list of sources is empty");
    CHECK(complaint("colour: blue\nsources: []") == "my.yaml:1: unknown key `colour` at the top");
    CHECK(complaint("[a]") == "my.yaml:1: no list of `sources`");
    CHECK(complaint("sources:\n  - {kind: records").find("my.yaml:2:1: ") == 0);
    CHECK(complaint("sources: \xFF") == "my.yaml: not UTF-8");
    CHECK(of_source("moon") == "my.yaml:2: a source is a mapping with `kind` and `file`");
    CHECK(of_source("{kind: records, file: a, colour: b}") == "my.yaml:2: unknown key `colour` in a source");
    CHECK(of_source("{kind: herbs, file: a}")
              .find("my.yaml:2: `kind` is `herbs`, but must be one of icd10cm-order, ") == 0);
    CHECK(of_source("{file: a}").find("my.yaml:2: `kind` is ``") == 0);
    CHECK(of_source("{kind: records}") == "my.yaml:2: `file` is missing");
    CHECK(of_source("{kind: records, file: a, effective: soon}") ==
          "my.yaml:2: `effective` is no date (2025-10-01)");
    CHECK(of_source("{kind: records, file: a, release: [b]}") == "my.yaml:2: `release` is no text");
    CHECK(of_source("{kind: records, file: a, licensed: maybe}") ==
          "my.yaml:2: `licensed` is neither true nor false");
    for (const char* n : {"-1", "many", "1234567", "1.5", "[1]", "''"})
        CHECK(of_source("{kind: records, file: a, tolerate: " + std::string(n) + "}") ==
              "my.yaml:2: `tolerate` is no number of lines");
    const std::string sources = "\nsources: [{kind: records, file: a}]";
    CHECK(complaint("systems: moon" + sources) == "my.yaml:1: `systems` is no list");
    CHECK(complaint("systems: [moon]" + sources) == "my.yaml:1: a system is a mapping with `id` and `name`");
    CHECK(complaint("systems: [{id: House}]" + sources) == "my.yaml:1: `id` is 1 to 32 of a-z, 0-9, - and _");
    CHECK(complaint("systems: [{id: cpt}]" + sources) == "my.yaml:1: codelex knows `cpt` already");
    CHECK(complaint("systems: [{id: a, colour: b}]" + sources) ==
          "my.yaml:1: unknown key `colour` in a system");
}

TEST_CASE("a recipe that unfolds to a flood of sources or values is refused", "[recipe]") {
    const std::string long_value(5000, 'x');
    CHECK(of_source("{kind: records, file: " + long_value + "}") ==
          "my.yaml:2: a value is longer than 4096 bytes");
    CHECK(complaint("systems: [{id: a, name: " + long_value + "}]\nsources: [{kind: records, file: a}]") ==
          "my.yaml:1: a value is longer than 4096 bytes");
    std::string many = "sources:\n- &s {kind: records, file: a}\n";
    for (int i = 0; i < 10'000; ++i) many += "- *s\n";
    CHECK(complaint(many) == "my.yaml:2: more than 10,000 `sources`");
}

TEST_CASE("a recipe's files lie beside it", "[recipe]") {
    const Scratch dir;
    const auto file = dir.write(
        "sub/my.yaml", "sources: [{kind: records, file: own/a.yaml}, {kind: records, file: /abs/b.yaml}]");
    const auto r = read_recipe(file);
    REQUIRE(r);
    CHECK(r->sources[0].file == dir / "sub/own/a.yaml");
    CHECK(r->sources[1].file == "/abs/b.yaml");
    CHECK(read_recipe(dir / "none.yaml").error().code == Errc::io);
}

TEST_CASE("the release is told by the file name", "[recipe]") {
    const struct {
        SourceKind kind;
        const char *name, *label, *effective;
    } rows[] = {
        {SourceKind::icd10cm_order, "icd10cm_order_2026.txt", "2026", "2025-10-01"},
        {SourceKind::icd10cm_order, "icd10cm-order-Jan-2021.txt", "2021-01", "2021-01-01"},
        {SourceKind::icd10cm_order, "icd10cm-order-April-2025.txt", "2025-04", "2025-04-01"},
        {SourceKind::icd10cm_order, "some/dir2019/icd10cm_order_2026.txt", "2026", "2025-10-01"},
        {SourceKind::icd10pcs_order, "icd10pcs_order_2026.txt", "2026", "2025-10-01"},
        {SourceKind::hcpcs_anweb, "HCPC2025_OCT_ANWEB.xlsx", "2025-10", "2025-10-01"},
        {SourceKind::hcpcs_anweb, "HCPC17_CONTR_ANWEB.txt", "2017", "2017-01-01"},
        {SourceKind::hcpcs_anweb, "HCPC2019_CONTR_ANWEB.txt", "2019", "2019-01-01"},
        {SourceKind::hcpcs_anweb, "2025-04", "2025-04", "2025-04-01"},
        {SourceKind::hcpcs_anweb, "2025-13", "", ""},
        {SourceKind::icd10cm_order, "order.txt", "", ""},
        {SourceKind::icd10cm_order, "order_1999.txt", "", ""},
        {SourceKind::icd10cm_order, "octopus_2026.txt", "2026", "2025-10-01"},
        {SourceKind::icd10cm_order, "20261.txt", "", ""},
        {SourceKind::icd10cm_order, "", "", ""},
        {SourceKind::records, "own_2026.yaml", "", ""},
    };
    for (const auto& r : rows) {
        INFO(r.name);
        const Release release = release_from_name(r.kind, r.name);
        CHECK(release.label == r.label);
        CHECK((release.effective ? iso(*release.effective) : "") == r.effective);
    }
}

TEST_CASE("the starter corpus is in the program", "[recipe]") {
    const Recipe r = starter_recipe();
    REQUIRE_FALSE(r.sources.empty());
    for (const Source& s : r.sources) {
        CHECK(s.starter);
        CHECK_FALSE(s.embedded.empty());
        Outcome reading;
        CHECK(read_and_check(read_yaml_records, s.embedded, &reading) == "");
        CHECK_FALSE(reading.noticed());
    }
}
