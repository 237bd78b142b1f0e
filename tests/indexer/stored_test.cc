// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/stored.h"

#include <catch2/catch.hpp>

#include "tests/indexer/random_records.h"

namespace codelex {
namespace {

using test::printed;
using test::RandomRecords;

TEST_CASE("a record comes back from the index as it was", "[indexer]") {
    CHECK(printed(*decode(encode(CodeRecord{}))) == printed(CodeRecord{}));
    CodeRecord r;
    r.order = 0xFFFFFFFF;
    r.source = {0xFFFFFFFF, 0xFFFFFFFF};
    r.title = std::string(100'000, 'x') + '\0' + "\xFF";
    r.validity = {parse_date("1000-01-01"), parse_date("9999-12-31")};
    CHECK(printed(*decode(encode(r))) == printed(r));
}

TEST_CASE("random records come back from the index as they were", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 2000; ++i) {
        const CodeRecord r = random.next();
        const std::string bytes = encode(r);
        auto back = decode(bytes);
        REQUIRE(back);
        REQUIRE(printed(*back) == printed(r));
        REQUIRE(encode(*back) == bytes);
    }
}

// What a record must be whatever the bytes were.
void check_valid_or_refused(const Result<CodeRecord>& r) {
    if (!r) {
        REQUIRE(r.error().code == Errc::io);
        REQUIRE(!r.error().hint.empty());
        return;
    }
    for (const Text& t : r->texts) REQUIRE(static_cast<std::size_t>(t.kind) - 1 < std::size(kTextKinds));
    for (const Relation& x : r->relations)
        REQUIRE((x.kind == RelationKind::replaced_by || x.kind == RelationKind::cross_reference));
    for (const auto& day : {r->validity.from, r->validity.to}) REQUIRE((!day || day->ok()));
}

TEST_CASE("a record that is cut anywhere is refused", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 40; ++i) {
        const std::string bytes = encode(random.next());
        for (std::size_t n = 0; n < bytes.size(); ++n) {
            // A copy of just these bytes, so that a read beyond them is seen.
            const std::string cut = bytes.substr(0, n);
            auto r = decode(cut);
            REQUIRE(!r);
            REQUIRE(r.error().code == Errc::io);
        }
        REQUIRE(!decode(bytes + '\0'));
    }
}

TEST_CASE("a record with any byte changed is a valid record or refused", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 12; ++i) {
        const std::string bytes = encode(random.next());
        for (std::size_t n = 0; n < bytes.size(); ++n) {
            for (unsigned flip : {0x01u, 0x02u, 0x04u, 0x08u, 0x10u, 0x20u, 0x40u, 0x80u, 0xFFu}) {
                std::string bad = bytes;
                bad[n] = static_cast<char>(static_cast<unsigned char>(bad[n]) ^ flip);
                check_valid_or_refused(decode(bad));
            }
        }
    }
}

TEST_CASE("a section of guidelines comes back from the index as it was", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 500; ++i) {
        const GuidelineSection g = random.next_guideline();
        auto back = decode_guideline(encode(g));
        REQUIRE(back);
        REQUIRE(printed(*back) == printed(g));
    }
}

TEST_CASE("a damaged section of guidelines points into its text or is refused", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 30; ++i) {
        const std::string bytes = encode(random.next_guideline());
        for (std::size_t n = 0; n < bytes.size(); ++n) {
            REQUIRE(!decode_guideline(bytes.substr(0, n)));
            for (unsigned flip : {0x01u, 0x04u, 0x40u, 0x80u, 0xFFu}) {
                std::string bad = bytes;
                bad[n] = static_cast<char>(static_cast<unsigned char>(bad[n]) ^ flip);
                auto g = decode_guideline(bad);
                if (!g) {
                    REQUIRE(g.error().code == Errc::io);
                    continue;
                }
                for (const CodeReference& r : g->references) {
                    REQUIRE(r.begin <= r.end);
                    REQUIRE(r.end <= g->text.size());
                }
            }
        }
    }
}

TEST_CASE("random bytes are no record and cost nothing", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomRecords random(seed);
    for (int i = 0; i < 5000; ++i) {
        std::string bytes(random.below(60), '\0');
        for (char& c : bytes) c = static_cast<char>(random.below(3) ? random.below(4) : random.below(256));
        check_valid_or_refused(decode(bytes));
    }
    // A length far beyond the bytes must not be believed.
    CHECK(!decode(std::string("\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 9)));
    CHECK(!decode(std::string(64, '\xFF')));
    CHECK(!decode(""));
}

}  // namespace
}  // namespace codelex
