// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/html.h"

namespace codelex {

std::string html(std::string_view text) {
    std::string out;
    for (char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if ((u < 0x20 && c != '\t' && c != '\n') || u == 0x7F)
            out += "\uFFFD";
        else
            out += c;
    }
    return out;
}

}  // namespace codelex
