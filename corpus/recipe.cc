// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/recipe.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "corpus/source_file.h"
#include "corpus/starter.h"
#include "corpus/text.h"
#include "corpus/yaml.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

// What a column of a table can hold beside the kinds of text.
constexpr std::string_view kColumnMeanings[] = {"code", "title", "parent", "billable", "from", "to"};

std::string kinds_list() {
    std::string out;
    for (const SourceKindInfo& k : kSourceKinds) out += (out.empty() ? "" : ", ") + std::string(k.name);
    return out;
}

Error wrong(std::string_view name, const YAML::Node& node, std::string what) {
    return {Errc::bad_source,
            std::string(name) + ":" + std::to_string(line_of(node)) + ": " + std::move(what),
            "a recipe is described in docs/sources.md"};
}

// Aliases make a short recipe hold a long value many times over: what no path or name needs is refused.
constexpr std::size_t kMaxValue = 4096, kMaxSources = 10'000;

bool has_long_value(const YAML::Node& mapping) {
    for (const auto& pair : mapping)
        if (scalar(pair.second).value_or("").size() > kMaxValue) return true;
    return false;
}

Result<CodeSystem> read_system(const YAML::Node& node, std::string_view name) {
    if (!node.IsMap()) return wrong(name, node, "a system is a mapping with `id` and `name`");
    if (auto key = unknown_key(node, {"id", "name", "uri"}); !key.empty())
        return wrong(name, node, "unknown key `" + excerpt(key) + "` in a system");
    if (has_long_value(node)) return wrong(name, node, "a value is longer than 4096 bytes");
    CodeSystem s{scalar(node["id"]).value_or(""), scalar(node["name"]).value_or(""),
                 scalar(node["uri"]).value_or(""), 100, "up to 40 printable characters"};
    if (!is_system_id(s.id)) return wrong(name, node, "`id` is 1 to 32 of a-z, 0-9, - and _");
    if (find_known_system(s.id)) return wrong(name, node, "codelex knows `" + s.id + "` already");
    if (s.name.empty()) s.name = s.id;
    return s;
}

// What the columns of a table hold.
Result<ColumnMap> read_columns(const YAML::Node& node, std::string_view name) {
    ColumnMap map;
    map.system = scalar(node["system"]).value_or("");
    if (!is_system_id(map.system)) return wrong(name, node, "a table needs its `system`");
    map.notice = scalar(node["notice"]).value_or("");
    map.list_separator = scalar(node["list_separator"]).value_or("");
    if (node["separator"].IsDefined()) {
        const std::string text = scalar(node["separator"]).value_or("");
        if (text == "tab")
            map.separator = '\t';
        else if (text.size() == 1 && std::string_view(",;|\t").find(text[0]) != std::string_view::npos)
            map.separator = text[0];
        else
            return wrong(name, node["separator"], "`separator` is one of \",\", \";\", \"|\" and tab");
    }
    if (node["quotes"].IsDefined()) {
        const auto quotes = boolean(node["quotes"]);
        if (!quotes) return wrong(name, node["quotes"], "`quotes` is neither true nor false");
        map.quotes = *quotes;
    }
    if (!node["columns"].IsDefined() || !node["columns"].IsMap())
        return wrong(name, node, "a table needs `columns`: heading and meaning");
    bool code = false, title = false;
    for (const auto& pair : node["columns"]) {
        const std::string heading = scalar(pair.first).value_or(""),
                          meaning = scalar(pair.second).value_or("");
        const bool plain = std::find(std::begin(kColumnMeanings), std::end(kColumnMeanings), meaning) !=
                           std::end(kColumnMeanings);
        const bool kind = std::any_of(std::begin(kTextKinds), std::end(kTextKinds),
                                      [&](auto& k) { return k.name == meaning; });
        if (heading.empty() || (!plain && !kind))
            return wrong(name, node["columns"],
                         "`" + excerpt(meaning) + "` is nothing that a column can hold");
        code |= meaning == "code";
        title |= meaning == "title";
        map.columns[heading] = meaning;
    }
    if (!code || !title)
        return wrong(name, node["columns"], "one column must hold the `code` and one the `title`");
    return map;
}

