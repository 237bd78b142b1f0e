// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/inherit.h"

namespace codelex {

bool is_for_some(std::string_view scope) {
    constexpr std::size_t table_and_dash = 4;
    return scope.size() > table_and_dash && scope.back() == '-';
}

bool is_from_above(const Text& text) {
    return text.scope.starts_with("Chapter") || text.scope.starts_with("Section");
}

bool leads_to(std::string_view scope, std::string_view code) {
    return is_for_some(scope) && code.starts_with(scope.substr(0, scope.size() - 1));
}

namespace {

bool is_passed_down(TextKind kind) {
    return kind == TextKind::index_path || kind == TextKind::inclusion || kind == TextKind::includes ||
           kind == TextKind::lay;
}

}  // namespace

std::optional<std::string> inherits_from(const CodeRecord& r) {
    if (r.system == "icd10pcs" && r.code.size() == 7) return r.code.substr(0, 3);
    if (r.system == "icd10cm" && !r.parent.empty()) return r.parent;
    return std::nullopt;
}

std::vector<Text> inherited_entries(const CodeRecord& parent, std::string_view code) {
    const bool table = parent.system == "icd10pcs";
    std::vector<Text> out;
    for (const Text& t : parent.texts)
        if (table ? leads_to(t.scope, code) : is_passed_down(t.kind) && !is_from_above(t)) out.push_back(t);
    return out;
}

const Axis::Value* value_at(const Axis& axis, std::string_view code) {
    const auto position = static_cast<std::size_t>(axis.position);
    if (position < 1 || position > code.size()) return nullptr;
    for (const Axis::Value& v : axis.values) {
        if (v.value != code[position - 1]) continue;
        const auto other = static_cast<std::size_t>(v.other);
        if (other == 0 || (other <= code.size() && v.with.find(code[other - 1]) != v.with.npos)) return &v;
    }
    return nullptr;
}

std::vector<Text> axis_synonyms(const CodeRecord& parent, std::string_view code) {
    std::vector<Text> out;
    for (const Axis& axis : parent.axes) {
        const Axis::Value* v = value_at(axis, code);
        if (!v || v->includes.empty()) continue;
        std::string text = v->label + ": ";
        for (std::size_t i = 0; i < v->includes.size(); ++i) text += (i ? ", " : "") + v->includes[i];
        out.push_back({TextKind::inclusion, std::move(text), parent.source, axis.title});
    }
    return out;
}

}  // namespace codelex
