// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "searcher/query.h"
#include "searcher/searcher.h"

// The only place that writes JSON for people's programs: command line and service alike. The names are
// described in docs/json.md and do not change.
namespace codelex {

// One line. `id`, when given, comes first: answers to a file of queries carry it.
std::string to_json(const Answer& answer, std::string_view id = {});
std::string to_json(const CodePage& page);
std::string to_json(const std::vector<GuidelineHit>& guidelines, std::string_view query);
std::string to_json(const Snapshot& snapshot);
std::string to_json(const Error& error);

}  // namespace codelex
