// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>

#include "analyzers/analyzer.h"
#include "corpus/text.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "indexer/xapian_guard.h"
#include "searcher/code_query.h"
#include "searcher/marks.h"
#include "searcher/plan.h"

namespace codelex {
namespace {

Xapian::Query any_of_terms(const std::vector<std::string>& terms) {
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& p : parts) out.append(out.empty() ? "" : between).append(p);
    return out;
}

}  // namespace

std::string_view name_of(Interpretation::Kind kind) {
    switch (kind) {
        case Interpretation::Kind::code:
            return "code";
        case Interpretation::Kind::prefix:
            return "prefix";
        case Interpretation::Kind::range:
            return "range";
        case Interpretation::Kind::words:
            return "words";
    }
    return "words";
}

struct Searcher::Impl {
    Snapshot snapshot;
    SearchLimits limits;
    Xapian::Database db;
    Analyzer analyzer;

    Result<void> check(const Query& q) const;
    Xapian::Query filter(const Query& q) const;
    CodeRecord record(Xapian::docid id) const;
    std::optional<Xapian::docid> find(std::string_view system, std::string_view code) const;
    std::vector<SystemId> systems_for(const Query& q, const std::string& named) const;
    std::string display(std::string_view code, std::string_view system) const;

    bool is_no_word(const CodeQuestion& c);
    std::string nearest_above(const Query& q, std::string code) const;
    bool answer_code(const Query& q, const CodeQuestion& c, Answer* a);
    void answer_words(const Query& q, Answer* a);
    void take(const Xapian::Query& query, bool by_weight, const Query& q, std::size_t offset,
              std::size_t limit, const std::function<void(Hit*)>& finish, Answer* a);
};

Result<void> Searcher::Impl::check(const Query& q) const {
    if (q.text.size() > limits.max_query_bytes)
        return Error{Errc::bad_query,
                     "the query has " + std::to_string(q.text.size()) + " bytes, more than " +
                         std::to_string(limits.max_query_bytes),
                     "search for the part that matters"};
    if (!is_utf8(q.text)) return Error{Errc::bad_query, "the query is not UTF-8", "send UTF-8 text"};
    if (trimmed(q.text).empty()) return Error{Errc::bad_query, "the query is empty", "type words or a code"};
    if (q.limit < 1 || q.limit > limits.max_limit)
        return Error{Errc::usage, "limit must be 1 to " + std::to_string(limits.max_limit), ""};
    if (q.offset > limits.max_offset)
        return Error{Errc::usage, "offset must be at most " + std::to_string(limits.max_offset), ""};
    for (const SystemId& s : q.systems) {
        std::vector<std::string> have;
        for (const SystemReport& r : snapshot.manifest.systems) have.push_back(r.system);
        if (std::find(have.begin(), have.end(), s) == have.end())
            return Error{Errc::usage, "system `" + excerpt(s) + "` is not in the index",
                         "it has " + join(have, ", ")};
    }
    return {};
}

Xapian::Query Searcher::Impl::filter(const Query& q) const {
    std::vector<Xapian::Query> all;
    if (!q.systems.empty()) {
        std::vector<std::string> terms;
        for (const SystemId& s : q.systems) terms.push_back(term_system(s));
        all.push_back(any_of_terms(terms));
    }
    if (q.billable) all.emplace_back(term_billable());
    return {Xapian::Query::OP_AND, all.begin(), all.end()};  // empty when there is nothing to filter
}

CodeRecord Searcher::Impl::record(Xapian::docid id) const {
    auto r = decode(db.get_document(id).get_data());
    if (!r) throw Xapian::DatabaseCorruptError(r.error().what);
    return std::move(*r);
}

std::optional<Xapian::docid> Searcher::Impl::find(std::string_view system, std::string_view code) const {
    const std::string term = term_unique(system, code);
    const auto it = db.postlist_begin(term);
    if (it == db.postlist_end(term)) return std::nullopt;
    return *it;
}

// The systems that a code question looks into, in listing order.
std::vector<SystemId> Searcher::Impl::systems_for(const Query& q, const std::string& named) const {
    std::vector<SystemId> out;
    for (const SystemReport& r : snapshot.manifest.systems) {
        const bool asked = q.systems.empty()
                               ? named.empty() || r.system == named
                               : std::find(q.systems.begin(), q.systems.end(), r.system) != q.systems.end();
        if (asked) out.push_back(r.system);
    }
    return out;
}

