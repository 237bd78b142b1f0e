// SPDX-License-Identifier: GPL-3.0-or-later
// The tabular lists against an independent count (tabular_counts.py) and the numbers that the formats were
// described with.
#include "corpus/tabular.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "corpus/order_file.h"
#include "corpus/references.h"
#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/corpus/publishers/attachments.h"
#include "tests/needs.h"

using namespace codelex;
using namespace codelex::test;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> counted(const std::string& script, const std::vector<fs::path>& files) {
    std::string command = "python3 '" CODELEX_SOURCE_DIR "/tests/releases/" + script + "'";
    for (const fs::path& f : files) command += " '" + f.string() + "'";
    std::istringstream lines(shell(command));
    std::map<std::string, std::string> out;
    for (std::string key, value; lines >> key >> value;) out[key] = value;
    return out;
}

std::string member(const fs::path& archive, const std::string& name) {
    auto whole = read_file(archive);
    REQUIRE(whole.ok());
    auto bytes = read_zip_member(*whole, archive.string(), name);
    REQUIRE(bytes.ok());
    return std::move(*bytes);
}

std::set<std::string> codes(const fs::path& archive, const std::string& name) {
    const std::string bytes = member(archive, name);
    std::vector<CodeRecord> records;
    Diagnostics diag;
    REQUIRE(read_icd10cm_order({bytes, name}, &records, &diag).ok());
    std::set<std::string> out;
    for (CodeRecord& r : records) out.insert(std::move(r.code));
    return out;
}

Attached tabular(const std::string& bytes) {
    Attached a;
    REQUIRE(read_and_check(read_icd10cm_tabular, "icd10cm", bytes, &a) == "");
    CHECK_FALSE(a.failed);
    CHECK(a.diag.count() == 0);
    CHECK(looks_like_icd10cm_tabular(std::string_view(bytes).substr(0, 65536)));
    return a;
}

std::string rows(const std::vector<Attachment>& texts) {
    std::string out;
    for (const Attachment& a : texts)
        out += a.code + "\t" + std::string(info(a.text.kind).name) + "\t" +
               std::to_string(a.text.source.line) + "\t" + a.text.scope + "\t" + a.text.text + "\n";
    return out;
}

}  // namespace

TEST_CASE("the tabular lists of 2017 and 2021 give every text that an independent reader finds",
          "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path r = data / "releases";
    auto [archive, name, order, diags] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"icd10cm-2021/2021-code-tables-tabular-and-index.zip", "icd10cm_tabular_2021.xml",
         "icd10cm-2021/2021-code-descriptions-tabular-order.zip", "45017"},
        {"icd10cm-2017/ICD10CM_FY2017_Full_XML.zip", "icd10cm_tabular_2017.xml",
         "icd10cm-2017/cms_2017_dx.zip", "43910"},
    }));
    INFO(name);
    auto python = counted("tabular_counts.py", {r / archive, r / order, r / "icd10cm-2026/cms_2026_dx.zip"});
    const Attached a = tabular(member(r / archive, name));
    CHECK(python["diag"] == diags);
    CHECK(std::to_string(a.texts.size()) == python["rows"]);
    CHECK(std::to_string(a.texts.back().text.source.line) == python["last_ordinal"]);
    CHECK(sha256_hex(rows(a.texts)) == python["sha256"]);
}

