// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/read_source.h"

namespace codelex {

// Counts of one system after the merge.
struct SystemReport {
    SystemId system;
    std::size_t records = 0, billable = 0, modifiers = 0;
    std::size_t official = 0;  // records that an official file holds
    std::size_t own = 0;       // records that only YAML records hold
    std::size_t attached = 0;  // YAML records whose texts joined an official record
    std::size_t retitled = 0;  // of these, the ones whose title differs from the official one
};

// All records of a recipe, merged by (system, code) and sorted in listing order: system, then the publisher's
// order, then own codes by code. SourceLine::source indexes `sources`.
struct Corpus {
    std::vector<CodeRecord> records;
    std::vector<GuidelineSection> guidelines;
    std::vector<SourceReport> sources;
    std::vector<SystemReport> systems;
    std::vector<CodeSystem> declared;  // systems of the recipe
};

// Reads all sources of a recipe, each in a thread of its own, and merges them. Of several releases of one
// official kind the newest effective date stands. An official record decides title, flags, dates and order;
// YAML records add their texts to it. Parents are computed: ICD-10-CM the longest proper prefix, ICD-10-PCS
// the table. Errc::bad_source when a source has more unreadable or suspect lines than it tolerates; the
// message names the first.
Result<Corpus> read_corpus(const Recipe& recipe);

}  // namespace codelex
