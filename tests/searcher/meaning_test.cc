// SPDX-License-Identifier: GPL-3.0-or-later
// What a query of words is taken to mean: synonyms, short forms, operations, spelling.
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::must;
using test::record_of;
using test::Row;
using test::TinyIndex;

codes found(Searcher* searcher, std::string_view text) {
    codes out;
    for (const Hit& h : must(searcher->search(TinyIndex::query(text))).hits) out.push_back(h.record.code);
    return out;
}
bool has(const codes& list, const std::string& code) {
    return std::find(list.begin(), list.end(), code) != list.end();
}

TEST_CASE("phrases that mean the same find each other's titles", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Acute myocardial infarction"}, {"XX2", "Chest pain"}, {"XX3", "Attack by dog"}},
                 "same:\n  - [myocardial infarction, heart attack]\n");
    CHECK(ix.top("heart attack").at(0) == "XX1");
    CHECK(ix.top("myocardial infarction").at(0) == "XX1");
}

TEST_CASE("a synonym never outranks the words themselves", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Myocardial infarction"}, {"XX3", "Heart attack"}},
                 "same:\n  - [myocardial infarction, heart attack]\n");
    CHECK(ix.top("heart attack") == codes{"XX3", "XX1"});
}

TEST_CASE("a meaning holds one way", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Injury of hand"}, {"XX2", "Burn of palm"}},
                 "means:\n  palm: {to: hand, weight: 0.6}\n");
    CHECK(ix.top("palm") == codes{"XX2", "XX1"});
    CHECK(ix.top("hand") == codes{"XX1"});
}

TEST_CASE("synonyms of synonyms are not followed", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Gamma disorder"}, {"XX2", "Beta disorder"}, {"XX3", "Delta"}},
                 "means:\n  alfa: beta\n  beta: gamma\n");
    CHECK(ix.top("alfa") == codes{"XX2"});
}

TEST_CASE("the rest of the query settles what a short form stands for", "[searcher][meaning]") {
    const char* lists =
        "abbreviations:\n"
        "  ms:\n"
        "    - {to: multiple sclerosis, near: [relapsing]}\n"
        "    - {to: mitral stenosis, weight: 0.7, near: [valve, rheumatic]}\n";
    TinyIndex ix({{"XX1", "Multiple sclerosis"},
                  {"XX2", "Mitral stenosis"},
                  {"XX3", "Rheumatic disorder of valve"},
                  {"XX4", "Relapsing fever"}},
                 lists);
    CHECK(ix.top("ms").at(0) == "XX1");
    const codes rheumatic = ix.top("rheumatic ms"), relapsing = ix.top("relapsing ms");
    CHECK(std::find(rheumatic.begin(), rheumatic.end(), "XX2") <
          std::find(rheumatic.begin(), rheumatic.end(), "XX1"));
    CHECK(std::find(relapsing.begin(), relapsing.end(), "XX1") <
          std::find(relapsing.begin(), relapsing.end(), "XX2"));
}

TEST_CASE("a short form that is a common word is one when typed in capitals", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Aortic stenosis"}, {"XX2", "Severe pain"}},
                 "abbreviations:\n  as: aortic stenosis\n");
    CHECK(has(ix.top("severe AS"), "XX1"));
    CHECK_FALSE(has(ix.top("severe as"), "XX1"));
}

TEST_CASE("the words of a phrase in one text count for more than scattered ones", "[searcher][meaning]") {
    TinyIndex ix({{.code = "XX1", .title = "Disorder of knee", .terms = {"Effusion of elbow"}},
                  {.code = "XX2", .title = "Disorder of joint", .terms = {"Effusion of knee"}},
                  {.code = "XX3", .title = "Pain"}},
                 "means:\n  water on the knee: effusion of knee\n");
    CHECK(ix.top("water on the knee").at(0) == "XX2");
}

TEST_CASE("the answer says which rule found a code", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Acute myocardial infarction"}},
                 "same:\n  - [myocardial infarction, heart attack]\n");
    CHECK(ix.hit("heart attack", "XX1").because ==
          test::sentences{"Title: heart attack = myocardial infarction (tiny.yaml:2)"});
}

