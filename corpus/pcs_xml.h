// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/attachment.h"

namespace codelex {

// The ICD-10-PCS tables (CMS XML). A label depends on its table and, where letters ran out, on its row: in
// XW0 the sixth character 2 is a vaccine together with one seventh character and an antibiotic with another.
struct PcsTables {
    // Values allowed together at positions 4 to 7: every combination is a code.
    struct Row {
        std::array<std::string, 4> values;                // never empty, no value twice
        std::array<std::vector<std::uint16_t>, 4> names;  // for each of them its place in axes[3 + i].values
    };
    struct Table {
        std::string code;        // "0FT", unique within the call
        std::vector<Axis> axes;  // seven, of positions 1 to 7; values by character; the same character again
                                 // where rows give it other labels
        std::vector<Row> rows;   // at least one, in file order
    };
    std::vector<Table> tables;
};
Result<void> read_icd10pcs_tables(const Input& in, PcsTables* out, Diagnostics* diag);

// Number of codes that the rows of a table stand for. (The reader reports rows that share a code.)
std::size_t count_codes(const PcsTables::Table& table);

// The seven values that a code is made of, or nothing when no row of the table allows it.
std::vector<const Axis::Value*> values_of(const PcsTables::Table& table, std::string_view code);

// The ICD-10-PCS index: main term and subterms joined by ", " are a phrase that leads to a code, or to all
// codes that begin so. Attached to the code with an empty scope, or to its table (first three characters)
// with Text::scope "0FT4-", "0FT-" for the whole table. Signs of trademarks, "(R)" and "(tm)", are dropped.
//
// `see` gives the words of the referring term: "Cholecystectomy" to 0FT4-. One that names no codes is
// followed in the file: "Ablation, see Destruction" leads to each table that the main term Destruction leads
// to, and one that names a subterm to what stands at or below it. `use` entries, and what else cannot be
// followed, are words for an axis label.
struct PcsSynonym {
    std::string label;  // the axis label that is meant: "Gallbladder", or with a body system behind " in "
    std::string word;   // what leads to it
    std::string table = {};  // "0JH" when the label of that table alone is meant
    bool see = false;        // from `see`: may name no label at all
};
Result<void> read_icd10pcs_index(const Input& in, std::vector<Attachment>* out, std::vector<PcsSynonym>* uses,
                                 Diagnostics* diag);

// The ICD-10-PCS definitions: for an axis of a section, labels with definition, explanation and what they
// include.
struct PcsDefinition {
    char section;                     // '0'
    int position;                     // 1 to 7
    std::vector<std::string> labels;  // titles as written: "Zooplastic Tissue in Heart and Great Vessels"
    std::string definition = {}, explanation = {};
    std::vector<std::string> includes = {};  // synonyms: body-part key, device key, root-operation includes
};
Result<void> read_icd10pcs_definitions(const Input& in, std::vector<PcsDefinition>* out, Diagnostics* diag);

// Sets definition, explanation and includes of the axis values whose label a definition names, in its section
// and position. A title that is no label there is taken apart: "X in Y" names label X of the tables of body
// system (or section) Y, "X for Z in Y" those of operation Z alone, "X (Assessment)" those whose operation
// has that word. Else a later axis of the section may hold it. Capitals and punctuation do not count. Returns
// how many titles found a label.
std::size_t apply_definitions(const std::vector<PcsDefinition>& definitions, PcsTables* tables);

// Adds words to the `includes` of the axis values whose label they mean, whatever section and position; " in
// Y" as above. Returns how many synonyms found a label.
std::size_t apply_synonyms(const std::vector<PcsSynonym>& synonyms, PcsTables* tables);

enum class PcsXmlKind { none, tables, index, definitions };
// Told from the root element, which stands in the first lines.
PcsXmlKind pcs_xml_kind(std::string_view head);

}  // namespace codelex
