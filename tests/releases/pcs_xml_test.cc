// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of the ICD-10-PCS tables, index and definitions against an independent count
// (pcs_xml_counts.py), and what of the files of 2023 the order file of 2026 still holds.
#include "corpus/pcs_xml.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "corpus/order_file.h"
#include "corpus/source_file.h"
#include "tests/cli/process.h"
#include "tests/corpus/publishers/pcs_samples.h"
#include "tests/needs.h"

using namespace codelex;
using namespace codelex::test;
namespace fs = std::filesystem;

namespace {

std::string member(const fs::path& archive, std::string_view part) {
    auto bytes = read_file(archive);
    REQUIRE(bytes.ok());
    const MemberFilter wanted = [](std::string_view name, const void* p) {
        return name.find(*static_cast<const std::string_view*>(p)) != name.npos;
    };
    auto members = read_zip(*bytes, archive.filename().string(), wanted, &part);
    REQUIRE(members.ok());
    REQUIRE(members->size() == 1);
    return std::move((*members)[0].bytes);
}

struct Files {
    PcsReading tables, index, definitions;
    explicit Files(const fs::path& data) {
        const fs::path archive = data / "releases/icd10pcs-2023/icd-10-pcs-2023-tables-index-definitions.zip";
        read(archive, "_tables_", PcsXmlKind::tables, &tables);
        read(archive, "_index_", PcsXmlKind::index, &index);
        read(archive, "_definitions_", PcsXmlKind::definitions, &definitions);
    }

