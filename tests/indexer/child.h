// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <string>

namespace codelex::test {

// Runs f in a process of its own: what it returned, "threw ..." or "died of signal 11". At most ten seconds.
template <class F>
std::string in_child(F&& f) {
    int out[2];
    if (::pipe(out) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child == 0) {
        ::close(out[0]);
        for (int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE})
            std::signal(signal, SIG_DFL);  // Catch has its own
        ::alarm(10);
        std::string said;
        try {
            said = f();
        } catch (const std::exception& e) {
            said = std::string("threw ") + e.what();
        }
        (void)!::write(out[1], said.data(), said.size());
        ::_exit(0);
    }
    ::close(out[1]);
    std::string said;
    char buffer[512];
    for (ssize_t n; (n = ::read(out[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(n));
    ::close(out[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return "died of signal " + std::to_string(WTERMSIG(status));
    if (WEXITSTATUS(status) != 0) return "ended with " + std::to_string(WEXITSTATUS(status));
    return said;
}

}  // namespace codelex::test
