// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace codelex {

// Where a command writes: data to out, words to err. Colour and progress bars only where a person looks.
struct Io {
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false, err_is_terminal = false;
};

// The exit code of a command that ended without an error: 0 yes, 1 a negative answer.
using Outcome = Result<int>;

// A verb. `run` gets what stands behind the verb.
struct Command {
    std::string_view name, synopsis, does;
    Outcome (*run)(const std::vector<std::string>& args, const Io& io);
};
std::span<const Command> commands();

Outcome cmd_index(const std::vector<std::string>& args, const Io& io);
Outcome cmd_search(const std::vector<std::string>& args, const Io& io);
Outcome cmd_show(const std::vector<std::string>& args, const Io& io);
Outcome cmd_guidelines(const std::vector<std::string>& args, const Io& io);
Outcome cmd_analyze(const std::vector<std::string>& args, const Io& io);
Outcome cmd_tune(const std::vector<std::string>& args, const Io& io);
Outcome cmd_status(const std::vector<std::string>& args, const Io& io);
Outcome cmd_eval(const std::vector<std::string>& args, const Io& io);
Outcome cmd_synonyms(const std::vector<std::string>& args, const Io& io);

// The whole program: chooses the verb, prints help, turns errors into words on err and an exit code.
int run_codelex(const std::vector<std::string>& args, const Io& io);

}  // namespace codelex
