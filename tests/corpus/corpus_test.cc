// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/corpus.h"

#include <catch2/catch.hpp>

#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"
#include "tests/scratch.h"

using namespace codelex;
using namespace codelex::test;

namespace {

// A recipe beside its files.
struct Kitchen {
    Scratch dir;
    Result<Corpus> cook(std::string_view recipe) const {
        const auto r = parse_recipe(recipe, "recipe", dir.path());
        REQUIRE(r);
        return read_corpus(*r);
    }
};

const CodeRecord& at(const Corpus& c, std::string_view system, std::string_view code) {
    for (const CodeRecord& r : c.records)
        if (r.system == system && r.code == code) return r;
    FAIL("no " << system << " " << code);
    return c.records.front();
}

std::string failure(const Result<Corpus>& r) {
    return r ? "" : r.error().what;
}

}  // namespace

TEST_CASE("official files and own records become one list in listing order", "[corpus]") {
    const Kitchen k;
    k.dir.write("icd10cm_order_2026.txt", order_file(diagnosis_codes()));
    k.dir.write("icd10pcs_order_2026.txt", order_file(procedure_codes()));
    k.dir.write("HCPC2026_ANWEB.txt", hcpcs_file());
    k.dir.write("own.yaml",
                "system: icd10cm\nrecords:\n- {code: Z0Z.1, title: Moon ear, terms: [lunar ear]}\n"
                "- {code: Z9Z, title: Of our own}\n- {code: A9Z, title: Of our own}\n");
    const auto c = k.cook(
        "sources:\n- {kind: hcpcs-anweb, file: HCPC2026_ANWEB.txt}\n- {kind: records, file: own.yaml}\n"
        "- {kind: icd10pcs-order, file: icd10pcs_order_2026.txt}\n"
        "- {kind: icd10cm-order, file: icd10cm_order_2026.txt}\n");
    REQUIRE(c);
    REQUIRE(c->systems.size() == 3);
    CHECK(c->systems[0].system == "icd10cm");
    CHECK(c->systems[1].system == "icd10pcs");
    CHECK(c->systems[2].system == "hcpcs");
    const SystemReport& dx = c->systems[0];
    CHECK(dx.records == diagnosis_codes().size() + 2);
    CHECK(dx.official == diagnosis_codes().size());
    CHECK(dx.own == 2);
    CHECK(dx.attached == 1);
    CHECK(dx.retitled == 1);
    CHECK(c->systems[2].modifiers == 1);
    CHECK(c->systems[2].billable == 3);
    // The publisher's order first, own codes behind by code.
    std::vector<std::string> codes;
    for (const CodeRecord& r : c->records)
        if (r.system == "icd10cm") codes.push_back(r.code);
    CHECK(codes == std::vector<std::string>{"Z0Z", "Z0Z1", "Z0Z9", "X9X", "X9X1", "X9X1XXA", "X9X1XXD", "QZ0",
                                            "A9Z", "Z9Z"});
    const CodeRecord& ear = at(*c, "icd10cm", "Z0Z1");
    CHECK(ear.title == "Moonlight fatigue of the left ear");
    REQUIRE(ear.texts.size() == 2);
    CHECK(ear.texts[1].text == "lunar ear");
    CHECK(ear.texts[1].source == SourceLine{1, 3});
    CHECK(ear.source == SourceLine{3, 2});
    CHECK(c->sources[3].records == diagnosis_codes().size());
    CHECK(c->sources[3].sha256.size() == 64);
}

