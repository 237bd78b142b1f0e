// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/weights.h"

#include <yaml-cpp/yaml.h>

#include <cmath>
#include <cstdio>
#include <unordered_map>

#include "analyzers/facets.h"
#include "corpus/yaml.h"
#include "searcher/features.h"

namespace codelex {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kApproaches = "03478XF";

// Where each group of features begins, in the order in which their names are made.
struct Groups {
    std::vector<std::string> names;
    std::size_t extra = 0, lacks = 0, against = 0, label = 0, operation = 0, approach = 0, device = 0;
    std::unordered_map<std::string, std::size_t> kinds, by_name;

    Groups() {
        for (const std::string_view s : kSituationNames)
            for (const std::string_view n : kBaseNames) names.push_back(std::string(s).append(n));
        const auto kind = [&](std::string name) {
            kinds.emplace(name, names.size());
            names.push_back("kind: " + std::move(name));
        };
        for (const char c : kLetters) kind(std::string("icd10cm ") + c);
        for (const char* k : {"icd10cm D neoplasm", "icd10cm T drug", "icd10cm T complication"}) kind(k);
        for (const char c : kCharacters.substr(0, 10)) kind(std::string("icd10cm Z") + c);
        for (const char c : kCharacters) kind(std::string("icd10pcs ") + c);
        for (const char c : kLetters) kind(std::string("hcpcs ") + c);
        kind("hcpcs modifier");
        kind("other");
        extra = names.size();
        for (const Facet& f : facets())
            for (const Facet::Value& v : f.values) names.push_back("extra: " + std::string(v.name));
        lacks = names.size();
        for (const Facet& f : facets()) names.push_back("lacks: " + std::string(f.name));
        against = names.size();
        for (const Facet& f : facets()) names.push_back("against: " + std::string(f.name));
        label = names.size();
        for (const char c : std::string_view("1234567"))
            names.push_back(std::string("other label: axis ") + c);
        operation = names.size();
        for (const char c : kCharacters) names.push_back(std::string("unasked: operation ") + c);
        approach = names.size();
        for (const char c : kApproaches) names.push_back(std::string("unasked: approach ") + c);
        device = names.size();
        for (const std::string_view n : {kDeviceName, kQualifierName, kDiagnosticName}) names.emplace_back(n);
        for (std::size_t i = 0; i < names.size(); ++i) by_name.emplace(names[i], i);
    }
};

const Groups& groups() {
    static const auto* const made = new Groups;
    return *made;
}

}  // namespace

const std::vector<std::string>& feature_names() {
    return groups().names;
}

std::size_t kind_feature(ProfileSystem system, std::string_view code, bool modifier) {
    // Looked up once a character: by system and the first three characters.
    static thread_local std::unordered_map<std::string, std::size_t> known;
    std::string key(1, static_cast<char>(system));
    key.append(code.substr(0, 3)).append(modifier ? "+" : "");
    if (const auto it = known.find(key); it != known.end()) return it->second;
    const char first = code.empty() ? ' ' : code[0], second = code.size() > 1 ? code[1] : ' ';
    std::string name = "other";
    if (system == ProfileSystem::icd10cm) {
        name = std::string("icd10cm ") + first;
        const std::string_view category = code.substr(0, 3);
        if (first == 'D' && second < '5') name += " neoplasm";
        if (first == 'Z') name = std::string("icd10cm Z") + second;
        if (category >= "T36" && category <= "T50") name += " drug";
        if (category >= "T80" && category <= "T88") name += " complication";
    } else if (system == ProfileSystem::icd10pcs) {
        name = std::string("icd10pcs ") + first;
    } else if (system == ProfileSystem::hcpcs) {
        name = modifier ? "hcpcs modifier" : std::string("hcpcs ") + first;
    }
    const auto it = groups().kinds.find(name);
    const std::size_t at = it == groups().kinds.end() ? groups().kinds.at("other") : it->second;
    known.emplace(std::move(key), at);
    return at;
}

std::size_t extra_feature(std::size_t value) {
    return groups().extra + value;
}
std::size_t lacks_feature(std::size_t facet) {
    return groups().lacks + facet;
}
std::size_t against_feature(std::size_t facet) {
    return groups().against + facet;
}
std::size_t other_label_feature(std::size_t position) {
    return groups().label + position - 1;
}
std::size_t operation_feature(char c) {
    const auto at = kCharacters.find(c);
    return groups().operation + (at == kCharacters.npos ? 0 : at);
}
std::size_t approach_feature(char c) {
    const auto at = kApproaches.find(c);
    return groups().approach + (at == kApproaches.npos ? kApproaches.size() - 1 : at);
}
std::size_t device_feature() {
    return groups().device;
}
std::size_t qualifier_feature() {
    return groups().device + 1;
}
std::size_t diagnostic_feature() {
    return groups().device + 2;
}

Weights::Weights() : of_(feature_names().size(), 0.0f) {}

Result<Weights> Weights::parse(std::string_view yaml, std::string_view name) {
    const auto root = parse_yaml(yaml, name);
    if (!root) return root.error();
    const std::string hint = "a weights file maps names of features to numbers; `codelex tune` writes one";
    if (!root->IsMap()) return Error{Errc::bad_source, std::string(name) + ": no mapping", hint};
    Weights out;
    for (const auto& entry : *root) {
        const std::string place = std::string(name) + ":" + std::to_string(line_of(entry.first));
        const std::string feature = scalar(entry.first).value_or("");
        const auto at = groups().by_name.find(feature);
        if (at == groups().by_name.end())
            return Error{Errc::bad_source, place + ": there is no feature `" + feature + "`", hint};
        float value = 0;
        try {
            value = entry.second.as<float>();
        } catch (const YAML::Exception&) {
            value = NAN;
        }
        if (!std::isfinite(value))
            return Error{Errc::bad_source, place + ": the weight of `" + feature + "` is no number", hint};
        out[at->second] = value;
    }
    return out;
}

const Weights& Weights::builtin() {
    static const Weights made = [] {
        const WeightsFile& file = builtin_weights_files()[0];
        auto parsed = parse(file.bytes, file.name);
        return parsed ? std::move(*parsed) : Weights();  // a test holds that it parses
    }();
    return made;
}

std::string Weights::yaml() const {
    std::string out;
    for (std::size_t i = 0; i < of_.size(); ++i) {
        char line[160];
        std::snprintf(line, sizeof line, "\"%s\": %.3f\n", feature_names()[i].c_str(),
                      static_cast<double>(of_[i]));
        if (of_[i] != 0) out += line;
    }
    return out;
}

}  // namespace codelex
