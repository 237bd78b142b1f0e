// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/arguments.h"

#include <catch2/catch.hpp>
#include <random>
#include <sstream>

namespace codelex {
namespace {

namespace po = boost::program_options;
using Words = std::vector<std::string>;

po::options_description options() {
    po::options_description o("options");
    o.add_options()("index", po::value<std::string>()->default_value("here"), "")(
        "system", po::value<std::vector<std::string>>(), "")(
        "limit,n", po::value<std::string>()->default_value("10"), "")("billable", po::bool_switch(), "")(
        "format", po::value<std::string>()->default_value("text"), "");
    add_help_option(&o);
    return o;
}
Result<Arguments> parsed(const Words& args) {
    return parse_arguments(args, options());
}
Arguments good(const Words& args) {
    auto r = parsed(args);
    INFO(Catch::Detail::stringify(args));
    REQUIRE(r);
    return std::move(*r);
}

TEST_CASE("options stand before, between and behind the words", "[tools]") {
    for (const Words& args : {Words{"--limit", "5", "--billable", "heart", "attack"},
                              Words{"heart", "--limit", "5", "attack", "--billable"},
                              Words{"heart", "attack", "--billable", "--limit=5"},
                              Words{"-n", "5", "heart", "--billable", "attack"},
                              Words{"heart", "attack", "-n", "5", "--billable"}}) {
        const Arguments a = good(args);
        CHECK(a.words == Words{"heart", "attack"});
        CHECK(a.phrase() == "heart attack");
        CHECK(a.text("limit") == "5");
        CHECK(a.on("billable"));
        CHECK(a.has("limit"));
        CHECK(!a.has("format"));
        CHECK(a.text("format") == "text");
    }
}

TEST_CASE("what begins with a dash and is no option is a word", "[tools]") {
    auto [args, words] = GENERATE(table<Words, Words>({
        {{"-2.50"}, {"-2.50"}},
        {{"lens", "-2.50", "--limit", "5"}, {"lens", "-2.50"}},
        {{"-"}, {"-"}},
        {{"-5"}, {"-5"}},
        {{"-abc"}, {"-abc"}},
        {{"hepatitis", "-b"}, {"hepatitis", "-b"}},
        {{"--", "--limit", "-n", "--", "5"}, {"--limit", "-n", "--", "5"}},
        {{"heart", "--", "-n"}, {"heart", "-n"}},
        {{"", "a"}, {"", "a"}},
        {{}, {}},
    }));
    CHECK(good(args).words == words);
}

TEST_CASE("an option may be given several times only where it says so", "[tools]") {
    const Arguments a = good({"--system", "icd10cm", "toe", "--system=hcpcs"});
    CHECK(a.list("system") == Words{"icd10cm", "hcpcs"});
    CHECK(a.words == Words{"toe"});
    CHECK(good({"toe"}).list("system").empty());
    CHECK(parsed({"--limit", "1", "--limit", "2"}).error().code == Errc::usage);
}

TEST_CASE("an ill-formed option is a matter of usage and named", "[tools]") {
    auto [args, named] = GENERATE(table<Words, std::string>({
        {{"--nonsense"}, "--nonsense"},
        {{"--nonsense=5", "toe"}, "--nonsense"},
        {{"toe", "--nonsense"}, "--nonsense"},
        {{"--ind", "dir"}, "--ind"},  // never guessed
        {{"--bill"}, "--bill"},
        {{"-x"}, "-x"},
        {{"--limit"}, "--limit"},
        {{"toe", "-n"}, "-n"},
        {{"--billable=yes"}, "--billable"},
        {{"--limit="}, "--limit"},
        {{"---"}, "---"},
        {{"--=x"}, "--"},
        {{"--=", "toe"}, "--"},
        {{"--limit", "1", "-n", "2"}, "--limit"},
    }));
    INFO(Catch::Detail::stringify(args));
    auto r = parsed(args);
    REQUIRE(!r);
    CHECK(r.error().code == Errc::usage);
    CHECK(r.error().what.find(named) != std::string::npos);
    CHECK(!r.error().hint.empty());
}

TEST_CASE("a value may begin with a dash", "[tools]") {
    CHECK(good({"--limit", "-1"}).text("limit") == "-1");
    CHECK(good({"--index", "--limit"}).text("index") == "--limit");
    CHECK(good({"-n", "-1"}).text("limit") == "-1");
    CHECK(good({"--index", "a=b", "x=y"}).text("index") == "a=b");
    CHECK(good({"--index", "a=b", "x=y"}).words == Words{"x=y"});
}

TEST_CASE("numbers are whole, within their bounds and nothing else", "[tools]") {
    for (const char* bad : {"-1", "0", "1001", "", " 5", "5 ", "+5", "5.0", "1e2", "0x10", "five",
                            "4294967297", "18446744073709551616", "-18446744073709551615"}) {
        INFO(bad);
        Arguments a = good({"toe"});
        a.values.at("limit").value() = std::string(bad);
        auto n = number_option(a, "limit", 1, 1000);
        REQUIRE(!n);
        CHECK(n.error().code == Errc::usage);
        CHECK(n.error().what.find("--limit") != std::string::npos);
        CHECK(n.error().hint.find("1 to 1000") != std::string::npos);
    }
    CHECK(*number_option(good({"--limit", "1"}), "limit", 1, 1000) == 1);
    CHECK(*number_option(good({"--limit", "1000"}), "limit", 1, 1000) == 1000);
    CHECK(*number_option(good({"--limit", "007"}), "limit", 1, 1000) == 7);
    CHECK(*number_option(good({}), "limit", 1, 1000) == 10);
    CHECK(!number_option(good({"--limit", "-1"}), "limit", 0, 1000));
}

TEST_CASE("a choice is one of those that are named", "[tools]") {
    CHECK(*choice_option(good({"--format", "json"}), "format", {"text", "json"}) == "json");
    auto bad = choice_option(good({"--format", "JSON"}), "format", {"text", "json"});
    REQUIRE(!bad);
    CHECK(bad.error().code == Errc::usage);
    CHECK(bad.error().what.find("--format") != std::string::npos);
    CHECK(bad.error().hint.find("text, json") != std::string::npos);
}

TEST_CASE("any arguments are parsed or refused", "[tools][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    static const char* const kPieces[] = {"-", "--", "=", "limit", "n",    "index", "toe",
                                          " ", "1",  "h", "help",  "\xFF", "*"};
    for (int i = 0; i < 5000; ++i) {
        Words args(below(5));
        for (std::string& a : args)
            for (std::size_t n = below(5); n > 0; --n) a += kPieces[below(std::size(kPieces))];
        INFO(Catch::Detail::stringify(args));
        REQUIRE_NOTHROW(parsed(args));
        auto r = parsed(args);
        if (!r) REQUIRE(r.error().code == Errc::usage);
    }
}

}  // namespace
}  // namespace codelex
