// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/analyzers/printed.h"

namespace codelex {
namespace {

using test::analyzer;
using test::pieces;
using test::printed;
using test::texts;

// "covid@0[covid19 2] 19#1": the compound and how many tokens it covers.
std::string compounds(const Tokens& tokens) {
    std::string out;
    for (const Token& t : tokens)
        if (!t.compound.empty())
            out += (out.empty() ? "" : " ") + t.text + "[" + t.compound + " " + std::to_string(t.parts) + "]";
    return out;
}

TEST_CASE("clinical shorthand is read as the words that it stands for", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"COPD w/o exacerbation", "copd@0 without=1 exacerbation@2"},
        {"DM w/ neuropathy", "dm@0 with=1 neuropathy@2"},
        {"s/p CABG", "status=0 post=1 cabg@2"},
        {"S/P CABG", "status=0 post=1 cabg@2"},
        {"h/o stroke", "history=0 stroke@1"},
        {"r/o MI", "rule=0 out=1 mi@2"},
        {"c/o chest pain", "complains=0 chest@1 pain@2"},
        {"b/l knee pain", "bilateral=0 knee@1 pain@2"},
        {"f/u fracture", "follow=0 up=1 fracture@2"},
        {"pain d/t fall", "pain@0 due=1 fall@2"},
        {"edema a/w CHF", "edema@0 associated=1 with=2 chf@3"},
        {"65 y/o male", "65#0 year=1 old=2 male@3"},
        {"65y/o male", "65#0 year=1 old=2 male@3"},  // the digits touch the shorthand
        {"p/o meds", "mouth=1 meds@2"},              // "by" is no word of titles either way
        {"s / p", "s@0 p@1"},                        // blanks: perhaps two letters of a list
        {"his/other", "his@0 other@1"},              // inside words it is no shorthand
        {"#NOF", "fracture=0 nof@1"},
        {"# femur", "fracture=0 femur@1"},
        {"L #NOF", "l@0 fracture=1 nof@2"},
        {"tooth #3", "tooth@0 3#1"},  // a number's sign
        // A sign and a word are as far apart as two words.
        {"nausea & vomiting", "nausea@0 vomiting@2"},
        {"nausea and vomiting", "nausea@0 vomiting@2"},
        {"D&C", "d@0 c@2"},
        {"& pain", "pain@0"},
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("a range of vertebrae names both of them", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"L4-5 fusion", "l4@0 l5@1 fusion@2"},
        {"L4\u20135 fusion", "l4@0 l5@1 fusion@2"},  // an en dash, as printers set ranges
        {"C5-C6", "c5@0 c6@1"},
        {"C5/6", "c5@0 c6@1"},
        {"T12/L1", "t12@0 l1@1"},
        {"L5-S1", "l5@0 s1@1"},
        {"L4-9", "l4@0 9#1"},    // there are five
        {"C05-6", "c05@0 6#1"},  // a code's beginning
        {"B12-6", "b12@0 6#1"},  // no vertebra
        {"L4 - 5", "l4@0 5#1"},
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("a dose is a number and a unit, however it is typed", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"10mg", "10#0 mg@1"},
        {"10 mg", "10#0 mg@1"},
        {"500ML", "500#0 ml@1"},
        {"2.5ml", "2.5#0 ml@1"},
        {"2.50ml", "2.5#0 ml@1"},
        {"injection, per 5 mg", "injection@0 per@1 5#2 mg@3"},
        {"gauze 3x5 in", "gauze@0 3#1 5#2"},
        {"2x2.5x4", "2#0 2.5#1 4#2"},
        {"3x", "3x@0"},
        {"H1N1", "h1n1@0"},
        {"0001U", "0001u@0"},  // a code, no dose
        {"0.5mg", "0.5#0 mg@1"},
        {".5 mg", "0.5#0 mg@1"},  // was read as 5 mg
        {".25mg", "0.25#0 mg@1"},
        {"pain. 5 mg", "pain@0 5#1 mg@2"},  // the end of a sentence
        {"no.5", "no@0 5#1"},
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("numbers are read in one spelling", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"1,000", "1000#0"},
        {"12,345,678.50", "12345678.5#0"},
        {"2.50", "2.5#0"},
        {"1.0", "1#0"},
        {"0.0", "0#0"},
        {"1,2", "1#0 2#1"},  // a list: was read as 12
        {"1,2,3", "1#0 2#1 3#2"},
        {"C5,6", "c5@0 6#1"},
        {"1st", "first@0"},
        {"2nd trimester", "second@0 trimester@1"},
        {"3RD", "third@0"},
        {"10th", "tenth@0"},
        {"12th rib", "twelfth@0 rib@1"},
        {"21st", "21st@0"},
        {"1th", "1th@0"},  // no ordinal
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("roman numerals are numbers where a class is named", "[analyzers]") {
    auto [text, tokens] = GENERATE(table<std::string, std::string>({
        {"diabetes type II", "diabetes@0 type@1 2#2"},
        {"type 2 diabetes", "type@0 2#1 diabetes@2"},
        {"grade IV", "grade@0 4#1"},
        {"stage IIIB", "stage@0 3b@1"},
        {"NYHA class III", "nyha@0 class@1 3#2"},
        {"factor VIII", "factor@0 8#1"},
        {"cranial nerve XII", "cranial@0 nerve@1 12#2"},
        {"type IIIA, IIIB, or IIIC", "type@0 3a@1 3b@2 3c@4"},
        {"types I and V", "types@0 1#1 5#3"},
        {"grade II-IV", "grade@0 2#1 4#2"},
        {"IV fluids", "iv@0 fluids@1"},  // intravenous
        {"type 2, IV insulin", "type@0 2#1 iv@2 insulin@3"},
        {"type II IV insulin", "type@0 2#1 iv@2 insulin@3"},  // no list
        {"vitamin C", "vitamin@0 c@1"},
        {"hepatitis C", "hepatitis@0 c@1"},
        {"type C", "type@0 c@1"},  // 100 of nothing
        {"I have pain", "i@0 have@1 pain@2"},
        {"C.O.P.D.", "copd@0"},
        {"c.o.p.d", "copd@0"},
        {"E11.9", "e11.9@0"},  // a code keeps its point
    }));
    INFO(text);
    CHECK(printed(analyzer().analyze(text)) == tokens);
}

TEST_CASE("a list of numerals does not reach into the next text", "[analyzers]") {
    Analyzer a = analyzer();
    (void)a.analyze("type II");
    CHECK(printed(a.analyze("3, V battery")) == "3#0 v@1 battery@2");
}

TEST_CASE("a compound is its words and one word", "[analyzers]") {
    auto [text, tokens, joined] = GENERATE(table<std::string, std::string, std::string>({
        {"x-ray of hand", "x@0 ray@1 hand@3", "x[xray 2]"},
        {"x\u2011ray", "x@0 ray@1", "x[xray 2]"},  // a hyphen that does not break the line
        {"non-small-cell lung", "non@0 small@1 cell@2 lung@3", "non[nonsmallcell 3]"},
        {"follow-up", "follow@0 up@1", "follow[followup 2]"},
        {"COVID-19", "covid@0 19#1", "covid[covid19 2]"},
        {"n/v", "n@0 v@1", "n[nv 2]"},
        {"1750-1999 grams", "1750#0 1999#1 grams@2", ""},  // a range
        {"2-3", "2#0 3#1", ""},
        {"x - ray", "x@0 ray@1", ""},
        {"heart/lung", "heart@0 lung@1", ""},  // alternatives
        {"s/p", "status=0 post=1", ""},
        // Dropped words do not count: a compound covers tokens.
        {"by-pass graft", "pass@1 graft@2", "pass[bypass 1]"},
        {"out-of-pocket", "out@0 pocket@2", "out[outofpocket 2]"},
        {"and/or", "", ""},
        {"x-ray by-pass", "x@0 ray@1 pass@3", "x[xray 2] pass[bypass 1]"},
    }));
    INFO(text);
    const Tokens t = analyzer().analyze(text);
    CHECK(printed(t) == tokens);
    CHECK(compounds(t) == joined);
}

TEST_CASE("what was torn apart still points at the text as it was written", "[analyzers]") {
    auto [text, cut] = GENERATE(table<std::string, std::string>({
        {"10mg", "[10][mg]"},
        {"L4-5", "[L4][5]"},
        {"s/p CABG", "[s][p][CABG]"},
        {"#NOF", "[#][NOF]"},
        {"65y/o", "[65][y][o]"},
        {"3x5", "[3][5]"},
        {"1,2", "[1][2]"},
        {"\uFB041,2", "[\uFB041][2]"},  // three letters in one
        {".5mg", "[.5][mg]"},
        {"\uFF11\uFF10mg", "[\uFF11\uFF10][mg]"},  // full width digits
        {"C.O.P.D.", "[C.O.P.D]"},
    }));
    INFO(text);
    CHECK(pieces(text, analyzer().analyze(text)) == cut);
}

TEST_CASE("a word in capitals among others is kept for a query", "[analyzers]") {
    auto [text, query, document] = GENERATE(table<std::string, std::string, std::string>({
        {"severe AS", "severe as", "severe"},
        {"OR for hernia", "or hernia", "hernia"},
        {"severe as", "severe", "severe"},
        {"SEVERE AS", "severe", "severe"},  // all in capitals: nothing stands out
        {"Pain in the chest", "pain chest", "pain chest"},
    }));
    INFO(text);
    Analyzer a = analyzer();
    CHECK(texts(a.query(text)) == query);
    CHECK(texts(a.analyze(text)) == document);  // a query leaves nothing behind
}

TEST_CASE("the stages end in what analysis returns", "[analyzers]") {
    Analyzer a = analyzer();
    for (const char* text : {"", "Pain in the chest w/o fever", "L4-5 10mg x-ray", "\xFF heart"}) {
        const auto stages = a.stages(text);
        REQUIRE(stages.size() == 6);
        CHECK(stages.front().name.starts_with("break-"));
        CHECK(stages.back().tokens == a.analyze(text));
    }
}

}  // namespace
}  // namespace codelex
