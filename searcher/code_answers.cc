// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to texts that have the shape of a code.
#include <algorithm>

#include "indexer/schema.h"
#include "searcher/marks.h"
#include "searcher/searcher_impl.h"

namespace codelex {
namespace {

using Kind = Interpretation::Kind;

void plain_title(Hit* hit) {
    hit->highlights = {{TextKind::title, hit->record.title, {}}};
}

// As people write it, if the answer tells of which system it is.
std::string shown(std::string_view code, const Answer& a) {
    return a.hits.empty() ? std::string(code) : display_code(a.hits.front().record.system, code);
}

}  // namespace

// A code-shaped text that no description holds and no list knows (99213, not B12, H1N1 or T2DM): to search
// for its letters would only mislead.
bool Searcher::Impl::is_no_word(const CodeQuestion& c) {
    if (c.first.find_first_of("0123456789") == std::string::npos) return false;
    const Tokens tokens = analyzer.analyze(c.first);
    return std::none_of(tokens.begin(), tokens.end(), [&](const Token& t) {
        return db.term_exists(term_stem(t.stem)) || !lexicon.readings(t.stem).empty();
    });
}

// The longest beginning of a code that is a code itself, as people write it; empty when there is none.
std::string Searcher::Impl::nearest_above(const Query& q, const std::string& named, std::string code) const {
    for (code.pop_back(); code.size() >= 3; code.pop_back())
        for (const SystemId& s : systems_for(q, named))
            if (find(s, code)) return display_code(s, code);
    return "";
}

bool Searcher::Impl::answer_code(const Query& q, const CodeQuestion& c, Answer* a,
                                 std::vector<Xapian::docid>* exact) {
    const std::vector<SystemId> systems = systems_for(q, c.system);
    std::vector<std::string> system_terms;
    for (const SystemId& s : systems) system_terms.push_back(term_system(s));
    const Xapian::Query filtered = filter(q);
    // Lists what matches, in listing order, with the reason that `why` gives.
    auto list = [&](Xapian::Query query, std::size_t offset, std::size_t limit, auto why) {
        query = {Xapian::Query::OP_FILTER, query, any_of_terms(system_terms)};
        if (!filtered.empty()) query = {Xapian::Query::OP_FILTER, query, filtered};
        take(
            query, q, offset, limit,
            [&](Hit* hit) {
                plain_title(hit);
                hit->because.push_back(why(*hit));
            },
            a);
    };
    const std::string below_term = term_code_prefix(c.first);
    const Xapian::Query below(below_term);

    if (c.kind == CodeQuestion::Kind::range) {
        list({Xapian::Query::OP_VALUE_RANGE, kSlotCode, c.first, c.last + "\x7F"}, q.offset, q.limit,
             [](const Hit&) { return "In the range"; });
        if (a->total == 0) return *a = Answer{}, false;
        a->interpretation = {Kind::range, "codes " + shown(c.first, *a) + " to " + shown(c.last, *a), {}};
        return true;
    }
    if (c.kind == CodeQuestion::Kind::prefix) {
        list({Xapian::Query::OP_OR, below, Xapian::Query(term_code(c.first))}, q.offset, q.limit,
             [&](const Hit& hit) {
                 return hit.record.code == c.first ? "The code itself" : "Starts with it";
             });
        a->interpretation = {Kind::prefix, "codes that start with " + shown(c.first, *a), {}};
        if (a->total == 0 && !is_no_word(c)) return *a = Answer{}, false;  // "HbA1c." ends a sentence
        if (a->total == 0) a->interpretation.notes.push_back("No code starts with " + c.first);
        return true;
    }

    // Exact codes of every system first, then what stands below them.
    std::vector<std::string> missing;
    bool header = false, modifier = false;
    for (const std::string* code : {&c.first, &c.modifier}) {
        if (code->empty()) continue;
        bool found = false;
        for (const SystemId& s : systems)
            if (const auto id = find(s, *code)) {
                found = true;
                const CodeRecord r = record(*id);
                modifier |= r.modifier;
                header |= !r.billable;
                if (!q.billable || r.billable) exact->push_back(*id);
            }
        if (!found) missing.push_back(*code);
    }
    const bool any = header || !exact->empty();
    const bool lists_below = !modifier && db.term_exists(below_term);
    constexpr std::size_t kShortestBeginning =
        3;  // of a text that is no code: E1 is not taken for "codes below E1"
    if (!any && !(lists_below && c.first.size() >= kShortestBeginning)) return false;

    for (std::size_t i = q.offset; i < exact->size() && a->hits.size() < q.limit; ++i) {
        Hit& hit = a->hits.emplace_back();
        hit.record = record((*exact)[i]);
        hit.score = 1;
        plain_title(&hit);
        hit.because.push_back("The code itself");
        for (std::string& w : warnings(hit.record, q.day)) hit.because.push_back(std::move(w));
    }
    a->total = exact->size();
    if (lists_below)
        list(below, q.offset - std::min(q.offset, exact->size()), q.limit - a->hits.size(),
             [](const Hit&) { return "Below it"; });
    if (!any && a->total == 0) return *a = Answer{}, false;
    a->interpretation = any ? Interpretation{Kind::code, "code " + shown(c.first, *a), {}}
                            : Interpretation{Kind::prefix, "codes that start with " + shown(c.first, *a), {}};
    if (!c.modifier.empty()) {
        a->interpretation.reading += " with modifier " + c.modifier;
        for (const std::string& code : missing)
            a->interpretation.notes.push_back("There is no code " + code + " in the index");
    }
    if (a->total == 0)
        a->interpretation.notes.push_back(c.first + " is a header, and nothing billable is below it");
    return true;
}

}  // namespace codelex
