// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace codelex {

// Guards against a file that is not what a publisher would send. The largest official member is 14.7 MB.
struct FileLimits {
    std::size_t max_file = 512u << 20;    // bytes of a file on disk that we are ready to hold
    std::size_t max_member = 256u << 20;  // bytes of one unpacked member
    std::size_t max_members = 10'000;     // members of an archive
};

// True when the bytes start like a zip archive.
bool looks_like_zip(std::string_view bytes);

// A whole file. Errc::io when it cannot be read, Errc::too_large over the limit.
Result<std::string> read_file(const std::filesystem::path& path, const FileLimits& limits = {});

struct Member {
    std::string name;   // as in the archive
    std::string bytes;  // at most the asked number of bytes
};

// The regular files of a zip archive held in memory, in archive order, at most `most` bytes of each.
// `wanted` (may be null) chooses by name; the bytes of the others are not unpacked. Errc::bad_source, naming
// `file`, when the archive is damaged or encrypted; Errc::too_large for a member over the limit when `most`
// exceeds it.
using MemberFilter = bool (*)(std::string_view name, const void* context);
Result<std::vector<Member>> read_zip(std::string_view archive, std::string_view file,
                                     MemberFilter wanted = nullptr, const void* context = nullptr,
                                     std::size_t most = SIZE_MAX, const FileLimits& limits = {});

// One member by exact name; Errc::bad_source when there is none.
Result<std::string> read_zip_member(std::string_view archive, std::string_view file, std::string_view name,
                                    const FileLimits& limits = {});

// Hexadecimal sha256.
std::string sha256_hex(std::string_view bytes);
// Of a file that may be larger than memory. Errc::io when it cannot be read.
Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace codelex
