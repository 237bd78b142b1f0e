// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/yaml_records.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <unordered_map>

#include "corpus/text.h"
#include "corpus/yaml.h"

namespace codelex {
namespace {

// Keys of a record beside those that kTextKinds names.
constexpr std::string_view kRecordKeys[] = {"code", "title", "parent",      "billable", "kind",
                                            "from", "to",    "replaced_by", "notice"};

// What is wrong with a record; thrown nowhere, returned as text. Empty: the record is whole.
using Complaint = std::string;

bool is_text_key(std::string_view key) {
    return key != "title" && std::any_of(std::begin(kTextKinds), std::end(kTextKinds),
                                         [&](const TextKindInfo& i) { return i.name == key; });
}

// Aliases make a short file hold a long text, or a long list, many times over. What has been read counts
// against this; honest files stay far below it.
constexpr std::size_t kMaxUnfolded = 128u << 20;  // bytes of text, and one for each node

// A scalar or a list of scalars.
Complaint strings(const YAML::Node& node, std::string_view key, std::vector<std::string>* out,
                  std::size_t* unfolded) {
    auto one = [&](const YAML::Node& n) {
        auto text = scalar(n);
        *unfolded += 1 + text.value_or("").size();
        if (*unfolded > kMaxUnfolded) return false;
        if (!text || trimmed(*text).empty()) return false;
        out->push_back(collapsed(*text));
        return true;
    };
    std::string complaint = "`" + std::string(key) + "` is neither a text nor a list of texts";
    if (!node.IsSequence()) return one(node) ? "" : complaint;
    for (const auto& item : node)
        if (!one(item)) return complaint;
    return "";
}

Complaint read_dates(const YAML::Node& node, CodeRecord* r) {
    for (auto [key, day] : {std::pair{"from", &r->validity.from}, std::pair{"to", &r->validity.to}}) {
        const auto value = scalar(node[key]);
        if (!node[key].IsDefined()) continue;
        *day = value ? parse_date(*value) : std::nullopt;
        if (!*day) return "`" + std::string(key) + "` is no date (2025-10-01)";
    }
    if (r->validity.from && r->validity.to && *r->validity.to < *r->validity.from)
        return "`to` is before `from`";
    return "";
}

Complaint read_record(const YAML::Node& node, CodeRecord* r, std::size_t* unfolded) {
    if (!node.IsMap()) return "a record is a mapping with `code` and `title`";
    for (const auto& pair : node) {
        const std::string key = scalar(pair.first).value_or("?");
        *unfolded += 1 + scalar(pair.second).value_or("").size();
        if (*unfolded > kMaxUnfolded) return "too much text";
        if (!is_text_key(key) &&
            std::find(std::begin(kRecordKeys), std::end(kRecordKeys), key) == std::end(kRecordKeys))
            return "unknown key `" + excerpt(key) + "`; see docs/sources.md";
    }
    auto code = canonical_code(r->system, scalar(node["code"]).value_or(""));
    if (!code) return code.error().what;
    r->code = std::move(*code);
    r->title = collapsed(scalar(node["title"]).value_or(""));
    if (r->title.empty()) return display_code(r->system, r->code) + " has no `title`";
    if (node["billable"].IsDefined()) {
        const auto billable = boolean(node["billable"]);
        if (!billable) return "`billable` is neither true nor false";
        r->billable = *billable;
    }
    if (node["kind"].IsDefined()) {
        const auto kind = scalar(node["kind"]);
        if (kind != "code" && kind != "modifier") return "`kind` is neither code nor modifier";
        r->modifier = kind == "modifier";
    }
    if (auto why = read_dates(node, r); !why.empty()) return why;
    if (node["parent"].IsDefined()) {
        auto parent = canonical_code(r->system, scalar(node["parent"]).value_or(""));
        if (!parent) return "`parent`: " + parent.error().what;
        r->parent = std::move(*parent);
    }
    if (auto notice = scalar(node["notice"])) r->notice = collapsed(*notice);
    if (node["replaced_by"].IsDefined()) {
        std::vector<std::string> codes;
        if (auto why = strings(node["replaced_by"], "replaced_by", &codes, unfolded); !why.empty())
            return why;
        for (const std::string& c : codes) {
            auto other = canonical_code(r->system, c);
            if (!other) return "`replaced_by`: " + other.error().what;
            r->relations.push_back({RelationKind::replaced_by, r->system, std::move(*other)});
        }
    }
    for (const TextKindInfo& kind : kTextKinds) {
        if (kind.kind == TextKind::title || !node[std::string(kind.name)].IsDefined()) continue;
        std::vector<std::string> texts;
        if (auto why = strings(node[std::string(kind.name)], kind.name, &texts, unfolded); !why.empty())
            return why;
        for (std::string& t : texts) r->texts.push_back({kind.kind, std::move(t), r->source});
    }
    return "";
}

}  // namespace

Result<void> read_yaml_records(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    auto root = parse_yaml(in.bytes, in.name);
    if (!root) return root.error();
    const std::string name(in.name),
        hint = "a file of records has `system:` and `records:`; see docs/sources.md";
    if (const std::string key = unknown_key(*root, {"system", "notice", "from", "records"}); !key.empty())
        return Error{Errc::bad_source, name + ": unknown key `" + excerpt(key) + "` at the top", hint};
    if (!root->IsMap() || !(*root)["records"].IsDefined() || !(*root)["records"].IsSequence())
        return Error{Errc::bad_source, name + ": no list of `records`", hint};
    const auto system = scalar((*root)["system"]);
    if (!system || !is_system_id(*system))
        return Error{Errc::bad_source, name + ": `system` is missing or no system id", hint};
    CodeRecord defaults;
    defaults.system = *system;
    defaults.notice = collapsed(scalar((*root)["notice"]).value_or(""));
    defaults.billable = true;
    if (auto why = read_dates(*root, &defaults); !why.empty())
        return Error{Errc::bad_source, name + ": " + why, hint};

    std::unordered_map<std::string, std::size_t> seen;
    const std::size_t first = out->size();
    std::size_t unfolded = 0;
    for (const auto& node : (*root)["records"]) {
        const std::size_t line = line_of(node);
        unfolded += 1 + defaults.notice.size();
        CodeRecord r = defaults;
        r.source = {in.source, static_cast<std::uint32_t>(line)};
        const Complaint why = read_record(node, &r, &unfolded);
        if (unfolded > kMaxUnfolded)
            return Error{Errc::bad_source,
                         name + ":" + std::to_string(line) + ": its aliases unfold to more than " +
                             std::to_string(kMaxUnfolded >> 20) + " MiB of text",
                         "write the texts out, or split the file"};
        if (!why.empty()) {
            diag->skip(in.name, line, why);
            continue;
        }
        if (auto [it, fresh] = seen.emplace(r.code, line); !fresh) {
            diag->skip(in.name, line, label(r) + " is already on line " + std::to_string(it->second));
            continue;
        }
        r.order = static_cast<std::uint32_t>(out->size() - first);
        out->push_back(std::move(r));
    }
    return {};
}

bool looks_like_yaml_records(std::string_view head) {
    Lines lines(head);
    std::string_view line;
    while (lines.next(&line))
        if (line.starts_with("records:")) return true;
    return false;
}

}  // namespace codelex
