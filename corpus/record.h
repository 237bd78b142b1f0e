// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/system.h"

// What a code is: one record a code, as the publisher wrote it. Nothing here is analysed.
namespace codelex {

// What a text says about its code. Values are written into snapshots: append, never renumber.
enum class TextKind : std::uint8_t {
    title = 1,           // the official long descriptor (CodeRecord::title, never in CodeRecord::texts)
    short_title = 2,     // the publisher's short descriptor
    inclusion = 3,       // inclusion term: another name or example that the code covers
    includes = 4,        // includes note
    excludes1 = 5,       // Excludes1 note: never together
    excludes2 = 6,       // Excludes2 note: not here, may be together
    code_first = 7,      // code first note
    use_additional = 8,  // use additional code note
    code_also = 9,       // code also note
    note = 10,           // free note
    lay = 11,            // description in plain words
    guideline = 12,      // coding guidance
    index_path = 13,     // entry of an alphabetic index that leads to the code
    seventh_character =
        14,           // a seventh character defined at this code, for all below it: "A  initial encounter"
    definition = 15,  // what an ICD-10-PCS operation means
    processing_note = 16,  // HCPCS
    medium_title = 17,     // CPT medium descriptor
};

// The one table about kinds of text: the name in YAML, JSON and reports; the words above it in `codelex
// show`; whether it describes the code (and is searched) or speaks about others.
struct TextKindInfo {
    TextKind kind;
    std::string_view name, heading;
    bool searched;
};
inline constexpr TextKindInfo kTextKinds[] = {
    {TextKind::title, "title", "Title", true},
    {TextKind::short_title, "short", "Short title", false},
    {TextKind::inclusion, "terms", "Also called", true},
    {TextKind::includes, "includes", "Includes", true},
    {TextKind::excludes1, "excludes1", "Excludes1 (never together)", false},
    {TextKind::excludes2, "excludes2", "Excludes2 (coded elsewhere, may be together)", false},
    {TextKind::code_first, "code_first", "Code first", false},
    {TextKind::use_additional, "use_additional", "Use additional code", false},
    {TextKind::code_also, "code_also", "Code also", false},
    {TextKind::note, "notes", "Notes", false},
    {TextKind::lay, "lay", "In plain words", true},
    {TextKind::guideline, "guidance", "Guidance", true},
    {TextKind::index_path, "index", "Index entries that lead here", true},
    {TextKind::seventh_character, "seventh_characters", "Seventh characters", false},
    {TextKind::definition, "definition", "Definition", true},
    {TextKind::processing_note, "processing_note", "Processing note", false},
    {TextKind::medium_title, "medium", "Medium title", false},
};
constexpr const TextKindInfo& info(TextKind kind) {
    for (const TextKindInfo& i : kTextKinds)
        if (i.kind == kind) return i;
    return kTextKinds[0];
}
static_assert(
    [] {
        for (std::size_t i = 0; i < std::size(kTextKinds); ++i)
            if (static_cast<std::size_t>(kTextKinds[i].kind) != i + 1) return false;
        return true;
    }(),
    "kTextKinds lists every kind once, in the order of their values");

// Where a piece came from: an index into the corpus' list of source files, and a 1-based line or row in it.
struct SourceLine {
    std::uint32_t source = 0;
    std::uint32_t line = 0;
    friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

struct Text {
    TextKind kind;
    std::string text;  // verbatim UTF-8, blanks trimmed
    SourceLine source = {};
    std::string scope =
        {};  // for people: whose text it is when it is not the code's own ("Section E08-E13: ..."), how
             // it was reached ("see Gastritis"), or the codes that it is about ("0FT4-"); else empty
};

// An axis of an ICD-10-PCS table: what a character at a position may be.
struct Axis {
    struct Value {
        char value;
        std::string label;  // "Percutaneous Endoscopic"
        std::string definition = {}, explanation = {};
        std::vector<std::string> includes = {};  // synonyms from the publisher's keys
        // Where one character has several labels in a table: this one holds for codes that have a character
        // of `with` at position `other`. 0: always.
        int other = 0;
        std::string with = {};
        friend bool operator==(const Value&, const Value&) = default;
    };
    int position;       // 1 to 7
    std::string title;  // "Approach"
    std::vector<Value> values;
    friend bool operator==(const Axis&, const Axis&) = default;
};

// Values are written into snapshots: append, never renumber.
enum class RelationKind : std::uint8_t {
    replaced_by = 1,      // the publisher or a curated list says what stands in for a deleted code
    cross_reference = 2,  // HCPCS cross-reference field, as the publisher gives it
};
std::string_view name_of(RelationKind kind);  // "replaced_by", "cross_reference"

struct Relation {
    RelationKind kind;
    SystemId system;   // of the other code; empty when the publisher does not say
    std::string code;  // canonical where the system is known, else as written
    friend bool operator==(const Relation&, const Relation&) = default;
};

// A named value that a publisher gives with a code (HCPCS coverage, pricing, BETOS ...), verbatim.
struct Attribute {
    std::string name, value;
    friend bool operator==(const Attribute&, const Attribute&) = default;
};

struct CodeRecord {
    SystemId system;
    std::string code;         // canonical, unique within its system
    std::string title;        // official long descriptor, or our own words where there is none
    std::string parent;       // canonical code one level up, empty at the top or where a system has no levels
    std::uint32_t order = 0;  // place in the publisher's own order, which is the order of listing
    Validity validity;
    std::vector<Text> texts;  // everything but the title, in source order
    std::vector<Relation> relations;
    std::vector<Attribute> attributes;
    std::vector<Axis> axes;  // of an ICD-10-PCS table (a header of three characters), else empty
    bool billable = false;   // valid for submission; false: a header, there for context
    bool modifier = false;   // HCPCS and CPT modifiers: appended to a code, never alone
    bool licensed = false;   // from a source that the recipe marks as licensed
    std::string notice;      // copyright notice that must travel with the record
    SourceLine source;       // of the title
};

// "icd10cm E11.9": how messages name a record.
std::string label(const CodeRecord& record);

}  // namespace codelex
