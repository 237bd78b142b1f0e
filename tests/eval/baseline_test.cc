// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "tests/cli/process.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;

namespace {

// What chance in a library's rounding may move; a real loss is larger. One query of 150 is 0.0067.
constexpr double kNoise = 0.005;

// group -> measure -> value, from the output of `codelex eval --format tsv`.
using Table = std::map<std::string, std::map<std::string, double>>;
Table parse(const std::string& tsv) {
    Table table;
    std::vector<std::string> heads;
    std::istringstream lines(tsv);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
        if (heads.empty()) {
            heads = cells;
            continue;
        }
        for (std::size_t i = 1; i < cells.size(); ++i) table[cells[0]][heads.at(i)] = std::stod(cells[i]);
    }
    return table;
}

}  // namespace

TEST_CASE("the ranking of the starter corpus is no worse than the committed baseline", "[eval]") {
    Scratch s;
    const std::string index = (s / "index").string(), here = std::string(CODELEX_SOURCE_DIR) + "/tests/eval/";
    REQUIRE(program({"index", "--index", index}).exit == 0);
    const Ran r = program({"eval", "--index", index, "--queries", here + "starter.jsonl", "--format", "tsv"});
    INFO(r.err);
    REQUIRE(r.exit == 0);
    const Table now = parse(r.out), baseline = parse(codelex::test::slurp(here + "baseline.tsv"));
    REQUIRE(baseline.count("all"));
    CHECK(baseline.at("all").at("queries") >= 120);
    for (const auto& [group, measures] : baseline) {
        REQUIRE(now.count(group));
        CHECK(now.at(group).at("queries") == measures.at("queries"));
    }
    // The whole set decides; the groups are too small to judge by.
    for (const char* measure : {"ndcg@10", "mrr@10", "s@1", "s@5", "recall@10", "recall@50"}) {
        INFO(measure
             << ": a rise is committed with `tests/eval/update-baseline` and the change that earned it");
        CHECK(now.at("all").at(measure) >= baseline.at("all").at(measure) - kNoise);
        CHECK(now.at("all").at(measure) <= baseline.at("all").at(measure) + 0.02);
    }
}
