// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The inside of Searcher, for the files that it is written in. Everything here throws what Xapian throws;
// searcher.h's functions are the door.
#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "searcher/code_query.h"
#include "searcher/plan.h"
#include "searcher/postings.h"
#include "searcher/searcher.h"
#include "searcher/second_look.h"
#include "searcher/understanding.h"

namespace codelex {

struct Searcher::Impl {
    Snapshot snapshot;
    SearchLimits limits;
    Xapian::Database db;
    Analyzer analyzer;
    Lexicon lexicon;
    Vocabulary vocabulary;
    PostingCache cache;
    Understanding understanding;
    Matcher matcher;
    Profiles profiles;
    Weights weights;
    SecondLook second;
    std::vector<std::pair<SystemId, DocRange>> ranges;  // the documents of each system

    // Reads what stands beside the documents. Throws what Xapian throws.
    static Result<std::unique_ptr<Impl>> make(Snapshot snapshot, const SearchLimits& limits,
                                              Analyzer analyzer, std::optional<Lexicon> lists,
                                              const Weights& weights);
    Impl(Snapshot snapshot, const SearchLimits& limits, Xapian::Database db, Analyzer analyzer,
         Lexicon lexicon, Vocabulary vocabulary, Profiles profiles, const Weights& weights);

    Result<void> check(const Query& q) const;
    Xapian::Query filter(const Query& q) const;
    CodeRecord record(Xapian::docid id) const;
    std::optional<Xapian::docid> find(std::string_view system, std::string_view code) const;
    std::vector<SystemId> systems_for(const Query& q, const std::string& named) const;

    // Codes (code_answers.cc). True when the question is answered, also by saying that there is no such code;
    // false when the text had better be read as words. `exact` gets the documents of the codes themselves.
    bool answer_code(const Query& q, const CodeQuestion& c, Answer* a, std::vector<Xapian::docid>* exact);
    bool is_no_word(const CodeQuestion& c);
    std::string nearest_above(const Query& q, const std::string& named, std::string code) const;

    // Words; the documents in `but` are in the answer already.
    void answer_words(const Query& q, const std::vector<Xapian::docid>& but, Answer* a);
    Plan understand(const Query& q, Tokens tokens);  // and makes the second look ready for it
    // The best codes by the plan alone, as many as the second look wants, or `most`.
    std::vector<Scored> first_look(const Query& q, const Plan& plan, std::size_t most, std::size_t* total);
    std::vector<GuidelineHit> find_guidelines(const Tokens& tokens, std::size_t limit);
    std::optional<CodeRecord> parent_of(const CodeRecord& r) const;
    std::vector<CodeRecord> above(const CodeRecord& r) const;  // that it inherits from, nearest first
    void fill_page(CodePage* page);
    void add_children(CodePage* page) const;
    std::vector<DocRange> ranges_of(const Query& q) const;
    // Codes in listing order.
    void take(const Xapian::Query& query, const Query& q, std::size_t offset, std::size_t limit,
              const std::function<void(Hit*)>& finish, Answer* a);
};

Xapian::Query any_of_terms(const std::vector<std::string>& terms);

}  // namespace codelex
