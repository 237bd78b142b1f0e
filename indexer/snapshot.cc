// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/snapshot.h"

#include <algorithm>
#include <cstdlib>

#include "analyzers/analyzer.h"
#include "corpus/source_file.h"
#include "corpus/text.h"

namespace codelex {
namespace fs = std::filesystem;

unsigned snapshot_number(std::string_view name) {
    constexpr std::string_view prefix = "snap-";
    if (!name.starts_with(prefix) || name.size() != prefix.size() + 6) return 0;
    unsigned n = 0;
    for (char c : name.substr(prefix.size())) {
        if (c < '0' || c > '9') return 0;
        n = n * 10 + static_cast<unsigned>(c - '0');
    }
    return n;
}

Result<Snapshot> open_current(const fs::path& index) {
    auto current = read_file(index / Snapshot::kCurrentFile);
    if (!current) {
        std::error_code ec;
        if (!fs::exists(index / Snapshot::kCurrentFile, ec))
            return Error{Errc::no_index, index.string() + ": no index here",
                         "build one with `codelex index`, or name another with --index"};
        return current.error();
    }
    Snapshot s;
    s.name = trimmed(*current);
    s.directory = index / s.name;
    const std::string hint = "rebuild it with `codelex index`";
    if (snapshot_number(s.name) == 0)
        return Error{Errc::io, (index / Snapshot::kCurrentFile).string() + ": names no snapshot", hint};
    const fs::path file = s.directory / Snapshot::kManifestFile;
    auto yaml = read_file(file);
    if (!yaml) return Error{Errc::io, yaml.error().what, hint};
    auto manifest = parse_manifest(*yaml, file.string());
    if (!manifest) return manifest.error();
    s.manifest = std::move(*manifest);
    if (s.manifest.analysis != Analyzer::fingerprint())
        return Error{Errc::index_mismatch,
                     file.string() + ": the snapshot was analysed by " + s.manifest.analysis +
                         ", this program analyses by " + Analyzer::fingerprint(),
                     "run `codelex index` with this program"};
    for (const auto& [path, bytes] :
         {std::pair(s.database(), s.manifest.bytes), std::pair(s.profiles(), s.manifest.profiles_bytes)}) {
        std::error_code ec;
        const auto size = fs::file_size(path, ec);
        if (ec) return Error{Errc::io, path.string() + ": " + ec.message(), hint};
        if (size != bytes)
            return Error{Errc::io,
                         path.string() + ": has " + std::to_string(size) + " bytes, its manifest says " +
                             std::to_string(bytes),
                         "the snapshot is damaged; " + hint};
    }
    return s;
}

Result<void> verify(const Snapshot& s) {
    for (const auto& [path, built] :
         {std::pair(s.database(), s.manifest.sha256), std::pair(s.profiles(), s.manifest.profiles_sha256)}) {
        auto sum = sha256_of_file(path);
        if (!sum) return sum.error();
        if (*sum != built)
            return Error{Errc::io, path.string() + ": its bytes are not those that were built (sha256)",
                         "the snapshot is damaged; rebuild it with `codelex index`"};
    }
    return {};
}

std::vector<std::string> list_snapshots(const fs::path& index) {
    std::vector<std::string> names;
    std::error_code ec;
    for (fs::directory_iterator it(index, ec), end; !ec && it != end; it.increment(ec))
        if (std::string name = it->path().filename().string(); snapshot_number(name) > 0)
            names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

fs::path default_index() {
    auto variable = [](const char* name) -> std::string {
        const char* value = std::getenv(name);
        return value ? value : "";
    };
    if (std::string index = variable("CODELEX_INDEX"); !index.empty()) return index;
    if (std::string data = variable("XDG_DATA_HOME"); !data.empty())
        return fs::path(data) / "codelex" / "index";
    return fs::path(variable("HOME")) / ".local" / "share" / "codelex" / "index";
}

}  // namespace codelex
