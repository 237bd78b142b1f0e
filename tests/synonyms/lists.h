// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "synonyms/lexicon.h"
#include "synonyms/list_file.h"

// A small language for lists in tests: the YAML stands in the test.
namespace codelex::test {

using Strings = std::vector<std::string>;

// An analyzer for the test; making one costs milliseconds.
inline Analyzer& one_analyzer() {
    static Analyzer a = [] {
        auto made = Analyzer::make();
        if (!made) throw std::runtime_error(made.error().what);
        return std::move(*made);
    }();
    return a;
}

// The list, and what was wrong with it: "heart.yaml:3: what".
struct Read {
    Lists lists;
    Strings faults;
};
inline Read read(std::string_view yaml, const std::string& name = "heart.yaml") {
    Read out;
    Diagnostics faults;
    const auto r = read_list(yaml, name, &out.lists, &faults);
    for (const Diagnostics::Entry& e : faults.entries()) out.faults.push_back(to_string(e));
    if (!r) out.faults.push_back(r.error().what);
    return out;
}
// Lists without faults, each of a file of its own.
inline Lists lists_of(std::initializer_list<std::pair<std::string, std::string_view>> files) {
    Lists out;
    for (const auto& [name, yaml] : files) {
        Diagnostics faults;
        const auto r = read_list(yaml, name, &out, &faults);
        if (!r) throw std::runtime_error(r.error().what);
        if (faults.count()) throw std::runtime_error(to_string(faults.entries()[0]));
    }
    return out;
}
inline Lists lists_of(std::string_view yaml) {
    return lists_of({{"heart.yaml", yaml}});
}

inline Lexicon lexicon_of(std::string_view yaml) {
    return Lexicon::compile(lists_of(yaml), &one_analyzer());
}

// The key by which a query with that text is looked up.
inline PhraseKey key_of(std::string_view text) {
    const auto keys = phrase_keys(one_analyzer().analyze(text));
    return keys.empty() ? PhraseKey() : keys[0];
}

// What a text leads to, one line a reading: "abbreviation 0.7 mitral stenosis (near mitral)".
inline Strings meanings(const Lexicon& x, const PhraseKey& key) {
    Strings out;
    for (const Lexicon::Reading& r : x.readings(key)) {
        std::string line(info(r.kind).name);
        if (r.weight < 1) {
            char weight[16];
            std::snprintf(weight, sizeof weight, " %.2g", r.weight);
            line += weight;
        }
        std::string what;
        for (const auto id : r.targets) what += (what.empty() ? "" : ", ") + x.written(id);
        for (const Lexicon::Want& w : r.wants) {
            what += (what.empty() ? "" : ", ") + std::to_string(w.position) + "=";
            for (const auto id : w.labels) what += (what.back() == '=' ? "" : "|") + x.written(id);
        }
        line += " " + what;
        if (!r.near.empty()) {
            line += " near";
            for (const std::string& n : r.near) line += " " + n;
        }
        out.push_back(std::move(line));
    }
    return out;
}
inline Strings meanings(const Lexicon& x, const char* text) {
    return meanings(x, key_of(text));
}

}  // namespace codelex::test
