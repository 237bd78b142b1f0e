// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/build.h"

#include <xapian.h>

#include <catch2/catch.hpp>

#include "indexer/schema.h"
#include "indexer/stored.h"
#include "tests/indexer/random_records.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::must;
using test::RandomRecords;
using test::Scratch;

// Everything that a database holds, in words.
std::string dumped(const std::filesystem::path& file) {
    const Xapian::Database db(file.string());
    std::string out =
        std::to_string(db.get_doccount()) + " documents, last " + std::to_string(db.get_lastdocid()) + "\n";
    for (auto d = db.postlist_begin(""); d != db.postlist_end(""); ++d) {
        out += "document " + std::to_string(*d) + "\n";
        const Xapian::Document doc = db.get_document(*d);
        for (auto t = doc.termlist_begin(); t != doc.termlist_end(); ++t) {
            out += "  " + *t + " wdf " + std::to_string(t.get_wdf()) + " df " +
                   std::to_string(db.get_termfreq(*t)) + " @";
            for (auto p = t.positionlist_begin(); p != t.positionlist_end(); ++p)
                out += " " + std::to_string(*p);
            out += "\n";
        }
        for (auto v = doc.values_begin(); v != doc.values_end(); ++v)
            out += "  value " + std::to_string(v.get_valueno()) + " " + *v + "\n";
        out += "  data " + doc.get_data() + "\n";
    }
    return out;
}

// Builds the records, as they are, into `dir / "codes"`.
Result<void> build(const Corpus& corpus, const Scratch& dir, BuildOptions options = {}) {
    std::filesystem::create_directory(dir / "parts");
    return build_database(corpus, dir / "codes", dir / "profiles", dir / "parts", options);
}
Corpus only(std::vector<CodeRecord> records) {
    Corpus corpus;
    corpus.records = std::move(records);
    return corpus;
}
std::string built(const Corpus& corpus, unsigned jobs) {
    Scratch dir;
    must(build(corpus, dir, {.jobs = jobs, .progress = {}}));
    return dumped(dir / "codes");
}

TEST_CASE("the index does not depend on the number of threads", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (std::size_t n : {1u, 2u, 7u, 300u}) {
        Corpus corpus = only(random.many(n));
        for (std::size_t i = 0; i < n % 5; ++i) corpus.guidelines.push_back(random.next_guideline());
        const std::string one = built(corpus, 1);
        CHECK(built(corpus, 1) == one);
        CHECK(built(corpus, 2) == one);
        CHECK(built(corpus, 5) == one);
        CHECK(built(corpus, 0) == one);
    }
}

TEST_CASE("documents are numbered from 1 in the order of the records", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    const auto records = random.many(50);
    Scratch dir;
    must(build(only(records), dir, {.jobs = 3, .progress = {}}));
    const Xapian::Database db((dir / "codes").string());
    REQUIRE(db.get_doccount() == records.size());
    for (Xapian::docid d = 1; d <= records.size(); ++d)
        CHECK(test::printed(must(decode(db.get_document(d).get_data()))) == test::printed(records[d - 1]));
}

// Terms of a document whose name begins with `prefix`.
std::vector<std::string> terms(const Xapian::Database& db, Xapian::docid d, std::string_view prefix) {
    std::vector<std::string> out;
    for (auto t = db.termlist_begin(d); t != db.termlist_end(d); ++t)
        if ((*t).starts_with(prefix)) out.push_back(*t);
    return out;
}

