// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/word_parts.h"

#include <catch2/catch.hpp>

#include "tests/synonyms/lists.h"

namespace codelex {
namespace {

using test::lexicon_of;
using test::one_analyzer;

const Lexicon& lexicon() {
    static const Lexicon x = lexicon_of(R"(
word_parts:
  prefixes: {hemi: half, peri: around, inter: between, in: not, hyper: high, hypo: low}
  roots:
    hem: blood
    hemat: blood
    cholecyst: gallbladder
    hepat: liver
    splen: spleen
    nephr: kidney
    lith: stone
    card: heart
    cardi: heart
    gastr: stomach
    enter: intestine
    pleg: paralysis
    tens: pressure
  suffixes: {ectomy: removal, megaly: enlargement, otomy: incision, itis: inflammation, ia: state}
)");
    return x;
}

std::string taken(const Lexicon& x, std::string_view word) {
    std::string out;
    for (const Lexicon::Part* p : take_apart(x, word))
        out += (out.empty() ? "" : "+") + x.rule(p->rule).phrase;
    return out;
}

TEST_CASE("a compound is taken apart into its parts", "[synonyms]") {
    auto [word, parts] = GENERATE(table<std::string, std::string>({
        {"cholecystectomy", "cholecyst+ectomy"},
        {"hepatosplenomegaly", "hepat+splen+megaly"},
        {"nephrolithotomy", "nephr+lith+otomy"},
        {"gastroenteritis", "gastr+enter+itis"},
        {"pericarditis", "peri+card+itis"},
        {"hemiplegia", "hemi+pleg+ia"},
        {"nephritis", "nephr+itis"},
        {"cardiomegaly", "cardi+megaly"},
        {"hepatolith", "hepat+lith"},
        {"hemihepatectomy", "hemi+hepat+ectomy"},
        {"hematocardia", "hemat+cardi"},  // a vowel at the end counts as one between
        {"hemicardia", "hemi+cardi"},
    }));
    CHECK(taken(lexicon(), word) == parts);
}

TEST_CASE("a word with a letter too many stays whole", "[synonyms]") {
    for (const char* word :
         {"", "card", "heart", "cardiac", "cholecystectomyx", "xcholecystectomy", "hepatoosplenomegaly",
          "ectomy", "splen", "interval", "hepat", "itisitis", "megalyitis"}) {
        INFO(word);
        CHECK(taken(lexicon(), word).empty());
    }
}

TEST_CASE("prefixes alone are no word", "[synonyms]") {
    for (const char* word : {"hypohyper", "hyperinter", "interin", "hemiperi", "perihypo"}) {
        INFO(word);
        CHECK(taken(lexicon(), word).empty());
    }
}

TEST_CASE("words that would take long are given up", "[synonyms]") {
    const Lexicon x =
        lexicon_of("word_parts: {prefixes: {aa: a1, aaa: a2}, roots: {aaa: a3, aaaa: a4, aaaaa: a5}}");
    CHECK(take_apart(x, std::string(39, 'a') + "b").empty());
    CHECK(take_apart(x, std::string(1000, 'a')).empty());
    CHECK(take_apart(Lexicon(), "cholecystectomy").empty());
}

TEST_CASE("the lists that codelex comes with take usual compounds apart", "[synonyms]") {
    static const Lexicon x = Lexicon::compile(builtin_lists(), &one_analyzer());
    auto [word, parts] = GENERATE(table<std::string, std::string>({
        {"cholecystectomy", "cholecyst+ectomy"},
        {"hepatosplenomegaly", "hepat+splen+megaly"},
        {"nephrolithotomy", "nephrolith+otomy"},
        {"gastroenteritis", "gastr+enter+itis"},
        {"hemivertebra", "hemi+vertebr"},  // was read as blood of a vertebra
        {"thyroidectomy", "thyroid+ectomy"},
        {"polyneuropathy", "poly+neur+opathy"},
    }));
    CHECK(taken(x, word) == parts);
    for (const char* english : {"patient", "wheelchair", "doctor", "seizure", "headache", "infection",
                                "bandage", "shoulder", "surgery", "pregnant", "accident", "medicine"}) {
        INFO(english);
        CHECK(taken(x, english).empty());
    }
}

}  // namespace
}  // namespace codelex
