// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/solr.h"

#include <catch2/catch.hpp>

#include "corpus/text.h"
#include "tests/synonyms/lists.h"

namespace codelex {
namespace {

using test::read;
using test::Strings;

struct Imported {
    Strings rules;   // as the list has them: "same: a, b", "means: a -> b, c"
    Strings faults;  // "syn.txt:3: what"
    std::string error;
};
Imported import(std::string_view text) {
    Imported out;
    Diagnostics faults;
    const auto list = import_solr(text, "syn.txt", &faults);
    for (const Diagnostics::Entry& e : faults.entries()) out.faults.push_back(to_string(e));
    if (!list) {
        CHECK(list.error().code == Errc::bad_source);
        out.error = list.error().what;
        return out;
    }
    INFO(list->yaml);
    const auto lists = read(list->yaml);
    CHECK(lists.faults.empty());
    CHECK(lists.lists.rules.size() == list->same + list->means);
    for (const Rule& r : lists.lists.rules) {
        std::string line(info(r.kind).name);
        line += ":";
        for (const std::string& p : r.phrases) line += (line.back() == ':' ? " " : ", ") + p;
        std::string to;
        for (const Sense& s : r.senses)
            for (const std::string& t : s.to) to += (to.empty() ? " -> " : ", ") + t;
        out.rules.push_back(line + to);
    }
    return out;
}

TEST_CASE("lines of a Solr file become rules", "[synonyms]") {
    const auto r = import(
        "# Comment\n"
        "\n"
        "Heart Attack, myocardial  infarction,mi\r\n"
        "  \t\n"
        "chf => congestive heart failure\n"
        "tv, telly => television, set\n"
        "  # another comment\n");
    CHECK(r.faults.empty());
    CHECK(r.rules == Strings{"same: heart attack, myocardial infarction, mi",
                             "means: chf -> congestive heart failure", "means: tv -> television, set",
                             "means: telly -> television, set"});
}

TEST_CASE("a backslash takes the next character as it is", "[synonyms]") {
    CHECK(import("a\\,b, c").rules == Strings{"same: a,b, c"});
    CHECK(import("a\\=>b, c").rules == Strings{"same: a=>b, c"});
    CHECK(import("a\\\\, c").rules == Strings{"same: a\\, c"});
    CHECK(import("a\\\\,b => c").rules == Strings{"means: a\\ -> c", "means: b -> c"});
    CHECK(import("a => c\\").rules == Strings{"means: a -> c\\"});
}

TEST_CASE("words that YAML would misread stay words", "[synonyms]") {
    for (const char* word : {"no", "null", "~",  "1e3", "007",  "- a", "a: b",      "a #b",   "\"a\"",
                             "'a", "<<",   "[a", "{a}", "*a",   "&a",  "!a",        "%a",     "@a",
                             "`a", "|",    ">",  "?",   "true", "s/p", "caf\u00E9", "\u2028x"}) {
        const std::string w(word);
        INFO(w);
        CHECK(import(w + ", other").rules == Strings{"same: " + w + ", other"});
        CHECK(import(w + " => other").rules == Strings{"means: " + w + " -> other"});
    }
}

TEST_CASE("lines for one phrase are joined, and say nothing twice", "[synonyms]") {
    CHECK(import("ms => multiple sclerosis\nms => mitral stenosis, Multiple Sclerosis\n").rules ==
          Strings{"means: ms -> multiple sclerosis, mitral stenosis"});
    CHECK(import("a => a, b").rules == Strings{"means: a -> b"});
    CHECK(import("a, A, b").rules == Strings{"same: a, b"});
}

TEST_CASE("what cannot be taken is told with its line, and the rest is taken", "[synonyms]") {
    std::string words;
    for (std::size_t i = 0; i <= kMostWordsOfAPhrase; ++i) words += "w ";
    auto [line, what] = GENERATE_COPY(table<std::string, std::string>({
        {"=> b", "nothing before the =>"},
        {"a =>", "nothing behind the =>"},
        {"=>", "nothing before the =>"},
        {"a => b => c", "more than one =>"},
        {"a", "one phrase alone has no equivalent"},
        {"a, a", "one phrase alone has no equivalent"},
        {"a => A", "both sides are the same"},
        {"a, \xFF", "not UTF-8"},
        {"a, b\x01", "a control character"},
        {"b, c, " + words, "`" + excerpt(collapsed(words)) + "`: a phrase has at most"},
        {"b, , c", "an empty phrase between commas"},
    }));
    INFO(line);
    const auto r = import("x, y\n" + line + "\nv, w\n");
    REQUIRE(r.faults.size() == 1);
    CHECK(r.faults[0].starts_with("syn.txt:2: " + what));
    CHECK(r.rules.front() == "same: x, y");
    CHECK(r.rules.back() == "same: v, w");
}

TEST_CASE("a file without synonyms is refused", "[synonyms]") {
    for (const char* text : {"", "# only a comment\n", "alone\n", "\xFF\xFE"}) {
        INFO(text);
        CHECK(import(text).error == "syn.txt: holds no synonyms");
    }
}

}  // namespace
}  // namespace codelex
