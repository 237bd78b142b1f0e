// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "searcher/searcher.h"
#include "searcher/weights.h"
#include "tools/judged.h"

namespace codelex {

// A judged query with the candidates of its answer.
struct Sample {
    const QueryLine* query;
    std::vector<Searcher::Candidate> candidates;
    double importance = 1;
};

struct FitOptions {
    double shrink = 0.02;   // pull of every weight towards 0, a query
    unsigned rounds = 400;  // of gradient descent
    double rate = 0.05;     // of its first steps
    std::function<void(unsigned done, unsigned total)> progress = {};
};

// Weights of a linear model: the probability that a candidate is the one wanted is the softmax of its scores
// within a query; fitted so that it comes near to the gains of the judgement (2^grade - 1). Deterministic.
// Samples without a judged candidate teach nothing.
Weights fit(const std::vector<const Sample*>& samples, const FitOptions& options);

// The codes of a sample as those weights order them, best first.
std::vector<std::string> ranked(const Sample& sample, const Weights& weights);

}  // namespace codelex
