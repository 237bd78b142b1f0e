// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace codelex {

// To be called in a catch block: the exception in flight as an Error. Exceptions that are no Xapian error and
// no std::exception pass through.
Error error_from_exception(std::string_view doing);

// The door to Xapian: runs f, which returns a Result, and turns what it throws into an Error.
template <class F>
auto guarded(std::string_view doing, F&& f) -> decltype(f()) {
    try {
        return f();
    } catch (...) {
        return error_from_exception(doing);
    }
}

}  // namespace codelex
