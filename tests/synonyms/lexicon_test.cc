// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/lexicon.h"

#include <catch2/catch.hpp>

#include "tests/synonyms/lists.h"

namespace codelex {
namespace {

using test::key_of;
using test::lexicon_of;
using test::lists_of;
using test::meanings;
using test::one_analyzer;
using test::Strings;

TEST_CASE("a phrase means what its rule says, in any inflection", "[synonyms]") {
    const Lexicon x = lexicon_of(R"(
means:
  water on the knee: effusion of knee
  palm: {to: hand, weight: 0.6}
  sugar in urine: [glycosuria, glucose in urine]
abbreviations:
  ms:
    - {to: multiple sclerosis, near: [brains, gait]}
    - {to: mitral stenosis, weight: 0.7}
)");
    CHECK(meanings(x, "water on the knee") == Strings{"means effusion of knee"});
    CHECK(meanings(x, "water on knees") == Strings{"means effusion of knee"});
    CHECK(meanings(x, "palms") == Strings{"means 0.6 hand"});
    CHECK(meanings(x, "sugar in urine") == Strings{"means glycosuria", "means glucose in urine"});
    CHECK(meanings(x, "ms") ==
          Strings{"abbreviation multiple sclerosis near brain gait", "abbreviation 0.7 mitral stenosis"});
    CHECK(meanings(x, "water").empty());
    CHECK(meanings(x, "").empty());
    CHECK(x.longest() == 2);  // "on" and "the" are not looked for
    CHECK(x.rule_place(x.readings(key_of("palm"))[0].rule) == "heart.yaml:4");
}

TEST_CASE("a phrase is found in any order of its words", "[synonyms]") {
    const Lexicon x = lexicon_of("means: {water on the knee: effusion of knee}");
    CHECK(meanings(x, "knee water") == Strings{"means effusion of knee"});
}

TEST_CASE("a phrase of which one word is left holds as it was typed", "[synonyms]") {
    const Lexicon x = lexicon_of("means: {on dialysis: dependence, b-cell: lymphocyte, knee: joint}");
    REQUIRE(x.readings(key_of("dialysis")).size() == 1);
    CHECK(x.readings(key_of("dialysis"))[0].verbatim == "on dialysis");
    CHECK(x.readings(key_of("knee"))[0].verbatim.empty());
    CHECK(x.readings(PhraseKey("bcell"))[0].verbatim.empty());
}

TEST_CASE("a target is not looked up again", "[synonyms]") {
    const Lexicon x = lexicon_of("means: {a1 disease: b2 disease, b2 disease: c3 disease}");
    CHECK(meanings(x, "a1 disease") == Strings{"means b2 disease"});
    CHECK(meanings(x, "b2 disease") == Strings{"means c3 disease"});
    CHECK(meanings(x, "c3 disease").empty());
}

TEST_CASE("phrases of a group mean each other, both ways", "[synonyms]") {
    const Lexicon x = lexicon_of("same: [[heart attack, myocardial infarction, coronary]]");
    CHECK(meanings(x, "heart attacks") == Strings{"same myocardial infarction, coronary"});
    CHECK(meanings(x, "coronary") == Strings{"same heart attack, myocardial infarction"});
}

TEST_CASE("a phrase that a group says twice is one target", "[synonyms]") {
    const Lexicon x = lexicon_of("same: [[frozen shoulder, frozen shoulders, adhesive capsulitis]]");
    CHECK(meanings(x, "adhesive capsulitis") == Strings{"same frozen shoulder"});
}

TEST_CASE("a compound is found with its hyphen, in two words and in one", "[synonyms]") {
    const Lexicon x = lexicon_of("means: {x-ray: radiography}");
    for (const char* key : {"x ray", "xray"})
        CHECK(meanings(x, PhraseKey(key)) == Strings{"means radiography"});
    CHECK(phrase_keys(one_analyzer().analyze("chest x-ray")) == Strings{"chest x ray", "chest xray"});
    CHECK(phrase_keys(one_analyzer().analyze("chest pain")) == Strings{"chest pain"});
    CHECK(phrase_keys({}).empty());
    // Half of a compound, as a caller cuts it.
    Tokens half = one_analyzer().analyze("x-ray");
    half.resize(1);
    CHECK(phrase_keys(half) == Strings{"x"});
    const Lexicon group = lexicon_of("same: [[x-ray, xray]]");
    CHECK(meanings(group, PhraseKey("xray")) == Strings{"same x-ray", "same x-ray"});
}

TEST_CASE("a rule whose sides are the same words is left out", "[synonyms]") {
    const Lexicon x =
        lexicon_of("means: {fractures: fracture}\nspelling: {eyes: eye}\nsame: [[toe, toes]]\n");
    for (const char* word : {"fracture", "eye", "toe"}) CHECK(meanings(x, word).empty());
    CHECK(x.spelled(key_of("eyes")).empty());
}

TEST_CASE("a short form that analysis drops is found as it was typed", "[synonyms]") {
    const Lexicon x = lexicon_of("abbreviations: {as: aortic stenosis}\nmeans: {of the: heart}\n");
    CHECK(meanings(x, PhraseKey("as")) == Strings{"abbreviation aortic stenosis"});
    CHECK(x.longest() == 1);
}

TEST_CASE("an operation wants values of axes", "[synonyms]") {
    const Lexicon x = lexicon_of(
        "operations:\n  cholecystectomy: {operation: [Resection, Excision], part: Gallbladder, to: "
        "[removal]}\n");
    CHECK(meanings(x, "cholecystectomy") ==
          Strings{"operation removal, 3=Resection|Excision, 4=Gallbladder"});
}

TEST_CASE("spelling and ignored words are known by their stem", "[synonyms]") {
    const Lexicon x = lexicon_of("spelling: {quinsey: quinsy}\nignore: [patients]\n");
    CHECK(x.spelled(key_of("quinsey")) == key_of("quinsy"));
    CHECK(x.spelled("quin").empty());
    CHECK(x.ignored(key_of("patient")));
    CHECK_FALSE(x.ignored("pain"));
    CHECK(x.words() == Strings{"patients", "quinsey"});
}

TEST_CASE("documents are tagged with targets of two words or more", "[synonyms]") {
    const Lexicon x = lexicon_of("means: {water on the knee: effusion of knee, palm: hand}");
    Strings concepts;
    for (Lexicon::PhraseId id = 0; id < x.phrases(); ++id)
        if (x.is_concept(id)) concepts.push_back(x.written(id));
    CHECK(concepts == Strings{"effusion of knee"});
}

TEST_CASE("word order is nothing to a concept", "[synonyms]") {
    CHECK(concept_key(key_of("effusion of knee")) == concept_key(key_of("knee effusion")));
    CHECK(concept_key("b a b") == "a b");
    CHECK(concept_key("").empty());
}

TEST_CASE("a text has the concepts all of whose words it has", "[synonyms]") {
    const Lexicon x = lexicon_of(
        "same: [[knee effusion, water knee], [effusion of knee, joint water], [left knee pain, knee pain]]");
    const ConceptFinder finder(x);
    const auto found = [&](const char* text) {
        std::vector<std::string> stems;
        for (const Token& t : one_analyzer().analyze(text)) stems.push_back(t.stem);
        std::sort(stems.begin(), stems.end());
        std::vector<const std::string*> keys;
        finder.find(stems, &keys);
        Strings out;
        for (const std::string* k : keys) out.push_back(*k);
        std::sort(out.begin(), out.end());
        return out;
    };
    CHECK(found("Effusion, left knee") == Strings{concept_key(key_of("knee effusion"))});
    CHECK(found("Effusion of effusion of knee, knees") == Strings{concept_key(key_of("knee effusion"))});
    CHECK(found("Pain in left knee") ==
          Strings{concept_key(key_of("left knee pain")), concept_key(key_of("knee pain"))});
    CHECK(found("Knee").empty());
    CHECK(found("").empty());
}

constexpr std::string_view kOfAllKinds = R"(
same: [[heart attack, myocardial infarction]]
means:
  palm: {to: hand, weight: 0.65}
  tiny: {to: small, weight: 0.0000001}
  water knee: [effusion of knee, swelling]
  on dialysis: dependence on renal dialysis
abbreviations: {ms: [{to: multiple sclerosis, near: [gait]}, {to: mitral stenosis, weight: 0.7}]}
spelling: {quinsey: quinsy}
operations: {cholecystectomy: {operation: [Resection, Excision], part: Gallbladder}}
word_parts:
  prefixes: {hemi: half}
  roots: {nephr: kidney}
  suffixes: {ectomy: {to: removal, operation: Excision}}
ignore: [patient]
)";

TEST_CASE("a lexicon comes back from its bytes", "[synonyms]") {
    const Lexicon x = lexicon_of(kOfAllKinds);
    const std::string bytes = x.bytes();
    const auto read = Lexicon::parse(bytes);
    REQUIRE(read);
    CHECK(read->bytes() == bytes);
    for (const char* text : {"heart attack", "palm", "water knee", "ms", "cholecystectomy", "none"})
        CHECK(meanings(*read, text) == meanings(x, text));
    CHECK(read->spelled(key_of("quinsey")) == x.spelled(key_of("quinsey")));
    CHECK(read->ignored(key_of("patient")));
    CHECK(read->words() == x.words());
    CHECK(read->longest() == x.longest());
    CHECK(read->fingerprint() == x.fingerprint());
    CHECK(read->suffixes().at("ectomy").wants.size() == 1);
    CHECK(read->rule_place(0) == x.rule_place(0));
    // However small, a weight is not nothing.
    CHECK(read->readings(key_of("tiny"))[0].weight > 0);
    REQUIRE(Lexicon::parse(Lexicon().bytes()));
}

TEST_CASE("the same lists are the same bytes", "[synonyms]") {
    CHECK(lexicon_of(kOfAllKinds).bytes() == lexicon_of(kOfAllKinds).bytes());
}

// Everything that a searcher asks of a lexicon.
void use(const Lexicon& x) {
    const ConceptFinder finder(x);
    std::size_t all = 0;
    for (Lexicon::PhraseId id = 0; id < x.phrases(); ++id) {
        for (const Lexicon::Reading& r : x.readings(x.phrase(id))) {
            all += x.rule_place(r.rule).size() + info(r.kind).name.size();
            for (const auto target : r.targets) all += x.phrase(target).size();
            for (const auto& want : r.wants)
                for (const auto label : want.labels) all += x.phrase(label).size() + want.position;
            CHECK((r.weight > 0 && r.weight <= 1));
        }
        all += x.written(id).size() + x.is_concept(id);
    }
    CHECK(all + 1 > 0);
}

TEST_CASE("a lexicon cut short is damaged, wherever it is cut", "[synonyms]") {
    const std::string bytes = lexicon_of(kOfAllKinds).bytes();
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        const auto r = Lexicon::parse(std::string_view(bytes).substr(0, n));
        REQUIRE_FALSE(r);
        CHECK(r.error().code == Errc::io);
        CHECK_FALSE(r.error().hint.empty());
    }
    CHECK_FALSE(Lexicon::parse(bytes + "x"));
}

TEST_CASE("a lexicon with any byte changed is damaged, or one that can be used", "[synonyms]") {
    const std::string bytes = lexicon_of(kOfAllKinds).bytes();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const int flip : {0x01, 0x80, 0xFF}) {
            std::string bad = bytes;
            bad[i] = static_cast<char>(bad[i] ^ flip);
            if (const auto r = Lexicon::parse(bad)) use(*r);
        }
}

}  // namespace
}  // namespace codelex
