// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/recipe.h"
#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"
#include "tests/scratch.h"

using namespace codelex;
using namespace codelex::test;

namespace {

// "kind member, kind member"
std::string parts_of(std::string_view bytes, std::string_view name = "sample") {
    const auto parts = detect(bytes, name);
    if (!parts) return "error: " + parts.error().what;
    std::string out;
    for (const Part& p : *parts)
        out += (out.empty() ? "" : ", ") + std::string(info(p.kind).name) + " " + p.member;
    return out;
}

}  // namespace

TEST_CASE("a file is told by what is in it, not by its name", "[detect]") {
    CHECK(parts_of(order_file(diagnosis_codes())) == "icd10cm-order ");
    CHECK(parts_of(order_file(procedure_codes(), "\r\n")) == "icd10pcs-order ");
    CHECK(parts_of(hcpcs_file()) == "hcpcs-anweb ");
    CHECK(parts_of("***Disclaimers\r\n\r\n" + hcpcs_file()) == "hcpcs-anweb ");
    CHECK(parts_of(workbook_of(hcpcs_rows())) == "hcpcs-anweb ");
    CHECK(parts_of(kRecordsYaml, "own.YAML") == "records ");
    CHECK(parts_of(kRecordsYaml, "own.yml") == "records ");
}

TEST_CASE("what codelex does not read is nothing", "[detect]") {
    CHECK(parts_of("") == "");
    CHECK(parts_of("prose\n") == "");
    CHECK(parts_of(kRecordsYaml, "own.txt") == "");
    CHECK(parts_of(kRecipeYaml, "my.yaml") == "");
    CHECK(parts_of(zip_of({{"readme.txt", "prose"}, {"a.yaml", "a: b"}})) == "");
    CHECK(parts_of(workbook_of({{"NAME"}, {"Moon"}})) == "");
}

TEST_CASE("the parts of an archive are found by content", "[detect]") {
    const std::string zip = zip_of({{"readme.pdf", "%PDF"},
                                    {"dx/order.txt", order_file(diagnosis_codes())},
                                    {"pcs.dat", order_file(procedure_codes())},
                                    {"own.yaml", std::string(kRecordsYaml)}});
    CHECK(parts_of(zip) == "icd10cm-order dx/order.txt, icd10pcs-order pcs.dat, records own.yaml");
}

TEST_CASE("a workbook in an archive counts where there is no text of it", "[detect]") {
    const std::string book = workbook_of(hcpcs_rows());
    CHECK(parts_of(zip_of({{"a.xlsx", book}, {"other.xlsx", workbook_of({{"NAME"}})}})) ==
          "hcpcs-anweb a.xlsx");
    CHECK(parts_of(zip_of({{"a.xlsx", book}, {"a.txt", hcpcs_file()}})) == "hcpcs-anweb a.txt");
}

TEST_CASE("a damaged archive is an error, not an unknown file", "[detect]") {
    const std::string zip = zip_of({{"order.txt", order_file(diagnosis_codes())}}, true);
    CHECK(parts_of(zip.substr(0, zip.size() / 2)).find("error: sample: ") == 0);
    std::string flipped = zip;
    flipped[zip.find("Moonlight")] = 'm';
    CHECK(parts_of(flipped).find("error: sample!order.txt: ") == 0);
}

TEST_CASE("a damaged workbook is an error, not an unknown file", "[detect]") {
    auto rows = hcpcs_rows();
    for (int i = 0; i < 2000; ++i)
        rows.push_back({"W" + std::to_string(1000 + i), "100", "3", "Umbrella " + std::string(80, 'x')});
    std::string book = workbook_of(rows, true);
    book[book.rfind("Umbrella xx")] = 'X';  // beyond the bytes that tell what a file is
    CHECK(parts_of(book).find("error: sample!xl/sharedStrings.xml: ") == 0);
    CHECK(parts_of(zip_of({{"a.xlsx", book}})).find("error: ") == 0);
}

TEST_CASE("a directory of downloads becomes a recipe", "[detect]") {
    const Scratch dir;
    dir.write("icd10cm_order_2026.txt", order_file(diagnosis_codes()));
    dir.write("sub/cms.zip", zip_of({{"icd10pcs_order_2026.txt", order_file(procedure_codes())}}));
    dir.write("HCPC2025_OCT_ANWEB.xlsx", workbook_of(hcpcs_rows()));
    dir.write("own.yaml", kRecordsYaml);
    dir.write("readme.txt", "prose");
    const auto r = recipe_from_directory(dir.path());
    REQUIRE(r);
    REQUIRE(r->sources.size() == 4);
    CHECK(r->sources[0].name == "HCPC2025_OCT_ANWEB.xlsx");
    CHECK(r->sources[0].release.label == "2025-10");
    CHECK(r->sources[1].kind == SourceKind::icd10cm_order);
    CHECK(r->sources[2].kind == SourceKind::records);
    CHECK(r->sources[3].member == "icd10pcs_order_2026.txt");
    CHECK(r->sources[3].release.label == "2026");
    CHECK(r->ignored == std::vector<std::string>{"readme.txt"});
}

TEST_CASE("a directory whose release cannot be told asks for a recipe", "[detect]") {
    const Scratch dir;
    dir.write("order.txt", order_file(diagnosis_codes()));
    const auto r = recipe_from_directory(dir.path());
    REQUIRE_FALSE(r);
    CHECK(r.error().code == Errc::bad_source);
    CHECK(r.error().what == "order.txt: a ICD-10-CM order file, but its name does not tell the release");
    CHECK(r.error().hint.find("recipe") != std::string::npos);
}

TEST_CASE("an empty, missing or damaged directory says so", "[detect]") {
    const Scratch dir;
    CHECK(recipe_from_directory(dir.path()).error().code == Errc::bad_source);
    CHECK(recipe_from_directory(dir / "none").error().code == Errc::io);
    const std::string zip = zip_of({{"icd10cm_order_2026.txt", order_file(diagnosis_codes())}});
    dir.write("cut.zip", zip.substr(0, zip.size() - 30));
    dir.write("icd10cm_order_2026.txt", order_file(diagnosis_codes()));
    const auto r = recipe_from_directory(dir.path());
    REQUIRE_FALSE(r);
    CHECK(r.error().what.find("cut.zip: ") == 0);
}
