// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/diagnostics.h"
#include "corpus/error.h"

namespace codelex {

// A synonym file of Solr, Lucene, Elasticsearch or OpenSearch as a list of ours, which read_list() accepts.
struct SolrImport {
    std::string yaml;
    std::size_t same = 0, means = 0;  // rules
};

// Reads lines of `a, b, c` (groups of `same`) and `a, b => c, d` (each of the left `means` any of the right);
// lines that begin with # are comments, a backslash takes the next character as it is. Lines for one left
// phrase are joined. Letters A to Z become small. What cannot be taken is reported with its line and left
// out; Errc::bad_source when nothing is left. Source: org.apache.lucene.analysis.synonym.SolrSynonymParser,
// its format with expand=true.
Result<SolrImport> import_solr(std::string_view bytes, const std::string& name, Diagnostics* diagnostics);

}  // namespace codelex
