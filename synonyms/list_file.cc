// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/list_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <set>

#include "corpus/source_file.h"
#include "corpus/text.h"
#include "corpus/yaml.h"
#include "synonyms/builtin.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

// Reads one file. A member function that returns false has reported why.
class ListReader {
  public:
    ListReader(std::string name, Lists* lists, Diagnostics* diagnostics)
        : name_(std::move(name)), lists_(lists), diagnostics_(diagnostics) {}

    std::size_t read(const YAML::Node& root, std::string* title) {
        const std::size_t before = lists_->rules.size();
        for (const auto& section : root) {
            const std::string key = scalar(section.first).value_or("?");
            const YAML::Node& node = section.second;
            if (key == "title") {
                *title = scalar(node).value_or("");
                continue;
            }
            if (key == "word_parts") {
                if (!node.IsNull()) parts(node);
                continue;
            }
            const auto kind = std::find_if(std::begin(kRuleKinds), std::end(kRuleKinds),
                                           [&](const RuleKindInfo& k) { return k.section == key; });
            if (kind == std::end(kRuleKinds) || is_part(kind->kind))
                bad(section.first, "unknown section `" + excerpt(key) + "`");
            else if (node.IsNull())
                continue;  // a section that waits for its first rule
            else if (kind->kind == RuleKind::same)
                sames(node);
            else if (kind->kind == RuleKind::ignore)
                ignored(node);
            else
                keyed(node, kind->kind);
        }
        return lists_->rules.size() - before;
    }

  private:
    static bool is_part(RuleKind k) {
        return k == RuleKind::prefix || k == RuleKind::root || k == RuleKind::suffix;
    }

    bool bad(const YAML::Node& at, std::string what) {
        diagnostics_->skip(name_, line_of(at), std::move(what));
        return false;
    }

    // A phrase: some words, not too many.
    bool phrase(const YAML::Node& node, std::string* out) {
        const auto text = scalar(node);
        if (!text) return bad(node, "a phrase must be text");
        *out = collapsed(*text);
        if (out->empty()) return bad(node, "an empty phrase");
        if (!is_phrase(*out))
            return bad(node, "`" + excerpt(*out) + "`: a phrase has at most " +
                                 std::to_string(kMostWordsOfAPhrase) + " words and " +
                                 std::to_string(kMostBytesOfAPhrase) + " bytes");
        return true;
    }
    // One phrase or a list of them.
    bool phrases(const YAML::Node& node, std::vector<std::string>* out) {
        if (!node.IsSequence()) return phrase(node, &out->emplace_back());
        for (const auto& n : node)
            if (!phrase(n, &out->emplace_back())) return false;
        return !out->empty() || bad(node, "an empty list");
    }

    bool weight(const YAML::Node& node, double* out) {
        const std::string text = scalar(node).value_or("");
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
        if (error != std::errc() || end != text.data() + text.size() || !(*out > 0) || *out > 1)
            return bad(node, "weight `" + excerpt(text) + "` must be above 0 and at most 1");
        return true;
    }

    // The fields of a mapping that is a sense, with note and source of its rule.
    bool sense_map(const YAML::Node& node, Sense* sense, Rule* rule) {
        for (const auto& field : node) {
            const std::string key = scalar(field.first).value_or("?");
            const auto axis = std::find_if(std::begin(kAxisNames), std::end(kAxisNames),
                                           [&](const AxisName& a) { return a.name == key; });
            bool ok = true;
            if (field.second.IsNull())
                ok = bad(field.first, "`" + excerpt(key) + "` is empty");
            else if (key == "to")
                ok = phrases(field.second, &sense->to);
            else if (key == "near")
                ok = phrases(field.second, &sense->near);
            else if (key == "weight")
                ok = weight(field.second, &sense->weight);
            else if (key == "note")
                rule->note = scalar(field.second).value_or("");
            else if (key == "source")
                rule->source = scalar(field.second).value_or("");
            else if (axis != std::end(kAxisNames) &&
                     (rule->kind == RuleKind::operation || is_part(rule->kind))) {
                sense->axes.push_back({axis->position, {}});
                ok = phrases(field.second, &sense->axes.back().labels);
            } else {
                ok = bad(field.first, "unknown field `" + excerpt(key) + "`");
            }
            if (!ok) return false;
        }
        std::sort(sense->axes.begin(), sense->axes.end(),
                  [](const AxisWant& a, const AxisWant& b) { return a.position < b.position; });
        if (rule->kind == RuleKind::operation && sense->axes.empty())
            return bad(node, "an operation needs an axis: operation, part, approach ...");
        if (sense->to.empty() && sense->axes.empty()) return bad(node, "needs `to`");
        return true;
    }

    bool senses(const YAML::Node& node, Rule* rule) {
        if (node.IsMap()) return sense_map(node, &rule->senses.emplace_back(), rule);
        if (!node.IsSequence()) {
            if (rule->kind == RuleKind::operation)
                return bad(node, "an operation needs axes: {operation: ...}");
            return phrase(node, &rule->senses.emplace_back().to.emplace_back());
        }
        if (node.size() == 0) return bad(node, "an empty list");
        for (const auto& n : node) {
            const bool ok = n.IsMap() ? sense_map(n, &rule->senses.emplace_back(), rule)
                            : rule->kind != RuleKind::operation
                                ? phrase(n, &rule->senses.emplace_back().to.emplace_back())
                                : bad(n, "an operation needs axes: {operation: ...}");
            if (!ok) return false;
        }
        return true;
    }

    Rule rule_at(const YAML::Node& node, RuleKind kind) {
        Rule r;
        r.kind = kind;
        r.file = name_;
        r.line = line_of(node);
        return r;
    }

