// SPDX-License-Identifier: GPL-3.0-or-later
// The index that a hospital would keep, from the downloads in one command: counts and dangling texts as
// corpus/recipes/current-index.yaml promises them, and the pages of 30 codes.
#include <sys/resource.h>

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/needs.h"
#include "tests/scratch.h"

using codelex::test::program;
using codelex::test::Ran;
using codelex::test::Scratch;
namespace json = boost::json;

namespace {

struct Promise {
    const char* kind;
    std::int64_t records, dangling;  // -1: not promised
};
// Counts of the release notes of our data (codes, combinations, sections) and of texts about codes that are
// gone. An index gives more texts than it has targets, because `see` is followed; tests of the readers count
// those.
constexpr Promise kPromises[] = {
    {"icd10cm-order", 98'186, 0},    {"icd10cm-tabular", 45'876, 1},   {"icd10cm-index", -1, 15},
    {"icd10cm-external", -1, 0},     {"icd10cm-neoplasms", -1, 0},     {"icd10cm-drugs", -1, 0},
    {"guidelines-pdf", 492, 0},      {"icd10pcs-order", 80'029, 0},    {"icd10pcs-tables", 78'530, 111},
    {"icd10pcs-index", 20'454, 197}, {"icd10pcs-definitions", 896, 0}, {"hcpcs-anweb", 8'846, 0},
    {"hcpcs-notes", 210, 0},
};

}  // namespace

TEST_CASE("the current index builds from the downloads with the promised counts and pages",
          "[releases][current]") {
    NEEDS_RELEASES(data);
    Scratch s;
    const std::string index = (s / "index").string(), here = CODELEX_SOURCE_DIR;
    const Ran built = program({"index", "--sources", here + "/corpus/recipes/current-index.yaml",
                               "--downloads", (data / "releases").string(), "--index", index});
    INFO(built.err);
    REQUIRE(built.exit == 0);
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    CHECK(usage.ru_maxrss < 1'000'000);  // kilobytes of the largest child

    const json::object status =
        json::parse(program({"status", "--index", index, "--format", "json"}).out).as_object();
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> sources;
    for (const json::value& v : status.at("sources").as_array()) {
        const json::object& o = v.as_object();
        CHECK(o.at("skipped").as_int64() == 0);
        if (!o.at("starter").as_bool())
            sources[std::string(o.at("kind").as_string())] = {o.at("records").as_int64(),
                                                              o.at("dangling").as_int64()};
    }
    CHECK(sources.size() == std::size(kPromises));
    for (const Promise& p : kPromises) {
        INFO(p.kind);
        REQUIRE(sources.count(p.kind));
        if (p.records >= 0) CHECK(sources[p.kind].first == p.records);
        CHECK(sources[p.kind].second == p.dangling);
    }
    std::int64_t official = 0, own = 0;
    for (const json::value& v : status.at("systems").as_array()) {
        official += v.as_object().at("official").as_int64();
        own += v.as_object().at("own").as_int64();
    }
    CHECK(official == 187'061);
    CHECK(own == 3);

    std::istringstream goldens(codelex::test::slurp(here + "/tests/releases/goldens.tsv"));
    std::size_t pages = 0;
    for (std::string line; std::getline(goldens, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream cells(line);
        std::string system, code, digest;
        cells >> system >> code >> digest;
        const Ran page = program({"show", "--index", index, "--system", system, code});
        INFO(system << " " << code << ": the page changed; read it, then run tests/releases/update-goldens\n"
                    << page.out);
        CHECK(codelex::sha256_hex(page.out) == digest);
        ++pages;
    }
    CHECK(pages == 30);
}