TEST_CASE("a code's parent is the nearest code above it", "[corpus]") {
    const Kitchen k;
    k.dir.write("icd10cm_order_2026.txt", order_file(diagnosis_codes()));
    k.dir.write("icd10pcs_order_2026.txt", order_file(procedure_codes()));
    const auto c = k.cook(
        "sources:\n- {kind: icd10cm-order, file: icd10cm_order_2026.txt}\n"
        "- {kind: icd10pcs-order, file: icd10pcs_order_2026.txt}\n");
    REQUIRE(c);
    CHECK(at(*c, "icd10cm", "X9X").parent == "");
    CHECK(at(*c, "icd10cm", "X9X1").parent == "X9X");
    CHECK(at(*c, "icd10cm", "X9X1XXA").parent == "X9X1");
    CHECK(at(*c, "icd10cm", "QZ0").parent == "");
    CHECK(at(*c, "icd10pcs", "YYZ3ZZZ").parent == "YYZ");
}

TEST_CASE("a code holds from the first day of its release unless the file says otherwise", "[corpus]") {
    const Kitchen k;
    k.dir.write("icd10cm_order_2026.txt", order_file(diagnosis_codes()));
    k.dir.write("HCPC2026_ANWEB.txt", hcpcs_file());
    const auto c = k.cook(
        "sources:\n- {kind: icd10cm-order, file: icd10cm_order_2026.txt}\n- {kind: hcpcs-anweb, file: "
        "HCPC2026_ANWEB.txt}\n");
    REQUIRE(c);
    CHECK(iso(*at(*c, "icd10cm", "QZ0").validity.from) == "2025-10-01");
    CHECK(iso(*at(*c, "hcpcs", "W0001").validity.from) == "2024-01-01");
}

TEST_CASE("of several releases the newest stands and the others are not even read", "[corpus]") {
    const Kitchen k;
    k.dir.write("icd10cm_order_2026.txt",
                order_file({{"Z0Z", false, "New moon"}, {"Z0Z1", true, "Half moon"}}));
    k.dir.write("icd10cm_order_2025.txt", "damaged");
    for (const char* recipe : {"sources:\n- {kind: icd10cm-order, file: icd10cm_order_2025.txt}\n- {kind: "
                               "icd10cm-order, file: icd10cm_order_2026.txt}\n",
                               "sources:\n- {kind: icd10cm-order, file: icd10cm_order_2026.txt}\n- {kind: "
                               "icd10cm-order, file: icd10cm_order_2025.txt}\n"}) {
        const auto c = k.cook(recipe);
        REQUIRE(c);
        CHECK(at(*c, "icd10cm", "Z0Z").title == "New moon");
        for (const SourceReport& s : c->sources) CHECK(s.used == (s.release.label == "2026"));
    }
}

TEST_CASE("a member is found by content and its name tells the release", "[corpus]") {
    const Kitchen k;
    k.dir.write("cms.zip",
                zip_of({{"readme.txt", "prose"}, {"icd10cm_order_2026.txt", order_file(diagnosis_codes())}}));
    const auto c = k.cook("sources: [{kind: icd10cm-order, file: cms.zip}]");
    REQUIRE(c);
    CHECK(c->sources[0].name == "cms.zip!icd10cm_order_2026.txt");
    CHECK(c->sources[0].release.label == "2026");
    // The day that the recipe gives is not overruled by the name.
    const auto day = k.cook("sources: [{kind: icd10cm-order, file: cms.zip, effective: 2026-04-01}]");
    REQUIRE(day);
    CHECK(day->sources[0].release.label == "2026");
    CHECK(iso(*at(*day, "icd10cm", "QZ0").validity.from) == "2026-04-01");
    CHECK(failure(k.cook("sources: [{kind: icd10pcs-order, file: cms.zip}]")) ==
          "cms.zip: no ICD-10-PCS order file in it");
    CHECK(failure(
              k.cook("sources: [{kind: icd10cm-order, file: cms.zip, member: other.txt, release: 2026}]")) ==
          "cms.zip: has no member other.txt");
}

TEST_CASE("a release that nobody tells is asked for", "[corpus]") {
    const Kitchen k;
    k.dir.write("order.txt", order_file(diagnosis_codes()));
    const auto c = k.cook("sources: [{kind: icd10cm-order, file: order.txt}]");
    REQUIRE_FALSE(c);
    CHECK(c.error().what == "order.txt: its name does not tell the release");
    CHECK(c.error().hint.find("recipe") != std::string::npos);
}

