// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>

#include "analyzers/analyzer.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;
using test::corpus_of;
using test::must;
using test::record_of;
using test::Scratch;
using test::slurp;
using test::TinyIndex;

// A published index that tests then damage.
class Broken {
  public:
    Broken() {
        std::vector<CodeRecord> records;
        for (int i = 1000; i < 1200; ++i)
            records.push_back(record_of({"X" + std::to_string(i), "Broken toe"}));
        test::publish(corpus_of(std::move(records)), dir_.path());
    }
    const fs::path& directory() const { return dir_.path(); }
    fs::path database() const { return dir_ / "snap-000001/codes.glass"; }
    fs::path manifest() const { return dir_ / "snap-000001/manifest.yaml"; }
    fs::path current() const { return dir_ / "CURRENT"; }

    // Opens and searches it.
    Result<Answer> ask() {
        auto snapshot = open_current(dir_.path());
        if (!snapshot) return snapshot.error();
        auto searcher = Searcher::open(std::move(*snapshot));
        if (!searcher) return searcher.error();
        auto all = searcher->scan([](const CodeRecord&) { return true; });
        if (!all) return all.error();
        return searcher->search(TinyIndex::query("broken toe"));
    }
    Error refused(std::string_view why) {
        INFO(why);
        auto answer = ask();
        REQUIRE(!answer);
        CHECK(!answer.error().what.empty());
        CHECK(!answer.error().hint.empty());
        return answer.error();
    }
    void write(const fs::path& file, std::string_view bytes) {
        dir_.write(fs::relative(file, dir_.path()).string(), bytes);
    }

  private:
    Scratch dir_;
};

TEST_CASE("an index without its parts is refused with advice", "[indexer]") {
    Broken index;
    REQUIRE(index.ask());
    const std::string manifest = slurp(index.manifest()), database = slurp(index.database());
    fs::remove(index.manifest());
    CHECK(index.refused("no manifest").code == Errc::io);
    index.write(index.manifest(), "");
    CHECK(index.refused("empty manifest").code == Errc::io);
    index.write(index.manifest(), manifest.substr(0, manifest.size() / 2));
    CHECK(index.refused("half a manifest").code == Errc::io);
    index.write(index.manifest(), manifest);
    fs::remove(index.database());
    index.refused("no database");
    index.write(index.database(), "");
    CHECK(index.refused("empty database").code == Errc::io);
    index.write(index.database(), "no database at all");
    CHECK(index.refused("no database at all").code == Errc::io);
    index.write(index.database(), database);
    REQUIRE(index.ask());
    for (const char* name : {"", "snap-000007\n", "../../etc\n", "snap-000001/..", "nonsense"}) {
        index.write(index.current(), name);
        CHECK(index.refused(name).code == Errc::io);
    }
}

TEST_CASE("a database that is cut is refused", "[indexer]") {
    Broken index;
    const std::string database = slurp(index.database());
    for (std::size_t n :
         {std::size_t{1}, std::size_t{100}, database.size() / 4, database.size() / 2, database.size() - 1}) {
        index.write(index.database(), std::string_view(database).substr(0, n));
        INFO(n << " of " << database.size() << " bytes");
        auto answer = index.ask();
        REQUIRE(!answer);
        CHECK(answer.error().code == Errc::io);
    }
}

// Xapian 1.4 has no checksums, and in some damaged blocks it reads where nothing is: whoever wants to be sure
// verifies.
TEST_CASE("a database with one changed byte is not what was built", "[indexer][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    Broken index;
    const std::string database = slurp(index.database());
    REQUIRE(verify(must(open_current(index.directory()))));
    for (int i = 0; i < 100; ++i) {
        std::string bad = database;
        const std::size_t at = random() % bad.size();
        bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
        index.write(index.database(), bad);
        INFO("byte " << at);
        const auto checked = verify(must(open_current(index.directory())));
        REQUIRE(!checked);
        CHECK(checked.error().code == Errc::io);
        CHECK(checked.error().what.find("codes.glass") != std::string::npos);
        CHECK(!checked.error().hint.empty());
    }
}

TEST_CASE("a database that holds another number of codes than its manifest says is refused", "[indexer]") {
    Broken index;
    std::string manifest = slurp(index.manifest());
    const auto at = manifest.find("records: 200");
    REQUIRE(at != manifest.npos);
    index.write(index.manifest(), manifest.replace(at, 12, "records: 199"));
    const Error e = index.refused("wrong count");
    CHECK(e.code == Errc::io);
    CHECK(e.what.find("200") != std::string::npos);
    CHECK(e.what.find("199") != std::string::npos);
}

TEST_CASE("an index of another analysis is refused naming both", "[indexer]") {
    Broken index;
    std::string manifest = slurp(index.manifest());
    const std::string mine = Analyzer::fingerprint(), other = "00000000deadbeef";
    const auto at = manifest.find(mine);
    REQUIRE(at != manifest.npos);
    index.write(index.manifest(), manifest.replace(at, mine.size(), other));
    const Error e = index.refused("other analysis");
    CHECK(e.code == Errc::index_mismatch);
    CHECK(e.what.find(mine) != std::string::npos);
    CHECK(e.what.find(other) != std::string::npos);
}

}  // namespace
}  // namespace codelex
