// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/vocabulary.h"

#include <catch2/catch.hpp>

#include "analyzers/inflection.h"

namespace codelex {
namespace {

using Strings = std::vector<std::string>;

Strings family(const Vocabulary& v, std::string_view word) {
    const Families families;
    Strings out;
    for (const std::string_view s : v.family(families.of(uninflected(word)))) out.emplace_back(s);
    return out;
}

TEST_CASE("a vocabulary knows words of letters, and how many records have them", "[synonyms]") {
    const auto v = Vocabulary::make({{"heart", 12},
                                     {"attack", 3},
                                     {"b12", 5},
                                     {"of", 9},
                                     {"caf\u00E9", 1},
                                     {"500", 2},
                                     {std::string(41, 'a'), 1},
                                     {"o'brien", 1}});
    REQUIRE(v.words().size() == 2);
    CHECK(v.words()[0].text == "attack");
    REQUIRE(v.find("heart"));
    CHECK(v.find("heart")->records == 12);
    for (const char* other : {"", "hear", "hearts", "b12", "of", "zzz"}) CHECK_FALSE(v.find(other));
}

TEST_CASE("words of one derivation are a family, words alone are none", "[synonyms]") {
    const auto v = Vocabulary::make({{"infected", 1}, {"infection", 4}, {"infections", 2}, {"toe", 2}});
    CHECK(family(v, "infections") == Strings{uninflected("infected"), uninflected("infection")});
    CHECK(family(v, "toe").empty());
    CHECK(v.family("").empty());
    CHECK(v.family("zzz").empty());
}

TEST_CASE("a vocabulary comes back from its bytes and may be moved", "[synonyms]") {
    const auto v = Vocabulary::make({{"infected", 1}, {"infection", 4}, {"toe", 2}});
    auto read = Vocabulary::parse(v.bytes());
    REQUIRE(read);
    CHECK(read->bytes() == v.bytes());
    const Vocabulary moved = std::move(*read);
    REQUIRE(moved.find("toe"));
    CHECK(moved.find("toe")->records == 2);
    CHECK(family(moved, "infection").size() == 2);
    // Short ones too, whose bytes would move with their object.
    auto tiny = Vocabulary::parse("toe\t2\n\n");
    REQUIRE(tiny);
    std::vector<Vocabulary> many;
    many.push_back(std::move(*tiny));
    many.push_back(Vocabulary::make({}));
    CHECK(many[0].find("toe"));
    CHECK(many[1].words().empty());
}

TEST_CASE("bytes that are no vocabulary are damaged", "[synonyms]") {
    for (const char* bytes :
         {"", "toe\t2", "toe\t2\n", "toe 2\n\n", "toe\tx\n\n", "toe\t\n\n", "toe\t-1\n\n",
          "toe\t99999999999\n\n", "toe\t2x\n\n", "Toe\t2\n\n", "to\t2\n\n", "toe\t2\narm\t2\n\n",
          "toe\t2\ntoe\t2\n\n", "toe\t2\n\n\n", "\nno tab\n", "\nb\tb c\na\ta c\n"}) {
        INFO(bytes);
        const auto r = Vocabulary::parse(bytes);
        REQUIRE_FALSE(r);
        CHECK(r.error().code == Errc::io);
    }
}

TEST_CASE("a vocabulary cut short or changed is damaged, or one that can be used", "[synonyms]") {
    const std::string bytes = Vocabulary::make({{"infected", 1}, {"infection", 4}, {"toe", 2}}).bytes();
    const auto use = [](const std::string& b) {
        const auto r = Vocabulary::parse(b);
        if (!r) return;
        for (const Vocabulary::Word& w : r->words()) CHECK(r->find(w.text) == &w);
        for (const std::string_view s : r->family("infect")) CHECK(s.size() <= b.size());
    };
    for (std::size_t n = 0; n < bytes.size(); ++n) use(bytes.substr(0, n));
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (int c = 0; c < 256; ++c) {
            std::string bad = bytes;
            bad[i] = static_cast<char>(c);
            use(bad);
        }
}

TEST_CASE("words that sound alike have one sound", "[synonyms]") {
    auto [heard, meant] = GENERATE(table<std::string, std::string>({
        {"newmonia", "pneumonia"},
        {"numonia", "pneumonia"},
        {"hemroids", "hemorrhoids"},
        {"hemoroids", "hemorrhoids"},
        {"sykosis", "psychosis"},
        {"dialisis", "dialysis"},
        {"nee", "knee"},
        {"rist", "wrist"},
        {"tonsilitis", "tonsillitis"},
        {"exzema", "eczema"},
        {"diarea", "diarrhea"},
        {"gonorea", "gonorrhea"},
    }));
    INFO(heard);
    CHECK(sound_of(heard) == sound_of(meant));
}

TEST_CASE("words that sound otherwise have another sound", "[synonyms]") {
    auto [one, other] = GENERATE(table<std::string, std::string>({{"hepatitis", "hepatic"},
                                                                  {"kidney", "knee"},
                                                                  {"toe", "thumb"},
                                                                  {"ileum", "ulna"},
                                                                  {"anemia", "pneumonia"}}));
    CHECK(sound_of(one) != sound_of(other));
}

}  // namespace
}  // namespace codelex
