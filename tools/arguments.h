// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tools/command.h"

namespace codelex {

// Options and words of one call. Options may stand before, between and behind the words; a word that begins
// with one dash and is no option (-2.50) is a word, and everything behind a lone `--` is.
struct Arguments {
    boost::program_options::variables_map values;
    std::vector<std::string> words;

    bool has(const char* name) const { return values.count(name) > 0 && !values[name].defaulted(); }
    bool on(const char* name) const { return values[name].as<bool>(); }
    std::string text(const char* name) const { return values[name].as<std::string>(); }
    std::vector<std::string> list(const char* name) const;
    // Words joined by one blank: a phrase needs no quotes.
    std::string phrase() const;
};

// Errc::usage, naming the option, for one that is unknown, lacks its value or is given twice. Names are never
// guessed.
Result<Arguments> parse_arguments(const std::vector<std::string>& args,
                                  const boost::program_options::options_description& options);

// A number of the given option within [least, most]; Errc::usage that names it otherwise.
Result<std::size_t> number_option(const Arguments& args, const char* name, std::size_t least,
                                  std::size_t most);

// True when --help was asked for; prints it: synopsis, options and what `more` says.
bool print_help_if_asked(const Arguments& args, const boost::program_options::options_description& options,
                         std::string_view verb, std::string_view more, const Io& io);

// Options that several verbs share.
void add_index_option(boost::program_options::options_description* options);
void add_help_option(boost::program_options::options_description* options);
// One of `allowed`, else Errc::usage.
Result<std::string> choice_option(const Arguments& args, const char* name,
                                  std::initializer_list<const char*> allowed);

}  // namespace codelex
