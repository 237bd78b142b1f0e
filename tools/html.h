// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace codelex {

// UTF-8 text as HTML: & < > and both quotes are escaped, so that it is text between tags and in a quoted
// attribute; control characters become U+FFFD.
std::string html(std::string_view text);

}  // namespace codelex
