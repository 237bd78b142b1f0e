// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>
#include <thread>
#include <vector>

#include "corpus/text.h"
#include "tests/analyzers/printed.h"

namespace codelex {
namespace {

using test::analyzer;
using test::texts;
using test::with_gaps;

std::string utf8(char32_t c) {
    std::string out;
    auto byte = [&](char32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
    if (c < 0x80) return byte(c), out;
    if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F)), out;
    if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F)), out;
    return byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
           byte(0x80 | (c & 0x3F)), out;
}

// Text of many scripts, with what makes breaking and folding hard: marks, shorthand, joiners, emoji, odd
// blanks.
class RandomText {
  public:
    // Scripts written without blanks (Thai, kana, Han) are broken by a dictionary, which looks at the
    // neighbours.
    enum class Scripts { all, with_blanks };
    explicit RandomText(unsigned seed, Scripts scripts = Scripts::all) : random_(seed), scripts_(scripts) {}
    std::string next() {
        std::string out;
        for (unsigned n = below(40); n > 0; --n) out += piece();
        return out;
    }
    unsigned below(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }

  private:
    std::string piece() {
        static const char* const kOdd[] = {
            "type ",    "stage II, ", "IV",     "V ",         "s/p ",
            "y/o ",     "L4-5",       "C5/6",   "10mg",       ".5",
            "3x5",      "1,2",        "#",      "&",          "\u2013",
            "C.O.P.D.", "1st ",       "oedema", "haem",       "by-pass ",
            "w/o ",     "w/",         "w/out",  "'s",         "\u2019s ",
            "-",        ".",          ",",      "/",          " ",
            "  ",       "\n",         "E11.9",  "2.5",        "1,000",
            "the ",     "of",         "a ",     "\u00AD",     "\u200D",
            "\uFEFF",   "\u0301",     "\u0327", "\U0001F494", "\U0001F468\u200D\u2695\uFE0F",
            "\u00A0"};
        struct Block {
            char32_t from, to;
        };
        // The last ones are written without blanks.
        static constexpr Block kBlocks[] = {
            {'a', 'z'},       {'A', 'Z'},       {'0', '9'},       {0xC0, 0x17F},      {0x370, 0x3FF},
            {0x400, 0x4FF},   {0x5D0, 0x5EA},   {0x620, 0x64A},   {0x900, 0x97F},     {0x1E00, 0x1EFF},
            {0xAC00, 0xACFF}, {0xFB00, 0xFB06}, {0xFF01, 0xFF5E}, {0x1F300, 0x1F64F}, {0x1D400, 0x1D454},
            {0xE01, 0xE5B},   {0x3041, 0x30FF}, {0x4E00, 0x4FFF}, {0x20000, 0x200FF}};
        const unsigned blocks = std::size(kBlocks) - (scripts_ == Scripts::all ? 0 : 4);
        if (below(3) == 0) return kOdd[below(std::size(kOdd))];
        const Block& b = kBlocks[below(3) ? below(4) : below(blocks)];
        return utf8(b.from + below(static_cast<unsigned>(b.to - b.from + 1)));
    }
    std::mt19937 random_;
    Scripts scripts_;
};

bool at_character(std::string_view text, std::size_t i) {
    return i == text.size() || (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80);
}

// Empty when the tokens keep what token.h promises about the text.
std::string broken_promise(std::string_view text, const Tokens& tokens, bool valid) {
    std::size_t end = 0;
    std::int64_t position = -1;
    for (const Token& t : tokens) {
        if (t.text.empty() || t.stem.empty()) return "an empty token";
        if (t.begin >= t.end || t.end > text.size()) return "a token outside the text";
        if (t.begin < end) return "tokens that overlap";
        if (valid && (!at_character(text, t.begin) || !at_character(text, t.end)))
            return "a cut inside a character";
        if (!is_utf8(t.text) || !is_utf8(t.stem)) return "a token that is not UTF-8";
        if (t.text.size() > Analyzer::kMaxWord) return "a token that is too long";
        if (t.compound.size() > Analyzer::kMaxWord || !is_utf8(t.compound)) return "a broken compound";
        if (t.parts < 1 || t.parts > static_cast<std::size_t>(&tokens.back() - &t) + 1)
            return "a compound that reaches beyond the tokens";
        if (t.compound.empty() && t.parts != 1) return "parts of no compound";
        if (t.position <= position) return "positions that do not ascend";
        end = t.end;
        position = t.position;
    }
    return "";
}

TEST_CASE("offsets cut any text at its characters", "[analyzers][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomText random(seed);
    Analyzer a = analyzer();
    for (int i = 0; i < 3000; ++i) {
        const std::string text = random.next();
        const std::string broken = broken_promise(text, a.analyze(text), true);
        INFO(text);
        REQUIRE(broken == "");
    }
}

TEST_CASE("bytes that are no text keep the promises about tokens", "[analyzers][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomText random(seed);
    Analyzer a = analyzer();
    for (int i = 0; i < 3000; ++i) {
        std::string text = random.next();
        for (unsigned n = random.below(6); n > 0 && !text.empty(); --n)
            text[random.below(static_cast<unsigned>(text.size()))] = static_cast<char>(random.below(256));
        const std::string broken = broken_promise(text, a.analyze(text), is_utf8(text));
        INFO(Catch::Detail::stringify(text));
        REQUIRE(broken == "");
    }
}

TEST_CASE("analysis of its own words gives the same words", "[analyzers][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomText random(seed, RandomText::Scripts::with_blanks);
    Analyzer a = analyzer();
    for (int i = 0; i < 3000; ++i) {
        const std::string text = random.next();
        const Tokens once = a.analyze(text);
        INFO(text);
        REQUIRE(texts(a.analyze(with_gaps(once))) == texts(once));
    }
}

TEST_CASE("every character alone gives words that give themselves", "[analyzers]") {
    Analyzer a = analyzer();
    std::vector<std::string> unstable;
    for (char32_t c = 1; c < 0x20000; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        if (c >= 0x3300 && c < 0x3358) continue;  // squares that stand for whole Japanese words
        const std::string text = utf8(c);
        const Tokens tokens = a.analyze(text);
        if (const std::string broken = broken_promise(text, tokens, true); !broken.empty())
            unstable.push_back(std::to_string(c) + ": " + broken);
        const std::string once = texts(tokens);
        if (once != texts(a.analyze(once))) unstable.push_back(std::to_string(c) + ": " + once);
    }
    CHECK(unstable == std::vector<std::string>());
}

TEST_CASE("two threads with an analyzer each see the same words", "[analyzers]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    RandomText random(seed);
    std::vector<std::string> corpus(500);
    for (std::string& s : corpus) s = random.next();
    auto all = [&] {
        Analyzer a = analyzer();
        std::vector<Tokens> out;
        for (const std::string& s : corpus) out.push_back(a.analyze(s));
        return out;
    };
    std::vector<Tokens> one, two;
    std::thread first([&] { one = all(); }), second([&] { two = all(); });
    first.join();
    second.join();
    CHECK(one == two);
    CHECK(one == all());
}

}  // namespace
}  // namespace codelex