TEST_CASE("the tabular list of January 2021 has the blocks and notes that were counted by hand",
          "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path r = data / "releases";
    const fs::path archive = r / "icd10cm-2021/2021-code-tables-tabular-and-index.zip";
    const fs::path order = r / "icd10cm-2021/2021-code-descriptions-tabular-order.zip";
    auto python = counted("tabular_counts.py", {archive, order, r / "icd10cm-2026/cms_2026_dx.zip"});
    auto [kind, chapter, section, diag] = GENERATE(table<std::string, std::string, std::string, std::string>({
        // blocks and notes of chapters, sections and codes
        {"includes", "3 3", "33 100", "378 912"},
        {"terms", " ", "4 5", "6265 11612"},
        {"excludes1", "4 5", "67 158", "2554 5278"},
        {"excludes2", "16 110", "57 221", "972 1922"},
        {"code_first", " ", "3 9", "314 672"},
        {"use_additional", "4 10", "12 33", "758 1304"},
        {"code_also", " ", "3 3", "203 349"},
        {"notes", "14 36", "15 43", "55 97"},
    }));
    INFO(kind);
    auto of = [&](const std::string& level) {
        return python[level + "_" + kind + "_blocks"] + " " + python[level + "_" + kind + "_notes"];
    };
    CHECK(of("chapter") == chapter);
    CHECK(of("section") == section);
    CHECK(of("diag") == diag);
    CHECK(python["chapters"] == "22");
    CHECK(python["sections"] == "296");
    CHECK(python["empty_sections"] == "12");
    CHECK(python["seventh_definitions"] == "507");
    CHECK(python["extensions"] == "1787");
    CHECK(python["extension_notes"] == "7");
    CHECK(python["two_use_additional"] == "28");  // L51 has three blocks

    // The same from our side: a code's own texts, and each text of a chapter or section once.
    const Attached a = tabular(member(archive, "icd10cm_tabular_2021.xml"));
    std::map<std::string, std::size_t> own;
    std::set<std::string> scopes, shared;
    for (const Attachment& t : a.texts) {
        const std::string name(info(t.text.kind).name);
        if (t.text.scope.empty()) ++own[name];
        if (!t.text.scope.empty() && shared.insert(name + "\t" + t.text.scope + "\t" + t.text.text).second)
            ++own[t.text.scope.substr(0, 7) + " " + name];
    }
    CHECK(own["notes"] ==
          97 + 507 + 7);  // with the sentences before seventh characters, and visual impairment
    CHECK(own["seventh_characters"] == 1787);
    auto notes = [](const std::string& counts) {
        const std::string n = counts.substr(counts.find(' ') + 1);
        return n.empty() ? 0 : std::stoul(n);
    };
    if (kind != "notes") CHECK(own[kind] == notes(diag));
    CHECK(own["Chapter " + kind] == notes(chapter));
    CHECK(own["Section " + kind] == notes(section));
}

TEST_CASE("the references of the tabular list of 2021 resolve as counted, none dangles in 2026",
          "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path r = data / "releases";
    const fs::path archive = r / "icd10cm-2021/2021-code-tables-tabular-and-index.zip";
    const fs::path order = r / "icd10cm-2021/2021-code-descriptions-tabular-order.zip";
    auto python = counted("tabular_counts.py", {archive, order, r / "icd10cm-2026/cms_2026_dx.zip"});
    CHECK(python["block_hits_resolve"] == "12020");
    CHECK(python["block_hits_unresolved"] == "12");
    CHECK(python["seventh_hits_resolve"] == "545");
    CHECK(python["hits_dangling"] == "0");
    CHECK(python["diag_dangling"] == "7");
    CHECK(python["own_dangling"] == "1");

    const auto then = codes(order, "icd10cm-order-Jan-2021.txt");
    const auto now = codes(r / "icd10cm-2026/cms_2026_dx.zip", "icd10cm_order_2026.txt");
    std::size_t resolved = 0, dangling = 0, own_dangling = 0, qualified = 0;
    std::map<std::string, int> unresolved;
    std::set<std::string> shared;
    for (const Attachment& a : tabular(member(archive, "icd10cm_tabular_2021.xml")).texts) {
        own_dangling += !now.count(a.code);
        const std::string whose = std::string(info(a.text.kind).name) + a.text.scope + a.text.text;
        if (!a.text.scope.empty() && !shared.insert(whose).second) continue;
        for (const CodeReference& ref : find_code_references(a.text.text)) {
            qualified += !ref.qualifier.empty();
            for (const std::string& code : std::set<std::string>{ref.first, ref.last}) {
                if (!then.count(code))
                    ++unresolved[code];
                else
                    ++resolved, dangling += !now.count(code);
            }
        }
    }
    CHECK(resolved == 12'565);
    CHECK(dangling == 0);
    CHECK(own_dangling == 1);
    CHECK(qualified == 183);
    // The last four are not codes but have the shape that some codes have since 2026: two letters and a
    // digit.
    CHECK(unresolved == std::map<std::string, int>{{"B12", 5},
                                                   {"I64", 1},
                                                   {"K93", 3},
                                                   {"R6383", 1},
                                                   {"V94X", 1},
                                                   {"Y89", 1},
                                                   {"CR3", 1},
                                                   {"GM1", 1},
                                                   {"GM2", 2},
                                                   {"GM3", 1}});
}
