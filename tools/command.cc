// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/command.h"

#include <algorithm>
#include <iomanip>

#include "indexer/version.h"

namespace codelex {
namespace {

constexpr Command kCommands[] = {
    {"index", "[--sources RECIPE_OR_DIR] [--index DIR]", "build a new index and publish it", cmd_index},
    {"search", "[--system S]... [--format F] WORDS",
     "print the best codes for a phrase, or a code, prefix or range", cmd_search},
    {"show", "[--system S] CODE", "print all that is known about a code", cmd_show},
    {"guidelines", "WORDS", "print the sections of the coding guidelines that speak of it", cmd_guidelines},
    {"analyze", "TEXT", "print what each step of the analysis makes of a text", cmd_analyze},
    {"status", "", "say what the index holds, since when and from which files", cmd_status},
    {"eval", "--queries FILE... [--against RUN_OR_INDEX] [--format F]",
     "measure the ranking on judged queries, and against an earlier one", cmd_eval},
    {"tune", "--queries FILE...", "fit the weights of the ranking to judged queries", cmd_tune},
    {"synonyms", "lint|import [options]", "check the lists of synonyms, or make one from another engine's",
     cmd_synonyms},
};

void print_help(std::ostream& out) {
    out << "codelex " << kVersion << ": a search engine for medical codes\n\n"
        << "usage: codelex VERB [options] [words]\n\n";
    for (const Command& c : kCommands) out << "  " << std::left << std::setw(12) << c.name << c.does << "\n";
    out << "\nexamples\n"
           "  codelex index                                   the starter corpus\n"
           "  codelex index --sources downloads/              what publishers release, as downloaded\n"
           "  codelex search heart attack\n"
           "  codelex search --system hcpcs walker with wheels\n"
           "  codelex search E11.*        codelex search E10-E13        codelex show E11.9\n\n"
           "`codelex VERB --help` tells more. The index is the one in --index, else in $CODELEX_INDEX, else "
           "in the\n"
           "user's data directory. Exit codes: 0 yes, 1 a negative answer (nothing found), 2 and up an "
           "error:\n";
    int last = 0;
    for (const Fate& f : kFates) {
        if (f.exit < 2 || f.exit == last) continue;
        last = f.exit;
        std::string meanings;
        for (const Fate& g : kFates)
            if (g.exit == f.exit) meanings += (meanings.empty() ? "" : ", ") + std::string(g.meaning);
        if (f.exit == 2) meanings = "the command, the query or a limit: what was asked cannot be done";
        out << "  " << std::right << std::setw(2) << f.exit << "  " << meanings << "\n";
    }
}

}  // namespace

std::span<const Command> commands() {
    return kCommands;
}

int run_codelex(const std::vector<std::string>& args, const Io& io) {
    auto fail = [&](const Error& e) {
        io.err << "codelex: " << e.what << "\n";
        if (!e.hint.empty()) io.err << "  hint: " << e.hint << "\n";
        return fate(e.code).exit;
    };
    if (args.empty()) {
        print_help(io.err);
        return fate(Errc::usage).exit;
    }
    std::string verb = args[0];
    std::vector<std::string> rest(args.begin() + 1, args.end());
    if (verb == "help" && !rest.empty()) verb = rest[0], rest = {"--help"};
    if (verb == "--help" || verb == "-h" || verb == "help") return print_help(io.out), 0;
    if (verb == "--version" || verb == "version") return io.out << "codelex " << kVersion << "\n", 0;
    const auto* command = std::find_if(std::begin(kCommands), std::end(kCommands),
                                       [&](const Command& c) { return c.name == verb; });
    if (command == std::end(kCommands)) {
        std::string verbs;
        for (const Command& c : kCommands) verbs += (verbs.empty() ? "" : ", ") + std::string(c.name);
        return fail({Errc::usage, "there is no verb `" + verb + "`",
                     "verbs are " + verbs + "; to search, type `codelex search " + verb + " ...`"});
    }
    const Outcome outcome = command->run(rest, io);
    io.out.flush();
    if (!outcome) return fail(outcome.error());
    if (!io.out) return fail({Errc::io, "cannot write the answer", "is the disk full, or the reader gone?"});
    return *outcome;
}

}  // namespace codelex
