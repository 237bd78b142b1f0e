// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace codelex {

// Bad data is not a failed call: readers report the line here and go on. Not thread-safe: one per reader.
class Diagnostics {
  public:
    struct Entry {
        std::string file;  // as a person finds it: archive and member, or path
        std::size_t line;  // 1-based; 0 when the whole file is meant
        std::string what;
    };
    static constexpr std::size_t kKept = 50;  // entries kept a reader; all are counted

    // The line could not be read and gives no record.
    void skip(std::string_view file, std::size_t line, std::string what);
    // The record stands, but the file shows a sign of damage: a gap in its numbering, a last line without an
    // end.
    void suspect(std::string_view file, std::size_t line, std::string what);

    std::size_t skipped() const { return skipped_; }
    std::size_t suspected() const { return suspected_; }
    std::size_t count() const { return skipped_ + suspected_; }
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    void keep(std::string_view file, std::size_t line, std::string what);

    std::vector<Entry> entries_;
    std::size_t skipped_ = 0, suspected_ = 0;
};

// "file:12: what"
std::string to_string(const Diagnostics::Entry& entry);

}  // namespace codelex
