// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/profiles.h"
#include "searcher/plan.h"
#include "searcher/weights.h"

namespace codelex {

// Orders the best codes of a plan anew, by what coders know: whether one name says all that was asked, what a
// title says beyond it or against it, which kind of code it is. Not thread-safe: one per searcher.
class SecondLook {
  public:
    // Both must outlive it.
    SecondLook(const Profiles* profiles, const Weights* weights);

    // Codes that it looks at; those behind keep their order. Measured: 50 to 400.
    static constexpr std::size_t kCandidates = 200;

    // Prepares for a plan of `text`, the text as it was understood. The plan must outlive the looks.
    void ask(const Plan& plan, std::string_view text);
    // The features of a document under the plan in hand; `best` is the first score of the best document.
    void features(const Scored& candidate, float best, Features* out);
    // Orders `hits`, best first; equal scores keep their order. The scores become those of the second look.
    void order(std::vector<Scored>* hits);

  private:
    static constexpr std::size_t kMostAtoms = 512;
    static constexpr std::size_t kMostSlots = 64;
    using Atoms = std::bitset<kMostAtoms>;  // words and labels that were asked for

    struct Need {
        float worth;
        std::vector<std::pair<std::uint16_t, float>>
            any;  // atoms, each with what it is worth beside the first
    };
    struct Reading {
        float weight;
        float worth;  // of all needs
        bool whole;   // all needs, or nothing
        bool literal;
        std::vector<Need> needs;
    };
    struct Slot {
        float share;  // of what all slots are worth that are not negated
        bool negated, number;
        std::vector<Reading> readings;
    };
    // How much of each slot a name, or several, says: 0 to 1.
    using Cover = std::array<float, kMostSlots>;
    struct NameLook {
        float covers = 0, literally = 0;  // of the query
        float asked = 0;                  // of the name: what the query asked for, by rarity
        float against = 0;                // said without "without", or the other way round
    };

    std::uint16_t atom(std::string_view word);
    void add_need(const PlanPart& part, Reading* reading);
    NameLook look_at(std::span<const ProfileWord> words, std::span<const std::uint32_t> labels, Cover* most);
    const Cover& cover_of_parent(std::uint32_t doc, int depth);

    const Profiles* profiles_;
    const Weights* weights_;
    std::vector<std::uint16_t> atom_of_;  // by word number; 0 for none
    std::vector<std::uint32_t> word_of_;  // by atom; the first is none
    std::vector<float> explained_;        // by atom: the weight of the best reading that asks for it
    std::vector<Slot> slots_;
    FacetSet said_, implied_;
    std::array<std::vector<std::uint32_t>, 8> labels_;  // asked for, by position of ICD-10-PCS
    float plan_worth_ = 0;
    std::size_t numbers_ = 0;
    std::unordered_map<std::uint32_t, Cover> parents_;
    Profiles::Profile profile_;
};

}  // namespace codelex
