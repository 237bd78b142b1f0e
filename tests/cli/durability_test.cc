// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/process.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;
namespace fs = std::filesystem;

namespace {

// Names in the index directory that a finished run does not leave.
std::vector<std::string> leftovers(const fs::path& index) {
    std::vector<std::string> out;
    for (const auto& e : fs::directory_iterator(index))
        if (e.path().filename().string().ends_with(".tmp")) out.push_back(e.path().filename().string());
    return out;
}

void check_answers(const std::string& index) {
    const Ran r = program({"search", "--index", index, "--format", "tsv", "heart attack"});
    INFO(r.err);
    CHECK(r.exit == 0);
    CHECK(!r.out.empty());
}

}  // namespace

TEST_CASE("kill -9 at any moment leaves the last index searchable and the next run clean", "[cli][slow]") {
    Scratch s;
    const std::string index = (s / "index").string();
    REQUIRE(program({"index", "--index", index}).exit == 0);
    int killed = 0;
    for (long at = 0; at < 400'000; at += 8'000) {
        const Ran r = program({"index", "--index", index}, {.kill_after_us = at});
        killed += r.signal == 9;
        INFO("killed after " << at << " us, exit " << r.exit);
        check_answers(index);
    }
    CHECK(killed > 5);
    REQUIRE(program({"index", "--index", index}).exit == 0);
    CHECK(leftovers(index).empty());
    check_answers(index);
}

TEST_CASE("kill -9 during the very first run leaves no index, and the next run is clean", "[cli]") {
    Scratch s;
    const std::string index = (s / "index").string();
    for (long at = 0; at < 120'000; at += 30'000) {
        const Ran r = program({"index", "--index", index}, {.kill_after_us = at});
        if (r.signal != 9) break;  // it was quicker than we
        const Ran search = program({"search", "--index", index, "heart"});
        CHECK((search.exit == 4 || search.exit == 0));
    }
    REQUIRE(program({"index", "--index", index}).exit == 0);
    CHECK(leftovers(index).empty());
    check_answers(index);
}

// For the build with sanitizers.
const std::string kKnownLeaks =
    std::string("LSAN_OPTIONS=print_suppressions=0:suppressions=") + CODELEX_SOURCE_DIR + "/tests/lsan.supp";

TEST_CASE("a full disk at any size fails in words and leaves the last index searchable", "[cli]") {
    Scratch s;
    const std::string index = (s / "index").string();
    REQUIRE(program({"index", "--index", index}).exit == 0);
    for (long bytes : {0L, 1'000L, 10'000L, 100'000L, 500'000L, 1'000'000L, 2'000'000L}) {
        const Ran r =
            program({"index", "--index", index}, {.environment = {kKnownLeaks}, .max_file_bytes = bytes});
        INFO("disk full at " << bytes << " bytes: " << r.err);
        CHECK(r.exit == 5);
        CHECK(r.err.find("hint: check the disk's space") != r.err.npos);
        CHECK(leftovers(index).empty());
        check_answers(index);
    }
    CHECK(program({"index", "--index", index}).exit == 0);
    CHECK(leftovers(index).empty());
}

TEST_CASE("two runs at once: the second is told who builds", "[cli]") {
    // A held lock is what a second run meets; FileLock's own test shows that the kernel drops it with the
    // process.
    Scratch s;
    const std::string index = (s / "index").string();
    REQUIRE(program({"index", "--index", index}).exit == 0);
    const std::string command = "flock -n '" + index + "/LOCK' '" + std::string(CODELEX_PROGRAM) +
                                "' index --index '" + index + "' 2>&1; echo exit $?";
    const std::string out = codelex::test::shell(command);
    CHECK(out.find("another run is building here") != out.npos);
    CHECK(out.find("exit 5") != out.npos);
}
