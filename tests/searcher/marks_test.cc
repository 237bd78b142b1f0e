// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/marks.h"

#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::record_of;
using test::Row;
using test::sentences;

Marks marks(const Row& row, std::string_view query) {
    Analyzer analyzer = test::must(Analyzer::make());
    Plan plan;
    plan.tokens = analyzer.analyze(query);
    for (std::size_t i = 0; i < plan.tokens.size(); ++i)
        plan.looked_for.push_back({plan.tokens[i].text, i, i + 1, {{{plan.tokens[i].stem}, "", ""}}});
    return mark(record_of(row), nullptr, plan, &analyzer);
}

// The text with its spans in brackets.
std::string bracketed(const Highlight& h) {
    std::string out;
    std::size_t at = 0;
    for (const Span& s : h.spans) {
        REQUIRE(at <= s.begin);
        REQUIRE(s.begin < s.end);
        REQUIRE(s.end <= h.text.size());
        out += h.text.substr(at, s.begin - at) + "[" + h.text.substr(s.begin, s.end - s.begin) + "]";
        at = s.end;
    }
    return out + h.text.substr(at);
}

TEST_CASE("the words of a question are marked in the title as it was written", "[searcher]") {
    auto [query, title, marked] = GENERATE(table<std::string, std::string, std::string>({
        {"heart attack", "Attack of the HEART", "[Attack] of the [HEART]"},
        {"fracture femur", "Fractures of femur", "[Fractures] of [femur]"},
        {"meniere disease", "M\u00E9ni\u00E8re's disease", "[M\u00E9ni\u00E8re's] [disease]"},
        {"me\u0301nie\u0300re", "\u00C9tat de M\u00E9ni\u00E8re", "\u00C9tat de [M\u00E9ni\u00E8re]"},
        {"sjogren", "Syndrome de Sjo\u0308gren\u2014sec", "Syndrome de [Sjo\u0308gren]\u2014sec"},
        {"broken heart", "\U0001F494 Broken \U0001F494 heart", "\U0001F494 [Broken] \U0001F494 [heart]"},
        {"without pain", "Aura w/o pain", "Aura [w/o] [pain]"},
        {"w/o pain", "Aura without pain", "Aura [without] [pain]"},
        {"covid 19", "COVID-19", "[COVID]-[19]"},
        {"toe toe", "Toe to toe", "[Toe] to [toe]"},
        {"nothing here", "Broken toe", "Broken toe"},
        {"diabetes", "dia\u00ADbetes", "[dia\u00ADbetes]"},
    }));
    INFO(query);
    const Marks m = marks({"XX1", title}, query);
    REQUIRE(!m.highlights.empty());
    CHECK(m.highlights[0].field == TextKind::title);
    CHECK(bracketed(m.highlights[0]) == marked);
}

TEST_CASE("the title comes first, then the texts that say most, at most three", "[searcher]") {
    const Marks m = marks({.code = "XX1",
                           .title = "Broken toe",
                           .terms = {"stubbed toe", "nothing", "hurt foot toe nail", "toe one"},
                           .lay = {"a toe that hurt when stubbed"},
                           .notes = {"toe of the note"}},
                          "hurt stubbed toe");
    REQUIRE(m.highlights.size() == 1 + kOtherTexts);
    CHECK(bracketed(m.highlights[0]) == "Broken [toe]");
    CHECK(bracketed(m.highlights[1]) == "[stubbed] [toe]");
    CHECK(bracketed(m.highlights[2]) == "[hurt] foot [toe] nail");
    CHECK(bracketed(m.highlights[3]) == "a [toe] that [hurt] when [stubbed]");
    for (const Highlight& h : m.highlights) CHECK(h.field != TextKind::note);
}

TEST_CASE("the reasons say where each word stands and which are missing", "[searcher]") {
    const Marks m =
        marks({.code = "XX1", .title = "Broken toe", .terms = {"stubbed toe"}, .lay = {"it hurts"}},
              "stubbed toe hurts flibber");
    const sentences expected = {"Title: toe", "Also called: stubbed", "In plain words: hurts",
                                "Not in this code: flibber"};
    sentences sorted = m.because, wanted = expected;
    std::sort(sorted.begin(), sorted.end());
    std::sort(wanted.begin(), wanted.end());
    CHECK(sorted == wanted);
    REQUIRE(!m.because.empty());
    CHECK(m.because.front() == "Title: toe");
    CHECK(m.because.back() == "Not in this code: flibber");
}

TEST_CASE("a text without any word of the question is not shown, the title always is", "[searcher]") {
    const Marks m = marks({.code = "XX1", .title = "Broken arm", .terms = {"nothing", "hurt toe"}}, "toe");
    REQUIRE(m.highlights.size() == 2);
    CHECK(bracketed(m.highlights[0]) == "Broken arm");
    CHECK(bracketed(m.highlights[1]) == "hurt [toe]");
}

TEST_CASE("a living code of ours has no warnings", "[searcher]") {
    CHECK(warnings(record_of({"XX1", "Broken toe"}), *parse_date("2026-01-15")).empty());
}

TEST_CASE("warnings follow the day of the question", "[searcher]") {
    const CodeRecord r = record_of({.code = "XX1", .title = "t", .from = "2020-10-01", .to = "2024-02-29"});
    auto on = [&](const char* day) { return warnings(r, *parse_date(day)); };
    CHECK(on("2020-09-30") == sentences{"Not yet valid: first valid day 2020-10-01"});
    CHECK(on("2020-10-01") == sentences{"Ends: last valid day 2024-02-29"});
    CHECK(on("2024-02-29") == sentences{"Ends: last valid day 2024-02-29"});
    CHECK(on("2024-03-01") == sentences{"Deleted since 2024-03-01: last valid day 2024-02-29"});
}

}  // namespace
}  // namespace codelex
