// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/files.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <catch2/catch.hpp>

#include "tests/scratch.h"

namespace codelex {
namespace {

using test::Scratch;
using test::slurp;

TEST_CASE("whoever wants a lock that is held learns who holds it", "[indexer]") {
    Scratch dir;
    {
        auto first = FileLock::take(dir / "LOCK");
        REQUIRE(first);
        auto second = FileLock::take(dir / "LOCK");
        REQUIRE(!second);
        CHECK(second.error().code == Errc::io);
        CHECK(second.error().what.find("process " + std::to_string(::getpid())) != std::string::npos);
        CHECK(second.error().what.find("LOCK") != std::string::npos);
        CHECK(!second.error().hint.empty());
        FileLock moved = std::move(*first);
        CHECK(!FileLock::take(dir / "LOCK"));
    }
    CHECK(FileLock::take(dir / "LOCK"));
}

TEST_CASE("a lock dies with its process", "[indexer]") {
    Scratch dir;
    const auto file = dir / "LOCK";
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto lock = FileLock::take(file);
        const char ok = lock ? 'y' : 'n';
        (void)!::write(ready[1], &ok, 1);
        ::pause();  // until it is killed, so that nothing is cleaned up
        ::_exit(0);
    }
    char ok = 0;
    REQUIRE(::read(ready[0], &ok, 1) == 1);
    CHECK(ok == 'y');
    auto held = FileLock::take(file);
    CHECK(!held);
    if (!held) CHECK(held.error().what.find("process " + std::to_string(child)) != std::string::npos);
    REQUIRE(::kill(child, SIGKILL) == 0);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK(FileLock::take(file));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("a file is written whole, replaced whole and renamed", "[indexer]") {
    Scratch dir;
    const std::string bytes = "one\n" + std::string(100'000, 'x') + '\0';
    REQUIRE(write_synced(dir / "a", bytes));
    CHECK(slurp(dir / "a") == bytes);
    REQUIRE(write_synced(dir / "a", "short"));
    CHECK(slurp(dir / "a") == "short");
    REQUIRE(write_synced(dir / "b", "other"));
    REQUIRE(rename_synced(dir / "a", dir / "b"));
    CHECK(slurp(dir / "b") == "short");
    CHECK(!std::filesystem::exists(dir / "a"));
    REQUIRE(make_directory(dir / "x/y/z"));
    REQUIRE(make_directory(dir / "x/y/z"));
    REQUIRE(remove_tree(dir / "x"));
    REQUIRE(remove_tree(dir / "x"));  // nothing there is no error
}

TEST_CASE("what the disk refuses is said with path and reason", "[indexer]") {
    Scratch dir;
    dir.write("file", "");
    const std::filesystem::path missing = dir / "no/such/file";
    for (const Result<void>& r :
         {write_synced(missing, "x"), rename_synced(missing, dir / "b"), sync_path(missing),
          make_directory(dir / "file/below"), write_synced(dir.path(), "x")}) {
        REQUIRE(!r);
        CHECK(r.error().code == Errc::io);
        CHECK(r.error().what.find(dir.path().string()) != std::string::npos);
        CHECK(r.error().what.find(": ") != std::string::npos);
        CHECK(!r.error().hint.empty());
    }
    CHECK(FileLock::take(missing).error().code == Errc::io);
}

}  // namespace
}  // namespace codelex
