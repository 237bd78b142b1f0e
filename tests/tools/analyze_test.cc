// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/tools/run.h"

namespace codelex {
namespace {

using test::has;
using test::Ran;

Ran analyze(std::vector<std::string> args) {
    return test::run_verb("analyze", std::move(args));
}

TEST_CASE("analyze shows what each step makes of a text, without an index", "[tools]") {
    const Ran r = analyze({"Fractures", "w/o", "x-ray", "10mg"});
    CHECK(r.exit == 0);
    CHECK(r.err.empty());
    CHECK(has(r.out, "Fractures@0, w@1, o@2"));  // the words as they were broken
    CHECK(has(r.out, "fractures@0 (fractur)"));  // the stem where it differs
    CHECK(has(r.out, "without@1 shorthand"));    // the kind where it is no word
    CHECK(has(r.out, "x@2 [xray 2], ray@3"));    // the compound
    CHECK(has(r.out, "10@4 number, mg@5"));
    for (const char* step : {"break-", "fold-", "shapes-", "american-", "stop-", "stem-"})
        CHECK(has(r.out, step));
}

TEST_CASE("analyze gives programs its steps as JSON", "[tools]") {
    const Ran r = analyze({"--format", "json", "x-ray in severe AS"});
    REQUIRE(r.exit == 0);
    const boost::json::value v = boost::json::parse(r.out);
    CHECK(v.at("text") == "x-ray in severe AS");
    CHECK(v.at("fingerprint").as_string().size() == 16);
    const boost::json::array& stages = v.at("stages").as_array();
    REQUIRE(stages.size() == 6);
    CHECK(has(std::string(stages[0].at("name").as_string()), "break-"));
    const boost::json::value& x = stages[5].at("tokens").at(0);
    CHECK(x.at("text") == "x");
    CHECK(x.at("stem") == "x");
    CHECK(x.at("begin") == 0);
    CHECK(x.at("end") == 1);
    CHECK(x.at("position") == 0);
    CHECK(x.at("kind") == "word");
    CHECK(x.at("compound") == "xray");
    CHECK(x.at("parts") == 2);
    CHECK(stages[2].at("tokens").at(4).at("capitals") == true);
}

TEST_CASE("analyze says so when no word is left, and refuses what is no text", "[tools]") {
    const Ran nothing = analyze({"of", "the"});
    CHECK(nothing.exit == 1);
    CHECK(has(nothing.err, "No words"));
    for (const std::vector<std::string>& bad :
         {std::vector<std::string>{}, {"\xFF"}, {"toe", "--format", "tsv"}, {std::string(70'000, 'x')}}) {
        const Ran r = analyze(bad);
        CHECK(r.exit == 2);
        CHECK(r.out.empty());
        CHECK(has(r.err, "codelex: "));
    }
}

}  // namespace
}  // namespace codelex