Result<Source> read_recipe_source(const YAML::Node& node, std::string_view name, const fs::path& base) {
    if (!node.IsMap()) return wrong(name, node, "a source is a mapping with `kind` and `file`");
    if (auto key =
            unknown_key(node, {"kind", "file", "member", "release", "effective", "licensed", "tolerate",
                               "system", "separator", "quotes", "columns", "list_separator", "notice"});
        !key.empty())
        return wrong(name, node, "unknown key `" + excerpt(key) + "` in a source");
    if (has_long_value(node)) return wrong(name, node, "a value is longer than 4096 bytes");
    Source s;
    const std::string kind = scalar(node["kind"]).value_or("");
    const auto known = std::find_if(std::begin(kSourceKinds), std::end(kSourceKinds),
                                    [&](const SourceKindInfo& k) { return k.name == kind; });
    if (known == std::end(kSourceKinds))
        return wrong(name, node, "`kind` is `" + excerpt(kind) + "`, but must be one of " + kinds_list());
    s.kind = known->kind;
    const std::string file = scalar(node["file"]).value_or("");
    if (file.empty()) return wrong(name, node, "`file` is missing");
    s.file = base / file;
    s.name = file;
    s.member = scalar(node["member"]).value_or("");
    s.release = release_from_name(s.kind, s.member.empty() ? s.file.filename().string() : s.member);
    if (node["release"].IsDefined()) {
        s.release.label = scalar(node["release"]).value_or("");
        if (s.release.label.empty()) return wrong(name, node["release"], "`release` is no text");
        if (!node["effective"].IsDefined() && is_official(s.kind))
            s.release = release_from_name(s.kind, s.release.label);
    }
    if (node["effective"].IsDefined()) {
        s.release.effective = parse_date(scalar(node["effective"]).value_or(""));
        if (!s.release.effective)
            return wrong(name, node["effective"], "`effective` is no date (2025-10-01)");
    }
    // What is the AMA's is licensed unless the recipe says that everybody may see it.
    s.licensed = is_cpt(s.kind);
    if (node["licensed"].IsDefined()) {
        const auto licensed = boolean(node["licensed"]);
        if (!licensed) return wrong(name, node["licensed"], "`licensed` is neither true nor false");
        s.licensed = *licensed;
    }
    if (node["tolerate"].IsDefined()) {
        const std::string n = scalar(node["tolerate"]).value_or("");
        if (n.empty() || n.size() > 6 || n.find_first_not_of("0123456789") != n.npos)
            return wrong(name, node["tolerate"], "`tolerate` is no number of lines");
        s.tolerate = std::stoul(n);
    }
    if (s.kind == SourceKind::table) {
        auto columns = read_columns(node, name);
        if (!columns) return columns.error();
        s.columns = std::move(*columns);
    } else if (node["columns"].IsDefined()) {
        return wrong(name, node["columns"], "`columns` belong to a source of kind `table`");
    }
    return s;
}

}  // namespace

Result<Recipe> parse_recipe(std::string_view yaml, std::string_view name, const fs::path& base) {
    auto root = parse_yaml(yaml, name);
    if (!root) return root.error();
    if (auto key = unknown_key(*root, {"systems", "sources"}); !key.empty())
        return wrong(name, *root, "unknown key `" + excerpt(key) + "` at the top");
    if (!root->IsMap() || !(*root)["sources"].IsDefined() || !(*root)["sources"].IsSequence())
        return wrong(name, *root, "no list of `sources`");
    for (const char* list : {"systems", "sources"})
        if ((*root)[list].IsDefined() && (*root)[list].size() > kMaxSources)
            return wrong(name, (*root)[list], "more than 10,000 `" + std::string(list) + "`");
    Recipe recipe;
    recipe.name = name;
    if ((*root)["systems"].IsDefined()) {
        if (!(*root)["systems"].IsSequence()) return wrong(name, (*root)["systems"], "`systems` is no list");
        for (const auto& node : (*root)["systems"]) {
            auto system = read_system(node, name);
            if (!system) return system.error();
            recipe.systems.push_back(std::move(*system));
        }
    }
    for (const auto& node : (*root)["sources"]) {
        auto source = read_recipe_source(node, name, base);
        if (!source) return source.error();
        recipe.sources.push_back(std::move(*source));
    }
    if (recipe.sources.empty()) return wrong(name, (*root)["sources"], "the list of sources is empty");
    return recipe;
}

Result<Recipe> read_recipe(const fs::path& file, const fs::path& downloads) {
    auto bytes = read_file(file);
    if (!bytes) return bytes.error();
    return parse_recipe(*bytes, file.string(), downloads.empty() ? file.parent_path() : downloads);
}

Recipe starter_recipe() {
    Recipe recipe;
    recipe.name = "starter corpus";
    for (const StarterFile& f : starter_files()) {
        Source s;
        s.embedded = f.bytes;
        s.name = "starter/" + std::string(f.name);
        s.starter = true;
        s.release.label = "starter";
        recipe.sources.push_back(std::move(s));
    }
    return recipe;
}

}  // namespace codelex
