// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/record.h"

// The index format: what terms, values and bytes a Xapian document of a code has. Everything that writes or
// reads an index goes through here. Change anything and kFormat grows.
namespace codelex {

inline constexpr int kFormat = 4;

// A searched field. The letter prefixes its words, which have positions; words are folded, so that an upper
// case letter cannot be mistaken for one. The weight is what a match is worth beside a match in the title.
enum class Field : std::uint8_t { title, terms, index, inherited, lay, guidance };
struct FieldInfo {
    Field field;
    char prefix;
    double weight;
    std::string_view name;
};
inline constexpr FieldInfo kFields[] = {
    {Field::title, 'T', 1.0, "title"},
    {Field::terms, 'I', 0.95, "terms"},
    {Field::index, 'N', 0.9, "index"},
    {Field::inherited, 'A', 0.6, "inherited"},  // corpus/inherit.h; stems only
    {Field::lay, 'L', 0.5, "lay"},
    {Field::guidance, 'G', 0.25, "guidance"},
};
// The field that a text is searched in, or null for one that is only shown. The notes of a whole section or
// chapter, for one, stand with each of its categories but do not describe them.
const FieldInfo* field_of(TextKind kind);
const FieldInfo* field_of(const Text& text);

// Boolean terms.
std::string term_unique(std::string_view system, std::string_view code);  // one document
std::string term_system(std::string_view system);
std::string term_code(std::string_view code);          // that code, in whichever system
std::string term_code_prefix(std::string_view begin);  // every code that starts so and is longer
std::string term_child_of(std::string_view system, std::string_view parent);
std::string term_billable();
std::string term_chapter(std::string_view system, std::string_view chapter);
std::string term_open_ended();  // no last valid day is known

// Sections of guidelines are documents too, behind all codes; their terms are of their own, so that no search
// for codes meets them.
std::string term_guideline();                                 // every section
std::string term_guideline_stem(std::string_view stem);       // within-document frequency counts
std::string term_guideline_about(std::string_view code);      // it names that code, or everything below it
std::string term_guideline_range(std::string_view category);  // it names a range that holds the category

// A word as written, in one field.
std::string term_word(const FieldInfo& field, std::string_view word);

// A stem, whichever field has it: one posting list a word answers a query. Its within-document frequency is
// no count but an impact: what a match of the stem is worth in that code's best text, from 1 to kImpactScale.
std::string term_stem(std::string_view stem);
inline constexpr unsigned kImpactScale = 200;

// A concept of the synonym lists (synonyms/lexicon.h), by its concept key: the code has a text with all words
// of the phrase, in any order. Its within-document frequency is an impact too. One posting list a phrase: a
// rule set is the union of its phrases', so that lists can be edited without a new index.
std::string term_concept(std::string_view key);

// The label of an ICD-10-PCS code at one of its seven positions, as a phrase key.
std::string term_axis(unsigned position, std::string_view key);
std::string axis_prefix(unsigned position);  // what the terms of that position begin with

// Metadata of the database, beside its documents.
inline constexpr const char* kLexiconKey = "lexicon";        // Lexicon::bytes()
inline constexpr const char* kVocabularyKey = "vocabulary";  // Vocabulary::bytes()

// How much it says that a code has something that so many of all have: log(1 + (all - with + 1/2) / (with +
// 1/2)), at most kMostRarity; 0 for what none has.
double rarity(double with, double all);
inline constexpr double kMostRarity = 9;

// What a word is worth in a text of so many words of the field, 0 to 1, and what a code is worth beside its
// neighbours when the query does not choose between them, 0 to 1. Impact is their product, scaled.
double text_worth(const FieldInfo& field, std::size_t words);
double standing(const CodeRecord& record);
unsigned impact(double text_worth, double standing);

// The impact of a word in a text of `words` words: less in a long text than in a short one; less for a code
// that has a last valid day, and a little less for what is seldom meant when nobody says so (standing()).
unsigned impact(const FieldInfo& field, std::size_t words, const CodeRecord& record);

// Value slots. Written into snapshots: append, never renumber.
enum Slot : unsigned {
    kSlotCode = 0,  // canonical code, for ranges
    kSlotFrom = 1,  // YYYYMMDD; absent when unknown
    kSlotTo = 2,    // YYYYMMDD, the last valid day; absent while in force
};

// Document ids follow the listing order of the corpus: ascending ids list systems and codes as publishers do.

// Between two texts of one field positions jump, so that no phrase spans them.
inline constexpr unsigned kTextGap = 100;

}  // namespace codelex
