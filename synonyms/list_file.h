// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/diagnostics.h"
#include "corpus/error.h"
#include "synonyms/rule.h"

namespace codelex {

// The lists of a directory, or those that the program was built with.
struct Lists {
    struct File {
        std::string name, title, sha256;
        std::size_t rules = 0;
    };
    std::vector<File> files;  // by name
    std::vector<Rule> rules;  // in the order of files and lines
    // Identifies the content of all files.
    std::string fingerprint() const;
};

// Reads one list. Rules that are not as docs/synonyms.md says are skipped and reported, with file and line.
// Errc::bad_source when the file is no YAML mapping.
Result<void> read_list(std::string_view yaml, const std::string& name, Lists* lists,
                       Diagnostics* diagnostics);

// What a phrase may have. Longer ones are sentences, which nobody types twice.
inline constexpr std::size_t kMostWordsOfAPhrase = 12;
inline constexpr std::size_t kMostBytesOfAPhrase = 160;
bool is_phrase(std::string_view collapsed);  // some words, within the limits

// The lists of a place: every *.yaml of a directory, by name, or the one file. Errc::bad_source when the
// directory has none, Errc::io.
Result<std::vector<std::filesystem::path>> list_paths(const std::filesystem::path& place);

// Every *.yaml of a directory, or one file. Errc::bad_source, Errc::io.
Result<Lists> read_lists(const std::filesystem::path& place, Diagnostics* diagnostics);

// The lists in synonyms/lists/ that the build embedded. They are without faults: a test holds that.
Lists builtin_lists();

}  // namespace codelex
