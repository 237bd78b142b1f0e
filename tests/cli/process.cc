// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace codelex::test {
namespace {

using Clock = std::chrono::steady_clock;

// Reads both pipes until they close, feeding input meanwhile; kills the child at the deadline.
void converse(int in, int out, int err, pid_t child, const RunOptions& options, Ran* ran) {
    const auto started = Clock::now();
    std::string_view input = options.input;
    if (input.empty()) ::close(in), in = -1;
    bool killed = false;
    while (out >= 0 || err >= 0) {
        int wait = -1;
        if (options.kill_after_us >= 0 && !killed) {
            const auto left = std::chrono::microseconds(options.kill_after_us) -
                              std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
            if (left.count() <= 0) {
                ::kill(child, SIGKILL);
                killed = true;
            } else {
                wait = static_cast<int>(left.count() / 1000);
            }
        }
        std::array<pollfd, 3> fds = {{{out, POLLIN, 0}, {err, POLLIN, 0}, {in, POLLOUT, 0}}};
        if (::poll(fds.data(), fds.size(), wait) < 0) continue;
        auto drain = [](int* fd, std::string* to) {
            std::array<char, 1 << 16> block;
            const ssize_t n = ::read(*fd, block.data(), block.size());
            if (n > 0)
                to->append(block.data(), static_cast<std::size_t>(n));
            else
                ::close(*fd), *fd = -1;
        };
        if (out >= 0 && fds[0].revents) drain(&out, &ran->out);
        if (err >= 0 && fds[1].revents) drain(&err, &ran->err);
        if (in >= 0 && fds[2].revents) {
            const ssize_t n = ::write(in, input.data(), input.size());
            if (n > 0) input.remove_prefix(static_cast<std::size_t>(n));
            if (n <= 0 || input.empty()) ::close(in), in = -1;
        }
    }
    if (in >= 0) ::close(in);
}

}  // namespace

Ran program(const std::vector<std::string>& args, const RunOptions& options) {
    ::signal(SIGPIPE, SIG_IGN);
    int in[2], out[2], err[2];
    if (::pipe2(in, O_CLOEXEC) || ::pipe2(out, O_CLOEXEC) || ::pipe2(err, O_CLOEXEC))
        throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no fork");
    if (child == 0) {
        ::dup2(in[0], 0), ::dup2(out[1], 1), ::dup2(err[1], 2);
        for (const std::string& e : options.environment) ::putenv(::strdup(e.c_str()));
        if (options.max_file_bytes >= 0) {
            const rlimit limit{static_cast<rlim_t>(options.max_file_bytes),
                               static_cast<rlim_t>(options.max_file_bytes)};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
        std::vector<char*> argv = {const_cast<char*>(CODELEX_PROGRAM)};
        for (const std::string& a : args) argv.push_back(const_cast<char*>(a.c_str()));
        argv.push_back(nullptr);
        ::execv(CODELEX_PROGRAM, argv.data());
        ::_exit(127);
    }
    ::close(in[0]), ::close(out[1]), ::close(err[1]);
    Ran ran;
    converse(in[1], out[0], err[0], child, options, &ran);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status))
        ran.exit = WEXITSTATUS(status);
    else
        ran.signal = WTERMSIG(status);
    return ran;
}

std::string shell(const std::string& command) {
    std::string quoted = "'";
    for (char c : command) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    std::FILE* pipe = ::popen(("exec bash -o pipefail -c " + quoted + "'").c_str(), "r");
    if (!pipe) throw std::runtime_error("no shell");
    std::string out;
    std::array<char, 4096> block;
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), pipe)) out.append(block.data(), n);
    if (const int status = ::pclose(pipe))
        throw std::runtime_error(command + " failed: " + std::to_string(status));
    return out;
}

}  // namespace codelex::test
