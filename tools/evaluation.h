// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/judged.h"

namespace codelex {

// The gold entry that a code satisfies: its own, else the longest family that it starts with. Null: unjudged.
const QueryLine::Gold* entry_of(const QueryLine& query, const std::string& code);

inline constexpr std::size_t kEvalDepth = 50;  // codes of a ranking that count

// What one ranking is worth against one judged query. Gain 2^grade-1, discount log2(rank+1). A code satisfies
// its exact gold entry, else the longest family that it starts with; an entry counts once; the ideal ranking
// takes every entry once. Success, MRR and `best` look for the highest grade in gold; recall counts entries
// of grade 2 and 3.
struct Scores {
    double ndcg10 = 0, mrr10 = 0, success1 = 0, success5 = 0, recall10 = 0, recall50 = 0, best50 = 0;
    std::size_t best_rank = 0;  // of the first code of the highest grade in gold; 0: not among the first 50
};
// `ranked`: codes as gold_code() spells them, best first; only the first kEvalDepth count.
Scores score(const QueryLine& query, const std::vector<std::string>& ranked);

// The grade of the gold entry that a code, as gold_code() spells it, satisfies: 3, 2 or 1; 0 for a code that
// was not judged. A second code of one family has the family's grade too, though it counts once.
int grade_of(const QueryLine& query, const std::string& code);

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

// The groups that a query counts in: "all", "half even" or "half odd" (by the number in the id), "style X",
// "system X".
std::vector<std::string> groups_of(const QueryLine& query);

// Means over groups of queries.
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
