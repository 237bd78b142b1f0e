// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzers/token.h"
#include "searcher/postings.h"

namespace codelex {

// What is looked for, as a value that can be printed. A query is a row of slots, each a word or a run of
// words that the lists know. A slot has readings: the words themselves, and what the lists say they mean. A
// document's score is the sum over slots of its best reading.

// One of several terms that say the same. `scale`: what a match is worth beside the part's own word.
struct PlanTerm {
    std::string term;
    double scale = 1;
    std::vector<std::string> all = {};  // when the index does not have the term: documents with all of these
};
// Evidence: worth times the best of scale and impact.
struct PlanPart {
    std::vector<PlanTerm> any;
    double worth = 0;
    std::string word;  // for people
};
// Evidence: weight times the sum of its parts.
struct PlanReading {
    double weight = 1;
    std::vector<PlanPart> parts;
    std::string words;  // for people: "myocardial infarction"
    std::string rule;   // "heart.yaml:12", empty for the words themselves
};
struct PlanSlot {
    std::size_t first = 0, last = 0;  // tokens of the query
    std::vector<PlanReading> readings;
};

// Words by which people see why a code answers (marks.h): any of the phrases stands for the label.
struct LookedFor {
    std::string label;                // the query's own words
    std::size_t first = 0, last = 0;  // tokens of the query
    struct Phrase {
        std::vector<std::string> stems;  // all of them in one text
        std::string words, rule;         // for people; empty for the words themselves
    };
    std::vector<Phrase> phrases;
};

struct Plan {
    Tokens tokens;          // of the query as it was understood, spelling mended
    std::string corrected;  // the text with its spelling mended; empty when nothing was
    std::vector<PlanSlot> slots;
    std::vector<LookedFor> looked_for;
    std::vector<std::string> unknown;  // words that neither the index nor the lists have
};

// Documents [first, last].
struct DocRange {
    std::uint32_t first, last;
    friend bool operator==(const DocRange&, const DocRange&) = default;
};

struct Scored {
    std::uint32_t doc;
    float score;
};

// Runs plans. Holds an accumulator a document. Not thread-safe.
class Matcher {
  public:
    Matcher(PostingCache* cache, std::uint32_t documents);
    // The best `most` documents in the ranges for which `keep` has a list entry (null: all), best first,
    // equal scores in document order. `total` gets the number of documents that match at all.
    std::vector<Scored> best(const Plan& plan, const std::vector<DocRange>& ranges, const Postings* keep,
                             std::size_t most, std::size_t* total);

  private:
    struct Sums {  // a number a document, and which are not zero
        std::vector<float> value;
        std::vector<std::uint32_t> touched;
        void raise(std::uint32_t doc, float to);
        void add(std::uint32_t doc, float what);
    };
    void add_part(const PlanPart& part, const std::vector<DocRange>& ranges, Sums* out);
    const Postings& postings(const PlanTerm& term);

    PostingCache* cache_;
    Sums total_, slots_, slot_, reading_, part_;
};

// One line a slot: "heart attack: [heart 5.1 attack 6.2] | 1.00 [myocardial infarction] (lay.yaml:12)".
std::vector<std::string> to_lines(const Plan& plan);

}  // namespace codelex
