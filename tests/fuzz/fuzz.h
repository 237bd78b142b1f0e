// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "tests/corpus/promises.h"

// What the fuzz targets share: a broken promise says what it is and ends the program where libFuzzer sees it.
namespace codelex::test {

inline void hold(bool promise, const char* what) {
    if (promise) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    __builtin_trap();
}

inline void hold(const std::string& broken) {
    hold(broken.empty(), broken.c_str());
}

inline void hold_reader(Reader reader, std::string_view bytes) {
    Outcome r;
    hold(read_and_check(reader, bytes, &r));
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace codelex::test
