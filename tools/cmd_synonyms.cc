// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iomanip>
#include <optional>

#include "corpus/source_file.h"
#include "indexer/xapian_guard.h"
#include "synonyms/lint.h"
#include "synonyms/solr.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/lint_index.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

// A second verb, behind `codelex synonyms`.
struct Subcommand {
    std::string_view name, synopsis, does;
    Outcome (*run)(const std::vector<std::string>& args, const Io& io);
};
Outcome lint_lists(const std::vector<std::string>& argv, const Io& io);
Outcome import_list(const std::vector<std::string>& argv, const Io& io);
constexpr Subcommand kSubcommands[] = {
    {"lint", "[--synonyms DIR_OR_FILE] [--index DIR] [--format F] [--strict]",
     "say what is wrong with the lists, by file and line", lint_lists},
    {"import", "--format solr FILE [--out FILE]", "turn a synonym file of another engine into a list",
     import_list},
};

bool help_asked(const Arguments& args, const po::options_description& options, std::string_view name,
                std::string_view more, const Io& io) {
    if (!args.values.count("help")) return false;
    const auto* s = std::find_if(std::begin(kSubcommands), std::end(kSubcommands),
                                 [&](const Subcommand& c) { return c.name == name; });
    io.out << "usage: codelex synonyms " << s->name << " " << s->synopsis << "\n\n"
           << s->does << "\n\n"
           << options << "\n"
           << more;
    return true;
}

std::string plural(std::size_t n, const std::string& what) {
    return grouped(n) + " " + what + (n == 1 ? "" : "s");
}

// ---- lint

struct LintReport {
    std::vector<Finding> findings;
    std::size_t lists = 0, rules = 0, errors = 0, warnings = 0;
    std::string index;  // name of the snapshot; empty without one
};

// The lists with what cannot be read of them: a list that is no YAML is a finding, and the others are read.
Result<Lists> read_for_lint(const Arguments& args, std::vector<Finding>* findings) {
    if (!args.has("synonyms")) return builtin_lists();
    auto paths = list_paths(args.text("synonyms"));
    if (!paths) return paths.error();
    Lists lists;
    for (const fs::path& p : *paths) {
        auto bytes = read_file(p);
        if (!bytes) return bytes.error();
        Diagnostics faults;
        const std::string name = p.filename().string();
        const auto read = read_list(*bytes, name, &lists, &faults);
        const auto found = findings_of(name, faults);
        findings->insert(findings->end(), found.begin(), found.end());
        if (!read)
            findings->push_back(
                {Check::schema, Severity::error, name, 0, read.error().what, read.error().hint});
    }
    return lists;
}

void print_report(const LintReport& report, const Io& io) {
    const bool colour = use_colour(io.out_is_terminal);
    const std::size_t width = io.out_is_terminal ? terminal_width() : 120;
    constexpr std::size_t kIndent = 9;
    const std::string* file = nullptr;
    for (const Finding& f : report.findings) {
        if (!file || *file != f.file)
            io.out << (file ? "\n" : "") << styled(f.file, Style::bold, colour) << "\n";
        file = &f.file;
        const bool error = f.severity == Severity::error;
        io.out << std::setw(7) << f.line << "  "
               << wrapped(styled(error ? "error" : "warning", error ? Style::warn : Style::dim, colour) +
                              " " + std::string(info(f.check).name) + ": " + f.what,
                          kIndent, width)
               << "\n"
               << std::string(kIndent, ' ') << styled(wrapped(f.advice, kIndent, width), Style::dim, colour)
               << "\n";
    }
    io.out << (report.findings.empty() ? "" : "\n") << plural(report.errors, "error") << ", "
           << plural(report.warnings, "warning") << " in " << plural(report.lists, "list") << " with "
           << plural(report.rules, "rule") << "\n";
    for (const CheckInfo& c : kChecks) {
        const auto n = std::count_if(report.findings.begin(), report.findings.end(),
                                     [&](const Finding& f) { return f.check == c.check; });
        if (n)
            io.out << std::setw(7) << grouped(static_cast<std::size_t>(n)) << "  " << padded(c.name, 18)
                   << c.does << "\n";
    }
}

void print_json(const LintReport& report, const Io& io) {
    boost::json::array findings;
    for (const Finding& f : report.findings)
        findings.push_back({{"file", f.file},
                            {"line", f.line},
                            {"severity", f.severity == Severity::error ? "error" : "warning"},
                            {"check", info(f.check).name},
                            {"what", f.what},
                            {"advice", f.advice}});
    boost::json::object out{{"lists", report.lists}, {"rules", report.rules}};
    out["index"] = report.index.empty() ? boost::json::value() : boost::json::value(report.index);
    out["errors"] = report.errors;
    out["warnings"] = report.warnings;
    out["findings"] = std::move(findings);
    io.out << boost::json::serialize(out) << "\n";
}

std::string lint_help() {
    std::string out = "Looks for\n";
    for (const CheckInfo& c : kChecks)
        out +=
            "  " + padded(c.name, 18) + std::string(c.does) + (c.needs_index ? " (with --index)" : "") + "\n";
    return out +
           "\nExit code 1 when there is an error; with --strict, when there is any finding. "
           "docs/synonyms.md.\n";
}

