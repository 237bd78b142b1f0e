// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <map>

#include "corpus/corpus.h"
#include "tests/needs.h"

namespace fs = std::filesystem;

namespace {

using Key = std::pair<std::string, std::string>;

std::map<Key, codelex::CodeRecord> records_of(const codelex::Recipe& recipe) {
    auto corpus = codelex::read_corpus(recipe);
    INFO((corpus ? "" : corpus.error().what));
    REQUIRE(corpus.ok());
    std::map<Key, codelex::CodeRecord> out;
    for (codelex::CodeRecord& r : corpus->records) out.emplace(Key{r.system, r.code}, std::move(r));
    return out;
}

}  // namespace

TEST_CASE("the starter corpus holds what it promises", "[starter]") {
    std::map<std::string, std::size_t> count;
    for (const auto& [key, r] : records_of(codelex::starter_recipe())) {
        ++count[r.system];
        INFO(label(r));
        std::size_t lay = 0, sentences = 0;
        for (const codelex::Text& t : r.texts) {
            if (t.kind != codelex::TextKind::lay) continue;
            ++lay;
            for (std::size_t i = 0; i < t.text.size(); ++i)
                sentences += std::string_view(".!?").find(t.text[i]) != std::string_view::npos &&
                             (i + 1 == t.text.size() || t.text[i + 1] == ' ');
        }
        CHECK(lay == 1);
        CHECK(sentences >= 2);
        CHECK(sentences <= 6);  // an abbreviation's full stop may count as one
        if (r.system == "cpt") CHECK(!r.notice.empty());
    }
    CHECK(count["icd10cm"] >= 350);
    CHECK(count["hcpcs"] >= 150);
    CHECK(count["icd10pcs"] >= 60);
    CHECK(count["cpt"] == 3);
}

TEST_CASE("every starter code exists in the official releases, with their title and flag",
          "[starter][releases]") {
    NEEDS_RELEASES(data);
    codelex::Recipe official;
    for (auto [kind, file] :
         {std::pair{codelex::SourceKind::icd10cm_order, "icd10cm-2026/cms_2026_dx.zip"},
          std::pair{codelex::SourceKind::icd10pcs_order, "icd10pcs-2026/cms_2026_pr.zip"},
          std::pair{codelex::SourceKind::hcpcs_anweb, "hcpcs-2025/HCPC2025_OCT_ANWEB.xlsx"}}) {
        codelex::Source s;
        s.kind = kind;
        s.file = data / "releases" / file;
        s.name = file;
        official.sources.push_back(s);
    }
    const auto truth = records_of(official);
    for (const auto& [key, r] : records_of(codelex::starter_recipe())) {
        if (r.system == "cpt") continue;
        INFO(label(r));
        const auto it = truth.find(key);
        REQUIRE(it != truth.end());
        CHECK(it->second.title == r.title);
        CHECK(it->second.billable == r.billable);
        CHECK(it->second.modifier == r.modifier);
        CHECK(!it->second.validity.to);
    }
}
