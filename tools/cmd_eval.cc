// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <iomanip>

#include "searcher/searcher.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/evaluation.h"
#include "tools/judged.h"
#include "tools/lists_option.h"

namespace codelex {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kDepth = 50;  // hits asked for a query
constexpr const char* kMore =
    "Judged queries are JSON lines {\"id\", \"query\", \"style\", \"systems\", \"gold\": {\"E11.9\": 3, "
    "\"E11*\": 1}}: grade 3 wanted\n"
    "first, 2 fully acceptable, 1 related. Prints means over all queries, by halves (even and odd ids), "
    "style and system.\n"
    "--run writes a TREC run: id Q0 code rank score tag.\n";

}  // namespace

Outcome cmd_eval(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("queries", po::value<std::vector<std::string>>(),
                          "files of judged queries; further ones may follow");
    add_index_option(&options);
    options.add_options()("run", po::value<std::string>(), "write the ranking as a TREC run")(
        "format", po::value<std::string>()->default_value("text"), "text or tsv");
    add_synonyms_option(&options, "read the queries by these synonym lists instead of the index' own");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "eval", kMore, io)) return 0;
    auto format = choice_option(*args, "format", {"text", "tsv"});
    if (!format) return format.error();
    std::vector<std::string> files = args->list("queries");
    files.insert(files.end(), args->words.begin(), args->words.end());
    if (files.empty()) return Error{Errc::usage, "no judged queries", "codelex eval --queries FILE..."};

    std::vector<QueryLine> queries;
    for (const std::string& f : files) {
        auto read = read_queries(f, true);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(queries));
    }
    if (queries.empty()) return Error{Errc::bad_source, files[0] + ": holds no query", ""};
    auto snapshot = open_current(args->text("index"));
    if (!snapshot) return snapshot.error();
    std::optional<Lexicon> lists;
    if (args->has("synonyms")) {
        auto lexicon = lexicon_of(*args);
        if (!lexicon) return lexicon.error();
        lists = std::move(*lexicon);
    }
    auto searcher = Searcher::open(std::move(*snapshot), {}, std::move(lists));
    if (!searcher) return searcher.error();
    std::ofstream run;
    if (args->has("run")) {
        run.open(args->text("run"), std::ios::binary);
        if (!run) return Error{Errc::io, args->text("run") + ": cannot be written", "check the path"};
    }
    ScoreTable table;
    for (const QueryLine& line : queries) {
        Query q;
        q.text = line.query;
        q.systems = line.systems;
        q.limit = kDepth;
        auto answer = searcher->search(q);
        if (!answer)
            return Error{answer.error().code, line.id + ": " + answer.error().what, answer.error().hint};
        std::vector<std::string> ranked;
        for (const Hit& h : answer->hits) {
            ranked.push_back(h.record.code);
            if (run.is_open())
                run << line.id << " Q0 " << display_code(h.record.system, h.record.code) << " "
                    << ranked.size() << " " << h.score << " codelex\n";
        }
        table.add(line, score(line, ranked));
    }
    if (run.is_open() && !run.flush())
        return Error{Errc::io, args->text("run") + ": cannot be written", "is the disk full?"};

    const bool tsv = *format == "tsv";
    io.out << std::fixed << (tsv ? "group\tqueries" : "group                   queries");
    for (const Measure& m : kMeasures) io.out << (tsv ? "\t" : "") << std::setw(tsv ? 0 : 11) << m.name;
    io.out << "\n";
    for (const ScoreTable::Row& row : table.rows()) {
        if (tsv)
            io.out << row.group << "\t" << row.queries;
        else
            io.out << std::left << std::setw(24) << row.group << std::right << std::setw(7) << row.queries;
        for (const Measure& m : kMeasures)
            io.out << (tsv ? "\t" : "") << std::setw(tsv ? 0 : 11) << std::setprecision(tsv ? 4 : 3)
                   << row.mean.*m.value;
        io.out << "\n";
    }
    return 0;
}

}  // namespace codelex
