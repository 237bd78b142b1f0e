// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace codelex {

// The starter corpus, corpus/starter/*.yaml, as the build embedded it (cmake/embed.cmake). Sorted by name.
struct StarterFile {
    std::string_view name, bytes;
};
std::span<const StarterFile> starter_files();

}  // namespace codelex
