// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/text.h"
#include "indexer/publish.h"
#include "searcher/searcher.h"
#include "tests/cli/process.h"
#include "tests/needs.h"
#include "tests/releases/order_files.h"
#include "tests/scratch.h"

using codelex::test::Scratch;
namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

codelex::Searcher open_index(const fs::path& file, codelex::SourceKind kind, const Scratch& s) {
    codelex::Recipe recipe;
    codelex::Source source;
    source.kind = kind;
    source.file = file;
    source.name = file.filename().string();
    recipe.sources.push_back(source);
    const auto corpus = codelex::read_corpus(recipe);
    REQUIRE(corpus.ok());
    auto writer = codelex::IndexWriter::open(s / "index");
    REQUIRE(writer.ok());
    REQUIRE(writer->build(*corpus, {}).ok());
    REQUIRE(writer->publish().ok());
    auto snapshot = codelex::open_current(s / "index");
    REQUIRE(snapshot.ok());
    auto searcher = codelex::Searcher::open(std::move(*snapshot));
    REQUIRE(searcher.ok());
    return std::move(*searcher);
}

}  // namespace

// The lines come from the file itself, cut here by column, not from our reader.
TEST_CASE("every line of every order file is found first by its code in any spelling, with its title",
          "[releases][slow]") {
    NEEDS_RELEASES(data);
    const auto [file, kind, member] =
        GENERATE(from_range(std::begin(codelex::test::kOrderFiles), std::end(codelex::test::kOrderFiles)));
    INFO(file);
    Scratch s;
    const fs::path path = data / "releases" / file;
    codelex::Searcher searcher = open_index(path, kind, s);
    const bool cm = kind == codelex::SourceKind::icd10cm_order;
    codelex::Query q;
    q.systems = {cm ? "icd10cm" : "icd10pcs"};
    q.limit = 1;
    const std::string bytes =
        codelex::test::shell("unzip -p '" + path.string() + "' '*" + std::string(member) + "'");
    std::size_t lines = 0, wrong = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = bytes.find("\r\n", at);
        const std::string line = bytes.substr(at, end - at);
        at = end + 2;
        ++lines;
        std::string code = line.substr(6, 7);
        code.erase(code.find_last_not_of(' ') + 1);
        const std::string dotted = cm && code.size() > 3 ? code.substr(0, 3) + "." + code.substr(3) : code;
        // Titles of 2017 hold double blanks: they are shown with one.
        const std::string title = codelex::collapsed(line.substr(77));
        for (const std::string& spelling : {code, dotted, lower(code)}) {
            q.text = spelling;
            const auto answer = searcher.search(q);
            const bool good = answer.ok() && !answer->hits.empty() && answer->hits[0].record.code == code &&
                              answer->hits[0].record.title == title;
            if (!good && ++wrong <= 5) UNSCOPED_INFO("not found first: " << spelling);
        }
    }
    CHECK(wrong == 0);
    CHECK(lines == searcher.snapshot().manifest.records);
}
