// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/diagnostics.h"

namespace codelex {

void Diagnostics::skip(std::string_view file, std::size_t line, std::string what) {
    ++skipped_;
    keep(file, line, std::move(what));
}

void Diagnostics::suspect(std::string_view file, std::size_t line, std::string what) {
    ++suspected_;
    keep(file, line, std::move(what));
}

void Diagnostics::keep(std::string_view file, std::size_t line, std::string what) {
    if (entries_.size() < kKept) entries_.push_back({std::string(file), line, std::move(what)});
}

std::string to_string(const Diagnostics::Entry& entry) {
    return entry.file + (entry.line ? ":" + std::to_string(entry.line) : "") + ": " + entry.what;
}

}  // namespace codelex
