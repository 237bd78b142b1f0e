// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/source_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::size_t kMaxName = 200;  // bytes of a member's name in a message; it may be in any encoding

struct CloseFile {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
struct FreeArchive {
    void operator()(archive* a) const { archive_read_free(a); }
};

std::string reason(archive* a) {
    const char* text = archive_error_string(a);
    return text ? text : "unreadable archive";
}

Error damaged(std::string_view file, archive* a) {
    return {Errc::bad_source, std::string(file) + ": " + reason(a),
            "the archive is damaged or not a plain zip; download it again"};
}

}  // namespace

bool looks_like_zip(std::string_view bytes) {
    return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' &&
           ((bytes[2] == 3 && bytes[3] == 4) || (bytes[2] == 5 && bytes[3] == 6));
}

Result<std::string> read_file(const std::filesystem::path& path, const FileLimits& limits) {
    std::error_code ec;
    if (std::filesystem::is_directory(path, ec))
        return Error{Errc::io, path.string() + ": is a directory", "name a file"};
    std::unique_ptr<std::FILE, CloseFile> in(std::fopen(path.c_str(), "rb"));
    if (!in)
        return Error{Errc::io, path.string() + ": " + std::strerror(errno),
                     "check the path and its permissions"};
    std::string out;
    std::array<char, 1 << 16> block;
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), in.get())) {
        out.append(block.data(), n);
        if (out.size() > limits.max_file)
            return Error{Errc::too_large,
                         path.string() + ": larger than " + std::to_string(limits.max_file >> 20) + " MiB",
                         "no official release is that large; is it the right file?"};
    }
    if (std::ferror(in.get())) return Error{Errc::io, path.string() + ": " + std::strerror(errno), ""};
    return out;
}

Result<std::vector<Member>> read_zip(std::string_view bytes, std::string_view file, MemberFilter wanted,
                                     const void* context, std::size_t most, const FileLimits& limits) {
    std::unique_ptr<archive, FreeArchive> a(archive_read_new());
    if (!a) return Error{Errc::internal, "no memory for an archive reader"};
    // The seeking reader, which goes by the central directory: a truncated download is noticed at once.
    archive_read_support_format_zip_seekable(a.get());
    if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return damaged(file, a.get());

    std::vector<Member> members;
    std::size_t seen = 0;
    archive_entry* entry = nullptr;
    for (;;) {
        const int r = archive_read_next_header(a.get(), &entry);
        if (r == ARCHIVE_EOF) break;
        if (r < ARCHIVE_WARN) return damaged(file, a.get());
        if (++seen > limits.max_members)
            return Error{Errc::too_large,
                         std::string(file) + ": more than " + std::to_string(limits.max_members) + " members",
                         "no official release has that many; is it the right file?"};
        const char* name = archive_entry_pathname(entry);
        if (!name || archive_entry_filetype(entry) != AE_IFREG) continue;
        if (wanted && !wanted(name, context)) continue;
        Member m{name, {}};
        std::array<char, 1 << 16> block;
        while (m.bytes.size() < most) {
            const la_ssize_t n = archive_read_data(a.get(), block.data(), block.size());
            if (n < 0) {
                Error e = damaged(file, a.get());
                e.what = std::string(file) + "!" + excerpt(name, kMaxName) + ": " + reason(a.get());
                return e;
            }
            if (n == 0) break;
            m.bytes.append(block.data(), std::min(static_cast<std::size_t>(n), most - m.bytes.size()));
            if (m.bytes.size() > limits.max_member)
                return Error{Errc::too_large,
                             std::string(file) + "!" + excerpt(name, kMaxName) + ": unpacks to more than " +
                                 std::to_string(limits.max_member >> 20) + " MiB",
                             "no official release is that large; is it the right file?"};
        }
        members.push_back(std::move(m));
    }
    return members;
}

Result<std::string> read_zip_member(std::string_view bytes, std::string_view file, std::string_view name,
                                    const FileLimits& limits) {
    auto same = [](std::string_view member, const void* want) {
        return member == *static_cast<const std::string_view*>(want);
    };
    auto members = read_zip(bytes, file, same, &name, SIZE_MAX, limits);
    if (!members) return members.error();
    if (members->empty())
        return Error{Errc::bad_source, std::string(file) + ": has no member " + excerpt(name, kMaxName),
                     "is it the right file?"};
    return std::move(members->front().bytes);
}

namespace {

std::string hex(const std::array<unsigned char, crypto_hash_sha256_BYTES>& sum) {
    std::string out(2 * sum.size() + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), sum.data(), sum.size());
    out.pop_back();
    return out;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> sum;
    crypto_hash_sha256(sum.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hex(sum);
}

Result<std::string> sha256_of_file(const std::filesystem::path& path) {
    std::unique_ptr<std::FILE, CloseFile> in(std::fopen(path.c_str(), "rb"));
    if (!in)
        return Error{Errc::io, path.string() + ": " + std::strerror(errno),
                     "check the path and its permissions"};
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<unsigned char> block(1 << 20);
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), in.get()))
        crypto_hash_sha256_update(&state, block.data(), n);
    if (std::ferror(in.get())) return Error{Errc::io, path.string() + ": " + std::strerror(errno), ""};
    std::array<unsigned char, crypto_hash_sha256_BYTES> sum;
    crypto_hash_sha256_final(&state, sum.data());
    return hex(sum);
}

}  // namespace codelex
