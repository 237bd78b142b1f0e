// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <iomanip>

#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/evaluation.h"
#include "tools/searcher_options.h"
#include "tools/tuning.h"

namespace codelex {
namespace {

namespace po = boost::program_options;

constexpr const char* kMore =
    "Fits the weights of the second look (docs/ranking.md) to judged queries, those of `codelex eval`, and "
    "writes them\n"
    "as YAML. First each query is ranked by weights that were fitted without it (folds), and the means are "
    "printed\n"
    "beside those of the weights in use: a change of the second line over the first is what tuning earns.\n"
    "--test names judged queries that no weight is fitted to. Queries of the style \"phrase\", judged by "
    "families of codes\nalone, count a third.\n";

// Phrases that are judged by families of codes alone teach less than a whole judgement.
constexpr std::string_view kPhraseStyle = "phrase";
constexpr double kPhrase = 0.3;

Result<std::vector<Sample>> samples_of(const std::vector<QueryLine>& queries, Searcher* searcher) {
    std::vector<Sample> out;
    for (const QueryLine& line : queries) {
        Query q;
        q.text = line.query;
        q.systems = line.systems;
        auto candidates = searcher->candidates(q);
        if (!candidates)
            return Error{candidates.error().code, line.id + ": " + candidates.error().what,
                         candidates.error().hint};
        out.push_back({&line, std::move(*candidates), line.style == kPhraseStyle ? kPhrase : 1});
    }
    return out;
}

void print(const std::string& name, const ScoreTable& table, const Io& io) {
    for (const ScoreTable::Row& row : table.rows()) {
        io.out << std::left << std::setw(20) << name << std::setw(22) << row.group << std::right
               << std::setw(6) << row.queries << std::fixed << std::setprecision(3);
        for (const Measure& m : kMeasures) io.out << "  " << m.name << " " << row.mean.*m.value;
        io.out << "\n";
    }
}

}  // namespace

Outcome cmd_tune(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("queries", po::value<std::vector<std::string>>(),
                          "files of judged queries to fit to; further ones may follow");
    add_index_option(&options);
    options.add_options()("test", po::value<std::vector<std::string>>(), "judged queries to measure on only")(
        "folds", po::value<std::string>()->default_value("5"), "parts that are left out in turn")(
        "shrink", po::value<std::string>()->default_value("8"),
        "pull of the weights towards 0, in hundredths")("out", po::value<std::string>(),
                                                        "write the weights there");
    add_synonyms_option(&options, "read the queries by these synonym lists instead of the index' own");
    add_weights_option(&options);
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "tune", kMore, io)) return 0;
    auto folds = number_option(*args, "folds", 2, 100);
    if (!folds) return folds.error();
    auto shrink = number_option(*args, "shrink", 0, 10000);
    if (!shrink) return shrink.error();
    std::vector<std::string> files = args->list("queries");
    files.insert(files.end(), args->words.begin(), args->words.end());
    if (files.empty()) return Error{Errc::usage, "no judged queries", "codelex tune --queries FILE..."};
    auto queries = read_judged(files);
    if (!queries) return queries.error();
    Result<std::vector<QueryLine>> tests = std::vector<QueryLine>();
    if (args->has("test")) tests = read_judged(args->list("test"));
    if (!tests) return tests.error();
    const auto weights = weights_of(*args);
    if (!weights) return weights.error();
    auto searcher = open_searcher(*args, {});
    if (!searcher) return searcher.error();
    auto samples = samples_of(*queries, &*searcher), held = samples_of(*tests, &*searcher);
    if (!samples) return samples.error();
    if (!held) return held.error();

    FitOptions fitting;
    fitting.shrink = static_cast<double>(*shrink) / 100;
    ScoreTable before, crossed;
    for (std::size_t fold = 0; fold < *folds; ++fold) {
        std::vector<const Sample*> others;
        for (std::size_t i = 0; i < samples->size(); ++i)
            if (i % *folds != fold) others.push_back(&(*samples)[i]);
        const Weights w = fit(others, fitting);
        for (std::size_t i = fold; i < samples->size(); i += *folds) {
            const Sample& s = (*samples)[i];
            crossed.add(*s.query, score(*s.query, ranked(s, w)));
            before.add(*s.query, score(*s.query, ranked(s, *weights)));
        }
    }
    std::vector<const Sample*> all;
    for (const Sample& s : *samples) all.push_back(&s);
    const Weights fitted = fit(all, fitting);
    ScoreTable after, test_before, test_after;
    for (const Sample& s : *samples) after.add(*s.query, score(*s.query, ranked(s, fitted)));
    for (const Sample& s : *held) {
        test_before.add(*s.query, score(*s.query, ranked(s, *weights)));
        test_after.add(*s.query, score(*s.query, ranked(s, fitted)));
    }
    print("in use", before, io);
    print("fitted without", crossed, io);
    print("fitted with", after, io);
    print("test, in use", test_before, io);
    print("test, fitted", test_after, io);
    if (args->has("out")) {
        std::ofstream out(args->text("out"), std::ios::binary);
        out << "# What each feature of the second look is worth (docs/ranking.md). Written by `codelex "
               "tune`.\n"
            << fitted.yaml();
        if (!out.flush()) return Error{Errc::io, args->text("out") + ": cannot be written", "check the path"};
    }
    return 0;
}

}  // namespace codelex
