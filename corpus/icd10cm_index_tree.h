// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/icd10cm_index.h"

// The entries of an alphabetic index or table of ICD-10-CM as the file holds them, before they become
// attachments; and who is meant by the words behind "see".
namespace codelex {

// What an entry points to. A second code is a manifestation; seecat and subcat stand instead of a code.
struct IndexTarget {
    enum class Kind : std::uint8_t { code, seecat, subcat, manif, cell, see, see_also };
    Kind kind;
    int column;        // of a cell, else 0
    std::string text;  // verbatim, blanks collapsed: "C79.8-", "Pain, abdominal"
};

struct IndexEntry {
    static constexpr std::int32_t kNone = -1;
    std::int32_t parent = kNone, first_child = kNone, next_sibling = kNone;  // index into the list of entries
    int level = 0;                                                           // 0 for a main term
    std::size_t line = 0;   // 1-based in the file, 0 when unknown
    std::string title;      // own words, without the nonessential modifiers
    std::string lead;       // those of them that stand before the modifiers, when others follow; else empty
    std::string modifiers;  // "(acute) (double)", or empty
    std::vector<IndexTarget> targets;  // in file order
};

// All entries in file order, parents before children. Title and modifiers are valid UTF-8, trimmed and
// collapsed; one of them may be empty ("<title><nemod>(taser)</nemod></title>"). An entry with neither is
// skipped, its subterms stand below its parent. Errc::bad_source when the file is no XML, or not an index or
// table of this kind.
Result<std::vector<IndexEntry>> parse_icd10cm_index(const Input& in, Icd10cmIndexKind kind,
                                                    Diagnostics* diag);

// Own words from the main term to the entry, joined by ", "; from_level 1 leaves the main term out.
std::string index_path(const std::vector<IndexEntry>& entries, std::size_t entry, int from_level = 0);

// Who is meant by "see Pain, abdominal": prose with typing errors, so that a failure is no error. The comma
// parts are matched against main terms and then against subterms, the longest run of parts first. A title
// answers to its whole words, to each of its comma parts, with or without what stands in parentheses and
// without "NEC" at its end, in any case. The first reading that uses all parts wins; a title's whole words
// come before its first part and that before the others, then the main term of the citing entry, then the one
// with the most subterms. Holds on to `entries`, which must outlive it; not thread-safe.
class SeeResolver {
  public:
    explicit SeeResolver(const std::vector<IndexEntry>& entries);

    enum class Outcome : std::uint8_t {
        reached,    // every part was used
        by,         // stopped at a part like "by site"
        midway,     // stopped at another part
        not_found,  // no main term
    };
    struct Answer {
        Outcome outcome = Outcome::not_found;
        std::int32_t entry = IndexEntry::kNone;  // the last one reached
    };
    Answer resolve(std::string_view text, std::size_t citing_entry);

  private:
    struct Candidate {
        int rank;  // 0 whole words, then less
        std::int32_t entry;
    };
    using Names = std::unordered_map<std::string, std::vector<Candidate>>;
    struct Search;
    const Names& below(std::int32_t parent);  // kNone: the main terms
    bool find(Search* s, std::int32_t parent, std::size_t from);
    bool visit(Search* s, std::int32_t entry, std::size_t used);

    const std::vector<IndexEntry>& entries_;
    std::vector<std::int32_t> mains_;                // most entries first
    std::vector<std::int32_t> main_of_;              // of each entry
    std::unordered_map<std::int32_t, Names> names_;  // built where a search passes
    int steps_ = 0;  // of all searches: hostile files get no more than their share
};

}  // namespace codelex