// An invented table of the layout of ICD-10-PCS.
std::vector<CodeRecord> procedures() {
    std::vector<CodeRecord> out;
    for (const Row& row :
         std::vector<Row>{{.code = "9XT", .title = "Invented, Resection", .billable = false},
                          {.code = "9XT40ZZ", .title = "Resection of Gallbladder, Open Approach"},
                          {.code = "9XT44ZZ", .title = "Resection of Gallbladder, Endoscopic Approach"},
                          {.code = "9XT50ZZ", .title = "Resection of Spleen, Open Approach"},
                          {.code = "9XT54ZZ", .title = "Resection of Spleen, Endoscopic Approach"}}) {
        CodeRecord r = record_of(row);
        r.system = "icd10pcs";
        out.push_back(std::move(r));
    }
    out[0].axes = {{3, "Operation", {{'T', "Resection"}}},
                   {4, "Body Part", {{'4', "Gallbladder"}, {'5', "Spleen"}}},
                   {5, "Approach", {{'0', "Open"}, {'4', "Endoscopic"}}}};
    return out;
}

TEST_CASE("the name of an operation is read as values on axes", "[searcher][meaning]") {
    TinyIndex ix(procedures(), {},
                 "operations:\n"
                 "  cholecystectomy: {operation: [Excision, Resection], part: Gallbladder}\n"
                 "  lap: {approach: Endoscopic}\n");
    CHECK(ix.top("lap cholecystectomy").at(0) == "9XT44ZZ");
    const codes open = ix.top("cholecystectomy");
    REQUIRE(open.size() >= 2);
    CHECK(codes{open[0], open[1]} == codes{"9XT40ZZ", "9XT44ZZ"});
}

TEST_CASE("an unseen compound is taken apart", "[searcher][meaning]") {
    const char* lists =
        "word_parts:\n  roots: {splen: spleen, cholecyst: gallbladder}\n"
        "  suffixes: {ectomy: {to: removal, operation: Resection}}\n";
    TinyIndex ix(procedures(), {}, lists);
    const codes top = ix.top("splenectomy");
    REQUIRE(top.size() >= 2);
    CHECK(codes{top[0], top[1]} == codes{"9XT50ZZ", "9XT54ZZ"});
}

TEST_CASE("a misspelled word is mended and the answer says so", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Diabetes mellitus"},
                  {"XX2", "Pneumonia"},
                  {"XX3", "Hemorrhoids"},
                  {"XX4", "Gallbladder pain"}});
    auto [typed, meant, code] = GENERATE(table<std::string, std::string, std::string>({
        {"diabetis", "diabetes", "XX1"},
        {"newmonia", "pneumonia", "XX2"},
        {"hemroids", "hemorrhoids", "XX3"},
        {"gallblader pain", "gallbladder pain", "XX4"},
    }));
    INFO(typed);
    const Answer a = ix.ask(typed);
    CHECK(a.corrected == meant);
    REQUIRE(!a.hits.empty());
    CHECK(a.hits[0].record.code == code);
}

TEST_CASE("words that the index or the lists know are not mended", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Ileum pain"}, {"XX2", "Ilium pain"}, {"XX3", "Atorvastatin"}},
                 "brands:\n  lipitor: atorvastatin\nabbreviations:\n  copd: pain\n");
    for (const char* text : {"ileum", "ilium", "lipitor", "copd", "pain"})
        CHECK_FALSE(ix.ask(text).corrected);
    CHECK(ix.ask("lipitr").corrected == "lipitor");
}

TEST_CASE("a person can have words looked for as they are spelled", "[searcher][meaning]") {
    TinyIndex ix{{"XX1", "Diabetes mellitus"}};
    Query q = TinyIndex::query("diabetis");
    q.exact = true;
    const Answer a = ix.ask(q);
    CHECK_FALSE(a.corrected);
    CHECK(a.total == 0);
}

TEST_CASE("two words that are one in titles find it", "[searcher][meaning]") {
    TinyIndex ix{{"XX1", "Disease of gallbladder"}, {"XX2", "Gallbladder stones"}, {"XX3", "Bladder stones"}};
    CHECK(ix.top("gall bladder disease").at(0) == "XX1");
    CHECK_FALSE(ix.ask("gall bladder disease").corrected);
}

TEST_CASE("a compound finds its two spellings", "[searcher][meaning]") {
    TinyIndex ix{{"XX1", "X-ray of chest"}, {"XX2", "Chest pain"}};
    for (const char* text : {"x-ray", "xray", "x ray", "X-Ray chest"}) CHECK(ix.top(text).at(0) == "XX1");
}

