// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/delimited.h"
#include "corpus/reader.h"
#include "corpus/system.h"

namespace codelex {

// The kinds of source that codelex reads. The name is what recipes write.
enum class SourceKind {
    icd10cm_order,
    icd10cm_tabular,
    icd10cm_index,
    icd10cm_external,
    icd10cm_neoplasms,
    icd10cm_drugs,
    icd10pcs_order,
    icd10pcs_tables,
    icd10pcs_index,
    icd10pcs_definitions,
    hcpcs_anweb,
    hcpcs_notes,
    cpt_long,
    cpt_medium,
    cpt_short,
    cpt_consumer,
    cpt_clinician,
    guidelines_pdf,
    guidelines_markdown,
    table,
    records,
};

// What a source does to the corpus.
enum class Role {
    official,    // a publisher's list of all codes of its system: it decides existence, title, order
    attaches,    // a publisher's texts about codes: they join the records that exist
    guidelines,  // sections of their own, tied to codes
    own,         // records of one's own: they join official records or stand for themselves
};
struct SourceKindInfo {
    SourceKind kind;
    std::string_view name;
    std::string_view system;  // empty: the file or the recipe says it
    Role role;
    std::string_view is;  // for people
};
inline constexpr SourceKindInfo kSourceKinds[] = {
    {SourceKind::icd10cm_order, "icd10cm-order", "icd10cm", Role::official, "ICD-10-CM order file"},
    {SourceKind::icd10cm_tabular, "icd10cm-tabular", "icd10cm", Role::attaches, "ICD-10-CM tabular list"},
    {SourceKind::icd10cm_index, "icd10cm-index", "icd10cm", Role::attaches, "ICD-10-CM index of diseases"},
    {SourceKind::icd10cm_external, "icd10cm-external", "icd10cm", Role::attaches,
     "ICD-10-CM index of external causes"},
    {SourceKind::icd10cm_neoplasms, "icd10cm-neoplasms", "icd10cm", Role::attaches,
     "ICD-10-CM neoplasm table"},
    {SourceKind::icd10cm_drugs, "icd10cm-drugs", "icd10cm", Role::attaches, "ICD-10-CM table of drugs"},
    {SourceKind::icd10pcs_order, "icd10pcs-order", "icd10pcs", Role::official, "ICD-10-PCS order file"},
    {SourceKind::icd10pcs_tables, "icd10pcs-tables", "icd10pcs", Role::attaches, "ICD-10-PCS tables"},
    {SourceKind::icd10pcs_index, "icd10pcs-index", "icd10pcs", Role::attaches, "ICD-10-PCS index"},
    {SourceKind::icd10pcs_definitions, "icd10pcs-definitions", "icd10pcs", Role::attaches,
     "ICD-10-PCS definitions"},
    {SourceKind::hcpcs_anweb, "hcpcs-anweb", "hcpcs", Role::official,
     "HCPCS Level II alphanumeric file, text or workbook"},
    {SourceKind::hcpcs_notes, "hcpcs-notes", "hcpcs", Role::attaches, "HCPCS processing notes"},
    {SourceKind::cpt_long, "cpt-long", "cpt", Role::official, "CPT long descriptors"},
    {SourceKind::cpt_medium, "cpt-medium", "cpt", Role::attaches, "CPT medium descriptors"},
    {SourceKind::cpt_short, "cpt-short", "cpt", Role::attaches, "CPT short descriptors"},
    {SourceKind::cpt_consumer, "cpt-consumer", "cpt", Role::attaches, "CPT consumer descriptors"},
    {SourceKind::cpt_clinician, "cpt-clinician", "cpt", Role::attaches, "CPT clinician descriptors"},
    {SourceKind::guidelines_pdf, "guidelines-pdf", "icd10cm", Role::guidelines, "official coding guidelines"},
    {SourceKind::guidelines_markdown, "guidelines-markdown", "", Role::guidelines, "guidelines in Markdown"},
    {SourceKind::table, "table", "", Role::own, "table with a column map"},
    {SourceKind::records, "records", "", Role::own, "records in YAML"},
};
static_assert([] {
    for (std::size_t i = 0; i < std::size(kSourceKinds); ++i)
        if (static_cast<std::size_t>(kSourceKinds[i].kind) != i) return false;
    return true;
}());
constexpr const SourceKindInfo& info(SourceKind kind) {
    return kSourceKinds[static_cast<std::size_t>(kind)];
}
constexpr bool is_official(SourceKind kind) {
    return info(kind).role == Role::official;
}
// Of one publisher's file there is one release at a time; of one's own records and guidelines there may be
// many.
constexpr bool newest_stands(SourceKind kind) {
    return info(kind).role != Role::own && kind != SourceKind::guidelines_markdown;
}
constexpr bool is_cpt(SourceKind kind) {
    return info(kind).system == "cpt";
}
// A release as its publisher names it, and the first day on which it holds.
struct Release {
    std::string label;  // "2026", "2025-04"; empty when unknown
    std::optional<Date> effective;
};

// One file to read.
struct Source {
    SourceKind kind = SourceKind::records;
    std::filesystem::path file;  // empty for an embedded one
    std::string member;          // of an archive; empty: the file itself, or found by content
    std::string_view embedded;   // bytes that live as long as the program
    std::string name;            // for people; embedded sources have no other
    Release release;
    bool licensed = false;
    bool starter = false;      // part of the starter corpus
    std::size_t tolerate = 0;  // lines that may be unreadable or suspect before the source is refused
    ColumnMap columns;         // of a table
};

struct Recipe {
    std::string name;                 // for people: the recipe's path, or the directory
    std::vector<CodeSystem> systems;  // declared beside the known ones
    std::vector<Source> sources;
    std::vector<std::string> ignored;  // files of a directory that are no source, with the reason
};

// Reads a recipe (schema in docs/sources.md). Files are relative to `downloads`, or to the recipe when that
// is empty. Errc::bad_source with line for what it cannot mean, Errc::io when it cannot be read.
Result<Recipe> read_recipe(const std::filesystem::path& file, const std::filesystem::path& downloads = {});
Result<Recipe> parse_recipe(std::string_view yaml, std::string_view name, const std::filesystem::path& base);

// Looks at every file below a directory: kind by content, release by file name. Files that are none of the
// kinds land in `ignored`; an official file whose release cannot be told is Errc::bad_source that asks for a
// recipe.
Result<Recipe> recipe_from_directory(const std::filesystem::path& directory);

// The starter corpus: embedded in the program.
Recipe starter_recipe();

// The release that a file name tells of ("icd10cm-order-Jan-2021.txt", "HCPC2025_OCT_ANWEB.xlsx"); label
// empty if none.
Release release_from_name(SourceKind kind, std::string_view file_name);

// The readable parts of one file: what each is, and the member of the archive (empty: the file itself).
struct Part {
    SourceKind kind;
    std::string member;
};
Result<std::vector<Part>> detect(std::string_view bytes, std::string_view name);

}  // namespace codelex
