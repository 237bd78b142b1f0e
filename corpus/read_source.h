// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corpus/attachment.h"
#include "corpus/guidelines.h"
#include "corpus/pcs_xml.h"
#include "corpus/recipe.h"

namespace codelex {

// What became of one source.
struct SourceReport {
    SourceKind kind = SourceKind::records;
    std::string name;    // for people: file and member
    std::string sha256;  // of the file as downloaded
    Release release;
    bool licensed = false, starter = false;
    bool used = true;         // false: a newer release of the same kind stands
    std::size_t records = 0;  // read: codes, texts about codes, or sections
    std::size_t skipped = 0, suspected = 0;
    std::size_t dangling = 0;  // of these, about codes that the official list does not hold
    std::vector<std::string>
        dangling_codes;  // the distinct ones, as people write them, at most kKeptDangling
    std::vector<Diagnostics::Entry> entries;

    static constexpr std::size_t kKeptDangling = 50;
};

// The content of one source, before the merge. A kind fills what it has.
struct Reading {
    SourceReport report;
    std::vector<CodeRecord> records;
    std::vector<Attachment> attachments;
    std::vector<GuidelineSection> guidelines;
    std::map<std::string, Text> notes;  // HCPCS processing notes by number
    PcsTables tables;
    std::vector<PcsDefinition> definitions;
    std::vector<PcsSynonym> synonyms;
};

// Opens the file, or the member of the archive, and reads it by its kind. `index` is the source's place in
// the recipe. Errc::bad_source when it has more unreadable or suspect lines than it tolerates; the message
// names the first. Any thread.
Result<Reading> read_source(const Source& source, std::uint32_t index);

}  // namespace codelex