    void keyed(const YAML::Node& node, RuleKind kind) {
        if (!node.IsMap()) {
            bad(node, "`" + std::string(info(kind).section) + "` must be a mapping of phrases to meanings");
            return;
        }
        std::set<std::string> seen;
        for (const auto& pair : node) {
            Rule r = rule_at(pair.first, kind);
            if (!phrase(pair.first, &r.phrases.emplace_back())) continue;
            if (pair.second.IsNull()) {  // its own mark is that of what follows
                bad(pair.first, "`" + excerpt(r.phrases[0]) + "` has no meaning");
                continue;
            }
            if (!seen.insert(r.phrases[0]).second) {
                bad(pair.first, "`" + excerpt(r.phrases[0]) + "` stands twice in this section");
                continue;
            }
            if (senses(pair.second, &r)) lists_->rules.push_back(std::move(r));
        }
    }

    void parts(const YAML::Node& node) {
        if (!node.IsMap()) {
            bad(node, "`word_parts` must be a mapping");
            return;
        }
        for (const auto& pair : node) {
            const std::string key = scalar(pair.first).value_or("?");
            const auto kind = std::find_if(std::begin(kRuleKinds), std::end(kRuleKinds),
                                           [&](const RuleKindInfo& k) { return k.section == key; });
            if (kind == std::end(kRuleKinds) || !is_part(kind->kind))
                bad(pair.first, "unknown kind of word part `" + excerpt(key) + "`");
            else if (!pair.second.IsNull())
                keyed(pair.second, kind->kind);
        }
    }

    void sames(const YAML::Node& node) {
        if (!node.IsSequence()) {
            bad(node, "`same` must be a list of lists of phrases");
            return;
        }
        for (const auto& n : node) {
            Rule r = rule_at(n, RuleKind::same);
            if (n.IsMap()) {
                if (const std::string key = unknown_key(n, {"phrases", "note", "source"}); !key.empty()) {
                    bad(n, "unknown field `" + excerpt(key) + "`");
                    continue;
                }
                r.note = scalar(n["note"]).value_or("");
                r.source = scalar(n["source"]).value_or("");
                if (!n["phrases"].IsDefined() || !n["phrases"].IsSequence()) {
                    bad(n, "needs `phrases`, a list");
                    continue;
                }
                if (!phrases(n["phrases"], &r.phrases)) continue;
            } else if (!n.IsSequence()) {
                bad(n, "must be a list of phrases");
                continue;
            } else if (!phrases(n, &r.phrases)) {
                continue;
            }
            if (r.phrases.size() < 2) {
                bad(n, "needs two phrases or more");
                continue;
            }
            lists_->rules.push_back(std::move(r));
        }
    }

    void ignored(const YAML::Node& node) {
        if (!node.IsSequence()) {
            bad(node, "`ignore` must be a list of words");
            return;
        }
        for (const auto& n : node) {
            Rule r = rule_at(n, RuleKind::ignore);
            if (phrase(n, &r.phrases.emplace_back())) lists_->rules.push_back(std::move(r));
        }
    }

    std::string name_;
    Lists* lists_;
    Diagnostics* diagnostics_;
};

}  // namespace

bool is_phrase(std::string_view text) {
    return !text.empty() && text.size() <= kMostBytesOfAPhrase &&
           static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) < kMostWordsOfAPhrase;
}

std::string Lists::fingerprint() const {
    std::string all;
    for (const File& f : files) all += f.name + " " + f.sha256 + "\n";
    return sha256_hex(all).substr(0, 16);
}

Result<void> read_list(std::string_view yaml, const std::string& name, Lists* lists,
                       Diagnostics* diagnostics) {
    auto root = parse_yaml(yaml, name);
    if (!root) return root.error();
    if (!root->IsMap())
        return Error{Errc::bad_source, name + ": is no list of synonyms",
                     "it must be a mapping of sections: same, means, abbreviations ..."};
    Lists::File file{name, "", sha256_hex(yaml), 0};
    ListReader reader(name, lists, diagnostics);
    file.rules = reader.read(*root, &file.title);
    lists->files.push_back(std::move(file));
    return {};
}

Result<std::vector<fs::path>> list_paths(const fs::path& place) {
    std::vector<fs::path> paths;
    std::error_code ec, unreadable;
    if (fs::is_directory(place, ec)) {
        for (fs::directory_iterator it(place, ec), end; !ec && it != end; it.increment(ec))
            if (it->path().extension() == ".yaml" && !it->is_directory(unreadable))
                paths.push_back(it->path());
        std::sort(paths.begin(), paths.end());
        if (paths.empty() && !ec)
            return Error{Errc::bad_source, place.string() + ": holds no list", "lists end in .yaml"};
    } else {
        paths.push_back(place);
        if (!fs::exists(place, ec))
            return Error{Errc::io, place.string() + ": is not there", "name a directory of lists, or a list"};
    }
    if (ec) return Error{Errc::io, place.string() + ": " + ec.message(), "check the permissions"};
    return paths;
}

Result<Lists> read_lists(const fs::path& place, Diagnostics* diagnostics) {
    auto paths = list_paths(place);
    if (!paths) return paths.error();
    Lists lists;
    for (const fs::path& p : *paths) {
        auto bytes = read_file(p);
        if (!bytes) return bytes.error();
        if (auto r = read_list(*bytes, p.filename().string(), &lists, diagnostics); !r) return r.error();
    }
    return lists;
}

Lists builtin_lists() {
    Lists lists;
    Diagnostics diagnostics;
    for (const BuiltinList& file : builtin_list_files())
        (void)read_list(file.bytes, std::string(file.name), &lists, &diagnostics);
    return lists;
}

}  // namespace codelex
