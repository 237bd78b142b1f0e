// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

}  // namespace codelex
