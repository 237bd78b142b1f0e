// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/answer_json.h"

#include <boost/json.hpp>
#include <cmath>

namespace codelex {
namespace {

namespace json = boost::json;

json::array strings(const std::vector<std::string>& list) {
    json::array out;
    for (const std::string& s : list) out.emplace_back(s);
    return out;
}

json::value day_or_null(const std::optional<Date>& day) {
    return day ? json::value(iso(*day)) : json::value(nullptr);
}

json::object validity(const CodeRecord& r, Date day) {
    return {{"from", day_or_null(r.validity.from)},
            {"to", day_or_null(r.validity.to)},
            {"status", name_of(status_on(r.validity, day))}};
}

json::value copyright(const CodeRecord& r) {
    return r.notice.empty() ? json::value(nullptr) : json::value(r.notice);
}

// What every mention of a code says.
json::object summary(const CodeRecord& r, Date day) {
    return {{"system", r.system},
            {"code", display_code(r.system, r.code)},
            {"title", r.title},
            {"billable", r.billable},
            {"validity", validity(r, day)}};
}

json::array relations(const CodeRecord& r) {
    json::array out;
    for (const Relation& x : r.relations)
        out.push_back(json::object{
            {"kind", name_of(x.kind)}, {"system", x.system}, {"code", display_code(x.system, x.code)}});
    return out;
}

json::array spans(const std::vector<Span>& list) {
    json::array out;
    for (const Span& s : list) out.push_back(json::array{s.begin, s.end});
    return out;
}

json::object guideline(const GuidelineSection& g) {
    json::array codes;
    for (const CodeReference& r : g.references)
        codes.emplace_back(display_code("icd10cm", r.first) +
                           (r.last == r.first ? "" : "-" + display_code("icd10cm", r.last)));
    return {{"document", g.document}, {"number", g.number}, {"title", g.title},
            {"text", g.text},         {"codes", codes},     {"page", g.source.line}};
}

json::array guidelines(const std::vector<GuidelineHit>& hits) {
    json::array out;
    for (const GuidelineHit& h : hits) {
        json::object o = guideline(h.section);
        o["score"] = std::round(h.score * 1000) / 1000;
        o["spans"] = spans(h.spans);
        out.push_back(std::move(o));
    }
    return out;
}

json::array texts(const std::vector<Text>& list) {
    json::array out;
    for (const Text& t : list) {
        json::object o{{"field", info(t.kind).name}, {"text", t.text}};
        if (!t.scope.empty()) o["scope"] = t.scope;
        out.push_back(std::move(o));
    }
    return out;
}

}  // namespace

std::string to_json(const Answer& a, std::string_view id) {
    json::object out;
    if (!id.empty()) out["id"] = id;
    out["query"] = a.query;
    out["interpretation"] = json::object{{"kind", name_of(a.interpretation.kind)},
                                         {"reading", a.interpretation.reading},
                                         {"notes", strings(a.interpretation.notes)}};
    out["corrected"] = a.corrected ? json::value(*a.corrected) : json::value(nullptr);
    out[a.total_is_exact ? "total" : "total_at_least"] = a.total;
    out["took_us"] = std::llround(a.took_us);
    json::array hits;
    for (const Hit& h : a.hits) {
        json::object hit = summary(h.record, a.day);
        hit["score"] = std::round(h.score * 1000) / 1000;
        json::array highlights;
        for (const Highlight& x : h.highlights) {
            highlights.push_back(
                json::object{{"field", info(x.field).name}, {"text", x.text}, {"spans", spans(x.spans)}});
        }
        hit["highlights"] = std::move(highlights);
        hit["because"] = strings(h.because);
        hit["relations"] = relations(h.record);
        hit["copyright"] = copyright(h.record);
        hits.push_back(std::move(hit));
    }
    out["hits"] = std::move(hits);
    out["guidelines"] = guidelines(a.guidelines);
    if (!a.stages.empty()) out["explain"] = strings(a.stages);
    return json::serialize(out);
}

std::string to_json(const CodePage& page) {
    const CodeRecord& r = page.record;
    json::object out = summary(r, page.day);
    out["modifier"] = r.modifier;
    out["chapter"] = [&]() -> json::value {
        const Chapter c = chapter_of(r.system, r.code);
        if (c.id.empty()) return nullptr;
        return json::object{{"id", c.id}, {"title", c.title}};
    }();
    json::array ancestors, children;
    for (const CodeRecord& x : page.ancestors) ancestors.push_back(summary(x, page.day));
    for (const CodeRecord& x : page.children) children.push_back(summary(x, page.day));
    out["ancestors"] = std::move(ancestors);
    out["children"] = std::move(children);
    out["descendants"] = page.descendants;
    out["texts"] = texts(r.texts);
    json::array inherited;
    for (const CodeRecord& up : page.ancestors) {
        json::array notes = texts(up.texts);
        for (json::value& n : notes) {
            n.as_object()["from"] = display_code(up.system, up.code);
            inherited.push_back(std::move(n));
        }
    }
    out["inherited"] = std::move(inherited);
    out["entries"] = texts(page.entries);
    json::array axes;
    for (const Axis& axis : page.axes)
        for (const Axis::Value& v : axis.values)
            axes.push_back(json::object{{"position", axis.position},
                                        {"title", axis.title},
                                        {"value", std::string(1, v.value)},
                                        {"label", v.label},
                                        {"definition", v.definition},
                                        {"explanation", v.explanation},
                                        {"includes", strings(v.includes)}});
    out["axes"] = std::move(axes);
    json::object titles;
    for (const auto& [code, title] : page.titles) titles[display_code(r.system, code)] = title;
    out["titles"] = std::move(titles);
    json::array sections;
    for (const GuidelineSection& g : page.guidelines) sections.push_back(guideline(g));
    out["guidelines"] = std::move(sections);
    out["relations"] = relations(r);
    json::object attributes;
    for (const Attribute& a : r.attributes) attributes[a.name] = a.value;
    out["attributes"] = std::move(attributes);
    out["copyright"] = copyright(r);
    return json::serialize(out);
}

std::string to_json(const std::vector<GuidelineHit>& hits, std::string_view query) {
    return json::serialize(json::object{{"query", query}, {"guidelines", guidelines(hits)}});
}

std::string to_json(const Snapshot& snapshot) {
    const Manifest& m = snapshot.manifest;
    json::array systems, sources;
    for (const SystemReport& s : m.systems)
        systems.push_back(json::object{{"system", s.system},
                                       {"records", s.records},
                                       {"billable", s.billable},
                                       {"modifiers", s.modifiers},
                                       {"official", s.official},
                                       {"own", s.own}});
    for (const SourceReport& s : m.sources)
        sources.push_back(json::object{{"kind", info(s.kind).name},
                                       {"name", s.name},
                                       {"sha256", s.sha256},
                                       {"release", s.release.label},
                                       {"effective", day_or_null(s.release.effective)},
                                       {"licensed", s.licensed},
                                       {"starter", s.starter},
                                       {"used", s.used},
                                       {"records", s.records},
                                       {"skipped", s.skipped},
                                       {"dangling", s.dangling}});
    return json::serialize(json::object{{"snapshot", snapshot.name},
                                        {"created", m.created},
                                        {"program", m.program},
                                        {"format", m.format},
                                        {"analysis", m.analysis},
                                        {"synonyms", json::object{{"rules", m.rules}, {"lists", m.synonyms}}},
                                        {"records", m.records},
                                        {"guidelines", m.guidelines},
                                        {"systems", std::move(systems)},
                                        {"sources", std::move(sources)}});
}

std::string to_json(const Error& error) {
    return json::serialize(json::object{{"error", error.what}, {"hint", error.hint}});
}

}  // namespace codelex
