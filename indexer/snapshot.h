// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/manifest.h"

namespace codelex {

// An index directory holds immutable snapshots and one pointer:
//
//   CURRENT          the name of the published snapshot, swung by a rename
//   snap-000007/     manifest.yaml, codes.glass (a Xapian database in one file), profiles.bin (profiles.h)
//   snap-000008.tmp  being built, or left by a run that died; the next run removes it
//   LOCK             held while a run builds
//
// A published snapshot is never changed. A reader has both files open and keeps them even after the directory
// is gone.
struct Snapshot {
    std::string name;  // "snap-000007"
    std::filesystem::path directory;
    Manifest manifest;
    std::filesystem::path database() const { return directory / kDatabaseFile; }
    std::filesystem::path profiles() const { return directory / kProfilesFile; }

    static constexpr const char* kDatabaseFile = "codes.glass";
    static constexpr const char* kProfilesFile = "profiles.bin";
    static constexpr const char* kManifestFile = "manifest.yaml";
    static constexpr const char* kCurrentFile = "CURRENT";
    static constexpr const char* kLockFile = "LOCK";
};

// Whether the two files are, byte for byte, what was built: Xapian has no checksums of its own, and a damaged
// file can make it do anything. Takes some 0.3 s for 100 MB. Errc::io when it is not.
Result<void> verify(const Snapshot& snapshot);

// The published snapshot; that its files have the sizes that were built is checked, their bytes are not.
// Errc::no_index when nothing was ever published here, Errc::index_mismatch when it was made by another
// format or another analysis than this program's, Errc::io when it is damaged.
Result<Snapshot> open_current(const std::filesystem::path& index);

// Published snapshots by name, oldest first. None for a directory that does not exist.
std::vector<std::string> list_snapshots(const std::filesystem::path& index);

// The number in a snapshot's name, or 0.
unsigned snapshot_number(std::string_view name);

// Where the index is when nobody says: $CODELEX_INDEX, else codelex/index in the user's data directory
// ($XDG_DATA_HOME, else ~/.local/share).
std::filesystem::path default_index();

}  // namespace codelex
