// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/run_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>

#include "corpus/source_file.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr const char* kHint = "each line is `id Q0 code rank score tag`, as `codelex eval --run` writes it";

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; (at = line.find_first_not_of(kBlanks, at)) != line.npos;) {
        const std::size_t end = std::min(line.find_first_of(kBlanks, at), line.size());
        out.push_back(line.substr(at, end - at));
        at = end;
    }
    return out;
}

template <class T>
bool parsed(std::string_view text, T* out) {
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), *out);
    return ec == std::errc{} && end == text.data() + text.size();
}

// The answer of a query while its lines come in, in any order. A code may come twice: two systems have it.
using Lineup = std::map<std::size_t, AnsweredCode>;

// The complaint about a line, or empty.
std::string read_line(std::string_view line, std::map<std::string, Lineup>* out) {
    if (!is_utf8(line)) return "is not UTF-8";
    const auto fields = fields_of(line);
    if (fields.size() != 6) return "has " + std::to_string(fields.size()) + " columns instead of 6";
    std::size_t rank = 0;
    AnsweredCode c;
    c.code = fields[2];
    if (!parsed(fields[3], &rank)) return "has a rank that is no number: `" + excerpt(fields[3]) + "`";
    if (!parsed(fields[4], &c.score) || !std::isfinite(c.score))
        return "has a score that is no number: `" + excerpt(fields[4]) + "`";
    if (!(*out)[std::string(fields[0])].emplace(rank, std::move(c)).second)
        return "has rank " + std::to_string(rank) + " a second time for query `" + excerpt(fields[0]) + "`";
    return "";
}

}  // namespace

Result<Run> read_run(const std::filesystem::path& file) {
    auto bytes = read_file(file);
    if (!bytes) return bytes.error();
    std::map<std::string, Lineup> lineups;
    Lines lines(*bytes);
    std::string_view line;
    while (lines.next(&line)) {
        if (trimmed(line).empty()) continue;
        if (const std::string what = read_line(line, &lineups); !what.empty())
            return Error{Errc::bad_source, file.string() + ":" + std::to_string(lines.number()) + ": " + what,
                         kHint};
    }
    Run out;
    for (auto& [id, lineup] : lineups)
        for (auto& [rank, code] : lineup) out[id].push_back(std::move(code));
    return out;
}

Measurement measured(const std::vector<QueryLine>& queries, const Run& run, std::string name) {
    Measurement out;
    out.name = std::move(name);
    for (const QueryLine& q : queries) {
        const auto found = run.find(q.id);
        out.answers.push_back(judged(q, found == run.end() ? std::vector<AnsweredCode>() : found->second));
    }
    return out;
}

Result<void> write_run(const std::filesystem::path& file, const std::vector<QueryLine>& queries,
                       const Measurement& m) {
    std::ofstream run(file, std::ios::binary);
    if (!run) return Error{Errc::io, file.string() + ": cannot be written", "check the path"};
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::size_t rank = 0;
        for (const AnsweredCode& c : m.answers[i].codes)
            run << queries[i].id << " Q0 " << c.code << " " << ++rank << " " << c.score << " codelex\n";
    }
    if (!run.flush()) return Error{Errc::io, file.string() + ": cannot be written", "is the disk full?"};
    return {};
}

Result<void> check_run_ids(const std::vector<QueryLine>& queries) {
    std::set<std::string_view> ids;
    for (const QueryLine& q : queries) {
        const bool blank = std::any_of(q.id.begin(), q.id.end(), [](char c) { return c >= 0 && c <= ' '; });
        if (blank || !ids.insert(q.id).second)
            return Error{Errc::bad_source,
                         "id `" + excerpt(q.id) + "` " + (blank ? "has a blank" : "stands twice"),
                         "a run names queries by id: give each its own, without blanks"};
    }
    return {};
}

}  // namespace codelex
