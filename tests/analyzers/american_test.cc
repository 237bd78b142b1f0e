// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/analyzers/printed.h"

namespace codelex {
namespace {

using test::analyzer;
using test::texts;

TEST_CASE("British spelling finds American titles", "[analyzers]") {
    auto [british, american] = GENERATE(table<std::string, std::string>({
        {"anaemia", "anemia"},
        {"leukaemia", "leukemia"},
        {"leucaemia", "leukemia"},
        {"haemorrhage", "hemorrhage"},
        {"haemorrhoids", "hemorrhoids"},
        {"oesophagus", "esophagus"},
        {"gastrooesophageal", "gastroesophageal"},
        {"oedema", "edema"},
        {"lymphoedema", "lymphedema"},
        {"angiooedema", "angioedema"},
        {"oestrogen", "estrogen"},
        {"foetal", "fetal"},
        {"diarrhoea", "diarrhea"},
        {"dyspnoea", "dyspnea"},
        {"coeliac", "celiac"},
        {"hydrocoele", "hydrocele"},
        {"phaeochromocytoma", "pheochromocytoma"},
        {"paediatric", "pediatric"},
        {"orthopaedic", "orthopedic"},
        {"gynaecology", "gynecology"},
        {"caesarean", "cesarean"},
        {"caecum", "cecum"},
        {"faecal", "fecal"},
        {"anaesthesia", "anesthesia"},
        {"paraesthesia", "paresthesia"},
        {"aetiology", "etiology"},
        {"naevus", "nevus"},
        {"tumour", "tumor"},
        {"labour", "labor"},
        {"behavioural", "behavioral"},
        {"fibre", "fiber"},
        {"centre", "center"},
        {"centred", "centered"},
        {"millilitre", "milliliter"},
        {"centimetres", "centimeters"},
        {"goitre", "goiter"},
        {"sulphate", "sulfate"},
        {"leucocyte", "leukocyte"},
        {"paralysed", "paralyzed"},
        {"analyse", "analyze"},
        {"immunise", "immunize"},
        {"hospitalisation", "hospitalization"},
        {"practising", "practicing"},
        {"programme", "program"},
        {"manoeuvre", "maneuver"},
        {"neurone", "neuron"},
        {"tyre", "tire"},
        {"haemoglobinopathies and haemophilia", "hemoglobinopathies hemophilia"},
        {"Moebius", "mobius"},
    }));
    INFO(british);
    CHECK(texts(analyzer().analyze(british)) == american);
}

TEST_CASE("words that only look British stay as they are", "[analyzers]") {
    Analyzer a = analyzer();
    for (const char* word : {"gastroenteritis",
                             "aerobic",
                             "vertebrae",
                             "exercise",
                             "excise",
                             "toe",
                             "neuroendocrine",
                             "electroencephalogram",
                             "does",
                             "gastroesophageal",
                             "tracheoesophageal",
                             "angioedema",
                             "fluoroestradiol",
                             "glabella",
                             "polystyrene",
                             "programmed",
                             "trimetrexate",
                             "leucovorin",
                             "leucine",
                             "malaise",
                             "advertise",
                             "circumcise",
                             "excision",
                             "supervised",
                             "compromised",
                             "otherwise",
                             "clockwise",
                             "disease",
                             "bruised",
                             "raised",
                             "promise",
                             "precise",
                             "wise",
                             "shoulder",
                             "aerosol",
                             "larvae",
                             "fistulae",
                             "coelom",
                             "dialysis",
                             "hemolysis",
                             "septic",
                             "metritis",
                             "four",
                             "hour",
                             "pour",
                             "poet",
                             "coexisting",
                             "shoe",
                             "phoenix",
                             "aloe"})
        CHECK(texts(a.analyze(word)) == word);
}

TEST_CASE("a compound is American too", "[analyzers]") {
    const Tokens tokens = analyzer().analyze("foeto-maternal");
    REQUIRE(tokens.size() == 2);
    CHECK(tokens[0].text == "feto");
    CHECK(tokens[0].compound == "fetomaternal");
}

TEST_CASE("a word with two British parts is rewritten whole at once", "[analyzers]") {
    CHECK(texts(analyzer().analyze("haemaemia oedemaoedema aemaemaem")) == "hememia edemaoedema ememem");
}

TEST_CASE("a rewritten word is no longer than a term may be", "[analyzers]") {
    std::string text;
    while (text.size() + 7 <= Analyzer::kMaxWord) text += "centred";
    for (const Token& t : analyzer().analyze(text)) CHECK(t.text.size() <= Analyzer::kMaxWord);
}

}  // namespace
}  // namespace codelex
