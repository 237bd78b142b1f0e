// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

#include "indexer/build.h"
#include "tools/command.h"

namespace codelex {

// Shows long work: one line that redraws itself on a terminal (records, rate, time left), elsewhere a plain
// line at the start of each phase. Not thread-safe; build_database calls from one thread at a time.
class ProgressBar {
  public:
    explicit ProgressBar(const Io& io);
    void phase(const std::string& words);  // a phase without a count: "reading 3 sources"
    void update(const Progress& progress);
    // "asking [####....] 120 of 325", on a terminal only.
    void count(const std::string& words, std::size_t done, std::size_t total);
    void done();  // clears the line

  private:
    void draw(const std::string& words, std::size_t done, std::size_t total, const std::string& behind);
    using Clock = std::chrono::steady_clock;
    const Io& io_;
    Clock::time_point started_ = Clock::now(), drawn_{};
    std::string phase_;
};

}  // namespace codelex
