// SPDX-License-Identifier: GPL-3.0-or-later
// The readers against an independent count of every order file and ANWEB file: unzip, awk, grep and uniq.
#include <catch2/catch.hpp>
#include <map>

#include "corpus/corpus.h"
#include "tests/cli/process.h"
#include "tests/needs.h"
#include "tests/releases/order_files.h"

using codelex::test::shell;
namespace fs = std::filesystem;

namespace {

struct Counted {
    std::size_t records = 0, billable = 0, modifiers = 0, ended = 0;
};

Counted read(const fs::path& file, codelex::SourceKind kind) {
    codelex::Recipe recipe;
    codelex::Source source;
    source.kind = kind;
    source.file = file;
    source.name = file.filename().string();
    recipe.sources.push_back(source);
    const auto corpus = codelex::read_corpus(recipe);
    INFO(file << ": " << (corpus ? "" : corpus.error().what));
    REQUIRE(corpus.ok());
    CHECK(corpus->sources[0].skipped == 0);
    CHECK(corpus->sources[0].suspected == 0);
    Counted c;
    for (const codelex::CodeRecord& r : corpus->records) {
        ++c.records;
        c.billable += r.billable && !r.modifier;
        c.modifiers += r.modifier;
        c.ended += r.validity.to.has_value();
        REQUIRE(!r.title.empty());
    }
    return c;
}

std::size_t number(const std::string& command) {
    return std::stoul(shell(command));
}

}  // namespace

TEST_CASE("every order file gives as many codes and headers as awk counts", "[releases]") {
    NEEDS_RELEASES(data);
    const auto [file, kind, member] =
        GENERATE(from_range(std::begin(codelex::test::kOrderFiles), std::end(codelex::test::kOrderFiles)));
    const fs::path path = data / "releases" / file;
    INFO(file);
    const Counted c = read(path, kind);
    const std::string lines = "unzip -p '" + path.string() + "' '*" + std::string(member) + "'";
    CHECK(c.records == number(lines + " | awk 'END {print NR}'"));
    CHECK(c.billable == number(lines + " | awk 'substr($0, 15, 1) == \"1\"' | wc -l"));
    CHECK(c.records == number(lines + " | cut -c 7-13 | sort -u | wc -l"));
}

TEST_CASE("every ANWEB text file gives as many codes and modifiers as awk counts", "[releases]") {
    NEEDS_RELEASES(data);
    auto [file, member] = GENERATE(table<std::string, std::string>({
        {"hcpcs-2017/2017-Alpha-Numeric-HCPCS-File.zip", "HCPC17_CONTR_ANWEB.txt"},
        {"hcpcs-2018/2018-Alpha-Numeric-HCPCS-File.zip", "HCPC2018_CONTR_ANWEB_disc.txt"},
        {"hcpcs-2019/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt"},
        {"hcpcs-2020/2020-Alpha-Numeric-HCPCS-File.zip", "HCPC2020_ANWEB_w_disclaimer.txt"},
    }));
    const fs::path path = data / "releases" / file;
    INFO(file);
    const Counted c = read(path, codelex::SourceKind::hcpcs_anweb);
    const std::string lines = "unzip -p '" + path.string() + "' '" + member + "' | LC_ALL=C tr -d '\\r'";
    const std::string of_type =
        " | LC_ALL=C awk '/^(   [A-Z0-9][A-Z0-9]|[A-Z][0-9][0-9][0-9][0-9])[0-9][0-9][0-9][0-9][0-9][";
    CHECK(c.billable == number(lines + of_type + "3]/' | wc -l"));
    CHECK(c.modifiers == number(lines + of_type + "7]/' | wc -l"));
    CHECK(c.ended == number(lines + of_type + "37]/ && substr($0, 285, 8) ~ /[0-9]/' | wc -l"));
}

TEST_CASE("the October 2025 workbook gives a record for each row below its headings", "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path path = data / "releases/hcpcs-2025/HCPC2025_OCT_ANWEB.xlsx";
    const Counted c = read(path, codelex::SourceKind::hcpcs_anweb);
    CHECK(c.records ==
          number("unzip -p '" + path.string() + "' xl/worksheets/sheet1.xml | grep -o '<row ' | wc -l") - 1);
    CHECK(c.records == 8'846);
    CHECK(c.billable == 8'463);
    CHECK(c.modifiers == 383);
    CHECK(c.records - c.ended == 7'621);
}

TEST_CASE("the workbook twins of 2017 to 2019 say what the text files say", "[releases]") {
    NEEDS_RELEASES(data);
    auto [file, text, workbook] = GENERATE(table<std::string, std::string, std::string>({
        {"hcpcs-2017/2017-Alpha-Numeric-HCPCS-File.zip", "HCPC17_CONTR_ANWEB.txt", "HCPC17_CONTR_ANWEB.xlsx"},
        {"hcpcs-2018/2018-Alpha-Numeric-HCPCS-File.zip", "HCPC2018_CONTR_ANWEB_disc.txt",
         "HCPC2018_CONTR_ANWEB_disc.xlsx"},
        {"hcpcs-2019/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt",
         "HCPC2019_CONTR_ANWEB.xlsx"},
    }));
    INFO(file);
    auto titles = [&](const std::string& member) {
        codelex::Recipe recipe;
        codelex::Source source;
        source.kind = codelex::SourceKind::hcpcs_anweb;
        source.file = data / "releases" / file;
        source.name = file;
        source.member = member;
        source.tolerate = 5;  // one long text (G0503) runs over two rows of the 2019 workbook
        recipe.sources.push_back(source);
        auto corpus = codelex::read_corpus(recipe);
        INFO(member << ": " << (corpus ? "" : corpus.error().what));
        REQUIRE(corpus.ok());
        std::map<std::string, std::string> out;
        for (const codelex::CodeRecord& r : corpus->records) out[r.code] = r.title;
        return out;
    };
    const auto from_text = titles(text), from_workbook = titles(workbook);
    CHECK(from_text.size() == from_workbook.size());
    std::size_t different = 0;
    for (const auto& [code, title] : from_text) {
        REQUIRE(from_workbook.count(code));
        different += from_workbook.at(code) != title;
    }
    CHECK(different <= 1);
}
