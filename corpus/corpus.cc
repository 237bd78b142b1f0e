// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/corpus.h"

#include <algorithm>
#include <future>
#include <map>
#include <unordered_map>

#include "corpus/source_file.h"

namespace codelex {
namespace {

struct Reading {
    SourceReport report;
    std::vector<CodeRecord> records;
};

// The bytes to read: embedded, a plain file, or the member of an archive, found by content when it is not
// named.
Result<std::string> bytes_of(const Source& source, SourceReport* report) {
    auto file = read_file(source.file);
    if (!file) return file;
    report->sha256 = sha256_hex(*file);
    if (!source.member.empty()) {
        report->name += "!" + source.member;
        return read_zip_member(*file, source.name, source.member);
    }
    auto parts = detect(*file, source.name);
    if (!parts) return parts.error();
    if (parts->empty() && !looks_like_zip(*file)) return file;  // let the reader say what is wrong with it
    const auto part =
        std::find_if(parts->begin(), parts->end(), [&](const Part& p) { return p.kind == source.kind; });
    if (part == parts->end())
        return Error{Errc::bad_source, source.name + ": no " + std::string(info(source.kind).is) + " in it",
                     "check `kind` and `file` in the recipe"};
    if (part->member.empty()) return file;
    report->name += "!" + part->member;
    return read_zip_member(*file, source.name, part->member);
}

Result<Reading> read_one(const Source& source, std::uint32_t index) {
    Reading reading;
    SourceReport& report = reading.report;
    report.kind = source.kind;
    report.name = source.name;
    report.release = source.release;
    report.licensed = source.licensed;
    report.starter = source.starter;
    std::string held;
    std::string_view bytes = source.embedded;
    if (source.embedded.empty()) {
        auto read = bytes_of(source, &report);
        if (!read) return read.error();
        held = std::move(*read);
        bytes = held;
    } else {
        report.sha256 = sha256_hex(bytes);
    }
    // The member's name is often all that tells the release of a generically named archive.
    if (report.release.label.empty()) {
        Release told = release_from_name(source.kind, report.name);
        if (report.release.effective) told.effective = report.release.effective;  // the recipe knows better
        report.release = std::move(told);
    }
    if (info(source.kind).official && report.release.label.empty())
        return Error{Errc::bad_source, report.name + ": its name does not tell the release",
                     "give the source a `release` and an `effective` date in the recipe"};
    Diagnostics diag;
    if (auto ok = reader_for(source.kind, bytes)({bytes, report.name, index}, &reading.records, &diag); !ok)
        return ok.error();
    report.records = reading.records.size();
    report.skipped = diag.skipped();
    report.suspected = diag.suspected();
    report.entries = diag.entries();
    if (diag.count() > source.tolerate)
        return Error{Errc::bad_source,
                     to_string(diag.entries().front()) +
                         (diag.count() > 1 ? " (and " + std::to_string(diag.count() - 1) + " more)" : ""),
                     "download the file again, or set `tolerate: " + std::to_string(diag.count()) +
                         "` for this source in a recipe"};
    for (CodeRecord& r : reading.records) {
        r.licensed = source.licensed;
        if (!r.validity.from && info(source.kind).official) r.validity.from = report.release.effective;
    }
    return reading;
}

// Where sources are several releases of one official kind, only the newest is read.
std::vector<bool> newest(const std::vector<Source>& sources) {
    std::map<SourceKind, std::size_t> best;
    std::vector<bool> use(sources.size(), true);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!info(sources[i].kind).official) continue;
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
        return info(a->report.kind).official > info(b->report.kind).official;
    });
    std::vector<CodeRecord> all;
    std::vector<bool> official;
    std::unordered_map<std::string, std::size_t> at;
    for (Reading* reading : readings) {
        const bool is_official = info(reading->report.kind).official;
        for (CodeRecord& r : reading->records) {
            if (r.system != report->system) continue;
            auto [it, fresh] = at.emplace(r.code, all.size());
            if (fresh) {
                official.push_back(is_official);
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
            futures[i] = std::async(std::launch::async, read_one, std::cref(recipe.sources[i]),
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
    for (Reading& r : readings) corpus.sources.push_back(std::move(r.report));
    return corpus;
}

}  // namespace codelex
