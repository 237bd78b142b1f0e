// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/diagnostics.h"
#include "synonyms/lexicon.h"
#include "synonyms/list_file.h"

// Reads the lists as a careful colleague would, before they reach an index: `codelex synonyms lint`.
namespace codelex {

enum class Severity : std::uint8_t { warning, error };

// What lint looks for. The first part needs the lists alone, the second an index too.
enum class Check : std::uint8_t {
    schema,
    conflict,
    overlap,
    duplicate,
    cycle,
    no_effect,
    dropped,
    ordinary,
    dead,
    broad,
    unknown_spelling,
};
struct CheckInfo {
    Check check;
    std::string_view name;
    bool needs_index;
    std::string_view does;
};
inline constexpr CheckInfo kChecks[] = {
    {Check::schema, "schema", false, "a list, or a rule, that cannot be read"},
    {Check::conflict, "conflict", false, "rules for one phrase that contradict each other"},
    {Check::overlap, "overlap", false, "rules for one phrase in several places, which add up"},
    {Check::duplicate, "duplicate", false, "a rule that says what another one says already"},
    {Check::cycle, "cycle", false, "a means b and b means a"},
    {Check::no_effect, "no-effect", false, "both sides are the same after plurals, hyphens, word order"},
    {Check::dropped, "dropped", false, "all words of a phrase are too common to look for"},
    {Check::ordinary, "ordinary", false, "a short form that is an ordinary word"},
    {Check::dead, "dead", true, "nothing in the index has the words, or the label, that a rule leads to"},
    {Check::broad, "broad", true, "a common word that leads to thousands of codes at full weight"},
    {Check::unknown_spelling, "unknown-spelling", true, "a spelling that leads to a word the index lacks"},
};
constexpr const CheckInfo& info(Check check) {
    return kChecks[static_cast<std::size_t>(check)];
}

struct Finding {
    Check check;
    Severity severity;
    std::string file;
    std::size_t line = 0;  // 1-based; 0 when the whole file is meant
    std::string what;      // one sentence without an end
    std::string advice;    // the next step
};

// What lint asks an index; phrases as keys. Slow answers are fine: each is asked once.
struct IndexCounts {
    std::size_t records = 0;
    std::function<std::size_t(const PhraseKey&)> phrase;  // records that have all its words
    std::function<bool(unsigned position, const PhraseKey&)>
        label;  // a label of ICD-10-PCS has all its words
};

struct LintLimits {
    std::size_t broad = 5000;   // records that a target may reach from a common word
    std::size_t common = 1000;  // records that have a word for it to be common
};

// Findings in the order of files and lines. `index` may be null: then what needs one is left out.
std::vector<Finding> lint(const Lists& lists, Analyzer* analyzer, const IndexCounts* index = nullptr,
                          const LintLimits& limits = {});

// What read_list() reported, as findings; more than Diagnostics keeps are one finding that counts them.
std::vector<Finding> findings_of(const std::string& file, const Diagnostics& diagnostics);

}  // namespace codelex
