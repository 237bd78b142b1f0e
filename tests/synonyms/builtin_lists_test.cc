// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "synonyms/builtin.h"
#include "synonyms/lint.h"
#include "tests/synonyms/lists.h"

// The lists that codelex comes with, as they are.
namespace codelex {
namespace {

using test::one_analyzer;

TEST_CASE("the lists that codelex comes with can be read without a fault", "[synonyms]") {
    REQUIRE_FALSE(builtin_list_files().empty());
    for (const BuiltinList& file : builtin_list_files()) {
        const auto r = test::read(file.bytes, std::string(file.name));
        for (const std::string& fault : r.faults) FAIL_CHECK(fault);
        REQUIRE(r.lists.files.size() == 1);
        CHECK_FALSE(r.lists.files[0].title.empty());
        CHECK(r.lists.files[0].rules > 0);
    }
}

TEST_CASE("the lists that codelex comes with have no lint error", "[synonyms]") {
    for (const Finding& f : lint(builtin_lists(), &one_analyzer()))
        if (f.severity == Severity::error)
            FAIL_CHECK(f.file << ":" << f.line << ": " << info(f.check).name << ": " << f.what << "; "
                              << f.advice);
}

TEST_CASE("the lexicon of the lists that codelex comes with comes back from its bytes", "[synonyms]") {
    const std::string bytes = Lexicon::compile(builtin_lists(), &one_analyzer()).bytes();
    const auto read = Lexicon::parse(bytes);
    REQUIRE(read);
    CHECK(read->bytes() == bytes);
}

}  // namespace
}  // namespace codelex
