// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/judged.h"

namespace codelex {

// What one ranking is worth against one judged query. Gain 2^grade-1, discount log2(rank+1). A code satisfies
// its exact gold entry, else the longest family that it starts with; an entry counts once; the ideal ranking
// takes every entry once. Success, MRR and `best` look for the highest grade in gold; recall counts entries
// of grade 2 and 3.
struct Scores {
    double ndcg10 = 0, mrr10 = 0, success1 = 0, success5 = 0, recall10 = 0, recall50 = 0, best50 = 0;
};
// `ranked`: canonical codes, best first; only the first 50 count.
Scores score(const QueryLine& query, const std::vector<std::string>& ranked);

// The measures by name, in the order in which they are printed.
struct Measure {
    const char* name;
    double Scores::*value;
};
inline constexpr Measure kMeasures[] = {
    {"ndcg@10", &Scores::ndcg10}, {"mrr@10", &Scores::mrr10},       {"s@1", &Scores::success1},
    {"s@5", &Scores::success5},   {"recall@10", &Scores::recall10}, {"recall@50", &Scores::recall50},
    {"best@50", &Scores::best50},
};

// Means over groups of queries: "all", "half even", "half odd" (by the number in the id), "style X", "system
// X".
class ScoreTable {
  public:
    void add(const QueryLine& query, const Scores& scores);
    struct Row {
        std::string group;
        std::size_t queries;
        Scores mean;
    };
    std::vector<Row> rows() const;  // by group name

  private:
    std::map<std::string, std::vector<Scores>> groups_;
};

}  // namespace codelex
