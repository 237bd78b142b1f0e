// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/corpus.h"
#include "indexer/profiles.h"
#include "synonyms/lexicon.h"

namespace codelex {

// The records of a corpus that others inherit from (corpus/inherit.h), by system and code. Views into it.
using ParentRecords = std::unordered_map<std::string, const CodeRecord*>;
ParentRecords parent_records(const Corpus& corpus);

// Turns records into Xapian documents by the rules of schema.h. One per thread; the parents and the
// concepts must outlive it.
// Throws what Xapian throws.
class DocumentMaker {
  public:
    DocumentMaker(Analyzer analyzer, const ParentRecords* parents, const ConceptFinder* concepts);
    ~DocumentMaker();

    // `profile`, when not null, gets what a second look needs of the record.
    Xapian::Document make(const CodeRecord& record, ProfileDraft* profile = nullptr);

    // `categories`: the ICD-10-CM categories (three characters) in listing order, for what a range holds.
    Xapian::Document make(const GuidelineSection& section, const std::vector<std::string>& categories);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace codelex
