// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

// How fallible functions of every room report failure: as a value with advice, never as an exception. A
// library's exceptions are caught at its door and turned into one of these. This is the only header of
// corpus/ that is not about codes.
namespace codelex {

// What went wrong, coarse enough to act on. Not written to disk.
enum class Errc {
    usage,           // the command line or the request is ill-formed
    bad_query,       // the query text cannot be searched: too long, not UTF-8, nothing to look for
    bad_source,      // a publisher's file, a recipe or a list is not what it claims to be
    unauthorized,    // no or unknown credentials
    forbidden,       // known, but not allowed
    not_found,       // well-formed, but there is no such thing
    too_large,       // over a stated limit
    too_many,        // over a quota
    no_index,        // there is no published snapshot
    index_mismatch,  // the snapshot was written by another format or another analysis
    io,              // the disk, the network or the operating system said no
    internal,        // a promise of our own code is broken
};

// The one table that gives every kind of error its exit code and its HTTP status.
struct Fate {
    Errc code;
    int exit, http;
    const char* meaning;
};
inline constexpr Fate kFates[] = {
    {Errc::usage, 2, 400, "the command line or the request is ill-formed"},
    {Errc::bad_query, 2, 400, "the query cannot be searched"},
    {Errc::bad_source, 3, 500, "a source file, recipe or list is damaged or of another kind"},
    {Errc::unauthorized, 2, 401, "no or unknown credentials"},
    {Errc::forbidden, 2, 403, "not allowed"},
    {Errc::not_found, 1, 404, "there is no such thing"},
    {Errc::too_large, 2, 413, "over a stated limit"},
    {Errc::too_many, 2, 429, "over a quota"},
    {Errc::no_index, 4, 503, "there is no index here"},
    {Errc::index_mismatch, 4, 503, "the index was written by another version"},
    {Errc::io, 5, 500, "the disk or the operating system refused"},
    {Errc::internal, 70, 500, "a fault of codelex itself"},
};
constexpr const Fate& fate(Errc code) {
    for (const Fate& f : kFates)
        if (f.code == code) return f;
    return kFates[std::size(kFates) - 1];
}

// `what` names the thing (file and line, option, code), `hint` the next step; either may reach a person.
struct Error {
    Errc code = Errc::internal;
    std::string what;
    std::string hint = {};
};

// A T or an Error. Check before use: value() of an error is a broken promise (assert).
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : v_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : v_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return v_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & { return assert(ok()), *std::get_if<0>(&v_); }
    const T& value() const& { return assert(ok()), *std::get_if<0>(&v_); }
    T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&v_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.UndefReturn): the assert guards it
    const Error& error() const { return assert(!ok()), *std::get_if<1>(&v_); }

  private:
    std::variant<T, Error> v_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : failed_(true), error_(std::move(error)) {}
    bool ok() const { return !failed_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return assert(failed_), error_; }

  private:
    bool failed_ = false;
    Error error_;
};

}  // namespace codelex