TEST_CASE("a damaged source is refused by its first bad line, unless it is tolerated", "[corpus]") {
    const Kitchen k;
    std::string bytes = order_file(diagnosis_codes());
    bytes.replace(bytes.find("00003"), 5, "x0003");
    k.dir.write("icd10cm_order_2026.txt", bytes);
    const auto c = k.cook("sources: [{kind: icd10cm-order, file: icd10cm_order_2026.txt}]");
    REQUIRE_FALSE(c);
    CHECK(c.error().code == Errc::bad_source);
    CHECK(c.error().what.find("icd10cm_order_2026.txt:3: columns 1-5 are no order number") == 0);
    CHECK(c.error().what.find("(and 1 more)") != std::string::npos);
    CHECK(c.error().hint.find("tolerate: 2") != std::string::npos);
    const auto tolerated =
        k.cook("sources: [{kind: icd10cm-order, file: icd10cm_order_2026.txt, tolerate: 2}]");
    REQUIRE(tolerated);
    CHECK(tolerated->sources[0].skipped == 1);
    CHECK(tolerated->sources[0].suspected == 1);
    CHECK(tolerated->sources[0].entries.size() == 2);
}

TEST_CASE("a system must be known or declared", "[corpus]") {
    const Kitchen k;
    k.dir.write("own.yaml", "system: house-codes\nrecords: [{code: a/1, title: Moon}]\n");
    const auto c = k.cook("sources: [{kind: records, file: own.yaml}]");
    REQUIRE_FALSE(c);
    CHECK(c.error().what == "own.yaml: unknown system `house-codes`");
    const auto declared =
        k.cook("systems: [{id: house-codes}]\nsources: [{kind: records, file: own.yaml, licensed: true}]");
    REQUIRE(declared);
    CHECK(at(*declared, "house-codes", "A/1").licensed);
    CHECK(declared->declared.size() == 1);
}

TEST_CASE("a missing or foreign file says which", "[corpus]") {
    const Kitchen k;
    const auto none = k.cook("sources: [{kind: records, file: none.yaml}]");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == Errc::io);
    CHECK(none.error().what.find("none.yaml") != std::string::npos);
    k.dir.write("HCPC2026_ANWEB.txt", "prose\n");
    CHECK(failure(k.cook("sources: [{kind: hcpcs-anweb, file: HCPC2026_ANWEB.txt}]"))
              .find("no line of a HCPCS (ANWEB) file") != std::string::npos);
}

TEST_CASE("own records of several files join, the first title stands", "[corpus]") {
    const Kitchen k;
    k.dir.write("a.yaml", "system: cpt\nnotice: N\nrecords: [{code: 0000Z, title: First, lay: one}]\n");
    k.dir.write("b.yaml", "system: cpt\nrecords: [{code: 0000z, title: Second, lay: two, parent: 0001Z}]\n");
    const auto c = k.cook("sources: [{kind: records, file: a.yaml}, {kind: records, file: b.yaml}]");
    REQUIRE(c);
    REQUIRE(c->records.size() == 1);
    CHECK(c->records[0].title == "First");
    CHECK(c->records[0].notice == "N");
    CHECK(c->records[0].parent == "0001Z");
    CHECK(c->records[0].texts.size() == 2);
    CHECK(c->systems[0].attached == 0);
    CHECK(c->systems[0].own == 1);
}

TEST_CASE("the starter corpus reads without a complaint", "[corpus]") {
    const auto c = read_corpus(starter_recipe());
    REQUIRE(c);
    CHECK(c->records.size() > 100);
    for (const SourceReport& s : c->sources) {
        CHECK(s.starter);
        CHECK(s.skipped + s.suspected == 0);
    }
}
