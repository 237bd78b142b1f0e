// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/terminal.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <sstream>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::TinyIndex;

TEST_CASE("large numbers are grouped", "[tools]") {
    auto [n, text] = GENERATE(table<std::size_t, std::string>({
        {0, "0"},
        {7, "7"},
        {999, "999"},
        {1000, "1,000"},
        {12'345, "12,345"},
        {123'456, "123,456"},
        {1'000'000, "1,000,000"},
        {SIZE_MAX, "18,446,744,073,709,551,615"},
    }));
    CHECK(grouped(n) == text);
}

TEST_CASE("sizes are in megabytes", "[tools]") {
    CHECK(megabytes(0) == "0.0 MB");
    CHECK(megabytes(12'300'000) == "12.3 MB");
}

TEST_CASE("text is wrapped at blanks within its columns", "[tools]") {
    CHECK(wrapped("", 2, 20) == "");
    CHECK(wrapped("one two", 0, 20) == "one two");
    CHECK(wrapped("one two three", 0, 8) == "one two\nthree");
    CHECK(wrapped("one two three", 2, 9) == "one two\n  three");
    CHECK(wrapped("one two three", 2, 8) == "one\n  two\n  three");
    CHECK(wrapped("1234 5678", 0, 9) == "1234 5678");
    CHECK(wrapped("1234 5678", 0, 8) == "1234\n5678");
    CHECK(wrapped("averyveryverylongword", 2, 8) == "averyveryverylongword");
    CHECK(wrapped("a averyveryverylongword b", 0, 8) == "a\naveryveryverylongword\nb");
}

TEST_CASE("characters count, not bytes and not colours", "[tools]") {
    CHECK(wrapped("\u00E9\u00E9\u00E9\u00E9 \u00E9\u00E9\u00E9\u00E9", 0, 9) ==
          "\u00E9\u00E9\u00E9\u00E9 \u00E9\u00E9\u00E9\u00E9");
    const std::string marked = styled("heart", Style::mark, true);
    CHECK(marked != "heart");
    CHECK(wrapped(marked + " " + marked, 0, 11) == marked + " " + marked);
    CHECK(wrapped(marked + " " + marked, 0, 10) == marked + "\n" + marked);
    CHECK(styled("heart", Style::mark, false) == "heart");
    CHECK(styled("heart", Style::plain, true) == "heart");
}

TEST_CASE("wrapping keeps every word and no line is too long", "[tools][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (int i = 0; i < 500; ++i) {
        std::string text;
        for (std::size_t n = below(30); n > 0; --n) {
            if (!text.empty()) text += ' ';
            for (std::size_t k = 1 + below(10); k > 0; --k) text += below(4) ? "x" : "\u00E9";
        }
        const std::size_t indent = below(8), width = indent + 10 + below(30);
        const std::string out = std::string(indent, ' ') + wrapped(text, indent, width);
        std::istringstream lines(out);
        std::string line, joined;
        while (std::getline(lines, line)) {
            std::size_t columns = 0;
            for (char c : line) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            REQUIRE(columns <= width);
            REQUIRE(line.substr(0, indent) == std::string(indent, ' '));
            joined += (joined.empty() ? "" : " ") + line.substr(indent);
        }
        REQUIRE(joined == text);
    }
}

TEST_CASE("colour is for terminals, unless NO_COLOR is set", "[tools]") {
    ::unsetenv("NO_COLOR");
    CHECK(use_colour(true));
    CHECK(!use_colour(false));
    ::setenv("NO_COLOR", "1", 1);
    CHECK(!use_colour(true));
    ::setenv("NO_COLOR", "", 1);
    CHECK(use_colour(true));
    ::unsetenv("NO_COLOR");
}

std::string printed(const Answer& a, std::size_t offset, bool terminal) {
    std::ostringstream out, err;
    print_answer(a, offset, {out, err, terminal, terminal});
    return out.str() + "---\n" + err.str();
}

TEST_CASE("an answer is printed with number, code, system, title, reasons and notices", "[tools]") {
    TinyIndex ix{{.code = "E119",
                  .title = "Broken M\u00E9ni\u00E8re",
                  .system = "icd10cm",
                  .to = "2016-12-31",
                  .notice = "(c) nobody"},
                 {.code = "XX1", .title = "Broken toe", .notice = "(c) nobody"}};
    const std::string text = printed(ix.ask("broken meniere"), 4, false);
    INFO(text);
    CHECK(text.find("  5  E11.9") != std::string::npos);
    CHECK(text.find("  6  XX1") != std::string::npos);
    CHECK(text.find("ICD-10-CM") != std::string::npos);
    CHECK(text.find("[deleted] Broken M\u00E9ni\u00E8re") != std::string::npos);
    CHECK(text.find("Title: broken, meniere") != std::string::npos);
    CHECK(text.find("(c) nobody") == text.rfind("(c) nobody"));  // once for all
    CHECK(text.find('\x1b') == text.npos);
    CHECK(text.find("2 codes, ") > text.find("---"));
    const std::string coloured = printed(ix.ask("broken meniere"), 0, true);
    CHECK(coloured.find(styled("Broken", Style::mark, true)) != std::string::npos);
    CHECK(coloured.find(styled("M\u00E9ni\u00E8re", Style::mark, true)) != std::string::npos);
}

TEST_CASE("nothing found is said in words", "[tools]") {
    TinyIndex ix{{"XX1", "Broken toe"}};
    CHECK(printed(ix.ask("flibber gibbet"), 0, false).find("Nothing found") != std::string::npos);
    Query q = TinyIndex::query("broken toe");
    q.offset = 5;
    CHECK(printed(ix.ask(q), 5, false).find("Nothing found") == std::string::npos);  // but no more of them
}

}  // namespace
}  // namespace codelex
