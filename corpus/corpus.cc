// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/corpus.h"

#include "corpus/join.h"

#include <algorithm>
#include <future>
#include <map>
#include <unordered_map>

namespace codelex {
namespace {

// Where sources are several releases of one publisher's file, only the newest is read.
std::vector<bool> newest(const std::vector<Source>& sources) {
    std::map<SourceKind, std::size_t> best;
    std::vector<bool> use(sources.size(), true);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!newest_stands(sources[i].kind)) continue;
        auto [it, fresh] = best.emplace(sources[i].kind, i);
        if (fresh) continue;
        const bool newer = sources[it->second].release.effective < sources[i].release.effective;
        use[newer ? it->second : i] = false;
        if (newer) it->second = i;
    }
    return use;
}

void set_parents(std::vector<CodeRecord>* records) {
    std::unordered_map<std::string, bool> icd10cm, icd10pcs;
    for (const CodeRecord& r : *records)
        if (r.system == "icd10cm")
            icd10cm.emplace(r.code, true);
        else if (r.system == "icd10pcs")
            icd10pcs.emplace(r.code, true);
    for (CodeRecord& r : *records) {
        if (r.system == "icd10cm")
            for (std::size_t n = r.code.size() - 1; n >= 3 && r.parent.empty(); --n)
                if (icd10cm.contains(r.code.substr(0, n))) r.parent = r.code.substr(0, n);
        if (r.system == "icd10pcs" && r.code.size() == 7 && icd10pcs.contains(r.code.substr(0, 3)))
            r.parent = r.code.substr(0, 3);
    }
}

// Joins the readings of one system; official records first, the texts of the others added to them.
void merge(std::vector<Reading*> readings, SystemReport* report, std::vector<CodeRecord>* out) {
    std::stable_sort(readings.begin(), readings.end(), [](const Reading* a, const Reading* b) {
        return is_official(a->report.kind) > is_official(b->report.kind);
    });
    std::vector<CodeRecord> all;
    std::vector<bool> official;
    std::unordered_map<std::string, std::size_t> at;
    for (Reading* reading : readings) {
        const bool official_list = is_official(reading->report.kind);
        for (CodeRecord& r : reading->records) {
            if (r.system != report->system) continue;
            auto [it, fresh] = at.emplace(r.code, all.size());
            if (fresh) {
                official.push_back(official_list);
                all.push_back(std::move(r));
                continue;
            }
            CodeRecord& have = all[it->second];
            report->attached += official[it->second];
            report->retitled += official[it->second] && have.title != r.title;
            std::move(r.texts.begin(), r.texts.end(), std::back_inserter(have.texts));
            std::move(r.relations.begin(), r.relations.end(), std::back_inserter(have.relations));
            if (have.parent.empty()) have.parent = std::move(r.parent);
            if (have.notice.empty()) have.notice = std::move(r.notice);
            have.licensed |= r.licensed;
        }
    }
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (official[a] != official[b]) return official[a] > official[b];
        return official[a] ? all[a].order < all[b].order : all[a].code < all[b].code;
    });
    for (std::size_t i : order) {
        CodeRecord& r = all[i];
        ++report->records;
        report->billable += r.billable && !r.modifier;
        report->modifiers += r.modifier;
        ++(official[i] ? report->official : report->own);
        r.order = static_cast<std::uint32_t>(report->records - 1);
        out->push_back(std::move(r));
    }
}

}  // namespace

Result<Corpus> read_corpus(const Recipe& recipe) {
    const std::vector<bool> use = newest(recipe.sources);
    std::vector<std::future<Result<Reading>>> futures(recipe.sources.size());
    for (std::size_t i = 0; i < recipe.sources.size(); ++i)
        if (use[i])
            futures[i] = std::async(std::launch::async, read_source, std::cref(recipe.sources[i]),
                                    static_cast<std::uint32_t>(i));
    std::vector<Reading> readings(recipe.sources.size());
    std::optional<Error> failed;
    for (std::size_t i = 0; i < recipe.sources.size(); ++i) {
        if (!use[i]) {
            const Source& s = recipe.sources[i];
            SourceReport& unused = readings[i].report;
            unused.kind = s.kind, unused.name = s.name, unused.release = s.release, unused.used = false;
            continue;
        }
        auto r = futures[i].get();
        if (r)
            readings[i] = std::move(*r);
        else if (!failed)
            failed = r.error();
    }
    if (failed) return *failed;

    Corpus corpus;
    corpus.declared = recipe.systems;
    std::vector<SystemId> systems;
    for (const Reading& r : readings)
        if (!r.records.empty()) systems.push_back(r.records.front().system);
    std::sort(systems.begin(), systems.end(), [](auto& a, auto& b) { return system_before(a, b); });
    systems.erase(std::unique(systems.begin(), systems.end()), systems.end());
    for (const SystemId& system : systems) {
        const bool declared = std::any_of(recipe.systems.begin(), recipe.systems.end(),
                                          [&](const CodeSystem& s) { return s.id == system; });
        std::vector<Reading*> of_system;
        for (Reading& r : readings)
            if (!r.records.empty() && r.records.front().system == system) of_system.push_back(&r);
        if (!declared && !find_known_system(system))
            return Error{Errc::bad_source,
                         of_system.front()->report.name + ": unknown system `" + system + "`",
                         "declare it under `systems:` in the recipe"};
        corpus.systems.push_back({system, 0, 0, 0, 0, 0, 0, 0});
        merge(of_system, &corpus.systems.back(), &corpus.records);
    }
    set_parents(&corpus.records);
    join_texts(&readings, &corpus);
    for (Reading& r : readings) corpus.sources.push_back(std::move(r.report));
    return corpus;
}

}  // namespace codelex
