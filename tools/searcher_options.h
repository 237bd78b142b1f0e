// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "searcher/searcher.h"
#include "synonyms/lexicon.h"
#include "tools/arguments.h"

namespace codelex {

// --synonyms DIR_OR_FILE, for verbs that read lists.
void add_synonyms_option(boost::program_options::options_description* options, const char* help);

// The lists that the option names, or those that codelex comes with. Errc::bad_source, with file and line,
// when one of them has a fault: a list half read would answer wrongly.
Result<Lists> lists_of(const Arguments& args);

// The same, ready to be used.
Result<Lexicon> lexicon_of(const Arguments& args);

// --weights FILE: another file of weights than the one that codelex comes with.
void add_weights_option(boost::program_options::options_description* options);
Result<Weights> weights_of(const Arguments& args);

// A searcher over --index, with what --synonyms and --weights name, if they are given.
Result<Searcher> open_searcher(const Arguments& args, const SearchLimits& limits);

}  // namespace codelex
