// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "corpus/corpus.h"
#include "synonyms/lexicon.h"

namespace codelex {

// What is happening, for progress bars. Called from one thread at a time, at most some ten times a second.
struct Progress {
    enum class Phase { indexing, merging } phase;
    std::size_t done, total;  // records; while merging both are the number of records
};

struct BuildOptions {
    // Threads. 0: as many as the machine has cores. The result does not depend on it.
    unsigned jobs = 0;
    std::function<void(const Progress&)> progress;  // may be empty
    // The synonym lists, which are stored with the index. Null: none. Must outlive the call.
    const Lexicon* lexicon = nullptr;
};

// Writes the database of `records` as one file. Document ids are 1, 2, 3 ... in the order of the records.
// `scratch`, an empty directory on the same disk, holds the parts that the threads make; the caller removes
// it. Errc::io when the disk is full or refuses.
Result<void> build_database(const Corpus& corpus, const std::filesystem::path& file,
                            const std::filesystem::path& profiles, const std::filesystem::path& scratch,
                            const BuildOptions& options);

}  // namespace codelex