Outcome lint_lists(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("synonyms", po::value<std::string>(),
                          "a directory of lists, or one list, instead of those that codelex comes with")(
        "index", po::value<std::string>(), "directory of an index to count in")(
        "format", po::value<std::string>()->default_value("text"), "text or json")(
        "broad", po::value<std::string>()->default_value("5000"), "codes that a common word may lead to")(
        "strict", po::bool_switch(), "warnings fail too");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (help_asked(*args, options, "lint", lint_help(), io)) return 0;
    auto format = choice_option(*args, "format", {"text", "json"});
    if (!format) return format.error();
    if (!args->words.empty())
        return Error{Errc::usage, "`" + args->words[0] + "` is no option", "lists are named with --synonyms"};
    auto broad = number_option(*args, "broad", 1, 100'000'000);
    if (!broad) return broad.error();

    LintReport report;
    auto lists = read_for_lint(*args, &report.findings);
    if (!lists) return lists.error();
    auto analyzer = Analyzer::make();
    if (!analyzer) return analyzer.error();
    std::optional<IndexCounts> counts;
    if (args->has("index")) {
        auto snapshot = open_current(args->text("index"));
        if (!snapshot) return snapshot.error();
        auto opened = lint_index(*snapshot);
        if (!opened) return opened.error();
        report.index = snapshot->name;
        counts = std::move(*opened);
    }
    LintLimits limits;
    limits.broad = *broad;
    auto found = guarded("reading the index", [&]() -> Result<std::vector<Finding>> {
        return lint(*lists, &*analyzer, counts ? &*counts : nullptr, limits);
    });
    if (!found) return found.error();
    report.findings.insert(report.findings.end(), found->begin(), found->end());
    std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
        return a.file != b.file ? a.file < b.file : a.line < b.line;
    });
    report.lists = lists->files.size();
    report.rules = lists->rules.size();
    for (const Finding& f : report.findings)
        ++(f.severity == Severity::error ? report.errors : report.warnings);

    *format == "json" ? print_json(report, io) : print_report(report, io);
    if (!counts)
        io.err << "Without --index: what only an index can tell (dead, broad, unknown-spelling) was not "
                  "looked for\n";
    return report.errors > 0 || (args->on("strict") && report.warnings > 0) ? 1 : 0;
}

// ---- import

constexpr const char* kImportMore =
    "solr: lines of `a, b, c` (all mean the same) and `a, b => c, d` (left leads to right), # comments, as "
    "Solr,\n"
    "Lucene, Elasticsearch and OpenSearch read them. Without --out the list goes to stdout.\n";

Outcome import_list(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("format", po::value<std::string>()->default_value("solr"), "solr")(
        "out", po::value<std::string>(), "the list to write; not one that is there already");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (help_asked(*args, options, "import", kImportMore, io)) return 0;
    if (auto format = choice_option(*args, "format", {"solr"}); !format) return format.error();
    if (args->words.size() != 1)
        return Error{Errc::usage, args->words.empty() ? "no file to import" : "more than one file",
                     "codelex synonyms import --format solr FILE"};
    const fs::path file = args->words[0];
    auto bytes = read_file(file);
    if (!bytes) return bytes.error();
    Diagnostics faults;
    const auto list = import_solr(*bytes, file.filename().string(), &faults);
    for (const Diagnostics::Entry& e : faults.entries()) io.err << to_string(e) << "\n";
    if (faults.count() > faults.entries().size())
        io.err << "and " << grouped(faults.count() - faults.entries().size()) << " more\n";
    if (!list) return list.error();
    if (!args->has("out")) {
        io.out << list->yaml;
    } else {
        const fs::path out = args->text("out");
        std::error_code ec;
        if (fs::exists(out, ec))
            return Error{Errc::usage, out.string() + ": is there already",
                         "name a new file, or remove it first"};
        std::ofstream stream(out, std::ios::binary);
        if (!(stream << list->yaml).flush())
            return Error{Errc::io, out.string() + ": cannot be written",
                         "check the directory, and that the disk has room"};
    }
    io.err << plural(list->same, "group") << " of `same` and " << plural(list->means, "rule")
           << " of `means`, " << plural(faults.skipped(), "fault")
           << "; `codelex synonyms lint` says whether they are good rules\n";
    return 0;
}

}  // namespace

Outcome cmd_synonyms(const std::vector<std::string>& argv, const Io& io) {
    auto help = [](std::ostream& out) {
        out << "usage: codelex synonyms VERB [options]\n\nwork on the lists of synonyms "
               "(docs/synonyms.md)\n\n";
        for (const Subcommand& s : kSubcommands)
            out << "  " << padded(s.name, 10) << s.does << "\n            codelex synonyms " << s.name << " "
                << s.synopsis << "\n";
        out << "\n`codelex synonyms VERB --help` lists the options.\n";
    };
    if (!argv.empty() && (argv[0] == "--help" || argv[0] == "-h")) return help(io.out), 0;
    std::string verbs;
    for (const Subcommand& s : kSubcommands) verbs += (verbs.empty() ? "" : ", ") + std::string(s.name);
    if (argv.empty()) return Error{Errc::usage, "synonyms: what to do?", "one of " + verbs};
    const auto* s = std::find_if(std::begin(kSubcommands), std::end(kSubcommands),
                                 [&](const Subcommand& c) { return c.name == argv[0]; });
    if (s == std::end(kSubcommands))
        return Error{Errc::usage, "synonyms: there is no verb `" + argv[0] + "`", "verbs are " + verbs};
    return s->run({argv.begin() + 1, argv.end()}, io);
}

}  // namespace codelex
