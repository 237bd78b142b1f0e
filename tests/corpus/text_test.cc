// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"

#include <catch2/catch.hpp>
#include <vector>

#include "corpus/diagnostics.h"

using namespace codelex;

namespace {

std::vector<std::string> lines_of(std::string_view bytes) {
    Lines lines(bytes);
    std::vector<std::string> out;
    std::string_view line;
    while (lines.next(&line)) {
        out.emplace_back(line);
        CHECK(lines.number() == out.size());
    }
    return out;
}

}  // namespace

TEST_CASE("UTF-8 is told from everything else, byte by byte", "[text]") {
    for (const char* good : {"", "plain", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x8C\x99", "\xED\x9F\xBF",
                             "\xEE\x80\x80", "\xF4\x8F\xBF\xBF", "\xC2\x80"})
        CHECK(is_utf8(good));
    for (const char* bad :
         {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80",
          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xC3(", "\xE9t\xE9"})
        CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(std::string_view("\0", 1)));
}

TEST_CASE("every Windows-1252 byte becomes a character", "[text]") {
    CHECK(utf8_from_windows1252("caf\xE9 \x96 5 \x80\x92s\xA0") == "café – 5 €’s\u00A0");
    for (int b = 0; b < 256; ++b) {
        const std::string one = utf8_from_windows1252(std::string(1, static_cast<char>(b)));
        CHECK(is_utf8(one));
        CHECK_FALSE(one.empty());
    }
    CHECK(utf8_from_windows1252("\x81") == "\uFFFD");
}

TEST_CASE("blanks are folded and never lost between words", "[text]") {
    CHECK(trimmed(" \t a  b\r\n") == "a  b");
    CHECK(trimmed(" \r\n\t").empty());
    CHECK(collapsed("  a \t\r\n b  c ") == "a b c");
    CHECK(collapsed("").empty());
    CHECK(collapsed(" ").empty());
    CHECK(collapsed("\u00A0") == "\u00A0");  // a no-break space is no blank of the layout
}

TEST_CASE("lines are the same with LF, CRLF, a byte order mark and no last end", "[text]") {
    const std::vector<std::string> two = {"one", "two"};
    for (const char* bytes :
         {"one\ntwo\n", "one\r\ntwo\r\n", "one\ntwo", "one\r\ntwo", "\xEF\xBB\xBFone\ntwo\n"})
        CHECK(lines_of(bytes) == two);
    CHECK(lines_of("").empty());
    CHECK(lines_of("\xEF\xBB\xBF").empty());
    CHECK(lines_of("\n\n") == std::vector<std::string>{"", ""});
    CHECK(lines_of("a\rb\n") == std::vector<std::string>{"a\rb"});
    CHECK(lines_of("a\r\r\n") == std::vector<std::string>{"a\r"});
}

TEST_CASE("an excerpt is printable and cut between characters", "[text]") {
    CHECK(excerpt("short") == "short");
    CHECK(excerpt("a\tb\x7F\n") == "a?b??");
    CHECK(excerpt("\xE9t\xE9") == "?t?");
    CHECK(excerpt("été") == "été");
    const std::string accents = "éééééééééé";
    for (std::size_t most = 0; most <= accents.size() + 1; ++most) {
        const std::string e = excerpt(accents, most);
        CHECK(is_utf8(e));
        CHECK(e.size() <= most + 3);
        CHECK((most >= accents.size()) == (e == accents));
    }
}

TEST_CASE("all bad lines are counted and the first fifty kept", "[text]") {
    Diagnostics diag;
    for (std::size_t n = 1; n <= 60; ++n) diag.skip("file", n, "bad");
    diag.suspect("file", 61, "odd");
    CHECK(diag.skipped() == 60);
    CHECK(diag.suspected() == 1);
    CHECK(diag.count() == 61);
    REQUIRE(diag.entries().size() == Diagnostics::kKept);
    CHECK(to_string(diag.entries()[0]) == "file:1: bad");
    CHECK(to_string({"file", 0, "all of it"}) == "file: all of it");
}
