// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "tests/indexer/child.h"
#include "tests/indexer/random_records.h"
#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::in_child;
using test::must;
using test::Scratch;

// No file may grow beyond `bytes`: what a full disk is to a program, without root.
void fill_disk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("no limit");
}

TEST_CASE("a full disk fails the build and leaves the last index as it was", "[indexer]") {
    Scratch dir;
    test::publish(test::corpus_of({test::record_of({"XX1", "Broken toe"})}), dir.path());
    test::RandomRecords random(1);
    const Corpus large = test::corpus_of(random.many(1500));
    for (rlim_t limit : {rlim_t{0}, rlim_t{1000}, rlim_t{20'000}, rlim_t{200'000}}) {
        INFO("files of at most " << limit << " bytes");
        const std::string said = in_child([&]() -> std::string {
            fill_disk(limit);
            auto writer = IndexWriter::open(dir.path());
            if (!writer) return writer.error().code == Errc::io ? "io" : "other: " + writer.error().what;
            auto r = writer->build(large, {.jobs = 2, .progress = {}});
            if (r) return "built";
            if (r.error().code != Errc::io) return "other: " + r.error().what;
            return r.error().hint.empty() ? "no hint" : "io";
        });
        CHECK(said == "io");
        const Snapshot s = must(open_current(dir.path()));
        CHECK(s.name == "snap-000001");
        auto searcher = must(Searcher::open(s));
        CHECK(must(searcher.search(test::TinyIndex::query("broken toe"))).total == 1);
        CHECK(!std::filesystem::exists(dir / "snap-000002.tmp"));
    }
    CHECK(test::publish(large, dir.path()) == "snap-000002");
}

TEST_CASE("a disk that fills up while publishing leaves the last index as it was", "[indexer]") {
    Scratch dir;
    test::publish(test::corpus_of({test::record_of({"XX1", "Broken toe"})}), dir.path());
    const std::string said = in_child([&]() -> std::string {
        auto writer = must(IndexWriter::open(dir.path()));
        must(writer.build(test::corpus_of({test::record_of({"XX2", "Broken toe"})}), {}));
        fill_disk(0);
        auto r = writer.publish();
        if (r) return "published";
        return r.error().code == Errc::io && !r.error().hint.empty() ? "io" : "other";
    });
    CHECK(said == "io");
    CHECK(must(open_current(dir.path())).name == "snap-000001");
    CHECK(test::publish(test::corpus_of({test::record_of({"XX3", "Broken toe"})}), dir.path()) ==
          "snap-000003");
    CHECK(must(open_current(dir.path())).name == "snap-000003");
    CHECK(!std::filesystem::exists(dir / "CURRENT.tmp"));
}

}  // namespace
}  // namespace codelex
