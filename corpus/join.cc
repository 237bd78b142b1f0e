// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/join.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace codelex {
namespace {

// Records of one system by code.
using ByCode = std::unordered_map<std::string, CodeRecord*>;

class Dangling {
  public:
    explicit Dangling(SourceReport* report) : report_(report) {}
    void add(std::string_view system, const std::string& code) {
        ++report_->dangling;
        std::string shown = display_code(system, code);
        if (report_->dangling_codes.size() < SourceReport::kKeptDangling && seen_.insert(shown).second)
            report_->dangling_codes.push_back(std::move(shown));
    }

  private:
    SourceReport* report_;
    std::set<std::string> seen_;
};

void join_attachments(Reading* reading, const ByCode& records) {
    Dangling dangling(&reading->report);
    for (Attachment& a : reading->attachments) {
        const auto it = records.find(a.code);
        if (it == records.end()) {
            dangling.add(info(reading->report.kind).system, a.code);
            continue;
        }
        it->second->texts.push_back(std::move(a.text));
        it->second->licensed |= reading->report.licensed;
    }
}

void join_notes(Reading* reading, const ByCode& records) {
    for (const auto& [code, record] : records)
        for (const Attribute& a : record->attributes)
            if (a.name == "processing_note")
                if (const auto it = reading->notes.find(a.value); it != reading->notes.end())
                    record->texts.push_back(it->second);
}

// Where a character has several labels at a position, finds the other position that tells them apart.
void tell_labels_apart(PcsTables::Table* table) {
    for (std::size_t at = 3; at < table->axes.size(); ++at) {
        std::vector<Axis::Value>& values = table->axes[at].values;
        for (std::size_t v = 0; v < values.size(); ++v) {
            const bool shared = std::count_if(values.begin(), values.end(), [&](const Axis::Value& x) {
                                    return x.value == values[v].value;
                                }) > 1;
            if (!shared) continue;
            // Characters at the other positions of the rows that use this label, and of those that use its
            // rivals.
            std::array<std::string, 4> mine, theirs;
            for (const PcsTables::Row& row : table->rows)
                for (std::size_t k = 0; k < row.values[at - 3].size(); ++k) {
                    if (row.values[at - 3][k] != values[v].value) continue;
                    const bool own = row.names[at - 3][k] == v;
                    for (std::size_t p = 0; p < 4; ++p) (own ? mine : theirs)[p] += row.values[p];
                }
            for (std::size_t p = 4; p-- > 0 && values[v].other == 0;)
                if (p != at - 3 && mine[p].find_first_of(theirs[p]) == std::string::npos) {
                    values[v].other = static_cast<int>(p) + 4;
                    values[v].with = mine[p];
                }
        }
    }
}

// Counts the combinations of a table that are no code of the official list.
void count_absent(const PcsTables::Table& table, const ByCode& records, Dangling* dangling) {
    for (const PcsTables::Row& row : table.rows)
        for (char a : row.values[0])
            for (char b : row.values[1])
                for (char c : row.values[2])
                    for (char d : row.values[3])
                        if (const std::string code = table.code + a + b + c + d; !records.contains(code))
                            dangling->add("icd10pcs", code);
}

// The tables join their headers, with what the definitions and the index say about their labels.
void join_tables(std::vector<Reading>* readings, const ByCode& records) {
    for (Reading& tables : *readings) {
        if (tables.tables.tables.empty()) continue;
        for (const Reading& r : *readings) {
            apply_definitions(r.definitions, &tables.tables);
            apply_synonyms(r.synonyms, &tables.tables);
        }
        Dangling dangling(&tables.report);
        for (PcsTables::Table& t : tables.tables.tables) {
            count_absent(t, records, &dangling);
            const auto it = records.find(t.code);
            if (it == records.end()) continue;
            tell_labels_apart(&t);
            it->second->axes = std::move(t.axes);
        }
    }
}

// An index leads to one code from the same words by several ways (an entry and a `see`): one text is enough.
void drop_repeated_entries(CodeRecord* record) {
    std::unordered_set<std::string> seen;
    std::erase_if(record->texts, [&](const Text& t) {
        return t.kind == TextKind::index_path &&
               !seen.insert(t.text + '\n' + (t.scope.ends_with('-') ? t.scope : "")).second;
    });
}

}  // namespace

void join_texts(std::vector<Reading>* readings, Corpus* corpus) {
    std::unordered_map<std::string, ByCode> systems;
    for (CodeRecord& r : corpus->records) systems[r.system].emplace(r.code, &r);
    for (Reading& r : *readings) {
        const ByCode& records = systems[std::string(info(r.report.kind).system)];
        join_attachments(&r, records);
        if (!r.notes.empty()) join_notes(&r, records);
        std::move(r.guidelines.begin(), r.guidelines.end(), std::back_inserter(corpus->guidelines));
    }
    for (CodeRecord& r : corpus->records) drop_repeated_entries(&r);
    join_tables(readings, systems["icd10pcs"]);
}

}  // namespace codelex
