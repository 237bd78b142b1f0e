// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Bytes to lines and to UTF-8: what every reader does before it looks at a field.
namespace codelex {

bool is_utf8(std::string_view bytes);

// Windows-1252 to UTF-8. Every byte has a meaning: the five undefined ones become U+FFFD.
std::string utf8_from_windows1252(std::string_view bytes);

// Outer blanks (space, tab, CR, LF) dropped; collapse() also folds inner runs into one space.
std::string_view trimmed(std::string_view text);
std::string collapsed(std::string_view text);

// For messages: at most `most` bytes, cut at a character, bytes that are no printable text as `?`.
std::string excerpt(std::string_view text, std::size_t most = 60);

// The lines of a text file: LF or CRLF, a byte order mark at the start dropped, a last line without an end
// allowed. Views into the given bytes, which must outlive it.
class Lines {
  public:
    explicit Lines(std::string_view bytes);
    // False at the end. A line has no line end; number() is its 1-based number.
    bool next(std::string_view* line);
    std::size_t number() const { return number_; }

  private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

}  // namespace codelex
