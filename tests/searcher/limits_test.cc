// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::Row;
using test::TinyIndex;

bool says(const std::vector<std::string>& list, std::string_view part) {
    return std::any_of(list.begin(), list.end(), [&](auto& s) { return s.find(part) != s.npos; });
}

// `n` codes T100.. that say "broken", of which every third says "toe" too.
std::vector<Row> many(int n) {
    std::vector<Row> rows;
    rows.push_back({"T55", "A header", "icd10cm", false});
    for (int i = 0; i < n; ++i)
        rows.push_back({"T55" + std::to_string(1000 + i), i % 3 ? "Broken thing" : "Broken toe", "icd10cm"});
    return rows;
}

// Pages of `size` joined, until one is empty.
codes paged(TinyIndex* ix, Query q, std::size_t size) {
    codes out;
    q.limit = size;
    for (q.offset = 0;; q.offset += size) {
        const codes page = ix->top(q);
        if (page.empty()) return out;
        out.insert(out.end(), page.begin(), page.end());
    }
}

TEST_CASE("pages joined are the one long list", "[searcher]") {
    std::vector<Row> rows = many(60);
    rows.push_back({"T55", "An exact code of one's own", "tiny"});
    rows.push_back({"TOE", "Letters that are a word too", "hcpcs"});
    TinyIndex ix(rows);
    for (const char* text : {"broken toe", "T55", "T55*", "T551000-T551050", "toe", "T551001"}) {
        INFO(text);
        Query q = TinyIndex::query(text);
        q.limit = 1000;
        const Answer whole = ix.ask(q);
        codes all;
        for (const Hit& h : whole.hits) all.push_back(h.record.code);
        CHECK(all.size() == whole.total);
        for (std::size_t size : {1u, 2u, 7u, 60u, 61u}) {
            INFO(size);
            CHECK(paged(&ix, q, size) == all);
        }
        q.limit = 3;
        for (std::size_t offset : {0u, 1u, 2u, 30u, 500u}) {
            q.offset = offset;
            CHECK(ix.ask(q).total == whole.total);
        }
    }
}

TEST_CASE("totals are exact up to a thousand and a lower bound beyond", "[searcher]") {
    auto total = [](TinyIndex* ix, const char* text, std::size_t offset) {
        Query q = TinyIndex::query(text);
        q.limit = 1;
        q.offset = offset;
        const Answer a = ix->ask(q);
        return (a.total_is_exact ? "" : "at least ") + std::to_string(a.total);
    };
    TinyIndex thousand(many(1000)), more(many(1001));
    for (std::size_t offset : {0u, 5u, 999u}) {
        CHECK(total(&thousand, "broken toe", offset) == "1000");
        CHECK(total(&more, "broken toe", offset) == "at least 1000");
        CHECK(total(&thousand, "T551*", offset) == "1000");
        CHECK(total(&more, "T550-T559", offset) == "at least 1000");
    }
    CHECK(total(&thousand, "T55", 0) == "1001");  // the code itself, then what is below it
    CHECK(total(&more, "T55", 0) == "at least 1001");
    CHECK(total(&more, "broken toe", 1001) == "at least 1000");
    CHECK(total(&more, "toe thing", 0) == "at least 1000");
}

TEST_CASE("no more hits than asked for", "[searcher]") {
    TinyIndex ix(many(30));
    Query q = TinyIndex::query("broken toe");
    CHECK(ix.top(q).size() == 10);
    for (std::size_t limit : {1u, 2u, 30u, 1000u}) {
        q.limit = limit;
        CHECK(ix.top(q).size() == std::min<std::size_t>(limit, 30));
    }
    q.offset = 100'000;
    CHECK(ix.top(q).empty());
}

