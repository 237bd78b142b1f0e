// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace codelex {

// The words of an index: what spelling corrects to, and which stems belong to one family (infected,
// infection). Immutable; safe for any number of threads.
class Vocabulary {
  public:
    struct Word {
        std::string_view text;
        std::uint32_t records;  // that have it
    };
    Vocabulary() = default;
    // Words of letters only, of three or more; the others are left out. Families are made of the words'
    // stems.
    static Vocabulary make(const std::map<std::string, std::uint32_t>& records_by_word);

    const std::vector<Word>& words() const { return words_; }  // sorted by text
    const Word* find(std::string_view text) const;
    // Those that begin so and are longer.
    std::span<const Word> beginning_with(std::string_view text) const;
    // The stems of the family with that key (analyzers/inflection.h), by words. Empty for a family of one.
    std::vector<std::string_view> family(std::string_view key) const;

    // For snapshots. parse() takes any bytes: Errc::io when they are no vocabulary.
    std::string bytes() const { return bytes_; }
    static Result<Vocabulary> parse(std::string bytes);

    Vocabulary(Vocabulary&&) noexcept = default;
    Vocabulary& operator=(Vocabulary&&) noexcept = default;
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;

  private:
    std::string bytes_;  // "word\trecords\n"... "\n" "key\tstem stem\n"...; the views point into it
    std::vector<Word> words_;
    std::vector<std::pair<std::string_view, std::string_view>> families_;
};

// How a word sounds, roughly: "newmonia" and "pneumonia", "hemroids" and "hemorrhoids" sound alike. Letters a
// to z only; no meaning beyond comparison.
std::string sound_of(std::string_view word);

}  // namespace codelex