  private:
    static void read(const fs::path& archive, std::string_view part, PcsXmlKind kind, PcsReading* out) {
        const std::string bytes = member(archive, part);
        CHECK(pcs_xml_kind(bytes.substr(0, 4'096)) == kind);
        REQUIRE(read_pcs(kind, bytes, out) == "");
        INFO(out->error.what << (out->diag.entries().empty() ? "" : to_string(out->diag.entries()[0])));
        REQUIRE_FALSE(out->noticed());
    }
};

std::map<std::string, std::size_t> python(const fs::path& data) {
    std::istringstream in(shell("python3 '" CODELEX_SOURCE_DIR "/tests/releases/pcs_xml_counts.py' '" +
                                (data / "releases").string() + "'"));
    std::map<std::string, std::size_t> out;
    std::string key;
    for (std::size_t n; in >> key >> n;) out[key] = n;
    return out;
}

template <class F>
void each_code(const PcsTables::Table& t, F f) {
    std::string code = t.code + "    ";
    for (const PcsTables::Row& r : t.rows)
        for (char a : r.values[0])
            for (char b : r.values[1])
                for (char c : r.values[2])
                    for (char d : r.values[3]) {
                        code[3] = a, code[4] = b, code[5] = c, code[6] = d;
                        f(code);
                    }
}

struct Order {
    std::set<std::string> codes, headers;
    explicit Order(const fs::path& data) {
        const std::string bytes = member(data / "releases/icd10pcs-2026/cms_2026_pr.zip", "_order_2026");
        std::vector<CodeRecord> records;
        Diagnostics diag;
        REQUIRE(read_icd10pcs_order({bytes, "order"}, &records, &diag).ok());
        for (CodeRecord& r : records) (r.billable ? codes : headers).insert(std::move(r.code));
    }
    bool holds(const Attachment& a) const {
        if (a.text.scope.empty()) return codes.count(a.code) > 0;
        const std::string begin = a.text.scope.substr(0, a.text.scope.size() - 1);
        if (begin.size() == 3) return headers.count(begin) > 0;
        const auto at = codes.lower_bound(begin);
        return at != codes.end() && at->starts_with(begin);
    }
};

}  // namespace

TEST_CASE("the procedure tables of 2023 give as many tables, rows and codes as python counts", "[releases]") {
    NEEDS_RELEASES(data);
    const Files files(data);
    auto counted = python(data);
    std::size_t rows = 0, codes = 0, labels = 0, values = 0, renamed = 0, definitions = 0;
    std::set<std::string> all;
    std::size_t nameless = 0;
    for (const PcsTables::Table& t : files.tables.tables.tables) {
        rows += t.rows.size();
        codes += count_codes(t);
        for (const PcsTables::Row& r : t.rows)
            for (const std::string& v : r.values) labels += v.size();
        definitions += !t.axes[2].values[0].definition.empty();
        for (const Axis& axis : t.axes) {
            values += axis.values.size();
            std::map<char, int> names;
            for (const Axis::Value& v : axis.values) ++names[v.value];
            for (const auto& [value, n] : names) renamed += n > 1;
        }
        each_code(t, [&](const std::string& code) {
            all.insert(code);
            nameless += values_of(t, code).size() != 7;
        });
    }
    CHECK(files.tables.tables.tables.size() == counted["tables"]);
    CHECK(rows == counted["rows"]);
    CHECK(codes == counted["codes"]);
    CHECK(codes == counted["codes_stated"]);
    CHECK(all.size() == counted["codes"]);
    CHECK(labels == counted["labels"]);
    CHECK(definitions == counted["table_definitions"]);
    CHECK(renamed == counted["renamed_values"]);
    CHECK(nameless == 0);
    CHECK(values == counted["axis_values"]);
    CHECK(counted["tables"] == 901);
    CHECK(counted["rows"] == 2'544);
    CHECK(counted["codes"] == 78'530);
    CHECK(counted["codes_twice"] == 0);
    CHECK(counted["labels"] == 29'750);
    CHECK(counted["table_definitions"] == 845);
    CHECK(counted["renamed_values"] == 30);  // the same character, in another row another thing

    const Order order(data);
    std::size_t gone = 0, tables_gone = 0, tables_new = order.headers.size(), codes_new = order.codes.size();
    for (const std::string& code : all) order.codes.count(code) ? --codes_new : ++gone;
    std::string gone_table;
    for (const PcsTables::Table& t : files.tables.tables.tables)
        order.headers.count(t.code) ? --tables_new : (gone_table = t.code, ++tables_gone);
    CHECK(gone == counted["codes_gone"]);
    CHECK(gone == 111);
    CHECK(tables_gone == counted["tables_gone"]);
    CHECK(gone_table == "XV5");
    CHECK(codes_new == counted["codes_new"]);
    CHECK(codes_new == 696);
    CHECK(tables_new == counted["tables_new"]);
    CHECK(tables_new == 14);
}

TEST_CASE("a letter that means two things in a procedure table is read by the row of the code",
          "[releases]") {
    NEEDS_RELEASES(data);
    const Files files(data);
    // The official title of a code has the label of each of its substances, whatever its row.
    const std::string bytes = member(data / "releases/icd10pcs-2026/cms_2026_pr.zip", "_order_2026");
    std::vector<CodeRecord> records;
    Diagnostics diag;
    REQUIRE(read_icd10pcs_order({bytes, "order"}, &records, &diag).ok());
    std::map<std::string, const CodeRecord*> by_code;
    for (const CodeRecord& r : records) by_code[r.code] = &r;
    std::size_t checked = 0, other = 0;
    for (const PcsTables::Table& t : files.tables.tables.tables) {
        if (t.code != "XW0") continue;
        each_code(t, [&](const std::string& code) {
            const auto it = by_code.find(code);
            if (it == by_code.end()) return;
            const auto values = values_of(t, code);
            REQUIRE(values.size() == 7);
            // "Coagulation Factor Xa, Inactivated" is "Inactivated Coagulation Factor Xa" in the title.
            std::string_view label = values[5]->label;
            while (!label.empty()) {
                const auto part = label.substr(0, label.find(", "));
                other += it->second->title.find(part) == std::string::npos;
                label.remove_prefix(std::min(label.size(), part.size() + 2));
            }
            ++checked;
        });
    }
    CHECK(checked > 100);
    CHECK(other == 2);  // XW00X27 and XW01X27 have another name since
}

TEST_CASE("the procedure definitions of 2023 reach nearly all labels that they name", "[releases]") {
    NEEDS_RELEASES(data);
    Files files(data);
    auto counted = python(data);
    const auto& all = files.definitions.definitions;
    std::set<char> sections;
    std::set<std::pair<char, int>> axes;
    std::size_t titles = 0, includes = 0, definitions = 0, explanations = 0, exact = 0, anywhere = 0;
    std::map<std::string, std::set<std::pair<char, int>>> labels;
    for (const PcsTables::Table& t : files.tables.tables.tables)
        for (const Axis& axis : t.axes)
            for (const Axis::Value& v : axis.values) labels[v.label].emplace(t.code[0], axis.position);
    for (const PcsDefinition& d : all) {
        sections.insert(d.section);
        axes.emplace(d.section, d.position);
        titles += d.labels.size();
        includes += d.includes.size();
        definitions += !d.definition.empty();
        explanations += !d.explanation.empty();
        for (const std::string& title : d.labels)
            if (const auto it = labels.find(title); it != labels.end())
                ++anywhere, exact += it->second.count({d.section, d.position});
    }
    CHECK(sections.size() == counted["sections"]);
    CHECK(axes.size() == counted["axes"]);
    CHECK(all.size() == counted["terms"]);
    CHECK(titles == counted["titles"]);
    CHECK(includes == counted["includes"]);
    CHECK(definitions == counted["definitions"]);
    CHECK(explanations == counted["explanations"]);
    CHECK(exact == counted["titles_exact"]);
    CHECK(anywhere == counted["titles_anywhere"]);
    CHECK(sections.size() == 16);
    CHECK(axes.size() == 31);
    CHECK(all.size() == 896);
    CHECK(titles == 1'031);
    CHECK(includes == 1'817);
    CHECK(definitions == 322);
    CHECK(explanations == 59);
    CHECK(exact == 824);
    CHECK(anywhere == 834);  // ten are labels of a later axis of their section

    std::map<std::string, std::string> of_table;
    for (const PcsTables::Table& t : files.tables.tables.tables)
        of_table[t.code] = t.axes[2].values[0].definition;
    CHECK(apply_definitions(all, &files.tables.tables) == 1'026);
    std::size_t changed = 0, without = 0;
    for (const PcsTables::Table& t : files.tables.tables.tables) {
        REQUIRE(broken_table(t) == "");
        const std::string& now = t.axes[2].values[0].definition;
        changed += !of_table[t.code].empty() && now != of_table[t.code];
        without += now.empty();
    }
    CHECK(changed == 0);
    CHECK(without == 56);  // section D has none
}

TEST_CASE("the procedure index of 2023 leads where python finds it to lead", "[releases]") {
    NEEDS_RELEASES(data);
    Files files(data);
    auto counted = python(data);
    CHECK(counted["main_terms"] == 3'023);
    CHECK(counted["index_terms"] == 21'179);
    CHECK(counted["code"] == 2'767);
    CHECK(counted["beginnings"] == 12'094);
    CHECK(counted["tab"] == 1'349);
    CHECK(counted["see"] == 1'752);
    CHECK(counted["use"] == 2'241);
    CHECK(files.index.entries.size() == counted["direct"] + counted["followed"]);
    CHECK(counted["direct"] + counted["use_tab"] == 16'210);
    std::size_t use = 0, see = 0, with_table = 0;
    for (const PcsSynonym& s : files.index.synonyms) {
        ++(s.see ? see : use);
        with_table += !s.table.empty();
    }
    CHECK(use == counted["use"]);
    CHECK(with_table == counted["use_tab"]);
    CHECK(see == counted["see_unresolved"]);

    const Order order(data);
    std::map<std::size_t, std::multiset<std::string>> gone;  // by length
    for (const Attachment& a : files.index.entries)
        if (!order.holds(a))
            gone[a.text.scope.empty() ? 7 : a.text.scope.size() - 1].insert(
                a.text.scope.empty() ? a.code : a.text.scope.substr(0, a.text.scope.size() - 1));
    CHECK(gone[7].size() == counted["index_code_gone"]);
    CHECK(gone[7].size() == 182);
    CHECK(std::set<std::string>(gone[7].begin(), gone[7].end()).size() == 64);
    CHECK(gone[4] == std::multiset<std::string>{"0SG6"});
    CHECK(gone[5].empty());
    CHECK(gone[6].empty());
    CHECK(gone[3].size() == counted["followed_gone"]);  // "Ablation, see Destruction" led to it in 2023
    CHECK(std::set<std::string>(gone[3].begin(), gone[3].end()) == std::set<std::string>{"XV5"});

    // Every `use` finds its label; of `see` those that name one.
    std::vector<PcsSynonym> sees, uses;
    for (const PcsSynonym& s : files.index.synonyms) (s.see ? sees : uses).push_back(s);
    CHECK(apply_synonyms(uses, &files.tables.tables) == use);
    CHECK(apply_synonyms(sees, &files.tables.tables) == see - 9);
    for (const PcsTables::Table& t : files.tables.tables.tables) REQUIRE(broken_table(t) == "");
}
