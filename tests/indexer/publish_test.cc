// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/publish.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "analyzers/analyzer.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;
using test::codes;
using test::corpus_of;
using test::must;
using test::record_of;
using test::Scratch;
using test::slurp;
using test::TinyIndex;

Corpus toes(int n) {
    std::vector<CodeRecord> records;
    for (int i = 1; i <= n; ++i) records.push_back(record_of({"XX" + std::to_string(i), "Broken toe"}));
    return corpus_of(std::move(records));
}

codes listing(const fs::path& dir) {
    codes out;
    for (const auto& e : fs::directory_iterator(dir)) out.push_back(e.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

std::size_t found(Searcher* searcher) {
    return must(searcher->search(TinyIndex::query("broken toe"))).total;
}

TEST_CASE("a published snapshot is the current one", "[indexer]") {
    Scratch dir;
    const auto index = dir / "deep/index";
    CHECK(open_current(index).error().code == Errc::no_index);
    CHECK(list_snapshots(index).empty());
    CHECK(test::publish(toes(3), index) == "snap-000001");
    CHECK(slurp(index / "CURRENT") == "snap-000001\n");
    CHECK(listing(index) == codes{"CURRENT", "LOCK", "snap-000001"});
    CHECK(listing(index / "snap-000001") == codes{"codes.glass", "manifest.yaml", "profiles.bin"});
    const Snapshot s = must(open_current(index));
    CHECK(s.name == "snap-000001");
    CHECK(s.manifest.records == 3);
    CHECK(s.manifest.analysis == Analyzer::fingerprint());
    CHECK(s.manifest.created.size() == 20);
    CHECK(s.manifest.systems.size() == 1);
    CHECK(s.manifest.declared.size() == 1);
    auto searcher = must(Searcher::open(s));
    CHECK(found(&searcher) == 3);
}

TEST_CASE("a new snapshot takes the place of the old one at once", "[indexer]") {
    Scratch dir;
    test::publish(toes(3), dir.path());
    CHECK(test::publish(toes(5), dir.path()) == "snap-000002");
    auto searcher = must(Searcher::open(must(open_current(dir.path()))));
    CHECK(found(&searcher) == 5);
    CHECK(list_snapshots(dir.path()) == codes{"snap-000001", "snap-000002"});
}

TEST_CASE("a run that ends before it publishes leaves nothing", "[indexer]") {
    Scratch dir;
    test::publish(toes(3), dir.path());
    const codes before = listing(dir.path());
    {
        auto writer = must(IndexWriter::open(dir.path()));
        CHECK(writer.name() == "snap-000002");
        must(writer.build(toes(5), {}));
        CHECK(listing(dir.path()) != before);
        CHECK(must(open_current(dir.path())).name == "snap-000001");
    }
    CHECK(listing(dir.path()) == before);
    { auto writer = must(IndexWriter::open(dir.path())); }
    CHECK(listing(dir.path()) == before);
}

TEST_CASE("what a dead run left is removed by the next one", "[indexer]") {
    Scratch dir;
    test::publish(toes(3), dir.path());
    dir.write("snap-000002.tmp/parts/part-0/iamglass", "half");
    dir.write("snap-000009.tmp/codes.glass", "half");
    dir.write("CURRENT.tmp", "snap-0");
    dir.write("notes.tmp", "a person's own file");
    dir.write("snapshots.txt", "another");
    { auto writer = must(IndexWriter::open(dir.path())); }
    CHECK(listing(dir.path()) == codes{"CURRENT", "LOCK", "notes.tmp", "snap-000001", "snapshots.txt"});
    CHECK(must(open_current(dir.path())).name == "snap-000001");
}

TEST_CASE("the oldest snapshots beyond the number to keep are removed", "[indexer]") {
    Scratch dir;
    for (int i = 1; i <= 3; ++i) test::publish(toes(i), dir.path());
    CHECK(list_snapshots(dir.path()) == codes{"snap-000002", "snap-000003"});
    auto next = [&](std::size_t keep) {
        auto writer = must(IndexWriter::open(dir.path()));
        must(writer.build(toes(1), {}));
        return must(writer.publish(keep));
    };
    CHECK(next(5) == "snap-000004");
    CHECK(list_snapshots(dir.path()).size() == 3);
    CHECK(next(1) == "snap-000005");
    CHECK(list_snapshots(dir.path()) == codes{"snap-000005"});
    CHECK(next(0) == "snap-000006");  // the current one always stays
    CHECK(list_snapshots(dir.path()) == codes{"snap-000006"});
    CHECK(must(open_current(dir.path())).name == "snap-000006");
}

TEST_CASE("a reader goes on answering from a snapshot that was removed", "[indexer]") {
    Scratch dir;
    test::publish(toes(300), dir.path());
    auto searcher = must(Searcher::open(must(open_current(dir.path()))));
    for (int i = 0; i < 3; ++i) test::publish(toes(1), dir.path());
    REQUIRE(!fs::exists(dir / "snap-000001"));
    CHECK(found(&searcher) == 300);
    CHECK(must(searcher.show("", "XX299", today())).record.title == "Broken toe");
}

TEST_CASE("two runs cannot build in one place", "[indexer]") {
    Scratch dir;
    auto first = must(IndexWriter::open(dir.path()));
    auto second = IndexWriter::open(dir.path());
    REQUIRE(!second);
    CHECK(second.error().code == Errc::io);
    CHECK(second.error().what.find(std::to_string(::getpid())) != std::string::npos);
    // The one that came second has not touched the first one's work.
    must(first.build(toes(2), {}));
    CHECK(!IndexWriter::open(dir.path()));
    CHECK(must(first.publish()) == "snap-000001");
}

TEST_CASE("what was not built cannot be published, and nothing twice", "[indexer]") {
    Scratch dir;
    test::publish(toes(3), dir.path());
    auto writer = must(IndexWriter::open(dir.path()));
    auto early = writer.publish();
    REQUIRE(!early);
    CHECK(early.error().code == Errc::io);
    must(writer.build(toes(2), {}));
    must(writer.publish());
    CHECK(!writer.publish());
    CHECK(must(open_current(dir.path())).name == "snap-000002");
}

TEST_CASE("a build may be repeated before it is published", "[indexer]") {
    Scratch dir;
    auto writer = must(IndexWriter::open(dir.path()));
    must(writer.build(toes(2), {}));
    must(writer.build(toes(4), {}));
    must(writer.publish());
    CHECK(must(open_current(dir.path())).manifest.records == 4);
}

TEST_CASE("a place that cannot be written is said", "[indexer]") {
    Scratch dir;
    dir.write("file", "");
    auto writer = IndexWriter::open(dir / "file");
    REQUIRE(!writer);
    CHECK(writer.error().code == Errc::io);
    CHECK(writer.error().what.find("file") != std::string::npos);
}

TEST_CASE("rolling back is writing an older name into CURRENT", "[indexer]") {
    Scratch dir;
    test::publish(toes(3), dir.path());
    test::publish(toes(5), dir.path());
    dir.write("CURRENT", "snap-000001");  // without a line end, as a person may write it
    CHECK(must(open_current(dir.path())).manifest.records == 3);
    CHECK(test::publish(toes(7), dir.path()) == "snap-000003");
    CHECK(must(open_current(dir.path())).manifest.records == 7);
}

}  // namespace
}  // namespace codelex
