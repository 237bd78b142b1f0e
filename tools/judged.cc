// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/judged.h"

#include <boost/json.hpp>
#include <iostream>
#include <iterator>
#include <set>

#include "corpus/source_file.h"
#include "corpus/text.h"

namespace codelex {
namespace {

namespace json = boost::json;

// The complaint about a line, or empty.
std::string read_line(const json::value& value, bool judged, QueryLine* out) {
    const json::object* o = value.if_object();
    if (!o) return "is no JSON object";
    auto text = [&](const char* key, std::string* to) {
        const json::value* v = o->if_contains(key);
        if (v && v->is_string()) *to = v->get_string();
        return v && v->is_string();
    };
    if (!text("id", &out->id) || out->id.empty()) return "has no \"id\"";
    if (!text("query", &out->query)) return "has no \"query\"";
    text("style", &out->style);
    if (const json::value* systems = o->if_contains("systems")) {
        if (!systems->is_array()) return "has \"systems\" that are no list";
        for (const json::value& s : systems->get_array()) {
            if (!s.is_string()) return "has a system that is no text";
            out->systems.emplace_back(s.get_string());
        }
    }
    const json::value* gold = o->if_contains("gold");
    if (!gold) return judged ? "has no \"gold\"" : "";
    if (!gold->is_object() || gold->get_object().empty())
        return "has \"gold\" that is no object of codes and grades";
    for (const auto& [code, grade] : gold->get_object()) {
        if (!grade.is_int64() || grade.get_int64() < 1 || grade.get_int64() > 3)
            return "has a grade that is not 1, 2 or 3";
        const bool family = code.ends_with('*');
        out->gold.push_back(
            {gold_code(code.substr(0, code.size() - family)), family, static_cast<int>(grade.get_int64())});
    }
    return "";
}

}  // namespace

std::string gold_code(std::string_view code) {
    std::string out;
    for (char c : code)
        if (c != '.') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

Result<std::vector<QueryLine>> read_queries(const std::filesystem::path& file, bool judged) {
    std::string bytes;
    if (file == "-") {
        bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
        auto read = read_file(file);
        if (!read) return read.error();
        bytes = std::move(*read);
    }
    std::vector<QueryLine> out;
    std::set<std::string> ids;
    Lines lines(bytes);
    std::string_view line;
    while (lines.next(&line)) {
        if (trimmed(line).empty()) continue;
        auto bad = [&](const std::string& what) {
            return Error{Errc::bad_source, file.string() + ":" + std::to_string(lines.number()) + ": " + what,
                         "each line is {\"id\": ..., \"query\": ..., \"systems\": [...]}" +
                             std::string(judged ? " with \"style\" and \"gold\"" : "")};
        };
        json::error_code ec;
        const json::value value = json::parse(line, ec);
        if (ec) return bad(ec.message());
        QueryLine q;
        if (const std::string what = read_line(value, judged, &q); !what.empty()) return bad(what);
        if (!ids.insert(q.id).second) return bad("id " + excerpt(q.id) + " stands twice");
        out.push_back(std::move(q));
    }
    return out;
}

Result<std::vector<QueryLine>> read_judged(const std::vector<std::string>& files) {
    std::vector<QueryLine> queries;
    for (const std::string& f : files) {
        auto read = read_queries(f, true);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(queries));
    }
    if (queries.empty()) return Error{Errc::bad_source, files[0] + ": holds no query", ""};
    return queries;
}

}  // namespace codelex