std::string Searcher::Impl::display(std::string_view code, std::string_view system) const {
    return display_code(system, code);
}

void Searcher::Impl::take(const Xapian::Query& query, bool by_weight, const Query& q, std::size_t offset,
                          std::size_t limit, const std::function<void(Hit*)>& finish, Answer* a) {
    Xapian::Enquire enquire(db);
    if (by_weight) {
        enquire.set_weighting_scheme(PlanWeight());
        enquire.set_query(query);
    } else {
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        enquire.set_query(query);
    }
    const auto exact = static_cast<Xapian::doccount>(limits.exact_total + 1);
    const Xapian::MSet found =
        enquire.get_mset(static_cast<Xapian::doccount>(offset), static_cast<Xapian::doccount>(limit), exact);
    const std::size_t lower = found.get_matches_lower_bound();
    a->total_is_exact = a->total_is_exact && lower <= limits.exact_total;
    a->total += std::min(lower, limits.exact_total);
    for (auto it = found.begin(); it != found.end(); ++it) {
        Hit& hit = a->hits.emplace_back();
        hit.record = record(*it);
        hit.score = it.get_weight();
        finish(&hit);
        for (std::string& w : warnings(hit.record, q.day)) hit.because.push_back(std::move(w));
    }
}

// A code-shaped text that no description holds (99213, not B12 or H1N1): to search for its letters would only
// mislead.
bool Searcher::Impl::is_no_word(const CodeQuestion& c) {
    if (c.letters_only) return false;
    const Tokens tokens = analyzer.analyze(c.first);
    return std::none_of(tokens.begin(), tokens.end(),
                        [&](const Token& t) { return db.term_exists(term_stem(t.stem)); });
}

// The longest beginning of a code that is a code itself, as people write it; empty when there is none.
std::string Searcher::Impl::nearest_above(const Query& q, std::string code) const {
    for (code.pop_back(); code.size() >= 3; code.pop_back())
        for (const SystemId& s : systems_for(q, ""))
            if (find(s, code)) return display_code(s, code);
    return "";
}

// False when no such code exists and the text had better be read as words.
bool Searcher::Impl::answer_code(const Query& q, const CodeQuestion& c, Answer* a) {
    using Kind = Interpretation::Kind;
    const std::vector<SystemId> systems = systems_for(q, c.system);
    const Xapian::Query filtered = filter(q);
    auto within = [&](Xapian::Query query) {
        std::vector<std::string> terms;
        for (const SystemId& s : systems) terms.push_back(term_system(s));
        query = {Xapian::Query::OP_FILTER, query, any_of_terms(terms)};
        return filtered.empty() ? query : Xapian::Query(Xapian::Query::OP_FILTER, query, filtered);
    };
    auto plain_title = [](Hit* hit) { hit->highlights = {{TextKind::title, hit->record.title, {}}}; };
    // Codes of known systems are shown as people write them; the question does not say of which system it is.
    auto shown = [&](std::string_view code) {
        const bool icd = std::find(systems.begin(), systems.end(), "icd10cm") != systems.end() &&
                         code.size() > 3 && !db.get_termfreq(term_code(code)) && code[0] >= 'A';
        return icd ? display_code("icd10cm", code) : std::string(code);
    };

    if (c.kind == CodeQuestion::Kind::range) {
        Xapian::Query range(Xapian::Query::OP_VALUE_RANGE, kSlotCode, c.first, c.last + "\x7F");
        take(
            within(range), false, q, q.offset, q.limit,
            [&](Hit* hit) {
                plain_title(hit);
                hit->because.push_back("In the range");
            },
            a);
        if (a->total == 0) return *a = Answer{}, false;
        a->interpretation = {Kind::range, "codes " + c.first + " to " + c.last, {}};
        return true;
    }

    // Exact codes of every system first, then what stands below them.
    std::vector<std::pair<Xapian::docid, SystemId>> exact;
    for (const std::string* code : {&c.first, &c.modifier})
        for (const SystemId& s : systems)
            if (!code->empty() && c.kind == CodeQuestion::Kind::code)
                if (auto id = find(s, *code)) exact.emplace_back(*id, s);
    if (q.billable) std::erase_if(exact, [&](auto& e) { return !record(e.first).billable; });
    const bool below =
        db.term_exists(term_code_prefix(c.first)) && c.first.size() >= (exact.empty() ? 3u : 1u);
    const bool explicit_prefix = c.kind == CodeQuestion::Kind::prefix;
    if (exact.empty() && !explicit_prefix && !below) return false;

    const Xapian::Query lower(term_code_prefix(c.first));
    if (explicit_prefix) {
        take(
            within({Xapian::Query::OP_OR, lower, Xapian::Query(term_code(c.first))}), false, q, q.offset,
            q.limit,
            [&](Hit* hit) {
                plain_title(hit);
                hit->because.push_back(hit->record.code == c.first ? "The code itself" : "Starts with it");
            },
            a);
        a->interpretation = {Kind::prefix, "codes that start with " + shown(c.first), {}};
        if (a->total == 0) a->interpretation.notes.push_back("No code starts with " + shown(c.first));
        return true;
    }
    for (std::size_t i = q.offset; i < exact.size() && a->hits.size() < q.limit; ++i) {
        Hit& hit = a->hits.emplace_back();
        hit.record = record(exact[i].first);
        hit.score = 1;
        plain_title(&hit);
        hit.because.push_back("The code itself");
        for (std::string& w : warnings(hit.record, q.day)) hit.because.push_back(std::move(w));
    }
    a->total = exact.size();
    const std::size_t before = std::min(q.offset, exact.size());
    const std::size_t room = q.limit - a->hits.size();
    if (below && !(exact.empty() ? false : record(exact.front().first).modifier)) {
        take(
            within(lower), false, q, q.offset - before, room,
            [&](Hit* hit) {
                plain_title(hit);
                hit->because.push_back("Below it");
            },
            a);
    }
    if (exact.empty() && a->total == 0) return *a = Answer{}, false;
    const std::string name = exact.empty() ? shown(c.first) : display(c.first, exact.front().second);
    a->interpretation = exact.empty() ? Interpretation{Kind::prefix, "codes that start with " + name, {}}
                                      : Interpretation{Kind::code, "code " + name, {}};
    if (!c.modifier.empty()) a->interpretation.reading += " with modifier " + c.modifier;
    return true;
}

