// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/answer_json.h"
#include "searcher/searcher.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/judged.h"
#include "tools/searcher_options.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

namespace po = boost::program_options;

constexpr const char* kMore =
    "WORDS are a phrase (heart attack), a code in any spelling (e119, E11.9), a prefix (E11.*, E11.-) or a "
    "range\n"
    "(E10-E13); quotes are not needed. Quote a star, or the shell may replace it.\n\n"
    "--format json prints one object (docs/json.md); tsv prints system, code, billable (1 or 0), status, "
    "score, title.\n"
    "--queries reads JSON lines {\"id\", \"query\", \"systems\"} and prints the JSON of each answer with its "
    "id, a line each.\n"
    "Exit code 0: found. 1: nothing found.\n";

void print_tsv(const Answer& a, std::ostream& out) {
    for (const Hit& h : a.hits)
        out << h.record.system << '\t' << display_code(h.record.system, h.record.code) << '\t'
            << h.record.billable << '\t' << name_of(status_on(h.record.validity, a.day)) << '\t' << h.score
            << '\t' << h.record.title << '\n';
}

// The number of queries that found nothing does not matter here: 0 once all are answered.
Outcome answer_file(const Query& base, const std::string& file, Searcher* searcher, const Io& io) {
    auto lines = read_queries(file, false);
    if (!lines) return lines.error();
    for (const QueryLine& line : *lines) {
        Query q = base;
        q.text = line.query;
        if (!line.systems.empty()) q.systems = line.systems;
        auto answer = searcher->search(q);
        if (answer) {
            io.out << to_json(*answer, line.id) << "\n";
            continue;
        }
        if (fate(answer.error().code).exit > 2) return answer.error();
        // A query that cannot be asked is answered with its reason; the others are not held up.
        Answer refused;
        refused.query = line.query;
        refused.day = q.day;
        refused.interpretation.notes = {answer.error().what, answer.error().hint};
        io.out << to_json(refused, line.id) << "\n";
    }
    return 0;
}

}  // namespace

Outcome cmd_search(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    add_index_option(&options);
    options.add_options()(
        "system", po::value<std::vector<std::string>>(),
        "only this code system: icd10cm, icd10pcs, hcpcs, cpt ...; may be given several times")(
        "billable", po::bool_switch(), "only codes that are valid for submission")(
        "limit,n", po::value<std::string>()->default_value("10"), "how many codes")(
        "offset", po::value<std::string>()->default_value("0"), "how many to pass over")(
        "format", po::value<std::string>()->default_value("text"), "text, json or tsv")(
        "exact", po::bool_switch(), "look for words as they are spelled")("explain", po::bool_switch(),
                                                                          "print how the answer was made")(
        "queries", po::value<std::string>(), "answer each line of a file; - is standard input");
    add_synonyms_option(&options, "read the query by these synonym lists instead of the index' own");
    add_weights_option(&options);
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "search", kMore, io)) return 0;
    auto format = choice_option(*args, "format", {"text", "json", "tsv"});
    if (!format) return format.error();
    const SearchLimits limits;
    auto limit = number_option(*args, "limit", 1, limits.max_limit);
    if (!limit) return limit.error();
    auto offset = number_option(*args, "offset", 0, limits.max_offset);
    if (!offset) return offset.error();
    const bool file = args->has("queries");
    if (file != args->words.empty())
        return Error{Errc::usage, file ? "both --queries and words were given" : "nothing to search for",
                     "codelex search WORDS, or codelex search --queries FILE"};

    Query q;
    q.text = args->phrase();
    q.systems = args->list("system");
    q.billable = args->on("billable");
    q.limit = *limit;
    q.offset = *offset;
    q.exact = args->on("exact");
    q.explain = args->on("explain");
    auto searcher = open_searcher(*args, limits);
    if (!searcher) return searcher.error();
    if (file) return answer_file(q, args->text("queries"), &*searcher, io);
    auto answer = searcher->search(q);
    if (!answer) return answer.error();
    if (*format == "json")
        io.out << to_json(*answer) << "\n";
    else if (*format == "tsv")
        print_tsv(*answer, io.out);
    else
        print_answer(*answer, q.offset, io);
    return answer->total > 0 ? 0 : 1;
}

}  // namespace codelex
