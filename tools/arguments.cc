// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/arguments.h"

#include <algorithm>
#include <charconv>

#include "corpus/text.h"
#include "indexer/snapshot.h"

namespace codelex {
namespace po = boost::program_options;

std::vector<std::string> Arguments::list(const char* name) const {
    return values.count(name) ? values[name].as<std::vector<std::string>>() : std::vector<std::string>();
}

std::string Arguments::phrase() const {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : " ") + w;
    return out;
}

Result<Arguments> parse_arguments(const std::vector<std::string>& args,
                                  const po::options_description& options) {
    Arguments out;
    std::vector<std::string> given;  // options with their values, without the words
    bool only_words = false;
    for (std::size_t i = 0; i < args.size(); ++i) {
        const std::string& arg = args[i];
        const bool dash = !only_words && arg.size() > 1 && arg[0] == '-';
        if (!only_words && arg == "--") {
            only_words = true;
            continue;
        }
        const bool long_form = dash && arg[1] == '-';
        const bool short_form =
            dash && !long_form && arg.size() == 2 && std::isalpha(static_cast<unsigned char>(arg[1]));
        if (!long_form && !short_form) {
            out.words.push_back(arg);
            continue;
        }
        const std::string name = arg.substr(0, arg.find('='));
        // An empty name (--=x) would match every option that has no short form.
        const po::option_description* known = nullptr;
        if (name != "--") known = options.find_nothrow(long_form ? name.substr(2) : name, false);
        if (!known) {
            if (short_form && !out.words.empty()) {
                out.words.push_back(arg);
                continue;
            }
            return Error{Errc::usage, "there is no option `" + excerpt(name) + "`",
                         "--help lists the options; text that begins with a dash goes behind a lone --"};
        }
        given.push_back(arg);
        if (known->semantic()->max_tokens() == 0 || arg.find('=') != arg.npos) continue;
        if (i + 1 == args.size())
            return Error{Errc::usage, "option `" + name + "` lacks its value", "see --help"};
        // As one word, so that a value may begin with a dash.
        if (long_form)
            given.back() += "=" + args[++i];
        else
            given.push_back(args[++i]);
    }
    try {
        const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(given).options(options).style(style).run(), out.values);
        po::notify(out.values);
    } catch (const po::error& e) {
        return Error{Errc::usage, e.what(), "see --help"};
    }
    return out;
}

Result<std::size_t> number_option(const Arguments& args, const char* name, std::size_t least,
                                  std::size_t most) {
    const std::string text = args.text(name);
    std::size_t n = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (ec != std::errc{} || end != text.data() + text.size() || n < least || n > most)
        return Error{Errc::usage, "--" + std::string(name) + " is `" + excerpt(text) + "`",
                     "give a number from " + std::to_string(least) + " to " + std::to_string(most)};
    return n;
}

bool print_help_if_asked(const Arguments& args, const po::options_description& options, std::string_view verb,
                         std::string_view more, const Io& io) {
    if (!args.values.count("help")) return false;
    const auto all = commands();
    const auto command =
        std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == verb; });
    io.out << "usage: codelex " << command->name << " " << command->synopsis << "\n\n"
           << command->does << "\n\n"
           << options << "\n"
           << more;
    return true;
}

void add_index_option(po::options_description* options) {
    options->add_options()(
        "index", po::value<std::string>()->default_value(default_index().string(), "the user's index"),
        "directory of the index; without it $CODELEX_INDEX, else the user's data directory");
}

void add_help_option(po::options_description* options) {
    options->add_options()("help,h", "say this");
}

Result<std::string> choice_option(const Arguments& args, const char* name,
                                  std::initializer_list<const char*> allowed) {
    const std::string value = args.text(name);
    std::string list;
    for (const char* a : allowed) {
        if (value == a) return value;
        list += (list.empty() ? "" : ", ") + std::string(a);
    }
    return Error{Errc::usage, "--" + std::string(name) + " is `" + excerpt(value) + "`",
                 "choose one of " + list};
}

}  // namespace codelex