TEST_CASE("a question that cannot be asked is refused with advice", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}};
    struct Refused {
        const char* why;
        Query query;
        Errc code;
    };
    auto text = [](std::string t) { return TinyIndex::query(t); };
    Query unknown = text("toe"), none = text("toe"), many = text("toe"), far = text("toe");
    unknown.systems = {"icd10cm"};
    none.limit = 0;
    many.limit = 1001;
    far.offset = 100'001;
    const Refused rows[] = {{"empty", text(""), Errc::bad_query},
                            {"blanks", text(" \t\n "), Errc::bad_query},
                            {"no word in it", text("?! \U0001F494"), Errc::bad_query},
                            {"stop words only", text("of the and"), Errc::bad_query},
                            {"too long", text(std::string(1025, 'a')), Errc::bad_query},
                            {"not UTF-8", text("toe \xFF"), Errc::bad_query},
                            {"cut UTF-8", text("toe \xC3"), Errc::bad_query},
                            {"unknown system", unknown, Errc::usage},
                            {"limit 0", none, Errc::usage},
                            {"limit too large", many, Errc::usage},
                            {"offset too large", far, Errc::usage}};
    for (const Refused& row : rows) {
        INFO(row.why);
        const Error e = ix.refusal(row.query);
        CHECK(e.code == row.code);
        CHECK(!e.what.empty());
    }
    CHECK(ix.refusal(unknown).what.find("icd10cm") != std::string::npos);
    CHECK(ix.refusal(unknown).hint.find("tiny") != std::string::npos);
    CHECK(ix.refusal(text(std::string(1025, 'a'))).what.find("1025") != std::string::npos);
    CHECK(ix.refusal(none).what.find("1000") != std::string::npos);
}

TEST_CASE("the longest question that is allowed is answered", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}};
    std::string text = "broken toe ";
    while (text.size() < 1024) text += 'x';
    CHECK(ix.ask(text).total == 1);
    CHECK(ix.ask(std::string(1020, ' ') + "toe").total == 1);
}

TEST_CASE("the answer says when a question has more words than are looked for", "[searcher]") {
    TinyIndex ix{{"XX1", "Broken toe"}, {"XX2", "Last word"}};
    std::string text;
    for (int i = 0; i < 64; ++i) text += "toe ";
    CHECK(!says(ix.ask(text).interpretation.notes, "Only the first"));
    const Answer a = ix.ask(text + "last");
    CHECK(says(a.interpretation.notes, "Only the first 64 of 65 words"));
    CHECK(a.total == 1);
}

// One ligature folds to eighteen letters, so that a word is longer than an index can hold.
TEST_CASE("a word that grows beyond any index is no fault", "[searcher]") {
    std::string grown;
    while (grown.size() < 600) grown += "\uFDFA";
    TinyIndex ix{{"XX1", grown}, {"XX2", "Broken toe"}};
    CHECK(ix.top("toe " + grown).size() == 2);
    CHECK(ix.top(std::string(900, 'x') + " toe").size() == 1);
    CHECK(ix.top(std::string("toe \0 nul", 9)) == codes{"XX2"});
}

TEST_CASE("limits may be set lower", "[searcher]") {
    SearchLimits limits;
    limits.exact_total = 5;
    limits.max_limit = 7;
    limits.max_query_bytes = 20;
    limits.max_words = 1;
    TinyIndex ix(many(30), limits);
    Query q = TinyIndex::query("broken");
    q.limit = 7;
    const Answer a = ix.ask(q);
    CHECK(a.hits.size() == 7);
    CHECK(a.total == 5);
    CHECK(!a.total_is_exact);
    q.limit = 8;
    CHECK(ix.refusal(q).code == Errc::usage);
    CHECK(ix.refusal(TinyIndex::query(std::string(21, 'x'))).code == Errc::bad_query);
    q = TinyIndex::query("broken toe");
    q.limit = 1;
    CHECK(says(ix.ask(q).interpretation.notes, "Only the first 1 of 2 words"));
}

}  // namespace
}  // namespace codelex
