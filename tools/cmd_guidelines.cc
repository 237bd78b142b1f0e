// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/answer_json.h"
#include "searcher/searcher.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace codelex {
namespace po = boost::program_options;

Outcome cmd_guidelines(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    add_index_option(&options);
    options.add_options()("limit,n", po::value<std::string>()->default_value("5"), "how many sections")(
        "format", po::value<std::string>()->default_value("text"), "text or json");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "guidelines",
                            "`codelex show CODE` lists the sections that speak of a code.\n", io))
        return 0;
    auto format = choice_option(*args, "format", {"text", "json"});
    if (!format) return format.error();
    auto limit = number_option(*args, "limit", 1, 100);
    if (!limit) return limit.error();
    if (args->words.empty()) return Error{Errc::usage, "nothing to search for", "codelex guidelines WORDS"};
    auto snapshot = open_current(args->text("index"));
    if (!snapshot) return snapshot.error();
    auto searcher = Searcher::open(std::move(*snapshot));
    if (!searcher) return searcher.error();
    const std::string text = args->phrase();
    auto hits = searcher->guidelines(text, *limit);
    if (!hits) return hits.error();
    if (*format == "json")
        io.out << to_json(*hits, text) << "\n";
    else
        print_guidelines(*hits, io);
    if (hits->empty())
        io.err << (searcher->snapshot().manifest.guidelines ? "Nothing found\n"
                                                            : "The index holds no guidelines\n");
    return hits->empty() ? 1 : 0;
}

}  // namespace codelex
