// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/publish.h"
#include "searcher/searcher.h"
#include "tests/scratch.h"

// A small language for indexes in tests: the records stand in the test, the snapshot is a real one.
//
//   TinyIndex ix{{"XX1", "Acute myocardial infarction"}, {"XX2", "Chest pain"}};
//   CHECK(ix.top("heart attack") == codes{"XX1"});
namespace codelex::test {

using codes = std::vector<std::string>;
using sentences = std::vector<std::string>;

// One record. The invented system `tiny` is one that a recipe would declare.
struct Row {
    std::string code;  // canonical
    std::string title;
    std::string system = "tiny";
    bool billable = true;
    bool modifier = false;
    std::string from = {}, to = {};  // 2025-10-01
    std::vector<std::string> terms = {}, includes = {}, lay = {}, guidance = {}, notes = {}, excludes1 = {};
    std::vector<std::string> replaced_by = {};  // of the same system
    std::string notice = {};
};

inline CodeRecord record_of(const Row& row) {
    CodeRecord r;
    r.system = row.system;
    r.code = row.code;
    r.title = row.title;
    r.billable = row.billable;
    r.modifier = row.modifier;
    r.validity = {parse_date(row.from), parse_date(row.to)};
    const std::pair<TextKind, const std::vector<std::string>*> texts[] = {
        {TextKind::inclusion, &row.terms}, {TextKind::includes, &row.includes},
        {TextKind::lay, &row.lay},         {TextKind::guideline, &row.guidance},
        {TextKind::note, &row.notes},      {TextKind::excludes1, &row.excludes1}};
    for (const auto& [kind, list] : texts)
        for (const std::string& text : *list) r.texts.push_back({kind, text, {}});
    for (const std::string& code : row.replaced_by)
        r.relations.push_back({RelationKind::replaced_by, row.system, code});
    r.notice = row.notice;
    return r;
}

// The corpus as read_corpus() would give it: in listing order, with parents and counts.
inline Corpus corpus_of(std::vector<CodeRecord> records) {
    Corpus corpus;
    corpus.records = std::move(records);
    std::stable_sort(corpus.records.begin(), corpus.records.end(),
                     [](auto& a, auto& b) { return system_before(a.system, b.system); });
    for (CodeRecord& r : corpus.records) {
        for (const CodeRecord& up : corpus.records)
            if (up.system == r.system && r.code.size() > up.code.size() && r.code.starts_with(up.code) &&
                up.code.size() > r.parent.size() && up.code.size() >= 3)
                r.parent = up.code;
        if (corpus.systems.empty() || corpus.systems.back().system != r.system)
            corpus.systems.push_back({r.system, 0, 0, 0, 0, 0, 0, 0});
        SystemReport& s = corpus.systems.back();
        r.order = static_cast<std::uint32_t>(s.records++);
        s.billable += r.billable;
        s.modifiers += r.modifier;
        ++s.own;
        if (!find_known_system(r.system) && s.records == 1)
            corpus.declared.push_back({r.system, "System " + r.system, "", 100, ""});
    }
    SourceReport source;
    source.kind = SourceKind::records;
    source.name = "tiny.yaml";
    source.records = corpus.records.size();
    corpus.sources = {source};
    return corpus;
}

inline void must(const Result<void>& r) {
    if (!r) throw std::runtime_error(r.error().what);
}
template <class T>
T must(Result<T> r) {
    if (!r) throw std::runtime_error(r.error().what);
    return std::move(*r);
}

// Synonym lists as they stand in a file; empty: none.
inline Lexicon lexicon_of(std::string_view yaml) {
    Lists lists;
    Diagnostics faults;
    if (!yaml.empty()) must(read_list(yaml, "tiny.yaml", &lists, &faults));
    if (faults.count() > 0) throw std::runtime_error(to_string(faults.entries()[0]));
    Analyzer analyzer = must(Analyzer::make());
    return Lexicon::compile(lists, &analyzer);
}

// Builds a snapshot of the corpus and publishes it; returns its name.
inline std::string publish(const Corpus& corpus, const std::filesystem::path& index, unsigned jobs = 1,
                           std::string_view lists = {}) {
    auto writer = must(IndexWriter::open(index));
    const Lexicon lexicon = lexicon_of(lists);
    BuildOptions options;
    options.jobs = jobs;
    options.lexicon = &lexicon;
    must(writer.build(corpus, options));
    return must(writer.publish());
}

class TinyIndex {
  public:
    TinyIndex(std::initializer_list<Row> rows) : TinyIndex(std::vector<Row>(rows)) {}
    explicit TinyIndex(const std::vector<Row>& rows, SearchLimits limits = {})
        : TinyIndex(records_of(rows), limits) {}
    explicit TinyIndex(std::vector<CodeRecord> records, SearchLimits limits = {}, std::string_view lists = {})
        : corpus_(corpus_of(std::move(records))), searcher_(open(limits, lists)) {}
    // With synonym lists, as they stand in a file.
    TinyIndex(const std::vector<Row>& rows, std::string_view lists)
        : TinyIndex(records_of(rows), {}, lists) {}

    // A searcher that reads queries by other lists.
    Searcher overlaid(std::string_view lists) const {
        return must(Searcher::open(must(open_current(scratch_.path())), {}, lexicon_of(lists)));
    }

    // The whole answer.
    Answer ask(const Query& q) { return must(searcher_.search(q)); }
    Answer ask(std::string_view text) { return ask(query(text)); }
    // The codes of the answer, best first.
    codes top(const Query& q) {
        codes out;
        for (const Hit& h : ask(q).hits) out.push_back(h.record.code);
        return out;
    }
    codes top(std::string_view text) { return top(query(text)); }
    // Why a question is refused.
    Error refusal(const Query& q) {
        auto answer = searcher_.search(q);
        if (answer) throw std::runtime_error("answered instead of refused: " + q.text);
        return answer.error();
    }
    // What the answer says about a code; fails when it is not there.
    Hit hit(const Query& q, std::string_view code) {
        for (const Hit& h : ask(q).hits)
            if (h.record.code == code) return h;
        throw std::runtime_error(std::string(code) + " is no answer to " + q.text);
    }
    Hit hit(std::string_view text, std::string_view code) { return hit(query(text), code); }

    static Query query(std::string_view text) {
        Query q;
        q.text = text;
        q.day = *parse_date("2026-01-15");
        return q;
    }

    Searcher& searcher() { return searcher_; }
    const Corpus& corpus() const { return corpus_; }
    const Scratch& scratch() const { return scratch_; }

  private:
    static std::vector<CodeRecord> records_of(const std::vector<Row>& rows) {
        std::vector<CodeRecord> out;
        for (const Row& row : rows) out.push_back(record_of(row));
        return out;
    }
    Searcher open(SearchLimits limits, std::string_view lists) {
        publish(corpus_, scratch_.path(), 1, lists);
        return must(Searcher::open(must(open_current(scratch_.path())), limits));
    }

    Scratch scratch_;
    Corpus corpus_;
    Searcher searcher_;
};

}  // namespace codelex::test
