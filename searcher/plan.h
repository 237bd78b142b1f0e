// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "analyzers/token.h"
#include "indexer/schema.h"

namespace codelex {

// What is looked for, before Xapian sees it: the stems of the query's words, each with what it is worth. A
// document's score is the sum over words of worth times impact (indexer/schema.h).
struct PlanWord {
    Token token;
    std::string term;
    double weight;  // 0: the index does not have the word
};
struct Plan {
    std::vector<PlanWord> words;
};

// Weighs the words by their rarity in the index: rare words decide. Throws what Xapian throws.
Plan make_plan(const Tokens& tokens, const Xapian::Database& db);

// Everything that matches at least one word; to be run with PlanWeight.
Xapian::Query to_xapian(const Plan& plan);

// The worth of a word times its impact in the document.
class PlanWeight final : public Xapian::Weight {
  public:
    PlanWeight();
    std::string name() const override;
    PlanWeight* clone() const override;
    void init(double factor) override;
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const override;
    double get_maxpart() const override;
    double get_sumextra(Xapian::termcount, Xapian::termcount) const override;
    double get_maxextra() const override;

  private:
    double factor_ = 0;
};

// "heart 5.10 attack 6.20 foo 0.00"
std::string to_string(const Plan& plan);

}  // namespace codelex
