// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/marks.h"

#include <algorithm>
#include <string_view>

#include "corpus/inherit.h"
#include "indexer/schema.h"

namespace codelex {
namespace {

using LookedForPhrase = LookedFor::Phrase;

struct Marked {
    Highlight highlight;
    std::vector<const LookedForPhrase*>
        found;     // by what was looked for: the phrase that stands here, or null
    double worth;  // what was found, weighed by field
};

// The phrase of what was looked for that the text has, its own words before the lists'.
const LookedForPhrase* phrase_in(const LookedFor& looked, const std::vector<std::string_view>& sorted_stems) {
    for (const LookedForPhrase& p : looked.phrases)
        if (std::all_of(p.stems.begin(), p.stems.end(), [&](const std::string& stem) {
                return std::binary_search(sorted_stems.begin(), sorted_stems.end(), std::string_view(stem));
            }))
            return &p;
    return nullptr;
}

// Whether something longer was found that covers the words.
bool covered(const Plan& plan, std::size_t k, const std::vector<bool>& which) {
    const LookedFor& word = plan.looked_for[k];
    for (std::size_t i = 0; i < which.size(); ++i) {
        const LookedFor& other = plan.looked_for[i];
        if (i != k && which[i] && other.first <= word.first && word.last <= other.last &&
            other.last - other.first > word.last - word.first)
            return true;
    }
    return false;
}

// A word asked twice is named once.
bool named_before(const Plan& plan, std::size_t k) {
    for (std::size_t i = 0; i < k; ++i)
        if (plan.looked_for[i].label == plan.looked_for[k].label) return true;
    return false;
}

std::string list_of(const Plan& plan, const std::vector<bool>& which,
                    const std::vector<const LookedForPhrase*>* found) {
    std::string out;
    for (std::size_t k = 0; k < which.size(); ++k) {
        if (!which[k] || named_before(plan, k) || covered(plan, k, which)) continue;
        out += (out.empty() ? "" : ", ") + plan.looked_for[k].label;
        if (found && (*found)[k] && !(*found)[k]->rule.empty())
            out += " = " + (*found)[k]->words + " (" + (*found)[k]->rule + ")";
    }
    return out;
}

}  // namespace

Marks mark(const CodeRecord& record, const std::function<std::vector<CodeRecord>()>& above, const Plan& plan,
           Analyzer* analyzer) {
    const std::size_t wanted = plan.looked_for.size();
    std::vector<Marked> texts;
    auto add = [&](const FieldInfo* field, TextKind kind, const std::string& text) {
        if (!field) return;
        Marked m{{kind, text, {}}, std::vector<const LookedForPhrase*>(wanted), 0};
        const Tokens tokens = analyzer->analyze(text);
        std::vector<std::string_view> stems;
        for (const Token& t : tokens) {
            stems.push_back(t.stem);
            if (!t.compound.empty()) stems.push_back(t.compound);
        }
        std::sort(stems.begin(), stems.end());
        for (std::size_t k = 0; k < wanted; ++k) {
            m.found[k] = phrase_in(plan.looked_for[k], stems);
            if (m.found[k]) m.worth += field->weight;
        }
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const Token& t = tokens[i];
            const bool hit = std::any_of(m.found.begin(), m.found.end(), [&](const LookedForPhrase* p) {
                return p && std::any_of(p->stems.begin(), p->stems.end(), [&](const std::string& stem) {
                           return stem == t.stem || (!t.compound.empty() && stem == t.compound);
                       });
            });
            if (hit) m.highlight.spans.push_back({t.begin, t.end});
        }
        if (kind == TextKind::title || m.worth > 0) texts.push_back(std::move(m));
    };
    add(&kFields[0], TextKind::title, record.title);
    for (const Text& t : record.texts)
        if (!is_for_some(t.scope)) add(field_of(t), t.kind, t.text);
    const auto nowhere = [&](std::size_t k) {
        return std::none_of(texts.begin(), texts.end(), [&](const Marked& m) { return m.found[k]; });
    };
    bool all_found = true;
    for (std::size_t k = 0; k < wanted; ++k) all_found = all_found && !nowhere(k);
    if (!all_found && above)
        for (const CodeRecord& parent : above()) {
            const FieldInfo* field = &kFields[static_cast<std::size_t>(Field::inherited)];
            for (const Text& t : inherited_entries(parent, record.code)) add(field, t.kind, t.text);
            for (const Text& t : axis_synonyms(parent, record.code)) add(field, t.kind, t.text);
        }
    std::stable_sort(texts.begin() + 1, texts.end(),
                     [](const Marked& a, const Marked& b) { return a.worth > b.worth; });

    Marks out;
    std::vector<bool> seen(wanted);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<bool> news(wanted);
        bool any = false;
        for (std::size_t k = 0; k < wanted; ++k)
            if (texts[i].found[k] && !seen[k] && !covered(plan, k, seen)) any = news[k] = true;
        for (std::size_t k = 0; k < wanted; ++k) seen[k] = seen[k] || news[k];
        if (any)
            out.because.push_back(std::string(info(texts[i].highlight.field).heading) + ": " +
                                  list_of(plan, news, &texts[i].found));
        if (i <= kOtherTexts) out.highlights.push_back(std::move(texts[i].highlight));
    }
    std::vector<bool> missing(wanted);
    for (std::size_t k = 0; k < wanted; ++k) {
        // A longer run is no loss when its words are there.
        const bool run = plan.looked_for[k].last - plan.looked_for[k].first > 1;
        missing[k] = !seen[k] && !run && !covered(plan, k, seen);
    }
    if (const std::string words = list_of(plan, missing, nullptr); !words.empty())
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
