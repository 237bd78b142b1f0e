// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codelex {

// What a rule of a list says. docs/synonyms.md describes the lists for the people who own them.
enum class RuleKind : std::uint8_t {
    same,          // phrases that mean the same, both ways
    means,         // one way: what people say, and what titles say for it or for what it is a part of
    abbreviation,  // a short form and its senses
    brand,         // a brand and what it holds
    spelling,      // another spelling of one word
    operation,     // the name of a procedure, or of a part of one, and its values on the axes of ICD-10-PCS
    prefix,        // parts of words: cholecyst-, -ectomy
    root,
    suffix,
    ignore,  // words of notes that say nothing about a code: patient, presents
};

// The sections of a list file, in the order of RuleKind.
struct RuleKindInfo {
    RuleKind kind;
    std::string_view section;  // the key in the file; parts of words stand under `word_parts`
    std::string_view name;     // for people
};
inline constexpr RuleKindInfo kRuleKinds[] = {
    {RuleKind::same, "same", "same"},
    {RuleKind::means, "means", "means"},
    {RuleKind::abbreviation, "abbreviations", "abbreviation"},
    {RuleKind::brand, "brands", "brand"},
    {RuleKind::spelling, "spelling", "spelling"},
    {RuleKind::operation, "operations", "operation"},
    {RuleKind::prefix, "prefixes", "prefix"},
    {RuleKind::root, "roots", "root"},
    {RuleKind::suffix, "suffixes", "suffix"},
    {RuleKind::ignore, "ignore", "ignored word"},
};
constexpr const RuleKindInfo& info(RuleKind kind) {
    return kRuleKinds[static_cast<std::size_t>(kind)];
}

// The axes of ICD-10-PCS by the names that lists use; position 1 to 7.
struct AxisName {
    std::string_view name;
    unsigned position;
};
inline constexpr AxisName kAxisNames[] = {{"section", 1},  {"system", 2}, {"operation", 3}, {"part", 4},
                                          {"approach", 5}, {"device", 6}, {"qualifier", 7}};

// One of these labels at that position of the code. A label stands for every label that has all its words.
struct AxisWant {
    unsigned position = 0;
    std::vector<std::string> labels;  // likeliest first
    friend bool operator==(const AxisWant&, const AxisWant&) = default;
};

struct Sense {
    std::vector<std::string> to;  // phrases, all equally good
    std::vector<AxisWant> axes;   // of operations, and of suffixes that name one
    double weight = 1;            // above 0, at most 1: what this sense is worth beside the words themselves
    std::vector<std::string> near;  // words that favour this sense when they stand in the same query
    friend bool operator==(const Sense&, const Sense&) = default;
};

struct Rule {
    RuleKind kind = RuleKind::same;
    std::vector<std::string> phrases;  // `same`: all of them; else the one that people type
    std::vector<Sense> senses;         // none for `same` and `ignore`
    std::string note, source;
    std::string file;      // name of the list
    std::size_t line = 0;  // 1-based
};

}  // namespace codelex
