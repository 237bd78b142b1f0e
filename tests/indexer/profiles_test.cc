// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/profiles.h"

#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::Scratch;

ProfileDraft draft(std::string code, std::vector<std::string> title) {
    ProfileDraft d;
    d.system = "icd10cm";
    d.code = std::move(code);
    d.flags = kFlagBillable;
    ProfileDraft::Name name{NameKind::title, {}};
    for (std::string& word : title) name.words.push_back({std::move(word), 0});
    d.names.push_back(std::move(name));
    return d;
}

// Two threads' work: a header, and a code below it that the other thread made.
void write_two(const std::filesystem::path& file) {
    std::vector<ProfileWriter> parts(3);
    parts[0].add(draft("X01", {"toe", "bent"}));
    ProfileDraft below = draft("X011", {"bent", "toe", "fever"});
    below.parent = "icd10cm:X01";
    below.entries = 3;
    below.facets.set(0);
    below.facets.set(127);
    below.names[0].words[2].flags = ProfileWord::kNegated;
    below.labels.fill("V1:label");
    parts[1].add(below);
    REQUIRE(ProfileWriter::write(parts, file));  // the third had nothing to do
}

TEST_CASE("a profile comes back as it was written, whichever thread made it", "[indexer]") {
    Scratch dir;
    write_two(dir / "profiles.bin");
    const auto profiles = Profiles::open(dir / "profiles.bin");
    REQUIRE(profiles);
    CHECK(profiles->size() == 2);
    Profiles::Profile p;
    profiles->get(2, &p);
    CHECK(std::string(p.code.data()) == "X011");
    CHECK(p.parent == 1);
    CHECK(p.entries == 3);
    CHECK((p.flags & kFlagBillable) != 0);
    CHECK(static_cast<ProfileSystem>(p.flags >> kSystemShift & 0xF) == ProfileSystem::icd10cm);
    CHECK((p.facets.count() == 2 && p.facets[0] && p.facets[127]));
    REQUIRE(p.labels.size() == 7);
    CHECK(profiles->word(p.labels[6]) == "V1:label");
    REQUIRE(p.names.size() == 1);
    REQUIRE(p.names[0].words.size() == 3);
    CHECK(profiles->word(p.names[0].words[0].word()) == "bent");
    CHECK(profiles->word(p.names[0].words[2].word()) == "fever");
    CHECK(p.names[0].words[2].negated());
    CHECK(!p.names[0].words[0].negated());
    CHECK(profiles->number_of("toe") == p.names[0].words[1].word());
    CHECK(!profiles->number_of("nose"));
    // What one of two has is rarer than what both have.
    CHECK(profiles->rarity(*profiles->number_of("fever")) > profiles->rarity(*profiles->number_of("toe")));
    for (const std::uint32_t none : {0u, 3u, 4'000'000'000u}) {
        profiles->get(none, &p);
        CHECK(p.names.empty());
    }
}

TEST_CASE("profiles cut anywhere are refused, and no flipped byte is read outside the file",
          "[indexer][corruption]") {
    Scratch dir;
    write_two(dir / "profiles.bin");
    const std::string bytes = test::slurp(dir / "profiles.bin");
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        dir.write("cut.bin", bytes.substr(0, n));
        const auto cut = Profiles::open(dir / "cut.bin");
        REQUIRE(!cut);
        CHECK(cut.error().code == Errc::io);
    }
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        std::string bad = bytes;
        bad[n] = static_cast<char>(bad[n] ^ 0xFF);
        dir.write("bad.bin", bad);
        const auto read = Profiles::open(dir / "bad.bin");
        if (!read) continue;
        Profiles::Profile p;
        for (std::uint32_t doc = 1; doc <= 2; ++doc) {
            read->get(doc, &p);
            for (const Profiles::Name& name : p.names)
                for (const ProfileWord w : name.words) CHECK(read->word(w.word()).size() <= bytes.size());
        }
    }
}

}  // namespace
}  // namespace codelex
