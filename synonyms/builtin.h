// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace codelex {

// synonyms/lists/*.yaml, as the build embedded them (cmake/embed.cmake). Sorted by name.
struct BuiltinList {
    std::string_view name, bytes;
};
std::span<const BuiltinList> builtin_list_files();

}  // namespace codelex