void Searcher::Impl::answer_words(const Query& q, Answer* a) {
    Tokens tokens = analyzer.analyze(q.text);
    std::vector<std::string> words, unknown;
    for (const Token& t : tokens) words.push_back(t.text);
    a->interpretation = {Interpretation::Kind::words, "words: " + join(words, " "), {}};
    if (tokens.size() > limits.max_words) {
        a->interpretation.notes.push_back("Only the first " + std::to_string(limits.max_words) + " of " +
                                          std::to_string(tokens.size()) + " words were looked for");
        tokens.resize(limits.max_words);
    }
    const Plan plan = make_plan(tokens, db);
    for (const PlanWord& w : plan.words)
        if (w.weight == 0) unknown.push_back(w.token.text);
    if (!unknown.empty()) a->interpretation.notes.push_back("Not in the index: " + join(unknown, ", "));
    if (q.explain) {
        std::string line = "tokens    ";
        for (const Token& t : tokens) line += t.text + "@" + std::to_string(t.position) + " ";
        a->stages.push_back(line);
        a->stages.push_back("plan      " + to_string(plan));
    }
    Xapian::Query query = to_xapian(plan);
    if (query.empty()) return;
    if (const Xapian::Query f = filter(q); !f.empty()) query = {Xapian::Query::OP_FILTER, query, f};
    const std::size_t taken = a->total;  // exact codes that stand before
    const std::size_t skip = q.offset - std::min(q.offset, taken), room = q.limit - a->hits.size();
    take(
        query, true, q, skip, room,
        [&](Hit* hit) {
            Marks m = mark(hit->record, tokens, &analyzer);
            hit->highlights = std::move(m.highlights);
            hit->because = std::move(m.because);
        },
        a);
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;
const Snapshot& Searcher::snapshot() const {
    return impl_->snapshot;
}

Result<Searcher> Searcher::open(Snapshot snapshot, SearchLimits limits) {
    auto analyzer = Analyzer::make();
    if (!analyzer) return analyzer.error();
    const std::string path = snapshot.database().string();
    return guarded("opening " + path, [&]() -> Result<Searcher> {
        auto impl = std::make_unique<Impl>(
            Impl{std::move(snapshot), limits, Xapian::Database(path), std::move(*analyzer)});
        if (impl->db.get_doccount() != impl->snapshot.manifest.records)
            return Error{Errc::io,
                         path + ": holds " + std::to_string(impl->db.get_doccount()) +
                             " codes, its manifest says " + std::to_string(impl->snapshot.manifest.records),
                         "the snapshot is damaged; rebuild it with `codelex index`"};
        return Searcher(std::move(impl));
    });
}

Result<Answer> Searcher::search(const Query& query) {
    const auto start = std::chrono::steady_clock::now();
    if (auto ok = impl_->check(query); !ok) return ok.error();
    return guarded("searching " + impl_->snapshot.name, [&]() -> Result<Answer> {
        Answer a;
        const auto question = parse_code_question(query.text);
        const bool answered = question && impl_->answer_code(query, *question, &a);
        std::vector<std::string> stages;
        if (query.explain && question)
            stages.push_back(answered ? "shape     a code question: " + a.interpretation.reading
                                      : "shape     looks like a code, but the index has none such");
        if (question && !answered && impl_->is_no_word(*question)) {
            a.interpretation = {Interpretation::Kind::code, "code " + question->first, {}};
            a.interpretation.notes.push_back("There is no code " + question->first + " in the index");
            if (const std::string above = impl_->nearest_above(query, question->first); !above.empty())
                a.interpretation.notes.push_back("The nearest code above it is " + above);
            if (!question->system.empty() && impl_->systems_for(query, question->system).empty())
                a.interpretation.notes.push_back("It has no codes of the system " + question->system);
        } else if (!answered || question->letters_only) {
            const Interpretation as_code = a.interpretation;
            impl_->answer_words(query, &a);
            if (answered) {
                a.interpretation.kind = as_code.kind;
                a.interpretation.reading = as_code.reading + ", and " + a.interpretation.reading;
            }
        }
        if (a.interpretation.reading == "words: ")
            return Error{Errc::bad_query, "no word to look for in `" + excerpt(query.text) + "`",
                         "type words or a code"};
        a.query = query.text;
        a.day = query.day;
        if (query.explain) {
            stages.insert(stages.begin(), "text      " + query.text);
            stages.insert(stages.end(), a.stages.begin(), a.stages.end());
            a.stages = std::move(stages);
        }
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
        a.took_us = took.count();
        return a;
    });
}

Result<CodePage> Searcher::show(std::string_view system, std::string_view code, Date day) {
    Query q;
    q.text = code;
    if (!system.empty()) q.systems = {SystemId(system)};
    if (auto ok = impl_->check(q); !ok) return ok.error();
    return guarded("showing " + std::string(code), [&]() -> Result<CodePage> {
        std::string nearest;
        for (const SystemId& s : impl_->systems_for(q, "")) {
            const auto canonical = canonical_code(s, trimmed(code));
            if (!canonical) continue;
            auto id = impl_->find(s, *canonical);
            if (!id) {
                if (nearest.empty()) nearest = impl_->nearest_above(q, *canonical);
                continue;
            }
            CodePage page;
            page.day = day;
            page.record = impl_->record(*id);
            for (std::string up = page.record.parent; !up.empty();) {
                const auto at = impl_->find(s, up);
                if (!at || page.ancestors.size() > 8) break;
                page.ancestors.insert(page.ancestors.begin(), impl_->record(*at));
                up = page.ancestors.front().parent;
            }
            const std::string below = term_code_prefix(*canonical);
            for (auto it = impl_->db.postlist_begin(below); it != impl_->db.postlist_end(below); ++it) {
                CodeRecord r = impl_->record(*it);
                if (r.system != s) continue;
                ++page.descendants;
                if (r.parent == *canonical) page.children.push_back(std::move(r));
            }
            return page;
        }
        return Error{
            Errc::not_found,
            "there is no code `" + excerpt(code) + "`" + (system.empty() ? "" : " in " + std::string(system)),
            nearest.empty() ? "search for it in words" : "the nearest code above is " + nearest};
    });
}

Result<void> Searcher::scan(const std::function<bool(const CodeRecord&)>& each) {
    return guarded("reading " + impl_->snapshot.name, [&]() -> Result<void> {
        for (auto it = impl_->db.postlist_begin(""); it != impl_->db.postlist_end(""); ++it)
            if (!each(impl_->record(*it))) break;
        return {};
    });
}

}  // namespace codelex
