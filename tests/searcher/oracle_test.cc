// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "analyzers/analyzer.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::must;
using test::Row;
using test::TinyIndex;

using Found = std::set<std::string>;  // "system code"

// The slow, obvious answer: every record is read, and matches when a word of the question has its stem in one
// of the texts that describe the code.
Found scan(const std::vector<CodeRecord>& records, const Query& q) {
    Analyzer analyzer = must(Analyzer::make());
    std::set<std::string> asked;
    for (const Token& t : analyzer.analyze(q.text)) asked.insert(t.stem);
    auto has = [&](std::string_view text) {
        for (const Token& t : analyzer.analyze(text))
            if (asked.contains(t.stem)) return true;
        return false;
    };
    Found out;
    for (const CodeRecord& r : records) {
        if (!q.systems.empty() && std::find(q.systems.begin(), q.systems.end(), r.system) == q.systems.end())
            continue;
        if (q.billable && !r.billable) continue;
        bool matches = has(r.title);
        for (const Text& t : r.texts) matches |= info(t.kind).searched && has(t.text);
        if (matches) out.insert(r.system + " " + r.code);
    }
    return out;
}

class RandomCorpus {
  public:
    explicit RandomCorpus(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    std::string words(std::size_t most) {
        static const char* const kWords[] = {"fracture",    "Fractures", "fractured",
                                             "of",          "the",       "femur",
                                             "w/o",         "without",   "with",
                                             "left",        "LEFT",      "M\u00E9ni\u00E8re's",
                                             "meniere",     "disease",   "diseases",
                                             "E11.9",       "2.5",       "mg",
                                             "COVID-19",    "covid",     "19",
                                             "A",           "vitamin",   "b12",
                                             "heart",       "hearts",    "attack",
                                             "\U0001F494",  "non-small", "cell",
                                             "Stra\u00DFe", "strasse",   "dia\u00ADbetes",
                                             "diabetes",    "toe"};
        std::string out;
        for (std::size_t n = 1 + below(most); n > 0; --n)
            out += (out.empty() ? "" : " ") + std::string(kWords[below(std::size(kWords))]);
        return out;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> out(below(3));
        for (std::string& t : out) t = words(8);
        return out;
    }
    std::vector<Row> rows() {
        static const char* const kSystems[] = {"icd10cm", "hcpcs", "tiny", "zebra"};
        std::vector<Row> out;
        for (std::size_t i = 0, n = 1 + below(40); i < n; ++i) {
            Row row{"Q" + std::to_string(100 + i), words(6), kSystems[below(4)]};
            row.billable = below(3) > 0;
            if (below(4) == 0) row.to = "2016-12-31";
            row.terms = texts();
            row.includes = texts();
            row.lay = texts();
            row.guidance = texts();
            row.notes = texts();
            row.excludes1 = texts();
            out.push_back(std::move(row));
        }
        return out;
    }

  private:
    std::mt19937 random_;
};

Found as_set(const Answer& a) {
    Found out;
    for (const Hit& h : a.hits) out.insert(h.record.system + " " + h.record.code);
    return out;
}

TEST_CASE("the index finds exactly the codes that a slow reading of all records finds",
          "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomCorpus random(seed);
    for (int corpus = 0; corpus < 25; ++corpus) {
        TinyIndex ix(random.rows());
        for (int i = 0; i < 40; ++i) {
            // Two words at least, so that no question has the shape of a code.
            Query q = TinyIndex::query("thing " + random.words(5));
            q.limit = 1000;
            q.billable = random.below(3) == 0;
            if (random.below(3) == 0)
                for (const SystemReport& s : ix.corpus().systems)
                    if (random.below(2)) q.systems.push_back(s.system);
            INFO(q.text);
            const Answer a = ix.ask(q);
            REQUIRE(as_set(a) == scan(ix.corpus().records, q));
            REQUIRE(a.total == a.hits.size());
            REQUIRE(a.total_is_exact);
            for (std::size_t k = 1; k < a.hits.size(); ++k) REQUIRE(a.hits[k - 1].score >= a.hits[k].score);
        }
    }
}

TEST_CASE("a reading of the whole index gives the records in listing order", "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomCorpus random(seed);
    TinyIndex ix(random.rows());
    std::vector<std::string> read, wanted;
    must(ix.searcher().scan([&](const CodeRecord& r) {
        read.push_back(label(r));
        return true;
    }));
    for (const CodeRecord& r : ix.corpus().records) wanted.push_back(label(r));
    CHECK(read == wanted);
    std::size_t some = 0;
    must(ix.searcher().scan([&](const CodeRecord&) { return ++some < 1; }));
    CHECK(some == 1);
}

// Any text at all is answered or refused; nothing else happens.
TEST_CASE("any text is answered or refused", "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomCorpus random(seed);
    TinyIndex ix(random.rows());
    const std::string alphabet = "EQ0123*-.?'\"()/ \t\n:w\xC3\xA9\xF0\x9F\x92\x94\xE2\x80\x93";
    for (int i = 0; i < 3000; ++i) {
        Query q = TinyIndex::query(random.below(2) ? random.words(4) : "");
        for (std::size_t n = random.below(10); n > 0; --n)
            q.text.insert(random.below(q.text.size() + 1), 1, alphabet[random.below(alphabet.size())]);
        q.limit = 1 + random.below(5);
        q.offset = random.below(5);
        q.explain = random.below(2) == 0;
        auto answer = ix.searcher().search(q);
        INFO(Catch::Detail::stringify(q.text));
        if (!answer) {
            REQUIRE(answer.error().code == Errc::bad_query);
            continue;
        }
        REQUIRE(answer->hits.size() <= q.limit);
        REQUIRE((answer->hits.empty() || answer->total >= q.offset + answer->hits.size()));
        REQUIRE(!answer->interpretation.reading.empty());
    }
}

}  // namespace
}  // namespace codelex
