// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <memory>
#include <unordered_map>

#include "analyzers/analyzer.h"
#include "corpus/corpus.h"

namespace codelex {

// The ICD-10-PCS tables of a corpus by their three characters. Views into it.
using TableRecords = std::unordered_map<std::string, const CodeRecord*>;
TableRecords table_records(const Corpus& corpus);

// Turns records into Xapian documents by the rules of schema.h. One per thread; the tables must outlive it.
// Throws what Xapian throws.
class DocumentMaker {
  public:
    DocumentMaker(Analyzer analyzer, const TableRecords* tables);
    ~DocumentMaker();

    Xapian::Document make(const CodeRecord& record);

    // `categories`: the ICD-10-CM categories (three characters) in listing order, for what a range holds.
    Xapian::Document make(const GuidelineSection& section, const std::vector<std::string>& categories);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace codelex
