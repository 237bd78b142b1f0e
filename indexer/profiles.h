// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/facets.h"
#include "corpus/error.h"

// What a second look at an answer must know of each code, ready to be compared: its names as word numbers,
// its facets, its labels. One file beside the database, read where it lies (mapped, shared by all searchers),
// with a profile a document in the order of document ids. Part of the index format (schema.h).
namespace codelex {

// A word of a name. The number of the word, and what is known of it there.
struct ProfileWord {
    std::uint32_t packed;
    static constexpr std::uint32_t kNegated = 1u << 31;  // "without ascites"
    static constexpr std::uint32_t kFacet = 1u << 30;    // states a facet: "left"
    static constexpr std::uint32_t kJoined = 1u << 29;   // a compound beside its parts
    std::uint32_t word() const { return packed & (kJoined - 1); }
    bool negated() const { return packed & kNegated; }
    bool facet() const { return packed & kFacet; }
    bool joined() const { return packed & kJoined; }
};

enum class NameKind : std::uint8_t { title, term, index, lay };

// Flags of a profile.
inline constexpr std::uint32_t kFlagBillable = 1;
inline constexpr std::uint32_t kFlagEnded = 2;     // has a last valid day
inline constexpr std::uint32_t kFlagModifier = 4;  // HCPCS and CPT modifiers
inline constexpr std::uint32_t kFlagTable = 8;     // an ICD-10-PCS table
inline constexpr std::uint32_t kFlagCurated = 16;  // described in plain words
// The system, one of ProfileSystem, in the bits above.
enum class ProfileSystem : std::uint8_t { other, icd10cm, icd10pcs, hcpcs, cpt };
inline constexpr unsigned kSystemShift = 8;
ProfileSystem profile_system(std::string_view system);

// A record's profile before words have numbers.
struct ProfileDraft {
    std::string system, code;
    std::string parent;  // "icd10cm:E11": whose names hold for it too; empty for none
    std::uint32_t flags = 0;
    FacetSet facets;
    std::uint32_t entries = 0;  // of alphabetic indexes that lead to it
    struct Word {
        std::string stem;
        std::uint32_t flags;
    };
    struct Name {
        NameKind kind;
        std::vector<Word> words;
    };
    std::vector<Name> names;
    std::array<std::string, 7> labels;  // ICD-10-PCS: terms of schema.h's term_axis(), by position
};

// Collects the profiles of one thread's documents.
class ProfileWriter {
  public:
    void add(const ProfileDraft& draft);
    // All of them, in this order, as one file. `rarity` is worked out from how many profiles have a word.
    static Result<void> write(const std::vector<ProfileWriter>& parts, const std::filesystem::path& file);

  private:
    std::uint32_t number_of(const std::string& word);
    std::unordered_map<std::string, std::uint32_t> words_;
    std::vector<std::uint32_t> data_;   // profiles one after the other
    std::vector<std::size_t> starts_;   // of each
    std::vector<std::string> keys_;     // "icd10cm:E119", of each
    std::vector<std::string> parents_;  // of each
};

// The file, read. Safe for any number of threads.
class Profiles {
  public:
    // Errc::io when it is no such file or is damaged in its outline. A damaged profile reads as an empty one.
    static Result<Profiles> open(const std::filesystem::path& file);
    Profiles(Profiles&&) noexcept;
    Profiles& operator=(Profiles&&) noexcept;
    ~Profiles();

    struct Name {
        NameKind kind;
        std::span<const ProfileWord> words;
    };
    struct Profile {
        std::array<char, 8> code{};  // its first seven characters
        std::uint32_t flags = 0;
        FacetSet facets;
        std::uint32_t parent = 0;  // document; 0 for none
        std::uint32_t entries = 0;
        std::span<const std::uint32_t> labels;  // seven word numbers, or none
        std::vector<Name> names;                // the title first
    };
    // Of a document, 1 to size(). Fills *out, whose room is used again.
    void get(std::uint32_t doc, Profile* out) const;
    std::size_t size() const;

    std::optional<std::uint32_t> number_of(std::string_view word) const;
    std::string_view word(std::uint32_t number) const;
    // schema.h, of the profiles that have the word.
    float rarity(std::uint32_t number) const;

  private:
    struct Impl;
    explicit Profiles(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace codelex
