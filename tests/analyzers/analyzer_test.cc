// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/analyzer.h"

#include <catch2/catch.hpp>
#include <thread>

#include "tests/analyzers/printed.h"

namespace codelex {
namespace {

using test::analyzer;
using test::pieces;
using test::printed;
using test::stems;
using test::texts;

TEST_CASE("a description becomes its words", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"   \t\r\n ", ""},
        {"?!;:()[]", ""},
        {"Heart attack", "heart@0 attack@1"},
        {"HEART ATTACK", "heart@0 attack@1"},
        // Words that mean something in titles stay, the others leave a gap.
        {"Pain in the chest", "pain@0 chest@3"},
        {"without complications", "without@0 complications@1"},
        {"with or without aura", "with@0 without@2 aura@3"},
        {"Other and unspecified, left", "other@0 unspecified@2 left@3"},
        {"no code for this", "no@0 code@1"},
        // Shorthand that a word breaker tears into single letters.
        {"w/o complication", "without=0 complication@1"},
        {"W/O complication", "without=0 complication@1"},
        {"complication w/out", "complication@0 without=1"},
        {"w/stent", "with=0 stent@1"},
        {"w/ stent", "with=0 stent@1"},
        {"w/other", "with=0 other@1"},
        {"aura, w/o pain, w/ nausea", "aura@0 without=1 pain@2 with=3 nausea@4"},
        {"w/w/o", "with=0 without=1"},
        {"w/", "with=0"},
        {"low/old", "low@0 old@1"},  // no shorthand inside words
        {"24w/o", "24#0 w@1 o@2"},
        {"and/or", ""},
        {"/o w", "o@0 w@1"},
        // A blank or dash beyond ASCII ends a word too: "w/o" read as "w/" and "o" means the opposite.
        {"w/o\u00A0complication", "without=0 complication@1"},
        {"w/o\u2014complication", "without=0 complication@1"},
        {"aura\u00A0w/o\u3000pain", "aura@0 without=1 pain@2"},
        {"\U0001F494w/o", "without=0"},
        {"\u00E9w/o", "ew@0 o@1"},
        {"w/o\u0301", "with=0 o@1"},  // an accented letter
        // Hyphens part words.
        {"self-care", "self@0 care@1"},
        {"COVID-19", "covid@0 19#1"},
        {"non-small-cell", "non@0 small@1 cell@2"},
        // Possessives and apostrophes.
        {"Crohn's disease", "crohn@0 disease@1"},
        {"CROHN'S disease", "crohn@0 disease@1"},
        {"Crohn\u2019s disease", "crohn@0 disease@1"},
        {"O'Brien", "o'brien@0"},
        // Numbers.
        {"500 mg", "500#0 mg@1"},
        {"0.5 mg", "0.5#0 mg@1"},
        {"2.50", "2.5#0"},
        {"B12", "b12@0"},
        {"vitamin A", "vitamin@0 a@1"},
        {"E11.9", "e11.9@0"},
        // Accents and compatibility forms.
        {"M\u00E9ni\u00E8re's", "meniere@0"},
        {"Me\u0301nie\u0300re", "meniere@0"},
        {"Sj\u00F6gren", "sjogren@0"},
        {"S\u00F8rensen", "sorensen@0"},
        {"\uFB01brosis", "fibrosis@0"},                 // the ligature fi
        {"\uFF28\uFF25\uFF21\uFF32\uFF34", "heart@0"},  // full width
        {"dia\u00ADbetes", "diabetes@0"},               // a soft hyphen is no hyphen
        {"Stra\u00DFe", "strasse@0"},
        // Emoji are no words.
        {"\U0001F494 attack", "attack@0"},
        {"\U0001F494", ""},
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("tokens point at the text as it was written", "[analyzers]") {
    auto [text, cut] = GENERATE(table<std::string, std::string>({
        {"Pain in the chest", "[Pain][chest]"},
        {"w/o M\u00E9ni\u00E8re's", "[w/o][M\u00E9ni\u00E8re's]"},
        {"\uFB01brosis w/\U0001F494stent", "[\uFB01brosis][w/][stent]"},
        {"Me\u0301nie\u0300re", "[Me\u0301nie\u0300re]"},
        {"a\xFF"
         "b",
         "[a][b]"},
    }));
    INFO(text);
    CHECK(pieces(text, analyzer().analyze(text)) == cut);
}

TEST_CASE("bad bytes part words and harm nothing", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"heart\xFF"
         "attack",
         "heart@0 attack@1"},
        {"\xC3", ""},
        {"\xC3 heart", "heart@0"},
        {"heart\xE2\x82", "heart@0"},
        {"\xED\xA0\x80heart", "heart@0"},      // half of a surrogate pair
        {"\xF4\x90\x80\x80heart", "heart@0"},  // beyond Unicode
        {"\xC0\x80heart", "heart@0"},          // overlong
        {std::string("heart\0attack", 12), "heart@0 attack@1"},
        {"w/o\xFF", "without=0"},
        {"\xFFw/o", "without=0"},
    }));
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("words longer than any word are cut at a character", "[analyzers]") {
    Analyzer a = analyzer();
    const std::string ascii(1000, 'x');
    CHECK(texts(a.analyze(ascii)) == std::string(Analyzer::kMaxWord, 'x'));
    std::string accented = "x";
    while (accented.size() < 500) accented += "\u00E9";  // two bytes each, so that byte 64 is inside one
    const Tokens tokens = a.analyze(accented);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].end == Analyzer::kMaxWord - 1);
    CHECK(a.analyze(std::string(1000, 'x') + " heart").back().text == "heart");
}

