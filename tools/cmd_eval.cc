// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"
#include "searcher/searcher.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/eval_page.h"
#include "tools/eval_report.h"
#include "tools/judged.h"
#include "tools/progress_bar.h"
#include "tools/run_file.h"
#include "tools/searcher_options.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr const char* kMore =
    "Judged queries are JSON lines {\"id\", \"query\", \"style\", \"systems\", \"gold\": {\"E11.9\": 3, "
    "\"E11*\": 1}}: grade 3 wanted\n"
    "first, 2 fully acceptable, 1 related. Prints means over all queries, by halves (even and odd ids), "
    "style and system.\n"
    "--run writes a TREC run: id Q0 code rank score tag.\n\n"
    "--against compares with such a run, or with another index, which reads the queries by its own lists: "
    "both means of each\n"
    "measure, their difference and its 95% interval (paired bootstrap over the queries; * where it leaves "
    "out zero), then the\n"
    "queries won and lost by nDCG@10. --synonyms with --against the same index shows what edited lists "
    "change.\n"
    "--format json prints one object (docs/json.md), html one page with plots: codelex eval --format html "
    "... > eval.html\n";

Result<Searcher> open_index(const fs::path& index) {
    auto snapshot = open_current(index);
    if (!snapshot) return snapshot.error();
    return Searcher::open(std::move(*snapshot));
}

// Measures while a bar says how far it is.
Result<Measurement> measure_index(const fs::path& index, const std::string& with,
                                  const std::vector<QueryLine>& queries, Searcher* searcher, const Io& io) {
    ProgressBar bar(io);
    auto m = measure(queries, searcher,
                     excerpt(index.string(), 200) + " (" + searcher->snapshot().name + with + ")",
                     [&](std::size_t asked) {
                         bar.count("asking " + excerpt(index.string(), 30), asked, queries.size());
                     });
    bar.done();
    return m;
}

// What is compared with: one of the two is there.
struct Against {
    std::optional<Run> run;
    std::optional<Searcher> index;
};
Result<Against> open_against(const fs::path& path, const std::vector<QueryLine>& queries) {
    const std::string hint = "name a file that `codelex eval --run` wrote, or the directory of an index";
    std::error_code ec;
    if (!fs::exists(path, ec))
        return Error{Errc::io, "--against " + path.string() + ": there is neither a run nor an index", hint};
    Against out;
    if (fs::is_directory(path, ec)) {
        auto index = open_index(path);
        if (!index)
            return Error{index.error().code, "--against " + index.error().what,
                         index.error().code == Errc::no_index ? hint : index.error().hint};
        out.index = std::move(*index);
        return out;
    }
    if (auto good = check_run_ids(queries); !good) return good.error();
    auto run = read_run(path);
    if (!run) return run.error();
    out.run = std::move(*run);
    return out;
}

// A run's codes get their titles from `now` and the index that gave it.
Result<Measurement> measure_against(Against* against, const fs::path& path,
                                    const std::vector<QueryLine>& queries, const Measurement& now,
                                    Searcher* searcher, const Io& io) {
    if (against->index) {
        auto m = measure_index(path, "", queries, &*against->index, io);
        if (m) return m;
        return Error{m.error().code, "--against " + path.string() + ": " + m.error().what, m.error().hint};
    }
    Measurement m = measured(queries, *against->run, excerpt(path.string(), 200));
    const std::size_t lacking = m.unanswered(), others = against->run->size() + lacking - queries.size();
    if (lacking)
        io.err << m.name << ": has no code for " << grouped(lacking) << " of " << grouped(queries.size())
               << " queries; they count as not answered\n";
    if (others)
        io.err << m.name << ": queries in it that were not asked, and are passed over: " << grouped(others)
               << "\n";
    if (auto named = add_titles(queries, now, searcher, kShownCodes, &m); !named) return named.error();
    return m;
}

}  // namespace

Outcome cmd_eval(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("queries", po::value<std::vector<std::string>>(),
                          "files of judged queries; further ones may follow");
    add_index_option(&options);
    options.add_options()("run", po::value<std::string>(), "write the ranking as a TREC run")(
        "against", po::value<std::string>(), "compare with a run, or with the index in this directory")(
        "format", po::value<std::string>()->default_value("text"), "text, tsv, json or html");
    add_synonyms_option(&options, "read the queries by these synonym lists instead of the index' own");
    add_weights_option(&options);
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "eval", kMore, io)) return 0;
    auto format = choice_option(*args, "format", {"text", "tsv", "json", "html"});
    if (!format) return format.error();
    std::vector<std::string> files = args->list("queries");
    files.insert(files.end(), args->words.begin(), args->words.end());
    if (files.empty()) return Error{Errc::usage, "no judged queries", "codelex eval --queries FILE..."};

    auto queries = read_judged(files);
    if (!queries) return queries.error();
    if (args->has("run"))
        if (auto good = check_run_ids(*queries); !good) return good.error();
    std::optional<Against> against;
    if (args->has("against")) {
        auto opened = open_against(args->text("against"), *queries);
        if (!opened) return opened.error();
        against = std::move(*opened);
    }
    auto searcher = open_searcher(*args, {});
    if (!searcher) return searcher.error();
    std::string other_than_its_own;
    for (const char* option : {"synonyms", "weights"})
        if (args->has(option))
            other_than_its_own += std::string(", ") + option + " " + excerpt(args->text(option), 200);
    auto now = measure_index(args->text("index"), other_than_its_own, *queries, &*searcher, io);
    if (!now) return now.error();
    std::optional<Measurement> other;
    if (against) {
        auto m = measure_against(&*against, args->text("against"), *queries, *now, &*searcher, io);
        if (!m) return m.error();
        other = std::move(*m);
    }
    // Written last: it may take the place of the run that was compared with.
    if (args->has("run"))
        if (auto written = write_run(args->text("run"), *queries, *now); !written) return written.error();

    const EvalReport report = make_report(std::move(*queries), std::move(*now), std::move(other));
    if (*format == "json")
        io.out << eval_json(report) << "\n";
    else if (*format == "html")
        io.out << eval_page(report);
    else if (*format == "tsv")
        print_eval_tsv(report, io.out);
    else
        print_eval_text(report, io);
    return 0;
}

}  // namespace codelex
