// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/run_file.h"

#include <catch2/catch.hpp>

#include "tests/scratch.h"

namespace codelex {
namespace {

using test::Scratch;

const std::vector<QueryLine> kQueries = {{"a-1", "one", "", {"tiny"}, {{"XX1", false, 3}, {"X", true, 1}}},
                                         {"a-2", "two", "", {"tiny"}, {{"XX2", false, 2}}}};

TEST_CASE("a run that was written is read back with its codes in order", "[tools]") {
    Measurement m;
    m.answers = {judged(kQueries[0], {{"XX.2", "Two", 7.25}, {"XX1", "One", 7.25}}), judged(kQueries[1], {})};
    Scratch dir;
    REQUIRE(write_run(dir / "run", kQueries, m));
    CHECK(test::slurp(dir / "run") == "a-1 Q0 XX.2 1 7.25 codelex\na-1 Q0 XX1 2 7.25 codelex\n");
    auto run = read_run(dir / "run");
    REQUIRE(run);
    const Measurement back = measured(kQueries, *run, "run");
    REQUIRE(back.answers.size() == 2);
    REQUIRE(back.answers[0].codes.size() == 2);
    CHECK(back.answers[0].codes[0].code == "XX.2");
    CHECK(back.answers[0].codes[0].grade == 1);
    CHECK(back.answers[0].codes[1].grade == 3);
    CHECK(back.answers[0].scores.ndcg10 == m.answers[0].scores.ndcg10);
    CHECK(back.answers[0].scores.best_rank == 2);
    CHECK(back.answers[1].codes.empty());
    CHECK(back.answers[1].scores.ndcg10 == 0);
    CHECK(back.unanswered() == 1);
    CHECK(back.name == "run");
}

TEST_CASE("ranks decide, whatever the order of the lines of a run", "[tools]") {
    Scratch dir;
    auto run = read_run(dir.write("run",
                                  "\xEF\xBB\xBF"
                                  "a-2 Q0 XX9 3 1e-3 other\r\n\n"
                                  "a-1\tQ0\txx.1  1 -0.5 other\r\n"
                                  "a-2 Q0 XX8 1 99 other\n"
                                  "a-2 Q0 XX8 2 99 other"));
    REQUIRE(run);
    REQUIRE(run->at("a-2").size() == 3);
    CHECK(run->at("a-2")[0].code == "XX8");
    CHECK(run->at("a-2")[2].code == "XX9");
    CHECK(measured(kQueries, *run, "").answers[0].scores.success1 == 1);  // the spelling of a code is free
    CHECK(read_run(dir.write("empty", ""))->empty());
}

TEST_CASE("a broken line of a run is named with its file and number", "[tools]") {
    auto [line, says] = GENERATE(table<std::string, std::string>({
        {"a-1 Q0 XX1 1 0.5", "has 5 columns instead of 6"},
        {"a-1 Q0 XX1 1 0.5 tag more", "has 7 columns instead of 6"},
        {"nonsense", "has 1 columns instead of 6"},
        {"a-1 Q0 XX1 first 0.5 tag", "has a rank that is no number: `first`"},
        {"a-1 Q0 XX1 -1 0.5 tag", "has a rank that is no number: `-1`"},
        {"a-1 Q0 XX1 1.5 0.5 tag", "has a rank that is no number: `1.5`"},
        {"a-1 Q0 XX1 99999999999999999999999 0.5 tag", "has a rank that is no number"},
        {"a-1 Q0 XX1 1 high tag", "has a score that is no number: `high`"},
        {"a-1 Q0 XX1 1 nan tag", "has a score that is no number: `nan`"},
        {"a-1 Q0 XX1 1 1e999 tag", "has a score that is no number"},
        {"a-1 Q0 XX1 7 0.5 tag", "has rank 7 a second time for query `a-1`"},
        {"a-1 Q0 \xFF 1 0.5 tag", "is not UTF-8"},
    }));
    INFO(line);
    Scratch dir;
    auto run = read_run(dir.write("my.run", "a-1 Q0 XX5 7 1 tag\n\n" + line + "\n"));
    REQUIRE(!run);
    CHECK(run.error().code == Errc::bad_source);
    CHECK(run.error().what.find("my.run:3: " + says) != std::string::npos);
    CHECK(run.error().hint.find("id Q0 code rank score tag") != std::string::npos);
}

TEST_CASE("a run that is not there, or cannot be written, is named", "[tools]") {
    Scratch dir;
    auto run = read_run(dir / "none.run");
    REQUIRE(!run);
    CHECK(run.error().code == Errc::io);
    CHECK(run.error().what.find("none.run") != std::string::npos);
    auto written = write_run(dir / "no" / "such.run", {}, {});
    REQUIRE(!written);
    CHECK(written.error().code == Errc::io);
    CHECK(written.error().what.find("such.run") != std::string::npos);
}

TEST_CASE("only the first fifty codes of a run count", "[tools]") {
    std::string lines;
    for (int rank = 1; rank <= 60; ++rank)
        lines += "a-1 Q0 " + (rank == 51 ? "XX1" : "ZZ" + std::to_string(rank)) + " " + std::to_string(rank) +
                 " 1 tag\n";
    Scratch dir;
    auto run = read_run(dir.write("run", lines));
    REQUIRE(run);
    const JudgedAnswer a = measured(kQueries, *run, "").answers[0];
    CHECK(a.codes.size() == kEvalDepth);
    CHECK(a.scores.best_rank == 0);
}

TEST_CASE("a run needs ids of their own, without blanks", "[tools]") {
    CHECK(check_run_ids(kQueries));
    auto twice = check_run_ids({kQueries[0], kQueries[1], kQueries[0]});
    REQUIRE(!twice);
    CHECK(twice.error().code == Errc::bad_source);
    CHECK(twice.error().what == "id `a-1` stands twice");
    auto blank = check_run_ids({{"a 1", "one", "", {}, {}}});
    REQUIRE(!blank);
    CHECK(blank.error().what == "id `a 1` has a blank");
}

}  // namespace
}  // namespace codelex