// One character may fold to many: a term has a limit that a document must not break.
TEST_CASE("words that grow when folded stay short", "[analyzers]") {
    Analyzer a = analyzer();
    for (const char* grows : {"\uFDFA", "\uAC01", "\u1F82", "\uFB03", "\u3318"}) {
        std::string text;
        for (int i = 0; i < 100; ++i) text += grows;
        for (const Token& t : a.analyze(text)) {
            CHECK(t.text.size() <= Analyzer::kMaxWord);
            CHECK(t.stem.size() <= Analyzer::kMaxWord);
        }
    }
}

TEST_CASE("inflected words meet in their stem", "[analyzers]") {
    auto [one, other] = GENERATE(table<std::string, std::string>({
        {"fracture", "fractures"},
        {"fractured", "fractures"},
        {"infection", "infections"},
        {"eye", "eyes"},
        {"leg", "legs"},
        {"diabetes", "Diabetes"},
        {"M\u00E9ni\u00E8re", "meniere"},
        {"w/o", "without"},
    }));
    CHECK(stems(analyzer().analyze(one)) == stems(analyzer().analyze(other)));
}

TEST_CASE("numbers and words of other scripts are their own stem", "[analyzers]") {
    for (const char* text : {"500", "2.50", "b12", "19", "\u03B1\u03B2\u03B3\u03B4\u03B5"}) {
        for (const Token& t : analyzer().analyze(text)) CHECK(t.stem == t.text);
    }
}

TEST_CASE("no single letter is too common to look for", "[analyzers]") {
    Analyzer a = analyzer();
    for (char c = 'a'; c <= 'z'; ++c) {
        const std::string letter(1, c);
        CHECK(texts(a.analyze("hepatitis " + letter)) == "hepatitis " + letter);
    }
}

TEST_CASE("words that decide between two titles are never dropped", "[analyzers]") {
    Analyzer a = analyzer();
    for (const char* word :
         {"with", "without", "no", "not", "other", "unspecified", "left", "right", "both", "initial",
          "subsequent", "sequela", "due", "acute", "up", "down", "over", "under"})
        CHECK(texts(a.analyze(word)) == word);
}

TEST_CASE("the fingerprint is the same all through a run", "[analyzers]") {
    const std::string first = Analyzer::fingerprint();
    CHECK(first.size() == 16);
    CHECK(first.find_first_not_of("0123456789abcdef") == first.npos);
    CHECK(Analyzer::fingerprint() == first);
    std::string other;
    std::thread([&] { other = Analyzer::fingerprint(); }).join();
    CHECK(other == first);
}

TEST_CASE("an analyzer that was moved goes on where it was", "[analyzers]") {
    Analyzer a = analyzer();
    const Tokens before = a.analyze("acute pain");
    Analyzer b = std::move(a);
    CHECK(b.analyze("acute pain") == before);
    b = analyzer();
    CHECK(b.analyze("acute pain") == before);
}

}  // namespace
}  // namespace codelex
