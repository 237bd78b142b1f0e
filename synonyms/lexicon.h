// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "synonyms/list_file.h"

namespace codelex {

// The stems of a phrase in its order, joined by spaces: "myocardi infarct" is not what a person reads, but
// what documents and queries are compared by.
using PhraseKey = std::string;

// The lists made ready: which phrases mean what, by stems. Immutable once made, and then safe for any number
// of threads.
class Lexicon {
  public:
    using PhraseId = std::uint32_t;
    static constexpr PhraseId kNone = 0xFFFFFFFF;

    struct Want {  // one of these labels, as keys, at that position of an ICD-10-PCS code
        unsigned position;
        std::vector<PhraseId> labels;
    };
    // What a phrase of a query may mean. One hop: a target is never looked up again.
    struct Reading {
        RuleKind kind;
        double weight;
        std::vector<PhraseId> targets;  // any of them
        std::vector<Want> wants;        // all of them
        std::vector<std::string> near;  // stems
        std::uint32_t rule;             // index into rules()
        // A phrase of which analysis leaves one word ("on dialysis", "the pill"): as typed, folded; the
        // reading holds where the query has it so. Empty otherwise.
        std::string verbatim = {};
    };
    struct RuleName {
        std::string file, phrase;
        std::uint32_t line;
    };
    // A part of words, with what it stands for.
    struct Part {
        std::vector<PhraseId> targets;
        std::vector<Want> wants;
        std::uint32_t rule;
    };
    using Parts = std::unordered_map<std::string, Part>;

    Lexicon() = default;
    // Phrases whose every word the analysis drops are left out; `lint` says so.
    static Lexicon compile(const Lists& lists, Analyzer* analyzer);

    // What the phrase means, its words in any order; empty when no rule has it.
    const std::vector<Reading>& readings(std::string_view key) const;
    // The American word that a rule of `spelling` gives, or empty. Both are stems.
    std::string_view spelled(std::string_view stem) const;
    bool ignored(std::string_view stem) const;
    std::size_t longest() const { return longest_; }  // words of the longest phrase that is looked up

    const PhraseKey& phrase(PhraseId id) const { return phrases_[id]; }
    const std::string& written(PhraseId id) const { return written_[id]; }  // for people
    std::size_t phrases() const { return phrases_.size(); }
    // Phrases of two words or more that documents are tagged with: targets, and members of `same`.
    bool is_concept(PhraseId id) const { return concept_[id]; }

    const Parts& prefixes() const { return prefixes_; }
    const Parts& roots() const { return roots_; }
    const Parts& suffixes() const { return suffixes_; }

    std::size_t rules() const { return rules_.size(); }
    const RuleName& rule(std::uint32_t index) const { return rules_[index]; }
    std::string rule_place(std::uint32_t index) const;  // "heart.yaml:12"
    // Every word of the phrases that rules are looked up by, as typed: known to spelling.
    const std::vector<std::string>& words() const { return words_; }
    const std::string& fingerprint() const { return fingerprint_; }  // of the lists

    // For snapshots. parse() takes any bytes: Errc::io when they are no lexicon.
    std::string bytes() const;
    static Result<Lexicon> parse(std::string_view bytes);

  private:
    PhraseId intern(const PhraseKey& key, const std::string& written);

    std::vector<PhraseKey> phrases_;
    std::vector<std::string> written_;
    std::vector<bool> concept_;
    std::unordered_map<std::string, PhraseId> ids_;
    std::unordered_map<std::string, std::vector<Reading>> readings_;
    std::unordered_map<std::string, std::string> spellings_;
    std::unordered_map<std::string, bool> ignored_;
    Parts prefixes_, roots_, suffixes_;
    std::vector<RuleName> rules_;
    std::vector<std::string> words_;
    std::string fingerprint_;
    std::size_t longest_ = 0;
};

// Keys of a text: its stems, and the same with compounds in one word where it has any ("x ray", "xray").
std::vector<PhraseKey> phrase_keys(const Tokens& tokens);

// The stems of a key one by one.
std::vector<std::string> stems_of(std::string_view key);

// The stems of a key, in alphabetical order, each once: "effusion of knee" and "knee effusion" are one
// concept.
std::string concept_key(const PhraseKey& key);

// Finds the concepts of a text: those all of whose words it has, in any order. One per thread.
class ConceptFinder {
  public:
    explicit ConceptFinder(const Lexicon& lexicon);
    // Their concept keys, each once.
    void find(const std::vector<std::string>& sorted_stems, std::vector<const std::string*>* out) const;

  private:
    struct Entry {
        std::vector<std::string> others;  // sorted
        std::string key;
    };
    std::unordered_map<std::string, std::vector<Entry>> by_anchor_;  // a stem that few concepts have
};

}  // namespace codelex
