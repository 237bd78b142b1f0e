// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "corpus/error.h"

// The few file operations that publishing is made of, each durable when it returns. Errors name the path and
// the system's reason (Errc::io).
namespace codelex {

Result<void> make_directory(const std::filesystem::path& path);  // and its parents
Result<void> write_synced(const std::filesystem::path& path, std::string_view bytes);
Result<void> sync_path(const std::filesystem::path& path);  // a file or a directory
Result<void> rename_synced(const std::filesystem::path& from, const std::filesystem::path& to);
Result<void> remove_tree(const std::filesystem::path& path);  // nothing there is no error

// An exclusive lock on a file, held as long as the object lives; the kernel drops it when the process dies.
class FileLock {
  public:
    // Errc::io, saying which process holds it, when another one does.
    static Result<FileLock> take(const std::filesystem::path& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

  private:
    explicit FileLock(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace codelex
