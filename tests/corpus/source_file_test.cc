// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/source_file.h"

#include <catch2/catch.hpp>

#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"
#include "tests/scratch.h"

using namespace codelex;
using namespace codelex::test;

TEST_CASE("a file is read whole, and a missing one or a directory says so", "[source_file]") {
    const Scratch dir;
    const std::string bytes("moon\0light\r\n", 12);
    CHECK(*read_file(dir.write("a.txt", bytes)) == bytes);
    CHECK(read_file(dir.write("empty", ""))->empty());
    for (const auto& path : {dir / "none", dir.path()}) {
        const auto r = read_file(path);
        REQUIRE_FALSE(r);
        CHECK(r.error().code == Errc::io);
        CHECK(r.error().what.find(path.string()) == 0);
        CHECK_FALSE(r.error().hint.empty());
    }
}

TEST_CASE("a file over the limit is not held", "[source_file]") {
    const Scratch dir;
    FileLimits limits;
    limits.max_file = 1000;
    CHECK(read_file(dir.write("fits", std::string(1000, 'x')), limits));
    const auto r = read_file(dir.write("large", std::string(1001, 'x')), limits);
    REQUIRE_FALSE(r);
    CHECK(r.error().code == Errc::too_large);
}

TEST_CASE("members of an archive come in its order, with their bytes", "[source_file]") {
    for (bool stored : {false, true}) {
        const std::string zip =
            zip_of({{"b.txt", "moon"}, {"dir/a b.txt", std::string(200'000, 'x')}, {"empty", ""}}, stored);
        CHECK(looks_like_zip(zip));
        const auto members = read_zip(zip, "sample");
        REQUIRE(members);
        REQUIRE(members->size() == 3);
        CHECK((*members)[0].name == "b.txt");
        CHECK((*members)[0].bytes == "moon");
        CHECK((*members)[1].name == "dir/a b.txt");
        CHECK((*members)[1].bytes == std::string(200'000, 'x'));
        CHECK((*members)[2].bytes.empty());
    }
}

TEST_CASE("one member is found by its exact name", "[source_file]") {
    const std::string zip = zip_of({{"a.txt", "moon"}, {"A.txt", "sun"}});
    CHECK(*read_zip_member(zip, "sample", "A.txt") == "sun");
    const auto none = read_zip_member(zip, "sample", "b.txt");
    REQUIRE_FALSE(none);
    CHECK(none.error().what == "sample: has no member b.txt");
    CHECK(useless_error(none.error(), "sample") == "");
}

TEST_CASE("the beginnings of members are read without unpacking the rest", "[source_file]") {
    const std::string zip = zip_of({{"a", std::string(100'000, 'x')}, {"b", "moon"}});
    const auto heads = read_zip(zip, "sample", nullptr, nullptr, 10);
    REQUIRE(heads);
    CHECK((*heads)[0].bytes == std::string(10, 'x'));
    CHECK((*heads)[1].bytes == "moon");
}

TEST_CASE("an archive that unpacks to more than the limit is refused", "[source_file]") {
    const std::string zip = zip_of({{"ok", std::string(1000, 'x')}, {"bomb", std::string(1'000'000, 'x')}});
    CHECK(zip.size() < 4000);
    FileLimits limits;
    limits.max_member = 999'999;
    const auto r = read_zip(zip, "sample", nullptr, nullptr, SIZE_MAX, limits);
    REQUIRE_FALSE(r);
    CHECK(r.error().code == Errc::too_large);
    CHECK(r.error().what.find("sample!bomb: unpacks to more than") == 0);
    CHECK(read_zip_member(zip, "sample", "ok", limits));
    CHECK_FALSE(read_zip_member(zip, "sample", "bomb", limits));
    limits.max_member = 1'000'000;
    CHECK(read_zip_member(zip, "sample", "bomb", limits));
    limits.max_member = 100;
    CHECK(read_zip(zip, "sample", nullptr, nullptr, 100, limits));  // the beginnings fit
}

TEST_CASE("an archive of more members than the limit is refused", "[source_file]") {
    Members many;
    for (int i = 0; i < 20; ++i) many.emplace_back(std::to_string(i), "");
    FileLimits limits;
    limits.max_members = 19;
    const auto r = read_zip(zip_of(many), "sample", nullptr, nullptr, SIZE_MAX, limits);
    REQUIRE_FALSE(r);
    CHECK(r.error().code == Errc::too_large);
    limits.max_members = 20;
    CHECK(read_zip(zip_of(many), "sample", nullptr, nullptr, SIZE_MAX, limits));
}

TEST_CASE("what is no archive is refused", "[source_file]") {
    for (const std::string& bytes : {std::string(), std::string("PK"), std::string("PK\x03\x04"),
                                     std::string("moon"), std::string(5000, 'P')}) {
        const auto r = read_zip(bytes, "sample");
        REQUIRE_FALSE(r);
        CHECK(r.error().code == Errc::bad_source);
        CHECK(useless_error(r.error(), "sample") == "");
    }
    CHECK_FALSE(looks_like_zip(""));
    CHECK_FALSE(looks_like_zip("PK\x01\x02"));
}

TEST_CASE("an encrypted member is refused, not read as noise", "[source_file]") {
    std::string zip = zip_of({{"a.txt", "moonlight and more of it"}}, true);
    zip[6] = static_cast<char>(zip[6] | 1);  // general purpose flag of the local header
    const auto central = zip.find("PK\x01\x02");
    REQUIRE(central != zip.npos);
    zip[central + 8] = static_cast<char>(zip[central + 8] | 1);
    const auto r = read_zip_member(zip, "sample", "a.txt");
    REQUIRE_FALSE(r);
    CHECK(r.error().code == Errc::bad_source);
    CHECK(r.error().what.find("sample!a.txt: ") == 0);
}

TEST_CASE("a fingerprint is the sha256 that other tools print", "[source_file]") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
