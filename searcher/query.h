// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/guidelines.h"
#include "corpus/record.h"

// A question and its answer, as values. The command line and the service make the same Query and print the
// same Answer.
namespace codelex {

struct SearchLimits {
    std::size_t max_query_bytes = 1024;  // longer text is Errc::bad_query, never cut
    std::size_t max_limit = 1000;        // hits in one answer
    std::size_t max_offset = 100'000;
    std::size_t exact_total = 1000;  // totals are counted exactly up to here
    std::size_t max_words = 64;  // words of a query that are looked for; the answer says when more were given
};

struct Query {
    std::string text;
    std::vector<SystemId> systems;  // empty: all
    bool billable = false;          // true: billable codes only
    std::size_t limit = 10, offset = 0;
    std::size_t guidelines = 3;  // sections of guidelines beside the codes; 0 for none
    bool exact = false;          // true: words are looked for as they are spelled
    bool explain = false;
    Date day = today();  // the day on which a code is called active, deleted or future
};

// Part of a text, for emphasis: bytes [begin, end) of the UTF-8 text, at character boundaries.
struct Span {
    std::uint32_t begin, end;
    friend bool operator==(const Span&, const Span&) = default;
};

struct Highlight {
    TextKind field;
    std::string text;
    std::vector<Span> spans;  // ascending, not overlapping
};

struct Hit {
    CodeRecord record;
    double score = 0;  // comparable within one answer only
    std::vector<Highlight> highlights;
    std::vector<std::string> because;  // sentences for people: why this code, and what to know about it
};

// A section of guidelines that a text finds, or that speaks of a code.
struct GuidelineHit {
    GuidelineSection section;
    double score = 0;         // comparable within one list only
    std::vector<Span> spans;  // words of the query in section.text
};

// How the text was understood.
struct Interpretation {
    enum class Kind { code, prefix, range, words } kind = Kind::words;
    std::string reading;  // one line for people: "code E11.9", "codes E10 to E13", "words: heart attack"
    std::vector<std::string>
        notes;  // what a person should know: words not found, a code that does not exist ...
};
std::string_view name_of(Interpretation::Kind kind);

struct Answer {
    std::string query;
    Interpretation interpretation;
    std::optional<std::string> corrected;  // the text searched instead, when spelling was mended
    std::size_t total = 0;                 // codes that match
    bool total_is_exact = true;            // false: `total` is a lower bound
    double took_us = 0;
    std::vector<Hit> hits;
    std::vector<GuidelineHit> guidelines;  // the few that speak most of it, beside the codes
    std::vector<std::string> stages;       // with Query::explain: how the answer was made, a line a stage
    Date day;
};

}  // namespace codelex
