// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/join.h"

using namespace codelex;

namespace {

CodeRecord code(const std::string& system, const std::string& c) {
    CodeRecord r;
    r.system = system;
    r.code = c;
    r.title = "Invented " + c;
    return r;
}

Reading reading(SourceKind kind, std::vector<Attachment> attachments) {
    Reading r;
    r.report.kind = kind;
    r.attachments = std::move(attachments);
    return r;
}

}  // namespace

TEST_CASE("older text joins the codes that still exist, the rest is counted as dangling and named",
          "[corpus]") {
    Corpus corpus;
    corpus.records = {code("icd10cm", "X99"), code("icd10cm", "X991")};
    std::vector<Reading> readings;
    readings.push_back(reading(SourceKind::icd10cm_tabular, {{"X991", {TextKind::note, "Stays"}},
                                                             {"X992", {TextKind::note, "Gone"}},
                                                             {"X992", {TextKind::note, "Gone too"}},
                                                             {"X9931", {TextKind::note, "Gone as well"}}}));
    join_texts(&readings, &corpus);
    REQUIRE(corpus.records[1].texts.size() == 1);
    CHECK(corpus.records[1].texts[0].text == "Stays");
    CHECK(corpus.records[0].texts.empty());
    CHECK(readings[0].report.dangling == 3);
    CHECK(readings[0].report.dangling_codes == std::vector<std::string>{"X99.2", "X99.31"});
}

TEST_CASE("texts join the code of their own system only", "[corpus]") {
    Corpus corpus;
    corpus.records = {code("icd10cm", "X991"), code("house", "X991")};
    std::vector<Reading> readings;
    readings.push_back(
        reading(SourceKind::icd10cm_index, {{"X991", {TextKind::index_path, "Stubbing, toe"}},
                                            {"X991", {TextKind::index_path, "Stubbing, toe"}}}));
    join_texts(&readings, &corpus);
    CHECK(corpus.records[0].texts.size() == 1);  // the same words by two ways are one entry
    CHECK(corpus.records[1].texts.empty());
}

TEST_CASE("a processing note joins the codes that name its number", "[corpus]") {
    Corpus corpus;
    corpus.records = {code("hcpcs", "A9990"), code("hcpcs", "A9991"), code("hcpcs", "A9992")};
    corpus.records[0].attributes = {{"processing_note", "0007"}};
    corpus.records[1].attributes = {{"processing_note", "0008"}};
    Reading notes;
    notes.report.kind = SourceKind::hcpcs_notes;
    notes.notes = {{"0007", {TextKind::processing_note, "INVENTED NOTE"}}};
    std::vector<Reading> readings;
    readings.push_back(std::move(notes));
    join_texts(&readings, &corpus);
    REQUIRE(corpus.records[0].texts.size() == 1);
    CHECK(corpus.records[0].texts[0].kind == TextKind::processing_note);
    CHECK(corpus.records[1].texts.empty());
    CHECK(corpus.records[2].texts.empty());
}

TEST_CASE("what joins from a licensed source makes the record licensed", "[corpus]") {
    Corpus corpus;
    corpus.records = {code("cpt", "0001X"), code("cpt", "0002X")};
    std::vector<Reading> readings;
    readings.push_back(reading(SourceKind::cpt_consumer, {{"0001X", {TextKind::lay, "Invented"}}}));
    readings[0].report.licensed = true;
    join_texts(&readings, &corpus);
    CHECK(corpus.records[0].licensed);
    CHECK_FALSE(corpus.records[1].licensed);
}

TEST_CASE("the axes of a procedure table join its header, combinations that are no code dangle", "[corpus]") {
    Corpus corpus;
    corpus.records = {code("icd10pcs", "9XY"), code("icd10pcs", "9XY40ZZ")};
    Reading tables;
    tables.report.kind = SourceKind::icd10pcs_tables;
    PcsTables::Table t;
    t.code = "9XY";
    for (int p = 1; p <= 3; ++p) t.axes.push_back({p, "Axis", {{"9XY"[p - 1], "Label"}}});
    t.axes.push_back({4, "Part", {{'4', "Sole"}, {'5', "Palm"}}});
    t.axes.push_back({5, "Approach", {{'0', "Open"}}});
    t.axes.push_back({6, "Device", {{'Z', "None"}}});
    t.axes.push_back({7, "Qualifier", {{'Z', "None"}}});
    t.rows = {{{"45", "0", "Z", "Z"}, {{{0, 1}, {0}, {0}, {0}}}}};
    tables.tables.tables = {t};
    std::vector<Reading> readings;
    readings.push_back(std::move(tables));
    join_texts(&readings, &corpus);
    CHECK(corpus.records[0].axes.size() == 7);
    CHECK(readings[0].report.dangling == 1);
    CHECK(readings[0].report.dangling_codes == std::vector<std::string>{"9XY50ZZ"});
}
