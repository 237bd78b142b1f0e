// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/searcher.h"

#include <algorithm>
#include <chrono>

#include "corpus/inherit.h"
#include "corpus/text.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "indexer/xapian_guard.h"
#include "searcher/marks.h"
#include "searcher/plan.h"
#include "searcher/searcher_impl.h"

namespace codelex {
namespace {

constexpr std::size_t kMostAbove = 8;  // levels of headers over a code; no system has more

std::string join(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& p : parts) out.append(out.empty() ? "" : between).append(p);
    return out;
}

}  // namespace

Xapian::Query any_of_terms(const std::vector<std::string>& terms) {
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

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

void Searcher::Impl::take(const Xapian::Query& query, const Query& q, std::size_t offset, std::size_t limit,
                          const std::function<void(Hit*)>& finish, Answer* a) {
    Xapian::Enquire enquire(db);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_query(query);
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

std::vector<DocRange> Searcher::Impl::ranges_of(const Query& q) const {
    std::vector<DocRange> out;
    for (const auto& [system, range] : ranges)
        if (q.systems.empty() || std::find(q.systems.begin(), q.systems.end(), system) != q.systems.end())
            out.push_back(range);
    return out;
}

Plan Searcher::Impl::understand(const Query& q, Tokens tokens) {
    cache.trim();
    Understanding::Options options;
    options.exact = q.exact;
    options.max_words = limits.max_words;
    Plan plan = understanding.plan(q.text, std::move(tokens), ranges_of(q), options, &analyzer);
    second.ask(plan, plan.corrected.empty() ? q.text : plan.corrected);
    return plan;
}

std::vector<Scored> Searcher::Impl::first_look(const Query& q, const Plan& plan, std::size_t most,
                                               std::size_t* total) {
    return matcher.best(plan, ranges_of(q), q.billable ? &cache.get(term_billable()) : nullptr,
                        std::max(most, SecondLook::kCandidates), total);
}

void Searcher::Impl::answer_words(const Query& q, const std::vector<Xapian::docid>& but, Answer* a) {
    Tokens tokens = analyzer.query(q.text);
    const std::size_t given = tokens.size();
    std::string as_typed = "tokens    ";
    for (const Token& t : tokens) as_typed += t.text + "@" + std::to_string(t.position) + " ";
    const Plan plan = understand(q, std::move(tokens));
    std::vector<std::string> words;
    for (const Token& t : plan.tokens) words.push_back(t.text);
    a->interpretation = {Interpretation::Kind::words, "words: " + join(words, " "), {}};
    if (!plan.corrected.empty()) a->corrected = plan.corrected;
    if (given > limits.max_words)
        a->interpretation.notes.push_back("Only the first " + std::to_string(limits.max_words) + " of " +
                                          std::to_string(given) + " words were looked for");
    if (!plan.unknown.empty())
        a->interpretation.notes.push_back("Not in the index: " + join(plan.unknown, ", "));
    if (q.explain) {
        a->stages.push_back(as_typed);
        if (!plan.corrected.empty()) a->stages.push_back("spelling  " + plan.corrected);
        for (const std::string& line : to_lines(plan)) a->stages.push_back("slot      " + line);
    }
    if (plan.slots.empty()) return;
    a->guidelines = find_guidelines(plan.tokens, q.offset == 0 ? q.guidelines : 0);
    const std::size_t taken = a->total;  // exact codes that stand before
    const std::size_t skip = q.offset - std::min(q.offset, taken), room = q.limit - a->hits.size();
    std::size_t total = 0;
    std::vector<Scored> best = first_look(q, plan, skip + room + but.size(), &total);
    second.order(&best);
    const std::size_t before = best.size();
    std::erase_if(best,
                  [&](const Scored& s) { return std::find(but.begin(), but.end(), s.doc) != but.end(); });
    total -= before - best.size();
    a->total_is_exact = a->total_is_exact && total <= limits.exact_total;
    a->total += std::min(total, limits.exact_total);
    for (std::size_t i = skip; i < best.size() && i < skip + room; ++i) {
        Hit& hit = a->hits.emplace_back();
        hit.record = record(best[i].doc);
        hit.score = best[i].score;
        Marks m = mark(
            hit.record, [&] { return above(hit.record); }, plan, &analyzer);
        hit.highlights = std::move(m.highlights);
        hit.because = std::move(m.because);
        for (std::string& w : warnings(hit.record, q.day)) hit.because.push_back(std::move(w));
    }
}

// The record that this one inherits from.
std::optional<CodeRecord> Searcher::Impl::parent_of(const CodeRecord& r) const {
    const auto from = inherits_from(r);
    const auto id = from ? find(r.system, *from) : std::nullopt;
    if (!id) return std::nullopt;
    return record(*id);
}

std::vector<CodeRecord> Searcher::Impl::above(const CodeRecord& r) const {
    std::vector<CodeRecord> out;
    for (auto parent = parent_of(r); parent && out.size() < kMostAbove; parent = parent_of(out.back()))
        out.push_back(std::move(*parent));
    return out;
}

std::vector<GuidelineHit> Searcher::Impl::find_guidelines(const Tokens& tokens, std::size_t limit) {
    std::vector<GuidelineHit> out;
    if (snapshot.manifest.guidelines == 0 || limit == 0) return out;
    std::vector<std::string> terms;
    for (const Token& t : tokens)
        if (db.term_exists(term_guideline_stem(t.stem))) terms.push_back(term_guideline_stem(t.stem));
    if (terms.empty()) return out;
    Xapian::Enquire enquire(db);
    enquire.set_query(any_of_terms(terms));
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
    for (auto it = found.begin(); it != found.end(); ++it) {
        auto section = decode_guideline(it.get_document().get_data());
        if (!section) throw Xapian::DatabaseCorruptError(section.error().what);
        GuidelineHit hit{std::move(*section), it.get_weight(), {}};
        for (const Token& t : analyzer.analyze(hit.section.text))
            if (std::any_of(tokens.begin(), tokens.end(), [&](const Token& q) { return q.stem == t.stem; }))
                hit.spans.push_back({t.begin, t.end});
        out.push_back(std::move(hit));
    }
    return out;
}

// One level down by the parents that the records name; at any depth, by walking them.
void Searcher::Impl::add_children(CodePage* page) const {
    const CodeRecord& top = page->record;
    std::vector<std::string> open = {top.code}, seen = open;
    while (!open.empty()) {
        const std::string parent = std::move(open.back());
        open.pop_back();
        const std::string term = term_child_of(top.system, parent);
        for (auto it = db.postlist_begin(term); it != db.postlist_end(term); ++it) {
            CodeRecord r = record(*it);
            if (r.code == top.code) continue;  // codes that name each other
            ++page->descendants;
            if (!r.billable && std::find(seen.begin(), seen.end(), r.code) == seen.end()) {
                open.push_back(r.code);
                seen.push_back(r.code);
            }
            if (parent == top.code) page->children.push_back(std::move(r));
        }
    }
}

// What a page says beside the record: the axes of its table, titles of codes named, guidelines.
void Searcher::Impl::fill_page(CodePage* page) {
    const CodeRecord& r = page->record;
    if (const auto parent = r.code.size() == 7 ? parent_of(r) : std::nullopt) {
        for (const Axis& axis : parent->axes)
            if (const Axis::Value* v = value_at(axis, r.code))
                page->axes.push_back({axis.position, axis.title, {*v}});
        for (Text& t : inherited_entries(*parent, r.code))
            if (t.kind == TextKind::index_path) page->entries.push_back(std::move(t));
    }
    auto titles_in = [&](const CodeRecord& x) {
        for (const Text& t : x.texts)
            if (x.system == "icd10cm" && t.kind != TextKind::lay)
                for (const CodeReference& ref : find_code_references(t.text))
                    for (const std::string& code : {ref.first, ref.last})
                        if (const auto id = find(x.system, code); id && !page->titles.contains(code))
                            page->titles.emplace(code, record(*id).title);
    };
    titles_in(r);
    for (const CodeRecord& up : page->ancestors) titles_in(up);

    std::vector<std::string> about;
    for (std::size_t n = r.code.size(); n >= 3 && r.system == "icd10cm"; --n)
        about.push_back(term_guideline_about(r.code.substr(0, n)));
    if (r.system == "icd10cm") about.push_back(term_guideline_range(r.code.substr(0, 3)));
    std::vector<Xapian::docid> seen;
    for (const std::string& term : about)
        for (auto it = db.postlist_begin(term); it != db.postlist_end(term); ++it) {
            if (std::find(seen.begin(), seen.end(), *it) != seen.end()) continue;
            seen.push_back(*it);
            auto section = decode_guideline(db.get_document(*it).get_data());
            if (!section) throw Xapian::DatabaseCorruptError(section.error().what);
            page->guidelines.push_back(std::move(*section));
        }
}

namespace {

constexpr std::size_t kCacheBytes = 64 << 20;  // posting lists kept ready

}  // namespace

Searcher::Impl::Impl(Snapshot s, const SearchLimits& l, Xapian::Database d, Analyzer a, Lexicon x,
                     Vocabulary v, Profiles p, const Weights& w)
    : snapshot(std::move(s)),
      limits(l),
      db(std::move(d)),
      analyzer(std::move(a)),
      lexicon(std::move(x)),
      vocabulary(std::move(v)),
      cache(&db, kCacheBytes),
      understanding(&db, &cache, &lexicon, &vocabulary),
      matcher(&cache, db.get_lastdocid()),
      profiles(std::move(p)),
      weights(w),
      second(&profiles, &weights) {
    for (const SystemReport& r : snapshot.manifest.systems) {
        const Postings& all = cache.get(term_system(r.system));
        if (!all.docs.empty()) ranges.emplace_back(r.system, DocRange{all.docs.front(), all.docs.back()});
    }
}

Result<std::unique_ptr<Searcher::Impl>> Searcher::Impl::make(Snapshot snapshot, const SearchLimits& limits,
                                                             Analyzer analyzer, std::optional<Lexicon> lists,
                                                             const Weights& weights) {
    auto profiles = Profiles::open(snapshot.profiles());
    if (!profiles) return profiles.error();
    Xapian::Database db(snapshot.database().string());
    auto lexicon = lists ? Result<Lexicon>(std::move(*lists)) : Lexicon::parse(db.get_metadata(kLexiconKey));
    if (!lexicon) return lexicon.error();
    auto vocabulary = Vocabulary::parse(db.get_metadata(kVocabularyKey));
    if (!vocabulary) return vocabulary.error();
    return std::make_unique<Impl>(std::move(snapshot), limits, std::move(db), std::move(analyzer),
                                  std::move(*lexicon), std::move(*vocabulary), std::move(*profiles), weights);
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;
const Snapshot& Searcher::snapshot() const {
    return impl_->snapshot;
}

Result<Searcher> Searcher::open(Snapshot snapshot, SearchLimits limits, std::optional<Lexicon> lists,
                                const Weights& weights) {
    auto analyzer = Analyzer::make();
    if (!analyzer) return analyzer.error();
    const std::string path = snapshot.database().string();
    return guarded("opening " + path, [&]() -> Result<Searcher> {
        auto made = Impl::make(std::move(snapshot), limits, std::move(*analyzer), std::move(lists), weights);
        if (!made) return made.error();
        auto impl = std::move(*made);
        const std::size_t documents = impl->snapshot.manifest.records + impl->snapshot.manifest.guidelines;
        if (impl->db.get_doccount() != documents)
            return Error{Errc::io,
                         path + ": holds " + std::to_string(impl->db.get_doccount()) +
                             " documents, its manifest says " + std::to_string(documents),
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
        std::vector<Xapian::docid> exact;
        const bool answered = question && impl_->answer_code(query, *question, &a, &exact);
        std::vector<std::string> stages;
        if (query.explain && question)
            stages.push_back(answered ? "shape     a code question: " + a.interpretation.reading
                                      : "shape     looks like a code, but the index has none such");
        if (question && !answered && impl_->is_no_word(*question)) {
            a.interpretation = {Interpretation::Kind::code, "code " + question->first, {}};
            a.interpretation.notes.push_back("There is no code " + question->first + " in the index");
            if (const std::string above = impl_->nearest_above(query, question->system, question->first);
                !above.empty())
                a.interpretation.notes.push_back("The nearest code above it is " + above);
            if (!question->system.empty() && impl_->systems_for(query, question->system).empty())
                a.interpretation.notes.push_back("It has no codes of the system " + question->system);
        } else if (!answered || question->letters_only) {
            const Interpretation as_code = a.interpretation;
            impl_->answer_words(query, exact, &a);
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
                if (nearest.empty()) nearest = impl_->nearest_above(q, "", *canonical);
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
            impl_->add_children(&page);
            impl_->fill_page(&page);
            return page;
        }
        return Error{
            Errc::not_found,
            "there is no code `" + excerpt(code) + "`" + (system.empty() ? "" : " in " + std::string(system)),
            nearest.empty() ? "search for it in words" : "the nearest code above is " + nearest};
    });
}

Result<std::vector<GuidelineHit>> Searcher::guidelines(std::string_view text, std::size_t limit) {
    Query q;
    q.text = text;
    q.limit = limit;
    if (auto ok = impl_->check(q); !ok) return ok.error();
    return guarded("searching guidelines", [&]() -> Result<std::vector<GuidelineHit>> {
        Tokens tokens = impl_->analyzer.analyze(text);
        if (tokens.size() > impl_->limits.max_words) tokens.resize(impl_->limits.max_words);
        return impl_->find_guidelines(tokens, limit);
    });
}

Result<std::vector<Searcher::Candidate>> Searcher::candidates(const Query& query) {
    if (auto ok = impl_->check(query); !ok) return ok.error();
    return guarded("searching " + impl_->snapshot.name, [&]() -> Result<std::vector<Candidate>> {
        const Plan plan = impl_->understand(query, impl_->analyzer.query(query.text));
        std::size_t total = 0;
        const std::vector<Scored> best = impl_->first_look(query, plan, 0, &total);
        std::vector<Candidate> out;
        for (const Scored& s : best) {
            CodeRecord r = impl_->record(s.doc);
            Candidate& c = out.emplace_back(Candidate{std::move(r.system), std::move(r.code), s.score, {}});
            impl_->second.features(s, best.front().score, &c.features);
        }
        return out;
    });
}

Result<void> Searcher::scan(const std::function<bool(const CodeRecord&)>& each) {
    return guarded("reading " + impl_->snapshot.name, [&]() -> Result<void> {
        for (Xapian::docid id = 1; id <= impl_->snapshot.manifest.records; ++id)
            if (!each(impl_->record(id))) break;
        return {};
    });
}

}  // namespace codelex
