// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <regex>
#include <sstream>

#include "tests/cli/process.h"
#include "tests/needs.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;

TEST_CASE("an independent scorer agrees with codelex eval on every group and measure", "[eval][releases]") {
    NEEDS_RELEASES(data);
    Scratch s;
    // The starter corpus answers enough of the judged queries for the measures to differ from zero and one.
    const std::string index = (s / "index").string(), run = (s / "run.trec").string(),
                      queries = (data / "queries").string();
    REQUIRE(program({"index", "--index", index}).exit == 0);
    const std::vector<std::string> files = {
        queries + "/dev-diagnoses.jsonl", queries + "/dev-procedures.jsonl", queries + "/dev-supplies.jsonl"};
    const Ran ours = program({"eval", "--index", index, "--run", run, "--format", "tsv", "--queries",
                              files[0], files[1], files[2]});
    INFO(ours.err);
    REQUIRE(ours.exit == 0);
    const std::string theirs = codelex::test::shell("python3 '" + queries + "/score.py' '" + run + "' '" +
                                                    files[0] + "' '" + files[1] + "' '" + files[2] + "'");

    // Theirs: "half even   172  ndcg@10 0.530  mrr@10 0.555 ...", rounded to three places.
    std::map<std::string, std::map<std::string, double>> judged;
    std::istringstream lines(theirs);
    const std::regex measure(R"(([a-z]+@[0-9]+) ([0-9.]+))"), group(R"(^(\S+(?: \S+)?)\s+[0-9]+  )");
    for (std::string line; std::getline(lines, line);) {
        std::smatch g;
        REQUIRE(std::regex_search(line, g, group));
        for (std::sregex_iterator m(line.begin(), line.end(), measure), end; m != end; ++m)
            judged[g[1]][(*m)[1]] = std::stod((*m)[2]);
    }
    REQUIRE(judged.count("all"));
    CHECK(judged["all"]["ndcg@10"] > 0.05);

    std::istringstream table(ours.out);
    std::vector<std::string> heads;
    std::size_t compared = 0;
    for (std::string line; std::getline(table, line);) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
        if (heads.empty()) {
            heads = cells;
            continue;
        }
        REQUIRE(judged.count(cells[0]));
        for (std::size_t i = 2; i < cells.size(); ++i) {
            if (!judged[cells[0]].count(heads[i])) continue;
            INFO(cells[0] << " " << heads[i]);
            CHECK(std::abs(std::stod(cells[i]) - judged[cells[0]][heads[i]]) < 0.00061);
            ++compared;
        }
    }
    CHECK(compared >= 6 * judged.size());
}
