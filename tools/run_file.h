// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tools/measurement.h"

// Rankings as TREC writes them, a line a code: id Q0 code rank score tag.
namespace codelex {

// By query id; codes best first, without titles and grades.
using Run = std::map<std::string, std::vector<AnsweredCode>>;

// Codes stand in the order of their ranks, whatever the order of the lines and the scores. Empty lines are
// passed over. Errc::io when the file cannot be read; Errc::bad_source with file and line for what is no line
// of a run, and for a rank that a query has twice.
Result<Run> read_run(const std::filesystem::path& file);

// What the run is worth to the queries. A query that the run lacks has no codes and scores nothing; queries
// of the run that were not asked are passed over.
Measurement measured(const std::vector<QueryLine>& queries, const Run& run, std::string name);

// Errc::io when it cannot be written. A query without codes has no line.
Result<void> write_run(const std::filesystem::path& file, const std::vector<QueryLine>& queries,
                       const Measurement& measurement);

// A run names queries by id: Errc::bad_source for an id that stands twice or has a blank.
Result<void> check_run_ids(const std::vector<QueryLine>& queries);

}  // namespace codelex
