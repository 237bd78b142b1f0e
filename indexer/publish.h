// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "corpus/corpus.h"
#include "indexer/build.h"
#include "indexer/files.h"
#include "indexer/snapshot.h"

namespace codelex {

// Builds a snapshot aside and publishes it. Destroyed unpublished, or killed: nothing happened.
//
//   auto writer = IndexWriter::open(index);        // takes the lock, removes what a dead run left
//   writer->build(corpus, options);                // snap-000008.tmp, complete and synced
//   writer->publish();                             // snap-000008, then CURRENT
class IndexWriter {
  public:
    // Errc::io when another run holds the lock or the directory cannot be written.
    static Result<IndexWriter> open(const std::filesystem::path& index);
    IndexWriter(IndexWriter&&) = default;
    IndexWriter& operator=(IndexWriter&&) = delete;
    ~IndexWriter();

    Result<void> build(const Corpus& corpus, const BuildOptions& options);

    // Makes the built snapshot the current one and removes the oldest beyond `keep` (at least the current one
    // stays). Returns its name. Readers of older snapshots are not disturbed.
    Result<std::string> publish(std::size_t keep = 2);

    const std::string& name() const { return name_; }  // of the snapshot being made

  private:
    IndexWriter(std::filesystem::path index, FileLock lock, std::string name);
    std::filesystem::path building() const { return index_ / (name_ + ".tmp"); }

    std::filesystem::path index_;
    FileLock lock_;
    std::string name_;
};

}  // namespace codelex
