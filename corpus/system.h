// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace codelex {

// The short name of a code system: `icd10cm`, `icd10pcs`, `hcpcs`, `cpt`, or one that a recipe declares.
// Lower case letters, digits, `-` and `_`, at most 32 bytes; an open set.
using SystemId = std::string;

struct CodeSystem {
    SystemId id;
    std::string name;        // as people call it: "ICD-10-CM"
    std::string uri;         // canonical URI for FHIR, empty if there is none
    int rank;                // the fixed order in which systems are listed; declared systems come last, by id
    std::string code_shape;  // for people: what a code looks like
};

// The four systems that codelex knows by itself, in listing order.
const std::vector<CodeSystem>& known_systems();

// Null when codelex does not know the system by itself.
const CodeSystem* find_known_system(std::string_view id);

bool is_system_id(std::string_view text);

// Listing order of systems: known ones by rank, then the others by id.
bool system_before(std::string_view a, std::string_view b);

// The canonical spelling of a code: upper case without punctuation for the known systems (E11.9 -> E119),
// trimmed upper case for declared ones. Fails with Errc::bad_query when the text has not the shape of a code
// of the system; success does not mean that the code exists.
Result<std::string> canonical_code(std::string_view system, std::string_view text);

// As people write it: ICD-10-CM with a dot after the third character, the others as they are.
std::string display_code(std::string_view system, std::string_view canonical);

// A chapter is the coarsest division that people browse by: the chapter number of ICD-10-CM ("4"), the
// section of ICD-10-PCS ("0"), the letter family of HCPCS ("E", or "modifier"). Empty when there is none.
struct Chapter {
    std::string id;
    std::string title;
};
Chapter chapter_of(std::string_view system, std::string_view canonical);

}  // namespace codelex
