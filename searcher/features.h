// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/profiles.h"

// The numbers of features, for second_look.cc and weights.cc.
namespace codelex {

enum class Base : std::uint16_t {
    evidence,
    evidence_of_best,
    evidence_of_all,
    title_covers,
    title_literally,
    name_covers,
    names_cover,
    all_cover,
    least_covered,
    missing,
    missing_square,
    title_asked,
    name_asked,
    name_fits,
    title_fits,
    whole_title,
    whole_term,
    whole_entry,
    unasked_words,
    against,
    against_at_all,
    first_covered,
    negated_met,
    number_missing,
    number_unasked,
    length,
    entries,
    header,
    header_whole,
    ended,
    modifier,
    table,
    curated,
    count
};
inline constexpr std::string_view kBaseNames[] = {"evidence",
                                                  "evidence beside the best",
                                                  "evidence of all that could be",
                                                  "title covers",
                                                  "title covers literally",
                                                  "one name covers",
                                                  "names cover",
                                                  "names and headers cover",
                                                  "least covered",
                                                  "missing",
                                                  "missing, squared",
                                                  "title was asked for",
                                                  "best name was asked for",
                                                  "best name fits",
                                                  "title fits",
                                                  "whole title",
                                                  "whole inclusion term",
                                                  "whole index entry",
                                                  "words nobody asked for",
                                                  "against: negation",
                                                  "against: negation at all",
                                                  "first covered",
                                                  "negation met",
                                                  "number missing",
                                                  "number unasked",
                                                  "length",
                                                  "index entries",
                                                  "header",
                                                  "header, whole",
                                                  "ended",
                                                  "modifier",
                                                  "table",
                                                  "in plain words"};
static_assert(std::size(kBaseNames) == static_cast<std::size_t>(Base::count));

constexpr std::size_t kBases = static_cast<std::size_t>(Base::count);

// In some situations the base features weigh more or less than usual: each situation has them once more.
enum class Situation : std::uint8_t { any, icd10pcs, hcpcs, note, count };
inline constexpr std::string_view kSituationNames[] = {"", "icd10pcs, ", "hcpcs, ", "note, "};
static_assert(std::size(kSituationNames) == static_cast<std::size_t>(Situation::count));
constexpr std::size_t base_feature(Situation situation, std::size_t base) {
    return static_cast<std::size_t>(situation) * kBases + base;
}

// Kinds of codes by their first characters; the feature of the kind is 1.
std::size_t kind_feature(ProfileSystem system, std::string_view code, bool modifier);

// Facets: a value of the title that nobody asked for; a facet that was asked for and that the title lacks, or
// answers with another value.
std::size_t extra_feature(std::size_t value);
std::size_t lacks_feature(std::size_t facet);
std::size_t against_feature(std::size_t facet);

// ICD-10-PCS, positions 1 to 7: the label is another than was asked for; and of what nobody asked for, what
// stands there.
std::size_t other_label_feature(std::size_t position);
std::size_t operation_feature(char character);  // unasked
std::size_t approach_feature(char character);   // unasked
inline constexpr std::string_view kDeviceName = "unasked: a device", kQualifierName = "unasked: a qualifier",
                                  kDiagnosticName = "unasked: diagnostic";
std::size_t device_feature();
std::size_t qualifier_feature();
std::size_t diagnostic_feature();

}  // namespace codelex
