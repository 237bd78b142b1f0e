// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/marks.h"

#include <algorithm>

#include "corpus/inherit.h"
#include "indexer/schema.h"

namespace codelex {
namespace {

struct Marked {
    Highlight highlight;
    std::vector<bool> has;  // by query token
    double worth;           // words found, weighed by field
};

std::string quoted_list(const Tokens& query, const std::vector<bool>& which) {
    std::string out;
    for (std::size_t i = 0; i < query.size(); ++i) {
        // A word asked twice is named once.
        const bool again = std::any_of(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](const Token& t) { return t.stem == query[i].stem; });
        if (which[i] && !again) out += (out.empty() ? "" : ", ") + query[i].text;
    }
    return out;
}

}  // namespace

Marks mark(const CodeRecord& record, const CodeRecord* parent, const Tokens& query, Analyzer* analyzer) {
    std::vector<Marked> texts;
    auto add = [&](const FieldInfo* field, TextKind kind, const std::string& text) {
        if (!field) return;
        Marked m{{kind, text, {}}, std::vector<bool>(query.size()), 0};
        for (const Token& t : analyzer->analyze(text)) {
            bool hit = false;
            for (std::size_t i = 0; i < query.size(); ++i)
                if (t.text == query[i].text || t.stem == query[i].stem) {
                    hit = true;
                    if (!m.has[i]) m.worth += field->weight;
                    m.has[i] = true;
                }
            if (hit) m.highlight.spans.push_back({t.begin, t.end});
        }
        if (kind == TextKind::title || m.worth > 0) texts.push_back(std::move(m));
    };
    add(&kFields[0], TextKind::title, record.title);
    for (const Text& t : record.texts)
        if (!is_for_some(t.scope)) add(field_of(t), t.kind, t.text);
    if (parent) {
        const FieldInfo* field = &kFields[static_cast<std::size_t>(Field::inherited)];
        for (const Text& t : inherited_entries(*parent, record.code)) add(field, t.kind, t.text);
        for (const Text& t : axis_synonyms(*parent, record.code)) add(field, t.kind, t.text);
    }
    std::stable_sort(texts.begin() + 1, texts.end(),
                     [](const Marked& a, const Marked& b) { return a.worth > b.worth; });

    Marks out;
    std::vector<bool> seen(query.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<bool> news(query.size());
        bool any = false;
        for (std::size_t k = 0; k < query.size(); ++k)
            if (texts[i].has[k] && !seen[k]) any = news[k] = seen[k] = true;
        if (any)
            out.because.push_back(std::string(info(texts[i].highlight.field).heading) + ": " +
                                  quoted_list(query, news));
        if (i <= kOtherTexts) out.highlights.push_back(std::move(texts[i].highlight));
    }
    std::vector<bool> missing(query.size());
    for (std::size_t k = 0; k < query.size(); ++k) missing[k] = !seen[k];
    if (const std::string words = quoted_list(query, missing); !words.empty())
        out.because.push_back("Not in this code: " + words);
    return out;
}

std::vector<std::string> warnings(const CodeRecord& record, Date day) {
    std::vector<std::string> out;
    const Status status = status_on(record.validity, day);
    if (status == Status::future)
        out.push_back("Not yet valid: first valid day " + iso(*record.validity.from));
    if (status == Status::deleted) {
        std::string text = "Deleted since " + iso(day_after(*record.validity.to)) + ": last valid day " +
                           iso(*record.validity.to);
        std::string instead;
        for (const Relation& r : record.relations) {
            const bool known = !r.system.empty() && r.system != record.system;
            instead += (instead.empty() ? "" : ", ") + (known ? r.system + " " : std::string()) +
                       display_code(r.system, r.code);
        }
        if (!instead.empty()) text += "; look at " + instead + " instead";
        out.push_back(std::move(text));
    }
    if (status == Status::active && record.validity.to)
        out.push_back("Ends: last valid day " + iso(*record.validity.to));
    if (!record.billable) out.push_back("A header: choose a code below it");
    return out;
}

}  // namespace codelex
