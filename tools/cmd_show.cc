// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/answer_json.h"
#include "searcher/searcher.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace codelex {
namespace po = boost::program_options;

Outcome cmd_show(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    add_index_option(&options);
    options.add_options()("system", po::value<std::string>()->default_value("", "any"),
                          "the code system, where several have the code")(
        "format", po::value<std::string>()->default_value("text"), "text or json");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "show", "CODE may be written in any usual way: E11.9, e119.\n",
                            io))
        return 0;
    auto format = choice_option(*args, "format", {"text", "json"});
    if (!format) return format.error();
    if (args->words.size() != 1)
        return Error{Errc::usage, args->words.empty() ? "no code was given" : "more than one code was given",
                     "codelex show CODE; phrases are for `codelex search`"};
    auto snapshot = open_current(args->text("index"));
    if (!snapshot) return snapshot.error();
    auto searcher = Searcher::open(std::move(*snapshot));
    if (!searcher) return searcher.error();
    auto page = searcher->show(args->text("system"), args->words[0], today());
    if (!page) return page.error();
    if (*format == "json")
        io.out << to_json(*page) << "\n";
    else
        print_page(*page, searcher->snapshot().manifest, io);
    return 0;
}

}  // namespace codelex
