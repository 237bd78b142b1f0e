// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

// The features by which a second look compares two codes, and what each is worth. `codelex tune` fits the
// weights; searcher/weights.yaml holds those that codelex comes with.
namespace codelex {

// A feature's number, below feature_names().size(), and how much of it a code has.
struct Feature {
    std::uint16_t id;
    float value;
};
using Features = std::vector<Feature>;  // a number at most once

// Every feature, in the order of their numbers: "title covers", "extra: left", "kind: icd10cm S".
const std::vector<std::string>& feature_names();

class Weights {
  public:
    Weights();  // all 0
    // YAML: a mapping from feature names to numbers; features that it does not name weigh 0. Errc::bad_source
    // with the line for a name that is none, or no number.
    static Result<Weights> parse(std::string_view yaml, std::string_view name);
    static const Weights& builtin();
    std::string yaml() const;

    float& operator[](std::size_t feature) { return of_[feature]; }
    float operator[](std::size_t feature) const { return of_[feature]; }
    float score(const Features& features) const {
        float sum = 0;
        for (const Feature& f : features) sum += of_[f.id] * f.value;
        return sum;
    }

  private:
    std::vector<float> of_;
};

// The embedded file.
struct WeightsFile {
    std::string_view name, bytes;
};
std::span<const WeightsFile> builtin_weights_files();

}  // namespace codelex
