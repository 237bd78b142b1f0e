// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "searcher/query.h"
#include "searcher/searcher.h"
#include "tools/command.h"

// How answers look to people at a terminal: columns, wrapped text, colour where the output is a terminal and
// NO_COLOR is not set.
namespace codelex {

enum class Style { plain, bold, dim, mark, warn };

// The text in the style; plain when colour is off.
std::string styled(std::string_view text, Style style, bool colour);
bool use_colour(bool is_terminal);

// Columns of the terminal, 100 when it cannot be asked; between 60 and 160.
std::size_t terminal_width();

// Text in lines of at most `width` columns, each after the first indented by `indent` blanks. Escape
// sequences of styled() do not count. The first line begins at column `indent` too, but the caller has
// written that.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

// 12,345
std::string grouped(std::size_t n);
// 12.3 MB
std::string megabytes(std::uintmax_t bytes);

// At least `width` columns, blanks behind.
std::string padded(std::string_view text, std::size_t width);
// "ICD-10-CM"; the id of a system that codelex does not know by itself.
std::string system_name(std::string_view id);

void print_answer(const Answer& answer, std::size_t offset, const Io& io);
void print_guidelines(const std::vector<GuidelineHit>& hits, const Io& io);
void print_page(const CodePage& page, const Manifest& manifest, const Io& io);

}  // namespace codelex
