// SPDX-License-Identifier: GPL-3.0-or-later
// The guidelines of October 2025 against the publisher's own bookmarks and a plain count of codes, both taken
// by guidelines_counts.py with pdftohtml and pdftotext.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "corpus/guidelines.h"
#include "corpus/order_file.h"
#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/corpus/publishers/guidelines_layout.h"
#include "tests/needs.h"

using namespace codelex;
namespace fs = std::filesystem;

namespace {

struct Node {
    std::string number, page, title;
    friend bool operator==(const Node&, const Node&) = default;
};

std::vector<GuidelineSection> sections_of(const fs::path& pdf) {
    const auto bytes = read_file(pdf);
    REQUIRE(bytes.ok());
    CHECK(looks_like_guidelines_pdf(*bytes));
    std::vector<GuidelineSection> sections;
    Diagnostics diag;
    const auto ok = read_guidelines_pdf({*bytes, "guidelines.pdf", 3}, &sections, &diag);
    INFO((ok ? "" : ok.error().what));
    REQUIRE(ok.ok());
    CHECK(diag.count() == 0);
    return sections;
}

}  // namespace

TEST_CASE("the guidelines of October 2025 give every numbered node under its number, page and heading",
          "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path folder = data / "releases/icd10cm-2026";
    const fs::path pdf = folder / "ICD-10-CM-October-2025-Guidelines.pdf";
    const std::vector<GuidelineSection> sections = sections_of(pdf);
    CHECK(test::broken_promise(sections, true) == "");

    std::istringstream counts(
        test::shell("python3 '" CODELEX_SOURCE_DIR "/tests/releases/guidelines_counts.py' '" + pdf.string() +
                    "' '" + (folder / "cms_2026_dx.zip").string() + "'"));
    std::map<std::string, std::size_t> counted;
    std::vector<Node> marked;
    for (std::string key; counts >> key;) {
        if (key != "node") {
            counts >> counted[key];
            continue;
        }
        Node n;
        counts >> n.number >> n.page >> std::ws;
        std::getline(counts, n.title);
        marked.push_back(n);
    }
    CHECK(counted["nodes"] == 489);

    std::vector<Node> read;
    std::map<std::size_t, std::size_t> levels;
    std::size_t unmarked = 0;
    for (const GuidelineSection& s : sections) {
        if (s.number.starts_with("Appendix")) {
            CHECK(s.number == "Appendix I");
            CHECK(s.title == "Present on Admission Reporting Guidelines");
            CHECK(s.source.line == 116);
            continue;
        }
        ++levels[static_cast<std::size_t>(std::count(s.number.begin(), s.number.end(), '.')) + 1];
        // The publisher forgot to mark two: the headings "(a)" and "(b)" below "Type of diabetes".
        if (s.number == "I.C.4.a.1.a" || s.number == "I.C.4.a.1.b")
            ++unmarked;
        else
            read.push_back({s.number, std::to_string(s.source.line), s.title});
    }
    CHECK(unmarked == 2);
    CHECK(read.size() + unmarked == 491);
    REQUIRE(read.size() == marked.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        INFO(marked[i].number << " " << marked[i].title << " / " << read[i].number << " " << read[i].title);
        CHECK(read[i] == marked[i]);
    }
    for (std::size_t level = 1; level <= 7; ++level)
        CHECK(levels[level] == counted["level" + std::to_string(level)] + (level == 6 ? unmarked : 0));
}

TEST_CASE("the guidelines of October 2025 name as many codes of 2026 as a plain search finds", "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path folder = data / "releases/icd10cm-2026";
    const auto zip = read_file(folder / "cms_2026_dx.zip");
    REQUIRE(zip.ok());
    const auto order = read_zip(*zip, "cms_2026_dx.zip", [](std::string_view name, const void*) {
        return name.find("icd10cm_order_2026") != name.npos;
    });
    REQUIRE(order.ok());
    REQUIRE(order->size() == 1);
    std::vector<CodeRecord> records;
    Diagnostics diag;
    REQUIRE(read_icd10cm_order({(*order)[0].bytes, "order"}, &records, &diag).ok());
    std::set<std::string, std::less<>> known;
    for (const CodeRecord& r : records) known.insert(r.code);

    std::size_t codes = 0, dangling = 0;
    std::set<std::string> distinct, absent;
    for (const GuidelineSection& s : sections_of(folder / "ICD-10-CM-October-2025-Guidelines.pdf"))
        for (const CodeReference& r : s.references)
            for (const std::string* code : {&r.first, &r.last}) {
                if (code == &r.last && r.first == r.last) continue;
                if (known.count(*code))
                    ++codes, distinct.insert(*code);
                else
                    ++dangling, absent.insert(*code);
            }
    std::string strangers;
    for (const std::string& code : absent) strangers += code + " ";
    INFO(dangling << " absent: " << strangers);
    CHECK(codes == 1'017);
    CHECK(distinct.size() == 546);
    // U00, U85 and QA1 end ranges of chapters.
    CHECK(strangers == "QA1 U00 U85 ");
}

TEST_CASE("text of the guidelines reads as paragraphs, without headers, footers and contents", "[releases]") {
    NEEDS_RELEASES(data);
    const auto sections = sections_of(data / "releases/icd10cm-2026/ICD-10-CM-October-2025-Guidelines.pdf");
    std::size_t paragraphs = 0, cut = 0;
    for (const GuidelineSection& s : sections) {
        INFO(s.number << "\n" << s.text);
        CHECK(s.document == "ICD-10-CM Official Guidelines for Coding and Reporting, FY 2026");
        for (const char* furniture : {"FY 2026", " of 121", "....", "\xEF\x82\xA7"})
            CHECK(s.text.find(furniture) == s.text.npos);
        CHECK(s.title.find("....") == s.title.npos);
        std::istringstream text(s.text);
        for (std::string p; std::getline(text, p); ++paragraphs) cut += p[0] >= 'a' && p[0] <= 'z';
    }
    CHECK(paragraphs > 1'000);
    // Three items of I.C.19.d and words of a sentence with a blank line in it begin with a small letter.
    CHECK(cut <= 8);
    CHECK(
        sections[0].text.starts_with("The conventions, general guidelines and chapter-specific guidelines"));
}
