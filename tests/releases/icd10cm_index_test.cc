// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of the alphabetic indexes and tables against an independent count of every file
// (icd10cm_index_counts.py), against the numbers in docs/sources.md, and against the codes of 2026.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "corpus/icd10cm_index_tree.h"
#include "corpus/order_file.h"
#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/needs.h"

using namespace codelex;
namespace fs = std::filesystem;

namespace {

using Counts = std::map<std::string, long>;
using TargetKind = IndexTarget::Kind;
using Outcome = SeeResolver::Outcome;

struct File {
    const char* path;  // below releases/
    const char* member;
    Icd10cmIndexKind kind;
    AttachmentReader reader;
};
constexpr Icd10cmIndexKind kDiseases = Icd10cmIndexKind::diseases, kExternal = Icd10cmIndexKind::external,
                           kNeoplasms = Icd10cmIndexKind::neoplasms, kDrugs = Icd10cmIndexKind::drugs;
constexpr const char* kZip2017 = "icd10cm-2017/ICD10CM_FY2017_Full_XML.zip";
constexpr File kFiles[] = {
    {kZip2017, "icd10cm_index_2017.xml", kDiseases, read_icd10cm_index},
    {kZip2017, "icd10cm_eindex_2017.xml", kExternal, read_icd10cm_external},
    {kZip2017, "icd10cm_neoplasm_2017.xml", kNeoplasms, read_icd10cm_neoplasms},
    {kZip2017, "icd10cm_drug_2017.xml", kDrugs, read_icd10cm_drugs},
    {"icd10cm-2022/icd10cm_eindex_2022.xml", "", kExternal, read_icd10cm_external},
    {"icd10cm-2022/icd10cm_neoplasm_2022.xml", "", kNeoplasms, read_icd10cm_neoplasms},
    {"icd10cm-2022/icd10cm_drug_2022.xml", "", kDrugs, read_icd10cm_drugs},
    {"icd10cm-2025/icd-10-cm-eindex-2025.xml", "", kExternal, read_icd10cm_external},
    {"icd10cm-2025/icd-10-cm-neoplasm-2025.xml", "", kNeoplasms, read_icd10cm_neoplasms},
    {"icd10cm-2025/icd-10-cm-drug-2025.xml", "", kDrugs, read_icd10cm_drugs},
};

std::string bytes_of(const fs::path& data, const File& f) {
    const fs::path path = data / "releases" / f.path;
    auto bytes = read_file(path);
    REQUIRE(bytes.ok());
    if (*f.member == 0) return std::move(*bytes);
    auto member = read_zip_member(*bytes, f.path, f.member);
    REQUIRE(member.ok());
    return std::move(*member);
}

// What icd10cm_index_counts.py counts, from our entries and attachments; keys that it does not print are 0
// there.
Counts counted(const std::string& bytes, const File& f, const std::set<std::string>& valid) {
    Counts c;
    const Input in{bytes, f.path, 0};
    Diagnostics diag;
    const auto entries = parse_icd10cm_index(in, f.kind, &diag);
    REQUIRE(entries.ok());
    SeeResolver resolver(*entries);
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const IndexEntry& e = (*entries)[i];
        ++c[e.level == 0 ? "main_terms" : "terms"];
        if (e.level > 0) ++c["level_" + std::to_string(e.level)];
        c["deepest"] = std::max(c["deepest"], static_cast<long>(e.level));
        c["nemod"] += !e.modifiers.empty();
        for (const IndexTarget& t : e.targets) {
            constexpr const char* kNames[] = {"code", "seecat", "subcat", "manif", "cell", "see", "seeAlso"};
            const std::string name = kNames[static_cast<std::size_t>(t.kind)];
            ++c[name];
            if (t.kind != TargetKind::see && t.kind != TargetKind::see_also) continue;
            constexpr const char* kOutcomes[] = {"reached", "by", "midway", "not_found"};
            ++c[name + "_" + kOutcomes[static_cast<std::size_t>(resolver.resolve(t.text, i).outcome)]];
        }
    }
    CHECK(diag.count() == 0);

