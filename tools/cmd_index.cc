// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <filesystem>
#include <iomanip>

#include "corpus/corpus.h"
#include "indexer/publish.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/progress_bar.h"
#include "tools/searcher_options.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr const char* kMore =
    "--sources takes a recipe (a YAML file that names sources, releases and dates; docs/sources.md) or a "
    "directory of\n"
    "downloads, zipped or plain: each file is known by its content, its release by its name, and of several "
    "releases\n"
    "the newest stands. Without --sources the starter corpus alone is indexed.\n\n"
    "The new index is built aside and published at the end: until then, and if anything fails, the old one "
    "answers.\n";

Result<Recipe> gather(const Arguments& args) {
    const bool starter = !args.on("no-starter");
    if (!args.has("sources")) {
        if (!starter) return Error{Errc::usage, "nothing to index", "--no-starter needs --sources"};
        return starter_recipe();
    }
    const fs::path sources = args.text("sources");
    std::error_code ec;
    const bool directory = fs::is_directory(sources, ec);
    if (directory && args.has("downloads"))
        return Error{Errc::usage, "--downloads goes with a recipe, and --sources is a directory",
                     "leave it out"};
    auto recipe = directory ? recipe_from_directory(sources) : read_recipe(sources, args.text("downloads"));
    if (!recipe) return recipe;
    if (starter) {
        Recipe own = starter_recipe();
        std::move(own.sources.begin(), own.sources.end(), std::back_inserter(recipe->sources));
    }
    return recipe;
}

void print_summary(const Corpus& corpus, const Recipe& recipe, const std::string& name, double seconds,
                   std::uintmax_t bytes, const Io& io) {
    std::ostream& out = io.out;
    std::size_t starter_files = 0, starter_records = 0;
    out << "sources\n";
    for (const SourceReport& s : corpus.sources) {
        if (s.starter) {
            ++starter_files;
            starter_records += s.records;
            continue;
        }
        out << "  " << s.name << "\n      " << info(s.kind).is;
        if (!s.release.label.empty()) out << ", release " << s.release.label;
        if (s.release.effective) out << ", in force from " << iso(*s.release.effective);
        if (!s.used)
            out << ": not used, a newer release stands\n";
        else
            out << ": " << grouped(s.records) << " read, " << grouped(s.skipped) << " skipped"
                << (s.suspected ? ", " + grouped(s.suspected) + " suspect" : "")
                << (s.dangling ? ", " + grouped(s.dangling) + " dangling" : "") << "\n";
        if (s.dangling) {
            std::string codes;
            for (std::size_t i = 0; i < std::min<std::size_t>(s.dangling_codes.size(), 12); ++i)
                codes += (i ? " " : "") + s.dangling_codes[i];
            out << "        about codes that do not exist (any more): " << codes
                << (s.dangling_codes.size() > 12 ? " ..." : "") << "\n";
        }
        for (const Diagnostics::Entry& e : s.entries) out << "        " << to_string(e) << "\n";
    }
    if (starter_files)
        out << "  starter corpus (" << starter_files << " files): " << grouped(starter_records)
            << " records\n";
    if (!recipe.ignored.empty()) {
        out << "  not read (no format that this version reads):\n";
        for (const std::string& f : recipe.ignored) out << "        " << f << "\n";
    }
    out << "\n  system       indexed   billable  modifiers   official   own only   own texts attached\n";
    std::size_t total = 0;
    for (const SystemReport& s : corpus.systems) {
        total += s.records;
        out << "  " << std::left << std::setw(10) << s.system << std::right;
        for (std::size_t n : {s.records, s.billable, s.modifiers, s.official, s.own})
            out << std::setw(11) << grouped(n);
        out << std::setw(11) << grouped(s.attached);
        if (s.retitled) out << "  (" << grouped(s.retitled) << " with another title than the official one)";
        out << "\n";
    }
    char time[32];
    std::snprintf(time, sizeof time, "%.1f s", seconds);
    out << "\n"
        << grouped(total) << " codes in " << time << ", " << megabytes(bytes) << ": published as " << name
        << "\n";
}

}  // namespace

Outcome cmd_index(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("sources", po::value<std::string>(), "a recipe, or a directory of downloads")(
        "downloads", po::value<std::string>()->default_value("", "the recipe's directory"),
        "where the files that a recipe names are");
    add_synonyms_option(&options, "a directory of synonym lists, instead of those that codelex comes with");
    add_index_option(&options);
    options.add_options()("jobs", po::value<std::string>()->default_value("0", "all cores"),
                          "threads; the result does not depend on it")("no-starter", po::bool_switch(),
                                                                       "leave the starter corpus out");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "index", kMore, io)) return 0;
    if (!args->words.empty())
        return Error{Errc::usage, "`" + args->words[0] + "` is no option",
                     "sources are named with --sources"};
    auto jobs = number_option(*args, "jobs", 0, 64);
    if (!jobs) return jobs.error();

    const auto started = std::chrono::steady_clock::now();
    const fs::path index = args->text("index");
    auto recipe = gather(*args);
    if (!recipe) return recipe.error();
    auto lexicon = lexicon_of(*args);
    if (!lexicon) return lexicon.error();
    auto writer = IndexWriter::open(index);
    if (!writer) return writer.error();
    ProgressBar bar(io);
    std::size_t files = 0;
    for (const Source& s : recipe->sources) files += !s.starter;
    bar.phase(files ? "reading " + std::to_string(files) + (files == 1 ? " source" : " sources")
                    : "reading the starter corpus");
    auto corpus = read_corpus(*recipe);
    bar.done();
    if (!corpus) return corpus.error();
    BuildOptions build;
    build.lexicon = &*lexicon;
    build.jobs = static_cast<unsigned>(*jobs);
    build.progress = [&](const Progress& p) { bar.update(p); };
    auto built = writer->build(*corpus, build);
    bar.done();
    if (!built) return built.error();
    auto name = writer->publish();
    if (!name) return name.error();
    std::error_code ec;
    const auto size = fs::file_size(index / *name / Snapshot::kDatabaseFile, ec);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    print_summary(*corpus, *recipe, (index / *name).string(), took.count(), ec ? 0 : size, io);
    return 0;
}

}  // namespace codelex