TEST_CASE("British spelling finds American titles", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Esophageal hemorrhage"}, {"XX2", "Spinal manipulation"}},
                 "spelling:\n  manipulacion: manipulation\n");
    CHECK(ix.top("oesophageal haemorrhage") == codes{"XX1"});
    CHECK(ix.top("manipulacion") == codes{"XX2"});
    CHECK_FALSE(ix.ask("manipulacion").corrected);  // a spelling of its own, no mistake
}

TEST_CASE("words of notes that say nothing are passed over", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Patient transfer"}, {"XX2", "Chest pain"}}, "ignore: [patient, presents]\n");
    CHECK(ix.top("patient presents with chest pain") == codes{"XX2"});
    CHECK(ix.top("patient") == codes{"XX1"});  // nothing else was asked
}

TEST_CASE("a family of words is one, and false friends are not", "[searcher][meaning]") {
    TinyIndex ix{{"XX1", "Infection of bone"}, {"XX2", "Organ transplant"}, {"XX3", "Organic disorder"}};
    CHECK(has(ix.top("infected bone"), "XX1"));
    CHECK(ix.top("organic") == codes{"XX3"});
    CHECK(ix.top("organs") == codes{"XX2"});
}

TEST_CASE("edited lists answer at once, as a new index with them would", "[searcher][meaning]") {
    const std::vector<Row> rows = {{"XX1", "Effusion of knee"},
                                   {"XX2", "Water poisoning"},
                                   {"XX3", "Knee pain"},
                                   {"XX4", "Effusion of pleura"}};
    const char* before = "means:\n  wet lung: effusion of pleura\n";
    const char* after = "means:\n  water on the knee: effusion of knee\n";
    TinyIndex old(rows, before), rebuilt(rows, after);
    Searcher overlaid = old.overlaid(after);
    for (const char* text : {"water on the knee", "wet lung", "knee pain", "water", "effusion"})
        CHECK(found(&overlaid, text) == rebuilt.top(text));
    CHECK(old.top("water on the knee").at(0) != "XX1");
    CHECK(found(&overlaid, "water on the knee").at(0) == "XX1");
}

TEST_CASE("codes below a header are found by what the header is called", "[searcher][meaning]") {
    std::vector<CodeRecord> records;
    for (const Row& row : std::vector<Row>{
             {.code = "X99", .title = "Invented disorder", .billable = false, .terms = {"Tickler's elbow"}},
             {.code = "X990", .title = "Invented disorder, left"},
             {.code = "X98", .title = "Elbow pain"}}) {
        CodeRecord r = record_of(row);
        r.system = "icd10cm";
        records.push_back(std::move(r));
    }
    TinyIndex ix(std::move(records));
    const codes top = ix.top("ticklers elbow");
    REQUIRE(top.size() == 3);
    CHECK(has({top[0], top[1]}, "X990"));
    CHECK(ix.hit("ticklers elbow", "X990").because.at(0).starts_with("Also called"));
}

TEST_CASE("headers that name each other as the one above are indexed all the same", "[searcher][meaning]") {
    std::vector<CodeRecord> records;
    for (const char* code : {"X98", "X99"}) {
        CodeRecord r = record_of({.code = code, .title = "Invented disorder", .billable = false});
        r.system = "icd10cm";
        r.parent = code == std::string("X98") ? "X99" : "X98";
        records.push_back(std::move(r));
    }
    TinyIndex ix(std::move(records));
    CHECK(ix.top("invented disorder tickled").size() == 2);
}

TEST_CASE("how a query was understood can be read", "[searcher][meaning]") {
    TinyIndex ix({{"XX1", "Acute myocardial infarction"}},
                 "same:\n  - [myocardial infarction, heart attack]\n");
    Query q = TinyIndex::query("haert attack");
    q.explain = true;
    const Answer a = ix.ask(q);
    const auto line = [&](std::string_view start) {
        for (const std::string& s : a.stages)
            if (s.starts_with(start)) return s;
        return std::string();
    };
    CHECK(line("spelling") == "spelling  heart attack");
    CHECK(line("slot").find("heart attack: ") != std::string::npos);
    CHECK(line("slot").find("[myocardial infarction") != std::string::npos);
    CHECK(line("slot").find("(tiny.yaml:2)") != std::string::npos);
}

}  // namespace
}  // namespace codelex
