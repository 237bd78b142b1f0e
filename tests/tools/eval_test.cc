// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "tests/searcher/tiny_index.h"
#include "tests/tools/run.h"
#include "tools/eval_page.h"
#include "tools/eval_report.h"
#include "tools/html.h"

namespace codelex {
namespace {

using test::has;
using test::Ran;
using test::Scratch;
using test::TinyIndex;
using Words = std::vector<std::string>;

Ran eval(Words args, bool terminal = false) {
    return test::run_verb("eval", std::move(args), terminal, terminal);
}
std::size_t count(const std::string& text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++n;
    return n;
}

// An index, judged queries on it, and a run in which the first is worse and the second better than now.
struct Bench {
    TinyIndex ix{{"XX1", "Broken toe"}, {"XX2", "Broken arm"}, {"XX3", "Sore <b>throat</b>"}};
    std::string dir = ix.scratch().path().string();
    std::string queries =
        ix.scratch()
            .write(
                "q.jsonl",
                "{\"id\":\"a-1\",\"query\":\"broken toe\",\"style\":\"lay\",\"systems\":[\"tiny\"],"
                "\"gold\":{\"XX1\":3}}\n"
                "{\"id\":\"a-2\",\"query\":\"sore <script>alert('1')</script>\",\"style\":\"a<b\",\"gold\":"
                "{\"XX2\":3,\"XX3\":1}}\n"
                "{\"id\":\"a-3\",\"query\":\"broken arm\",\"style\":\"lay\",\"gold\":{\"XX2\":2}}\n")
            .string();
    std::string run =
        ix.scratch()
            .write("old.run",
                   "a-1 Q0 XX2 1 2.5 old\na-1 Q0 XX1 2 2.5 old\na-2 Q0 XX2 1 9 old\na-2 Q0 <i>9 2 8 old\n")
            .string();