    std::vector<Attachment> out;
    REQUIRE(f.reader(in, &out, &diag).ok());
    CHECK(diag.count() == 0);
    std::set<std::string> absent;
    for (const Attachment& a : out) {
        const std::string& scope = a.text.scope;
        const bool manif = scope.starts_with("manifestation of ");
        const bool see = scope.starts_with("see ");
        ++c[see ? "see_codes" : manif ? "manif_codes" : "targets"];
        c["with_manif"] += scope.starts_with("with manifestation ");
        if (see || valid.contains(a.code)) continue;
        ++c[manif ? "dangling_manif" : "dangling"];
        absent.insert(a.code);
    }
    c["dangling_codes"] = static_cast<long>(absent.size());
    return c;
}

Counts counted_by_python(const std::string& of, const fs::path& order) {
    Counts c;
    std::istringstream lines(test::shell("python3 '" CODELEX_SOURCE_DIR
                                         "/tests/releases/icd10cm_index_counts.py' '" +
                                         of + "' '" + order.string() + "'"));
    std::string key;
    long value = 0;
    while (lines >> key >> value) c[key] = value;
    return c;
}

std::set<std::string> codes_of_2026(const fs::path& order) {
    const auto zip = read_file(order);
    REQUIRE(zip.ok());
    const auto bytes = read_zip_member(*zip, "order", "icd10cm_order_2026.txt");
    REQUIRE(bytes.ok());
    std::vector<CodeRecord> records;
    Diagnostics diag;
    REQUIRE(read_icd10cm_order({*bytes, "order", 0}, &records, &diag).ok());
    std::set<std::string> codes;
    for (const CodeRecord& r : records) codes.insert(r.code);
    CHECK(codes.size() == 98'186);
    return codes;
}

// The numbers that the documentation gives for a file.
struct Expected {
    std::size_t file;  // index into kFiles
    Counts counts;
};
const std::vector<Expected>& expected() {
    static const std::vector<Expected> all = {
        {0, {{"main_terms", 7'973},  {"terms", 69'226},   {"deepest", 9},        {"code", 59'412},
             {"manif", 746},         {"seecat", 15},      {"subcat", 130},       {"see", 11'979},
             {"seeAlso", 1'704},     {"level_1", 29'065}, {"level_2", 21'709},   {"level_3", 11'058},
             {"level_4", 4'913},     {"level_5", 1'798},  {"level_6", 477},      {"level_7", 124},
             {"level_8", 78},        {"level_9", 4},      {"targets", 59'557},   {"manif_codes", 746},
             {"with_manif", 746},    {"dangling", 15},    {"dangling_codes", 9}, {"dangling_manif", 0},
             {"see_reached", 9'411}, {"see_by", 400},     {"see_midway", 1'583}, {"see_not_found", 585},
             {"see_codes", 8'310}}},
        {1, {{"main_terms", 314}, {"terms", 7'258}, {"deepest", 8}, {"code", 6'208}}},
        {2, {{"main_terms", 1}, {"terms", 1'929}, {"deepest", 4}, {"cell", 10'858}}},
        {3, {{"main_terms", 5'170}, {"terms", 2'246}, {"deepest", 4}, {"cell", 43'140}}},
        {4, {{"main_terms", 314}, {"terms", 7'486}, {"deepest", 8}, {"code", 6'416}}},
        {5, {{"main_terms", 1}, {"terms", 1'938}, {"deepest", 4}, {"cell", 10'916}}},
        {6, {{"main_terms", 5'175}, {"terms", 2'248}, {"deepest", 4}, {"cell", 43'182}}},
        {7,
         {{"main_terms", 314},
          {"terms", 7'750},
          {"deepest", 8},
          {"code", 6'650},
          {"seecat", 3},
          {"subcat", 11},
          {"see", 790},
          {"seeAlso", 98},
          {"targets", 6'664},
          {"dangling", 0}}},
        {8,
         {{"main_terms", 1},
          {"terms", 1'938},
          {"deepest", 4},
          {"cell", 10'916},
          {"manif", 1},
          {"see", 67},
          {"seeAlso", 120},
          {"targets", 9'018},
          {"dangling", 0}}},
        {9,
         {{"main_terms", 5'177},
          {"terms", 2'251},
          {"deepest", 4},
          {"cell", 43'212},
          {"see", 97},
          {"seeAlso", 35},
          {"targets", 40'026},
          {"dangling", 0}}},
    };
    return all;
}

}  // namespace

TEST_CASE("every index and table gives what an independent count and the documentation say", "[releases]") {
    NEEDS_RELEASES(data);
    const fs::path order = data / "releases/icd10cm-2026/cms_2026_dx.zip";
    const auto valid = codes_of_2026(order);
    for (const auto& [file, numbers] : expected()) {
        const File& f = kFiles[file];
        const std::string of = (data / "releases" / f.path).string() + (*f.member ? "!" : "") + f.member;
        INFO(of);
        const std::string bytes = bytes_of(data, f);
        CHECK(icd10cm_index_kind(std::string_view(bytes).substr(0, 64u << 10)) == f.kind);
        Counts ours = counted(bytes, f, valid), theirs = counted_by_python(of, order);
        for (const auto& [key, n] : numbers) {
            INFO(key);
            CHECK(ours[key] == n);
        }
        for (const auto& [key, n] : ours) {
            if (key == "with_manif") continue;
            INFO(key);
            CHECK(n == theirs[key]);
        }
        for (const char* key : {"see_reached", "see_codes", "targets", "manif_codes", "dangling"}) {
            INFO(key);
            CHECK(ours[key] == theirs[key]);
        }
        CHECK(theirs["level_mismatches"] == 0);
        CHECK(theirs["lost"] == 0);  // what the plain rule reaches, ours reaches as well
        if (file != 0) continue;
        CHECK(theirs["see_rule_reached"] == 7'856);
        CHECK(theirs["see_rule_not_found"] == 625);
    }
}

TEST_CASE("the paths of the main index that lead to no code of 2026 are the nine known ones", "[releases]") {
    NEEDS_RELEASES(data);
    const auto valid = codes_of_2026(data / "releases/icd10cm-2026/cms_2026_dx.zip");
    const std::string bytes = bytes_of(data, kFiles[0]);
    std::vector<Attachment> out;
    Diagnostics diag;
    REQUIRE(read_icd10cm_index({bytes, "index", 0}, &out, &diag).ok());
    std::set<std::string> absent;
    for (const Attachment& a : out)
        if (!valid.contains(a.code)) absent.insert(display_code("icd10cm", a.code));
    CHECK(absent == std::set<std::string>{"T81.48", "T83.717", "T83.727", "S63.13", "S63.14", "K06.00",
                                          "K06.03", "K06.04", "I16.2"});
}

TEST_CASE("entries that coders know by heart lead to their codes", "[releases]") {
    NEEDS_RELEASES(data);
    auto [file, code, text, scope] = GENERATE(table<std::size_t, std::string, std::string, std::string>({
        {0, "E854", "Amyloidosis, with lung involvement", "with manifestation J99"},
        {0, "J99", "Amyloidosis, with lung involvement", "manifestation of E85.4"},
        {0, "F444", "Abasia (-astasia) (hysterical)", ""},
        {0, "R109", "Abdominalgia", "see Pain, abdominal"},
        {0, "T754", "Shock, electric (taser)", ""},
        {7, "X58", "Abandonment NEC (causing exposure to weather conditions) (with intent to injure or kill)",
         ""},
        {8, "C44509", "Malignant Primary neoplasm of abdomen, abdominal, wall", ""},
        {9, "T513X1", "Poisoning by 1-propanol, accidental (unintentional)", ""},
        {9, "T383X6",
         "Underdosing of insulin (amorphous) (globin) (isophane) (Lente) (NPH) (Semilente) (Ultralente)", ""},
        {9, "T360X5", "Adverse effect of amoxicillin", ""},
    }));
    INFO(text);
    const File& f = kFiles[file];
    const std::string bytes = bytes_of(data, f);
    std::vector<Attachment> out;
    Diagnostics diag;
    REQUIRE(f.reader({bytes, f.path, 0}, &out, &diag).ok());
    std::vector<std::string> found;
    for (const Attachment& a : out)
        if (a.text.text == text) found.push_back(a.code + "/" + a.text.scope);
    CHECK(std::find(found.begin(), found.end(), code + "/" + scope) != found.end());
}
