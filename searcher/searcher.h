// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/snapshot.h"
#include "searcher/query.h"
#include "searcher/weights.h"
#include "synonyms/lexicon.h"

namespace codelex {

// All that is known about one code.
struct CodePage {
    CodeRecord record;
    std::vector<CodeRecord> ancestors;  // nearest last
    std::vector<CodeRecord> children;   // one level down, in listing order
    std::size_t descendants = 0;        // at any depth
    // An ICD-10-PCS code: its seven axes with the value that it has at each, and the index entries that lead
    // to it.
    std::vector<Axis> axes;
    std::vector<Text> entries;
    // Titles of the codes that its notes and its ancestors' notes name, by canonical code.
    std::map<std::string, std::string> titles;
    std::vector<GuidelineSection>
        guidelines;  // that name the code or one above it, nearest first, then ranges
    Date day;
};

// Answers queries from one snapshot. Not thread-safe: open one per thread. The snapshot may be replaced and
// removed on disk meanwhile.
class Searcher {
  public:
    // `lists` stand in for the lists that the index was built with: queries are read by them at once, without
    // a new index. A phrase that the index does not know as a concept is then found where all its words stand
    // in a record.
    static Result<Searcher> open(Snapshot snapshot, SearchLimits limits = {},
                                 std::optional<Lexicon> lists = {},
                                 const Weights& weights = Weights::builtin());
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;
    ~Searcher();

    // At most query.limit hits from query.offset on, best first; codes, prefixes and ranges in listing order.
    // Nothing found is an answer with total 0. Errc::bad_query for a text that is too long, not UTF-8 or
    // without a word; Errc::usage for a system that is not in the index or a limit out of range.
    Result<Answer> search(const Query& query);

    // The page of a code; its spelling is free. In the named system, or in the first in listing order that
    // has it. Errc::not_found when there is none, with the nearest existing code as the hint.
    Result<CodePage> show(std::string_view system, std::string_view code, Date day);

    // Sections of guidelines by what they say, best first. Errc::bad_query as in search().
    Result<std::vector<GuidelineHit>> guidelines(std::string_view text, std::size_t limit);

    // What the second look compares for a query of words: the candidates, best first score first, each with
    // its features. For tuning and explaining.
    struct Candidate {
        SystemId system;
        std::string code;
        double first_score;
        Features features;
    };
    Result<std::vector<Candidate>> candidates(const Query& query);

    // Every record in listing order, until `each` returns false.
    Result<void> scan(const std::function<bool(const CodeRecord&)>& each);

    const Snapshot& snapshot() const;

  private:
    struct Impl;
    explicit Searcher(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace codelex
