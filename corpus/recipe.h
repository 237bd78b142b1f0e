// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/reader.h"
#include "corpus/system.h"

namespace codelex {

// The kinds of source that codelex reads. The name is what recipes write.
enum class SourceKind { icd10cm_order, icd10pcs_order, hcpcs_anweb, records };
struct SourceKindInfo {
    SourceKind kind;
    std::string_view name;
    std::string_view system;  // empty: the file says it
    bool official;        // a publisher's list of all codes of its system: it decides existence, title, order
    std::string_view is;  // for people
};
inline constexpr SourceKindInfo kSourceKinds[] = {
    {SourceKind::icd10cm_order, "icd10cm-order", "icd10cm", true, "ICD-10-CM order file"},
    {SourceKind::icd10pcs_order, "icd10pcs-order", "icd10pcs", true, "ICD-10-PCS order file"},
    {SourceKind::hcpcs_anweb, "hcpcs-anweb", "hcpcs", true,
     "HCPCS Level II alphanumeric file, text or workbook"},
    {SourceKind::records, "records", "", false, "records in YAML"},
};
constexpr const SourceKindInfo& info(SourceKind kind) {
    for (const SourceKindInfo& i : kSourceKinds)
        if (i.kind == kind) return i;
    return kSourceKinds[0];
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
};

struct Recipe {
    std::string name;                 // for people: the recipe's path, or the directory
    std::vector<CodeSystem> systems;  // declared beside the known ones
    std::vector<Source> sources;
    std::vector<std::string> ignored;  // files of a directory that are no source, with the reason
};

// Reads a recipe (schema in docs/sources.md). Files are relative to the recipe. Errc::bad_source with line
// for what it cannot mean, Errc::io when it cannot be read.
Result<Recipe> read_recipe(const std::filesystem::path& file);
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

// The reader for a kind; HCPCS files tell text and workbook apart by content.
Reader reader_for(SourceKind kind, std::string_view bytes);

}  // namespace codelex
