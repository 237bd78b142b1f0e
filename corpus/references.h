// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace codelex {

// A code, a subtree or a range of ICD-10-CM codes that a note names: "(K35.2)", "(E11.-)", "(E08-E13)", "(C-
// with fifth character 5)". Shape only: whether such codes exist is for the caller to say (B12 the vitamin
// has the shape too).
struct CodeReference {
    std::size_t begin,
        end;             // bytes in the note: from the first code to the end of the last, its dash included
    std::string first;   // canonical: "E08", "K352"
    std::string last;    // of a range, else equal to first
    bool below = false;  // written with a dash: everything below is meant
    std::string qualifier;  // "with fifth or sixth character 5", else empty; said of each item of its list
};

// All references of a note in text order. Lists give one reference an item. Linear in the text; any thread.
std::vector<CodeReference> find_code_references(std::string_view note);

}  // namespace codelex