    Ran on(Words more, bool terminal = false) const {
        more.insert(more.begin(), {"--index", dir, "--queries", queries});
        return eval(more, terminal);
    }
};

TEST_CASE("eval says what each form and option does", "[tools]") {
    const Ran r = eval({"--help"});
    CHECK(r.exit == 0);
    for (const char* part : {"--against RUN_OR_INDEX", "--run", "--synonyms", "text, tsv, json or html",
                             "95% interval", "id Q0 code rank score tag", "docs/json.md"})
        CHECK(has(r.out, part));
}

TEST_CASE("eval against a run tells what was won and lost", "[tools]") {
    Bench bench;
    const Ran r = bench.on({"--against", bench.run});
    INFO(r.out);
    CHECK(r.exit == 0);
    CHECK(has(r.err, "old.run: has no code for 1 of 3 queries; they count as not answered"));
    CHECK(has(r.out, "3 queries by nDCG@10: 2 won, 1 lost, 0 equal"));
    CHECK(has(r.out,
              "  +1.000  0.000 -> 1.000  a-3  broken arm\n        against  no code\n"
              "        now      XX2      grade 2   Broken arm\n"));
    CHECK(has(r.out,
              "  +0.369  0.631 -> 1.000  a-1  broken toe\n"
              "        against  XX2      unjudged  Broken arm\n"
              "        now      XX1      grade 3   Broken toe\n"));
    CHECK(r.out.find("a-3  broken arm") < r.out.find("a-1  broken toe"));
    CHECK(r.out.find("Lost") < r.out.find("a-2  sore"));
    CHECK(!has(r.out, "\x1b"));
    CHECK(bench.on({"--against", bench.run}).out == r.out);
    CHECK(has(bench.on({"--against", bench.run}, true).out, "\x1b[1m"));
}

TEST_CASE("a person at a terminal sees how far eval is", "[tools]") {
    Bench bench;
    CHECK(has(bench.on({}, true).err, "3 of 3"));
    CHECK(bench.on({}).err.empty());
}

TEST_CASE("an index compared with itself differs in nothing", "[tools]") {
    Bench bench;
    const Ran r = bench.on({"--against", bench.dir});
    CHECK(r.exit == 0);
    CHECK(r.err.empty());
    CHECK(has(r.out, "0 won, 0 lost, 3 equal"));
    CHECK(!has(r.out, "] *"));
    CHECK(!has(r.out, "-0.000"));
}

TEST_CASE("an index is compared with one of other records by its own lists", "[tools]") {
    Bench bench;
    const TinyIndex other({{"XX2", "Broken arm"}, {"XX9", "Fractured toe"}},
                          "title: Tiny\nsame:\n  - [broken, fractured]\n");
    const Ran r = bench.on({"--against", other.scratch().path().string(), "--format", "json"});
    INFO(r.err);
    REQUIRE(r.exit == 0);
    const auto json = boost::json::parse(r.out);
    CHECK(json.at("won").at(0).at("id") == "a-1");
    CHECK(json.at("won").at(0).at("against").at("codes").at(0).at("code") == "XX9");
    CHECK(json.at("won").at(0).at("now").at("codes").at(0).at("code") == "XX1");
}

TEST_CASE("a run may take the place of the one that it was compared with", "[tools]") {
    Bench bench;
    const Ran first = bench.on({"--against", bench.run, "--run", bench.run});
    CHECK(has(first.out, "2 won, 1 lost"));
    CHECK(has(bench.on({"--against", bench.run}).out, "0 won, 0 lost, 3 equal"));
}

TEST_CASE("what eval is to be compared with is looked at before anything is asked", "[tools]") {
    Bench bench;
    const Scratch& s = bench.ix.scratch();
    const Ran none = bench.on({"--against", (s / "none").string()});
    CHECK(none.exit == 5);
    CHECK(has(none.err, "none: there is neither a run nor an index"));
    CHECK(has(none.err, "hint: name a file that `codelex eval --run` wrote, or the directory of an index"));
    std::filesystem::create_directory(s / "empty");
    const Ran empty = bench.on({"--against", (s / "empty").string()});
    CHECK(empty.exit == 4);
    CHECK(has(empty.err, "--against"));
    CHECK(has(empty.err, "empty: no index here"));
    const Ran broken = bench.on({"--against", s.write("bad.run", "a-1 Q0 XX1 1 1 t\nrubbish\n").string()});
    CHECK(broken.exit == 3);
    CHECK(has(broken.err, "bad.run:2: "));
    const Ran kind = bench.on({"--format", "xml"});
    CHECK(kind.exit == 2);
    CHECK(has(kind.err, "choose one of text, tsv, json, html"));
    const Ran index = eval({"--index", (s / "none").string(), "--queries", bench.queries});
    CHECK(index.exit == 4);
    CHECK(has(index.err, "none: no index here"));
    const Ran twice = bench.on({bench.queries, "--against", bench.run});
    CHECK(twice.exit == 3);
    CHECK(has(twice.err, "id `a-1` stands twice"));
    for (const Ran& r : {none, empty, broken, kind, index, twice}) CHECK(r.out.empty());
}

TEST_CASE("a run of other queries is said to be one", "[tools]") {
    Bench bench;
    const Ran r = bench.on({"--against", bench.ix.scratch().write("x.run", "b-1 Q0 XX1 1 1 t\n").string()});
    CHECK(r.exit == 0);
    CHECK(has(r.err, "has no code for 3 of 3 queries"));
    CHECK(has(r.err, "that were not asked, and are passed over: 1\n"));
}

// group -> column -> cell
std::map<std::string, std::map<std::string, std::string>> cells(const std::string& tsv) {
    std::map<std::string, std::map<std::string, std::string>> out;
    std::vector<std::string> heads;
    std::istringstream lines(tsv);
    for (std::string line, cell; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::istringstream in(line);
        while (std::getline(in, cell, '\t')) row.push_back(cell);
        if (heads.empty()) heads = row;
        for (std::size_t i = 0; i < row.size(); ++i) out[row[0]][heads.at(i)] = row[i];
    }
    return out;
}

TEST_CASE("JSON has the same figures as the table", "[tools]") {
    Bench bench;
    const auto table = cells(bench.on({"--against", bench.run, "--format", "tsv"}).out);
    const auto json = boost::json::parse(bench.on({"--against", bench.run, "--format", "json"}).out);
    auto number = [](const boost::json::value& v) { return figure(v.to_number<double>(), 4); };
    std::size_t compared = 0;
    for (const auto& group : json.at("groups").as_array()) {
        const auto& row = table.at(std::string(group.at("group").as_string()));
        CHECK(row.at("queries") == std::to_string(group.at("queries").to_number<int>()));
        for (const Measure& m : kMeasures) {
            const auto& cell = group.at("measures").at(m.name);
            const std::string name = m.name;
            CHECK(row.at(name) == number(cell.at("now")));
            CHECK(row.at(name + ".against") == number(cell.at("against")));
            CHECK(row.at(name + ".difference") == number(cell.at("difference")));
            CHECK(row.at(name + ".low") == number(cell.at("interval").at(0)));
            CHECK(row.at(name + ".high") == number(cell.at("interval").at(1)));
            ++compared;
        }
    }
    CHECK(compared == (table.size() - 1) * std::size(kMeasures));  // but the heading
    CHECK(json.at("queries").as_array().size() == 3);
    CHECK(json.at("won").as_array().size() == 2);
    CHECK(json.at("lost").at(0).at("query") == "sore <script>alert('1')</script>");
    CHECK(json.at("lost").at(0).at("against").at("codes").at(1).at("title").is_null());
    CHECK(json.at("lost").at(0).at("against").at("codes").at(0).at("title") == "Broken arm");
    CHECK(json.at("against").at("unanswered") == 1);
    CHECK(json.at("now").at("success").as_array().size() == kEvalDepth);
    CHECK(json.at("queries").at(2).at("against").at("best_rank").is_null());
}

TEST_CASE("a table without a comparison has the columns that scripts know", "[tools]") {
    Bench bench;
    const std::string alone = bench.on({"--format", "tsv"}).out;
    CHECK(alone.starts_with(
        "group\tqueries\tndcg@10\tmrr@10\ts@1\ts@5\trecall@10\trecall@50\tbest@50\nall\t3\t"));
    const std::string compared = bench.on({"--format", "tsv", "--against", bench.run}).out;
    CHECK(compared.starts_with(alone.substr(0, alone.find('\n')) + "\tndcg@10.against\t"));
    CHECK(compared.substr(0, compared.find('\n')).ends_with("\tbest@50.low\tbest@50.high"));
    CHECK(!boost::json::parse(bench.on({"--format", "json"}).out).as_object().contains("won"));
}

TEST_CASE("the page shows what files hold as text, never as markup", "[tools]") {
    Bench bench;
    const Ran r = bench.on({"--against", bench.run, "--format", "html"});
    CHECK(r.exit == 0);
    CHECK(r.out.starts_with("<!DOCTYPE html>"));
    CHECK(r.out.ends_with("</html>\n"));
    CHECK(!has(r.out, "<script"));
    CHECK(!has(r.out, "<i>"));
    CHECK(!has(r.out, "<b>throat"));
    CHECK(!has(r.out, "a<b"));
    CHECK(has(r.out, "sore &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    CHECK(has(r.out, "&lt;i&gt;9"));
    CHECK(has(r.out, "a&lt;b (1)"));
    for (const char* net : {"http:", "https:", "src=", "url(", "@import"}) CHECK(!has(r.out, net));
}

TEST_CASE("the page holds its plots, and every query won and lost with both answers", "[tools]") {
    Bench bench;
    const std::string page = bench.on({"--against", bench.run, "--format", "html"}).out;
    CHECK(count(page, "<svg ") == 4);
    CHECK(count(page, "</svg>") == 4);
    CHECK(count(page, "<article ") == 3);
    CHECK(count(page, "</article>") == 3);
    CHECK(has(page, "Won (2)"));
    CHECK(has(page, "Lost (1)"));
    CHECK(has(page, "prefers-color-scheme: dark"));
    for (const char* bar : {"href=\"#q0\"", "href=\"#q1\"", "href=\"#q2\""}) CHECK(has(page, bar));
    const std::string alone = bench.on({"--format", "html"}).out;
    CHECK(count(alone, "<svg ") == 3);
    CHECK(!has(alone, "<article "));
}

TEST_CASE("text names the first twenty queries won and how many more there are", "[tools]") {
    std::vector<QueryLine> queries;
    Measurement now, against;
    for (int i = 0; i < 23; ++i) {
        queries.push_back({"a-" + std::to_string(i), "toe\x1b[2J", "", {}, {{"XX1", false, 3}}});
        now.answers.push_back(judged(queries.back(), {{"XX1", "Toe"}}));
        against.answers.push_back(judged(queries.back(), {}));
    }
    const EvalReport report = make_report(queries, now, against);
    std::ostringstream out, err;
    print_eval_text(report, {out, err});
    CHECK(count(out.str(), "0.000 -> 1.000") == 20);
    CHECK(has(out.str(), "  ... and 3 more won: --format html or json lists all\n"));
    CHECK(has(out.str(), "+1.000  [+1.000, +1.000] *"));
    CHECK(!has(out.str(), "\x1b"));  // not even from a file
    CHECK(count(eval_page(report), "<article ") == 23);
    CHECK(boost::json::parse(eval_json(report)).at("won").as_array().size() == 23);
}

TEST_CASE("text in HTML has no character that means something there", "[tools]") {
    CHECK(html("a & b < c > d \"e\" 'f'") == "a &amp; b &lt; c &gt; d &quot;e&quot; &#39;f&#39;");
    CHECK(html("M\u00E9ni\u00E8re") == "M\u00E9ni\u00E8re");
    CHECK(html(std::string_view("a\0b\x1b", 4)) == "a\uFFFDb\uFFFD");
}

TEST_CASE("figures are rounded and zero has no sign", "[tools]") {
    CHECK(figure(0.12345) == "0.123");
    CHECK(figure(-0.0001) == "0.000");
    CHECK(figure(-0.12345, 4) == "-0.1235");
    CHECK(figure(1, 1) == "1.0");
    CHECK(signed_figure(0.25) == "+0.250");
    CHECK(signed_figure(-0.25) == "-0.250");
    CHECK(signed_figure(0.0001) == "0.000");
    CHECK(figure(Interval{-0.004, 0.021}) == "[-0.004, +0.021]");
}

}  // namespace
}  // namespace codelex