TEST_CASE("a document has the terms and values of the format", "[indexer]") {
    CodeRecord r = test::record_of({.code = "E119",
                                    .title = "Fractures of the femur",
                                    .system = "icd10cm",
                                    .from = "2020-10-01",
                                    .to = "2030-09-30",
                                    .terms = {"broken thigh", "thigh bone"},
                                    .notes = {"unsearched"}});
    CodeRecord open = test::record_of({"XX1", "Femur"});
    open.billable = false;
    Scratch dir;
    must(build(only({r, open}), dir));
    const Xapian::Database db((dir / "codes").string());
    using Terms = std::vector<std::string>;
    CHECK(terms(db, 1, "X") == Terms{"XB", "XCE119", "XKicd10cm:4", "XPE", "XPE1", "XPE11", "XSicd10cm"});
    CHECK(terms(db, 2, "X") == Terms{"XCXX1", "XO", "XPX", "XPXX", "XStiny"});
    CHECK(terms(db, 1, "Q") == Terms{"Qicd10cm:E119"});
    CHECK(terms(db, 1, "T") == Terms{"Tfemur", "Tfractures"});
    CHECK(terms(db, 1, "I") == Terms{"Ibone", "Ibroken", "Ithigh"});
    CHECK(terms(db, 1, "S") == Terms{"Sbone", "Sbroken", "Sfemur", "Sfractur", "Sthigh"});
    CHECK(db.get_document(1).get_value(kSlotCode) == "E119");
    CHECK(db.get_document(1).get_value(kSlotFrom) == "20201001");
    CHECK(db.get_document(1).get_value(kSlotTo) == "20300930");
    CHECK(db.get_document(2).get_value(kSlotTo).empty());
    // No phrase spans two texts.
    std::vector<unsigned> at;
    for (auto p = db.positionlist_begin(1, "Ithigh"); p != db.positionlist_end(1, "Ithigh"); ++p)
        at.push_back(*p);
    REQUIRE(at.size() == 2);
    CHECK(at[0] == 1);
    CHECK(at[1] > kTextGap);
}

TEST_CASE("a match is worth more in a short text, a title and a code without end", "[indexer]") {
    CodeRecord open, ended, header;
    open.billable = ended.billable = true;
    ended.validity.to = parse_date("2020-01-01");
    for (const FieldInfo& field : kFields)
        for (std::size_t words = 0; words < 5000; ++words) {
            const unsigned worth = impact(field, words, open);
            REQUIRE(worth >= 1);
            REQUIRE(worth <= kImpactScale);
            REQUIRE(impact(field, words + 1, open) <= worth);
            REQUIRE(impact(field, words, ended) <= worth);
            REQUIRE(impact(field, words, header) <= worth);
            REQUIRE(worth <= impact(kFields[0], words, open));
        }
    CHECK(impact(kFields[0], 4, open) > impact(kFields[0], 4, ended));
    CHECK(impact(kFields[0], 4, open) > impact(kFields[0], 4, header));
}

TEST_CASE("progress is told in order and ends with all records", "[indexer]") {
    RandomRecords random(7);
    const auto records = random.many(1200);
    Scratch dir;
    BuildOptions options;
    options.jobs = 2;
    std::vector<Progress> told;
    options.progress = [&](const Progress& p) { told.push_back(p); };
    must(build(only(records), dir, options));
    REQUIRE(!told.empty());
    for (const Progress& p : told) {
        CHECK(p.total == 1200);
        CHECK(p.done <= p.total);
    }
    CHECK(told.back().phase == Progress::Phase::merging);
    CHECK(told.back().done == 1200);
}

TEST_CASE("nothing to index is said, not written", "[indexer]") {
    Scratch dir;
    auto r = build({}, dir);
    REQUIRE(!r);
    CHECK(r.error().code == Errc::bad_source);
    CHECK(!r.error().hint.empty());
    CHECK(!std::filesystem::exists(dir / "codes"));
}

// A publisher's text may hold anything.
TEST_CASE("records of odd texts are indexed", "[indexer]") {
    std::string grown, many;
    while (grown.size() < 3000) grown += "\uFDFA";  // folds to eighteen letters each
    for (int i = 0; i < 20'000; ++i) many += "w" + std::to_string(i) + " ";
    std::vector<CodeRecord> records;
    for (const std::string& text : {grown, many, std::string(5000, 'x'), std::string("nul \0 nul", 9),
                                    std::string("?!"), std::string("\xFF\xFE")})
        records.push_back(test::record_of({"XX" + std::to_string(records.size()), text}));
    records.push_back(test::record_of({std::string(40, 'Z'), "Long code", std::string(32, 's')}));
    CHECK(!built(only(records), 2).empty());
}

}  // namespace
}  // namespace codelex
