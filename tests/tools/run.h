// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tools/command.h"

namespace codelex::test {

// A call of the command line, in process.
struct Ran {
    int exit;
    std::string out, err;
};
inline Ran run(const std::vector<std::string>& args, bool out_is_terminal = false,
               bool err_is_terminal = false) {
    std::ostringstream out, err;
    const int exit = run_codelex(args, {out, err, out_is_terminal, err_is_terminal});
    return {exit, out.str(), err.str()};
}
// A call of one verb.
inline Ran run_verb(const char* verb, std::vector<std::string> args, bool out_is_terminal = false,
                    bool err_is_terminal = false) {
    args.insert(args.begin(), verb);
    return run(args, out_is_terminal, err_is_terminal);
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace codelex::test
