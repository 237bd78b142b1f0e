// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace codelex {
namespace {

namespace fs = std::filesystem;

Error refused(const fs::path& path, int number) {
    return {Errc::io, path.string() + ": " + std::strerror(number), "check the disk's space and permissions"};
}

}  // namespace

Result<void> make_directory(const fs::path& path) {
    std::error_code ec;
    fs::create_directories(path, ec);
    if (ec) return refused(path, ec.value());
    return {};
}

Result<void> sync_path(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return refused(path, errno);
    const int failed = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (failed) return refused(path, failed);
    return {};
}

Result<void> write_synced(const fs::path& path, std::string_view bytes) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return refused(path, errno);
    int failed = 0;
    while (!bytes.empty() && !failed) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR)
            failed = errno;
        else if (n > 0)
            bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (!failed && ::fsync(fd) != 0) failed = errno;
    if (::close(fd) != 0 && !failed) failed = errno;
    if (failed) return refused(path, failed);
    return {};
}

Result<void> rename_synced(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return refused(to, errno);
    return sync_path(to.parent_path().empty() ? fs::path(".") : to.parent_path());
}

Result<void> remove_tree(const fs::path& path) {
    std::error_code ec;
    fs::remove_all(path, ec);
    if (ec) return refused(path, ec.value());
    return {};
}

Result<FileLock> FileLock::take(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return refused(path, errno);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const int number = errno;
        std::array<char, 32> who{};
        const ssize_t n = ::pread(fd, who.data(), who.size() - 1, 0);
        ::close(fd);
        if (number != EWOULDBLOCK) return refused(path, number);
        std::string holder(who.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
        holder = holder.substr(0, holder.find('\n'));
        return Error{Errc::io,
                     path.string() + ": another run is building here" +
                         (holder.empty() ? "" : " (process " + holder + ")"),
                     "wait until it has ended, or name another --index"};
    }
    // For people only: the lock is the flock, not the text.
    const std::string me = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, me.data(), me.size(), 0) < 0) {
        const int number = errno;
        ::close(fd);
        return refused(path, number);
    }
    return FileLock(fd);
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}
FileLock::~FileLock() {
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace codelex
