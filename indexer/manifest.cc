// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/manifest.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "corpus/yaml.h"
#include "indexer/schema.h"

namespace codelex {
namespace {

// The counts of a system, named once for writing and reading.
struct Count {
    const char* key;
    std::size_t SystemReport::*member;
};
constexpr Count kCounts[] = {
    {"records", &SystemReport::records},
    {"billable", &SystemReport::billable},
    {"modifiers", &SystemReport::modifiers},
    {"official", &SystemReport::official},
    {"own", &SystemReport::own},
    {"attached", &SystemReport::attached},
    {"retitled", &SystemReport::retitled},
};

std::size_t number(const YAML::Node& node) {
    return node.as<std::size_t>();  // throws; parse_manifest catches
}
std::string text(const YAML::Node& node) {
    return node.IsDefined() ? node.as<std::string>() : std::string();
}

}  // namespace

std::string to_yaml(const Manifest& m) {
    YAML::Emitter out;
    out << YAML::BeginMap;
    out << YAML::Key << "format" << YAML::Value << m.format;
    out << YAML::Key << "analysis" << YAML::Value << m.analysis;
    out << YAML::Key << "program" << YAML::Value << m.program;
    out << YAML::Key << "created" << YAML::Value << m.created;
    out << YAML::Key << "bytes" << YAML::Value << m.bytes << YAML::Key << "sha256" << YAML::Value << m.sha256;
    out << YAML::Key << "profiles_bytes" << YAML::Value << m.profiles_bytes << YAML::Key << "profiles_sha256"
        << YAML::Value << m.profiles_sha256;
    out << YAML::Key << "synonyms" << YAML::Value << m.synonyms << YAML::Key << "rules" << YAML::Value
        << m.rules;
    out << YAML::Key << "records" << YAML::Value << m.records;
    out << YAML::Key << "guidelines" << YAML::Value << m.guidelines;
    out << YAML::Key << "systems" << YAML::Value << YAML::BeginSeq;
    for (const SystemReport& s : m.systems) {
        out << YAML::BeginMap << YAML::Key << "id" << YAML::Value << s.system;
        for (const Count& c : kCounts) out << YAML::Key << c.key << YAML::Value << s.*c.member;
        out << YAML::EndMap;
    }
    out << YAML::EndSeq << YAML::Key << "declared" << YAML::Value << YAML::BeginSeq;
    for (const CodeSystem& s : m.declared)
        out << YAML::BeginMap << YAML::Key << "id" << YAML::Value << s.id << YAML::Key << "name"
            << YAML::Value << s.name << YAML::Key << "uri" << YAML::Value << s.uri << YAML::EndMap;
    out << YAML::EndSeq << YAML::Key << "sources" << YAML::Value << YAML::BeginSeq;
    for (const SourceReport& s : m.sources) {
        out << YAML::BeginMap << YAML::Key << "kind" << YAML::Value << std::string(info(s.kind).name);
        out << YAML::Key << "name" << YAML::Value << s.name << YAML::Key << "sha256" << YAML::Value
            << s.sha256;
        out << YAML::Key << "release" << YAML::Value << YAML::DoubleQuoted << s.release.label;
        if (s.release.effective) out << YAML::Key << "effective" << YAML::Value << iso(*s.release.effective);
        out << YAML::Key << "licensed" << YAML::Value << s.licensed << YAML::Key << "starter" << YAML::Value
            << s.starter << YAML::Key << "used" << YAML::Value << s.used;
        out << YAML::Key << "records" << YAML::Value << s.records << YAML::Key << "skipped" << YAML::Value
            << s.skipped << YAML::Key << "dangling" << YAML::Value << s.dangling << YAML::Key << "suspected"
            << YAML::Value << s.suspected << YAML::EndMap;
    }
    out << YAML::EndSeq << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

Result<Manifest> parse_manifest(std::string_view yaml, std::string_view name) {
    auto root = parse_yaml(yaml, name);
    const std::string hint = "the snapshot is damaged; rebuild it with `codelex index`";
    if (!root || !root->IsMap()) return Error{Errc::io, std::string(name) + ": no manifest", hint};
    try {
        const YAML::Node& y = *root;
        Manifest m;
        m.format = y["format"].as<int>();
        m.analysis = text(y["analysis"]);
        m.program = text(y["program"]);
        m.created = text(y["created"]);
        if (m.format != kFormat)
            return Error{Errc::index_mismatch,
                         std::string(name) + ": the snapshot has format " + std::to_string(m.format) +
                             ", this program reads " + std::to_string(kFormat),
                         "run `codelex index` with this program"};
        m.bytes = number(y["bytes"]);
        m.sha256 = text(y["sha256"]);
        m.profiles_bytes = number(y["profiles_bytes"]);
        m.profiles_sha256 = text(y["profiles_sha256"]);
        m.synonyms = text(y["synonyms"]);
        m.rules = number(y["rules"]);
        m.records = number(y["records"]);
        m.guidelines = number(y["guidelines"]);
        for (const char* list : {"systems", "declared", "sources"})
            if (!y[list].IsSequence())
                return Error{Errc::io, std::string(name) + ": has no list of `" + list + "`", hint};
        for (const auto& n : y["systems"]) {
            SystemReport& s = m.systems.emplace_back();
            s.system = text(n["id"]);
            for (const Count& c : kCounts) s.*c.member = number(n[c.key]);
        }
        for (const auto& n : y["declared"])
            m.declared.push_back({text(n["id"]), text(n["name"]), text(n["uri"]), 100, ""});
        for (const auto& n : y["sources"]) {
            SourceReport& s = m.sources.emplace_back();
            const std::string kind = text(n["kind"]);
            const auto known = std::find_if(std::begin(kSourceKinds), std::end(kSourceKinds),
                                            [&](const SourceKindInfo& k) { return k.name == kind; });
            if (known == std::end(kSourceKinds))
                return Error{Errc::io, std::string(name) + ": unknown source kind `" + kind + "`", hint};
            s.kind = known->kind;
            s.name = text(n["name"]);
            s.sha256 = text(n["sha256"]);
            s.release.label = text(n["release"]);
            s.release.effective = parse_date(text(n["effective"]));
            s.licensed = n["licensed"].as<bool>();
            s.starter = n["starter"].as<bool>();
            s.used = n["used"].as<bool>();
            s.records = number(n["records"]);
            s.skipped = number(n["skipped"]);
            s.dangling = number(n["dangling"]);
            s.suspected = number(n["suspected"]);
        }
        return m;
    } catch (const YAML::Exception& e) {
        return Error{Errc::io, std::string(name) + ": " + e.what(), hint};
    }
}

}  // namespace codelex
