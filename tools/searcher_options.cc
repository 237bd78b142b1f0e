// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/searcher_options.h"

#include "corpus/source_file.h"
#include "tools/terminal.h"

namespace codelex {

void add_synonyms_option(boost::program_options::options_description* options, const char* help) {
    options->add_options()("synonyms", boost::program_options::value<std::string>(), help);
}

Result<Lists> lists_of(const Arguments& args) {
    if (!args.has("synonyms")) return builtin_lists();
    Diagnostics faults;
    auto lists = read_lists(args.text("synonyms"), &faults);
    if (!lists || faults.skipped() == 0) return lists;
    const std::string more = faults.skipped() > 1 ? " (and " + grouped(faults.skipped() - 1) + " more)" : "";
    return Error{Errc::bad_source, to_string(faults.entries()[0]) + more,
                 "`codelex synonyms lint` shows every fault"};
}

Result<Lexicon> lexicon_of(const Arguments& args) {
    auto lists = lists_of(args);
    if (!lists) return lists.error();
    auto analyzer = Analyzer::make();
    if (!analyzer) return analyzer.error();
    return Lexicon::compile(*lists, &*analyzer);
}

void add_weights_option(boost::program_options::options_description* options) {
    options->add_options()("weights", boost::program_options::value<std::string>(),
                           "rank by this file of weights (see `codelex tune`)");
}

Result<Weights> weights_of(const Arguments& args) {
    if (!args.has("weights")) return Weights::builtin();
    auto bytes = read_file(args.text("weights"));
    if (!bytes) return bytes.error();
    return Weights::parse(*bytes, args.text("weights"));
}

Result<Searcher> open_searcher(const Arguments& args, const SearchLimits& limits) {
    auto snapshot = open_current(args.text("index"));
    if (!snapshot) return snapshot.error();
    std::optional<Lexicon> lists;
    if (args.has("synonyms")) {
        auto lexicon = lexicon_of(args);
        if (!lexicon) return lexicon.error();
        lists = std::move(*lexicon);
    }
    const auto weights = weights_of(args);
    if (!weights) return weights.error();
    return Searcher::open(std::move(*snapshot), limits, std::move(lists), *weights);
}

}  // namespace codelex
