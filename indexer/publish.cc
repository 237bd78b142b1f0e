// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/publish.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "analyzers/analyzer.h"
#include "corpus/source_file.h"
#include "indexer/schema.h"
#include "indexer/version.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

std::string snapshot_name(unsigned number) {
    char out[32];
    std::snprintf(out, sizeof out, "snap-%06u", number);
    return out;
}

std::string now_utc() {
    const std::time_t t = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm tm{};
    ::gmtime_r(&t, &tm);
    char out[32];
    std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return out;
}

Manifest manifest_of(const Corpus& corpus, const Lexicon* lexicon) {
    Manifest m;
    m.format = kFormat;
    m.analysis = Analyzer::fingerprint();
    m.program = kVersion;
    m.created = now_utc();
    if (lexicon) {
        m.synonyms = lexicon->fingerprint();
        m.rules = lexicon->rules();
    }
    m.records = corpus.records.size();
    m.guidelines = corpus.guidelines.size();
    m.systems = corpus.systems;
    m.sources = corpus.sources;
    m.declared = corpus.declared;
    return m;
}

}  // namespace

IndexWriter::IndexWriter(fs::path index, FileLock lock, std::string name)
    : index_(std::move(index)), lock_(std::move(lock)), name_(std::move(name)) {}

IndexWriter::~IndexWriter() {
    if (!name_.empty()) (void)remove_tree(building());  // a failure leaves it to the next run
}

Result<IndexWriter> IndexWriter::open(const fs::path& index) {
    if (auto r = make_directory(index); !r) return r.error();
    auto lock = FileLock::take(index / Snapshot::kLockFile);
    if (!lock) return lock.error();
    unsigned last = 0;
    std::error_code ec;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator it(index, ec), end; !ec && it != end; it.increment(ec)) {
        const std::string name = it->path().filename().string();
        last = std::max(last, snapshot_number(name));
        const bool unfinished =
            name.ends_with(".tmp") && (name.starts_with("snap-") || name.starts_with("CURRENT"));
        if (unfinished) leftovers.push_back(it->path());
    }
    if (ec) return Error{Errc::io, index.string() + ": " + ec.message(), "check the directory's permissions"};
    for (const fs::path& p : leftovers)
        if (auto r = remove_tree(p); !r) return r.error();
    return IndexWriter(index, std::move(*lock), snapshot_name(last + 1));
}

Result<void> IndexWriter::build(const Corpus& corpus, const BuildOptions& options) {
    const fs::path dir = building(), parts = dir / "parts";
    if (auto r = make_directory(parts); !r) return r;
    if (auto r = build_database(corpus, dir / Snapshot::kDatabaseFile, dir / Snapshot::kProfilesFile, parts,
                                options);
        !r)
        return r;
    if (auto r = remove_tree(parts); !r) return r;
    Manifest manifest = manifest_of(corpus, options.lexicon);
    const auto seal = [](const fs::path& file, std::size_t* bytes, std::string* sha256) -> Result<void> {
        if (auto r = sync_path(file); !r) return r;
        auto sum = sha256_of_file(file);
        if (!sum) return sum.error();
        *sha256 = std::move(*sum);
        std::error_code ec;
        *bytes = fs::file_size(file, ec);
        if (ec) return Error{Errc::io, file.string() + ": " + ec.message(), "check the disk"};
        return {};
    };
    if (auto r = seal(dir / Snapshot::kDatabaseFile, &manifest.bytes, &manifest.sha256); !r) return r;
    if (auto r = seal(dir / Snapshot::kProfilesFile, &manifest.profiles_bytes, &manifest.profiles_sha256); !r)
        return r;
    if (auto r = write_synced(dir / Snapshot::kManifestFile, to_yaml(manifest)); !r) return r;
    return sync_path(dir);
}

Result<std::string> IndexWriter::publish(std::size_t keep) {
    if (auto r = rename_synced(building(), index_ / name_); !r) return r.error();
    const fs::path current = index_ / Snapshot::kCurrentFile, next = index_ / "CURRENT.tmp";
    if (auto r = write_synced(next, name_ + "\n"); !r) return r.error();
    if (auto r = rename_synced(next, current); !r) return r.error();
    auto names = list_snapshots(index_);
    while (names.size() > std::max<std::size_t>(keep, 1)) {
        (void)remove_tree(index_ / names.front());  // a failure wastes space, and the next run tries again
        names.erase(names.begin());
    }
    return name_;
}

}  // namespace codelex
