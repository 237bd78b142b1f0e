// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/code_query.h"

#include <catch2/catch.hpp>
#include <random>

namespace codelex {
namespace {

// "code E119", "prefix E11", "range E10 E13"; then +modifier, @system, and ~ when it may as well be a word.
std::string read_as(std::string_view text) {
    const auto q = parse_code_question(text);
    if (!q) return "words";
    std::string out = q->kind == CodeQuestion::Kind::code     ? "code "
                      : q->kind == CodeQuestion::Kind::prefix ? "prefix "
                                                              : "range ";
    out += q->first;
    if (!q->last.empty()) out += " " + q->last;
    if (!q->modifier.empty()) out += " +" + q->modifier;
    if (!q->system.empty()) out += " @" + q->system;
    if (q->letters_only) out += " ~";
    return out;
}

TEST_CASE("a code is known in any usual spelling", "[searcher]") {
    auto [text, reading] = GENERATE(table<std::string, std::string>({
        {"e119", "code E119"},
        {"E11.9", "code E119 @icd10cm"},
        {"  e11.9\t", "code E119 @icd10cm"},
        {"(E11.9)", "code E119 @icd10cm"},
        {"\"E11.9\",", "code E119 @icd10cm"},
        {"#99213", "code 99213"},
        {"99213", "code 99213"},
        {"0283t", "code 0283T"},
        {"E0143", "code E0143"},
        {"0FT44ZZ", "code 0FT44ZZ"},
        {"S72.001A", "code S72001A @icd10cm"},
        {"C4A.0", "code C4A0 @icd10cm"},
        {"25", "code 25"},
        {"B12", "code B12"},  // a vitamin too: the index decides
        // Words that ask for a code and say no more.
        {"cpt code 99213?", "code 99213 @cpt"},
        {"what is E11.9?", "code E119 @icd10cm"},
        {"What's the code for E11.9", "code E119 @icd10cm"},
        {"icd-10 E11.9", "code E119 @icd10cm"},
        {"ICD-10-CM code: E11.9", "code E119 @icd10cm"},
        {"icd10pcs 0FT44ZZ", "code 0FT44ZZ @icd10pcs"},
        {"hcpcs level ii code e0143", "code E0143 @hcpcs"},
        {"modifier 25", "code 25"},
        {"modifier LT", "code LT"},
        {"dx: E11.9", "code E119 @icd10cm"},
        // Letters alone may be a word or an abbreviation.
        {"LT", "code LT ~"},
        {"qw", "code QW ~"},
        {"ear", "code EAR ~"},
        {"asthma", "code ASTHMA ~"},
    }));
    INFO(text);
    CHECK(read_as(text) == reading);
}

TEST_CASE("a code with its modifier, a prefix and a range are known", "[searcher]") {
    auto [text, reading] = GENERATE(table<std::string, std::string>({
        {"99213-25", "code 99213 +25"},
        {"99213-lt", "code 99213 +LT"},
        {"E0143-NU", "code E0143 +NU"},
        {"E11*", "prefix E11"},
        {"E11.*", "prefix E11"},
        {"E11.", "prefix E11"},
        {"E11-", "prefix E11"},
        {"E11.-", "prefix E11"},
        {"e11.6*", "prefix E116 @icd10cm"},
        {"E11.6-", "prefix E116 @icd10cm"},
        {"Z3A.0-", "prefix Z3A0 @icd10cm"},
        {"e*", "prefix E"},
        {"0FT*", "prefix 0FT"},
        {"icd10cm E11*", "prefix E11 @icd10cm"},
        {"E10-E13", "range E10 E13"},
        {"e10-e13", "range E10 E13"},
        {"E10 to E13", "range E10 E13"},
        {"E10 through E13", "range E10 E13"},
        {"E10 - E13", "range E10 E13"},
        {"E10\u2013E13", "range E10 E13"},
        {"E10 \u2013 E13", "range E10 E13"},
        {"E11.0-E11.9", "range E110 E119 @icd10cm"},
        {"codes E10-E13", "range E10 E13"},
        {"99213-99215", "range 99213 99215"},
        {"cpt 99213 to 99215", "range 99213 99215 @cpt"},
        {"E10-E10", "range E10 E10"},
    }));
    INFO(text);
    CHECK(read_as(text) == reading);
}

TEST_CASE("what only looks like a code is left to the words", "[searcher]") {
    for (const char* text : {"",
                             " ",
                             "?",
                             "heart attack",
                             "L4-5",
                             "C5-C6",
                             "t(9;22)",
                             "10 mg",
                             "2.5",
                             "-2.50",
                             "0.5",
                             "1/2",
                             "diabetes",
                             "diabetes.",
                             "covid-19",
                             "type 2",
                             "E11.9 E11.8",
                             "E11.9 with ulcer",
                             "a",
                             "7",
                             "*",
                             "-",
                             ".",
                             ".-",
                             "E13-E10",
                             "anti-D",
                             "x-ray",
                             "E11..9",
                             "E.119",
                             "12345678",
                             "w/o",
                             "non-small",
                             "heart*",
                             "what is",
                             "code",
                             "M\u00E9ni\u00E8re",
                             "E11.9\u00E9"}) {
        INFO(text);
        CHECK(read_as(text) == "words");
    }
}

TEST_CASE("a very long text is no code question", "[searcher]") {
    CHECK(read_as("code " + std::string(200, ' ') + "E11.9") == "words");
    CHECK(read_as(std::string(1000, 'E')) == "words");
}

TEST_CASE("any text is read as something that keeps the promises of a code question", "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    const std::string alphabet = "EeT019.*-  ?(),:#'\"/\t\xE2\x80\x93\xFFzZ";
    auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (int i = 0; i < 50'000; ++i) {
        std::string text;
        for (std::size_t n = below(12); n > 0; --n) text += alphabet[below(alphabet.size())];
        const auto q = parse_code_question(text);
        if (!q) continue;
        INFO(Catch::Detail::stringify(text));
        for (const std::string* code : {&q->first, &q->last, &q->modifier})
            REQUIRE(code->find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == code->npos);
        REQUIRE(!q->first.empty());
        REQUIRE(q->first.size() <= 7);
        REQUIRE((q->kind == CodeQuestion::Kind::range) == !q->last.empty());
        REQUIRE((q->last.empty() || q->first <= q->last));
    }
}

}  // namespace
}  // namespace codelex
