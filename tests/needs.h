// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

// Tests on the publishers' real files are tagged [releases] and begin with NEEDS_RELEASES(dir): without
// $CODELEX_DATA, the folder that has releases/ and queries/, they are reported as skipped and say what to
// set.
#define NEEDS_RELEASES(dir)                                                                     \
    const char* codelex_data_ = std::getenv("CODELEX_DATA");                                    \
    if (!codelex_data_ || !*codelex_data_) {                                                    \
        WARN("CODELEX_SKIP: set CODELEX_DATA to the folder that holds releases/ and queries/"); \
        return;                                                                                 \
    }                                                                                           \
    const std::filesystem::path dir(codelex_data_)
