// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/progress_bar.h"

#include <algorithm>
#include <cstdio>

#include "tools/terminal.h"

namespace codelex {
namespace {

constexpr std::size_t kCells = 30;
constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar(const Io& io) : io_(io) {}

void ProgressBar::phase(const std::string& words) {
    if (words == phase_) return;
    phase_ = words;
    if (io_.err_is_terminal)
        io_.err << kClearLine << words << " ..." << std::flush;
    else
        io_.err << words << "\n" << std::flush;
}

void ProgressBar::update(const Progress& p) {
    if (p.phase == Progress::Phase::merging) return phase("merging and compacting");
    const auto now = Clock::now();
    if (phase_ != "indexing " + grouped(p.total) + " codes") {
        phase("indexing " + grouped(p.total) + " codes");
        started_ = now;
    }
    if (!io_.err_is_terminal || (now - drawn_ < kRedraw && p.done < p.total)) return;
    drawn_ = now;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = seconds > 0.05 ? static_cast<double>(p.done) / seconds : 0;
    char left[64] = "";
    if (rate > 0)
        std::snprintf(left, sizeof left, "  %s/s  %.0f s left",
                      grouped(static_cast<std::size_t>(rate)).c_str(),
                      static_cast<double>(p.total - p.done) / rate);
    draw("indexing", p.done, p.total, left);
}

void ProgressBar::count(const std::string& words, std::size_t done, std::size_t total) {
    const auto now = Clock::now();
    if (!io_.err_is_terminal || (now - drawn_ < kRedraw && done < total)) return;
    drawn_ = now;
    draw(words, done, total, "");
}

void ProgressBar::draw(const std::string& words, std::size_t done, std::size_t total,
                       const std::string& behind) {
    const std::size_t full = total ? kCells * done / total : kCells;
    io_.err << kClearLine << words << " [" << std::string(full, '#') << std::string(kCells - full, '.')
            << "] " << grouped(done) << " of " << grouped(total) << behind << std::flush;
}

void ProgressBar::done() {
    if (io_.err_is_terminal) io_.err << kClearLine << std::flush;
}

}  // namespace codelex
