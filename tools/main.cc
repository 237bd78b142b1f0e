// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "tools/command.h"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves early (head) is a failed write, not a death
    std::signal(SIGXFSZ, SIG_IGN);  // a full quota is a failed write too
    std::ios::sync_with_stdio(false);
    const codelex::Io io{std::cout, std::cerr, ::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1};
    return codelex::run_codelex({argv + 1, argv + argc}, io);
}
