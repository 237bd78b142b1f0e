// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"

namespace codelex {

// What a snapshot says about itself: the recipe of its making. manifest.yaml beside the database.
struct Manifest {
    int format = 0;                  // kFormat of the writer
    std::string analysis;            // Analyzer::fingerprint() of the writer
    std::string program;             // version of codelex that wrote it
    std::string created;             // UTC, 2026-11-24T21:30:00Z
    std::size_t bytes = 0;           // of the database file
    std::string sha256;              // of the database file
    std::size_t profiles_bytes = 0;  // of the file of profiles
    std::string profiles_sha256;
    std::string synonyms;   // Lexicon::fingerprint() of the lists; empty: none
    std::size_t rules = 0;  // in them
    std::size_t records = 0;
    std::size_t guidelines = 0;  // sections
    std::vector<SystemReport> systems;
    std::vector<SourceReport> sources;  // without the diagnostics' entries; SourceLine::source indexes it
    std::vector<CodeSystem> declared;   // systems that the recipe declared
};

std::string to_yaml(const Manifest& manifest);

// Errc::io when the text is no manifest (damaged), Errc::index_mismatch when it is one of another format.
Result<Manifest> parse_manifest(std::string_view yaml, std::string_view name);

}  // namespace codelex
