// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codelex::test {

struct Ran {
    int exit = -1;  // exit code; -1 when a signal ended it
    int signal = 0;
    std::string out, err;
};

struct RunOptions {
    std::string input = {};                     // what it reads from standard input
    std::vector<std::string> environment = {};  // "NAME=value", on top of ours
    long kill_after_us = -1;                    // kill -9 after so many microseconds
    long max_file_bytes = -1;                   // RLIMIT_FSIZE: a disk that is full from there on
};

// Runs the real `codelex` and waits for it.
Ran program(const std::vector<std::string>& args, const RunOptions& options = {});

// Runs a bash command with pipefail; its standard output. Throws when it fails.
std::string shell(const std::string& command);

}  // namespace codelex::test
