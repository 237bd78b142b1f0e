// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/spelling.h"

#include <catch2/catch.hpp>

namespace codelex {
namespace {

using Strings = std::vector<std::string>;

// Words of titles, with about as many records as they have.
const Vocabulary& vocabulary() {
    static const Vocabulary v = Vocabulary::make(
        {{"diabetes", 900},     {"diabetic", 400},     {"diagnosis", 300},  {"pneumonia", 120},
         {"anemia", 150},       {"hemorrhoids", 30},   {"hemorrhage", 800}, {"gallbladder", 90},
         {"bladder", 500},      {"arthritis", 700},    {"arteritis", 60},   {"arthropathy", 300},
         {"esophagitis", 25},   {"esophagus", 300},    {"asthma", 40},      {"bronchitis", 35},
         {"fracture", 9000},    {"fractures", 200},    {"rupture", 150},    {"kidney", 600},
         {"knee", 900},         {"chest", 300},        {"pain", 400},       {"heart", 600},
         {"attack", 12},        {"hypertension", 150}, {"hypotension", 40}, {"psoriasis", 20},
         {"cirrhosis", 18},     {"eczema", 15},        {"diarrhea", 25},    {"migraine", 60},
         {"schizophrenia", 12}, {"appendicitis", 20},  {"alzheimer", 10},   {"parkinson", 12},
         {"concussion", 14},    {"dislocation", 500},  {"shoulder", 900},   {"wheelchair", 200},
         {"catheter", 300},     {"insulin", 60},       {"left", 20000},     {"right", 20000},
         {"ankle", 700},        {"uncle", 2},          {"acute", 900},      {"of", 90000},
         {"wound", 800},        {"open", 900}});
    return v;
}

std::string best(std::string_view word) {
    static const std::vector<std::string> kNone;
    static const Speller speller(&vocabulary(), &kNone);
    const auto all = speller.suggest(word, 6);
    return all.empty() ? "" : all[0].word;
}

TEST_CASE("a misspelled word is mended to the one that was meant", "[synonyms]") {
    auto [typed, meant] = GENERATE(table<std::string, std::string>({
        {"diabetis", "diabetes"},
        {"diabeties", "diabetes"},
        {"diebetes", "diabetes"},
        {"newmonia", "pneumonia"},
        {"pnemonia", "pneumonia"},
        {"pnuemonia", "pneumonia"},
        {"hemroids", "hemorrhoids"},
        {"hemmorhoids", "hemorrhoids"},
        {"hemmorage", "hemorrhage"},
        {"gallblader", "gallbladder"},
        {"galbladder", "gallbladder"},
        {"arthuritis", "arthritis"},
        {"artheritis", "arthritis"},
        {"arthritus", "arthritis"},
        {"esophagitus", "esophagitis"},
        {"esophogitis", "esophagitis"},
        {"astma", "asthma"},
        {"bronkitis", "bronchitis"},
        {"fractrue", "fracture"},
        {"frature", "fracture"},
        {"kidnee", "kidney"},
        {"hypertention", "hypertension"},
        {"hipertension", "hypertension"},
        {"soriasis", "psoriasis"},
        {"sirosis", "cirrhosis"},
        {"cirhosis", "cirrhosis"},
        {"exzema", "eczema"},
        {"diareah", "diarrhea"},
        {"migrane", "migraine"},
        {"skizophrenia", "schizophrenia"},
        {"apendicitis", "appendicitis"},
        {"alzhiemer", "alzheimer"},
        {"conkussion", "concussion"},
        {"sholder", "shoulder"},
        {"shuolder", "shoulder"},
        {"cathater", "catheter"},
        {"insolin", "insulin"},
        {"hart", "heart"},
    }));
    INFO(typed);
    CHECK(best(typed) == meant);
}

TEST_CASE("a word that is known is its own best spelling", "[synonyms]") {
    for (const Vocabulary::Word& w : vocabulary().words())
        if (w.text.size() >= 4) CHECK(best(w.text) == w.text);
}

TEST_CASE("a blank that was left out comes back", "[synonyms]") {
    CHECK(best("chestpain") == "chest pain");
    CHECK(best("heartattack") == "heart attack");
    CHECK(best("openwound") == "open wound");
}

TEST_CASE("words like nothing, too short or with other than letters stay", "[synonyms]") {
    for (const char* word : {"", "a", "hrt", "zzzzzz", "xylophone", "b12b", "heart's", "hea rt", "Heart",
                             "caf\u00E9", "qwertyuiop"}) {
        INFO(word);
        CHECK(best(word).empty());
    }
    CHECK(best(std::string(41, 'a')).empty());
    CHECK(best(std::string(100000, 'a')).empty());
}

TEST_CASE("the likeliest come first, and no more than were asked for", "[synonyms]") {
    const std::vector<std::string> none;
    const Speller speller(&vocabulary(), &none);
    const auto all = speller.suggest("artritis", 6);
    REQUIRE(all.size() >= 2);
    CHECK(all[0].word == "arthritis");
    for (std::size_t i = 1; i < all.size(); ++i) {
        CHECK(all[i - 1].cost <= all[i].cost);
        CHECK(all[i - 1].word != all[i].word);
    }
    CHECK(speller.suggest("artritis", 1).size() == 1);
    CHECK(speller.suggest("artritis", 0).empty());
}

TEST_CASE("words of the lists are suggested too", "[synonyms]") {
    const std::vector<std::string> lists = {"lumbago", "x-ray", "b12", "LUMBAGO"};
    const Speller speller(&vocabulary(), &lists);
    const auto all = speller.suggest("lumbego", 3);
    REQUIRE(all.size() == 1);
    CHECK(all[0].word == "lumbago");
    CHECK(all[0].records == 1);
    const Vocabulary empty;
    CHECK(Speller(&empty, &lists).suggest("lumbagoo", 3).size() == 1);
}

TEST_CASE("slips cost what they are like", "[synonyms]") {
    const auto cost = [](std::string_view a, std::string_view b) { return slip_cost(a, b, 100); };
    CHECK(cost("heart", "heart") == 0);
    CHECK(cost("", "") == 0);
    CHECK(cost("galbladder", "gallbladder") < cost("galbladder", "gapbladder"));
    CHECK(cost("hypertention", "hypertension") <= 1);
    CHECK(cost("bronkitis", "bronchitis") < cost("bronpitis", "bronchitis"));
    CHECK(cost("fractrue", "fracture") < 1);  // one exchange, not two letters
    CHECK(cost("ab", "xy") == 2);
    CHECK(slip_cost("heart", "kidneys", 1) >= 1);
    CHECK(slip_cost(std::string(50, 'a'), "a", 7) == 7);
}

// Leaving off early must not change what is below the limit.
TEST_CASE("a limit does not change the costs below it", "[synonyms]") {
    const auto& words = vocabulary().words();
    for (const Vocabulary::Word& a : words)
        for (const Vocabulary::Word& b : words) {
            const double whole = slip_cost(a.text, b.text, 1000);
            for (const double limit : {0.5, 1.06, 1.56, 2.26, 4.0}) {
                const double bounded = slip_cost(a.text, b.text, limit);
                if (whole < limit)
                    CHECK(bounded == whole);
                else
                    CHECK(bounded >= limit);
            }
        }
    // The row of the first exchanged letter alone is beyond the limit.
    CHECK(slip_cost("gubr", "gbur", 0.9) == Approx(0.8));
    CHECK(slip_cost("atprt", "taprt", 0.85) == Approx(0.8));
}

}  // namespace
}  // namespace codelex
