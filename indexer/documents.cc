// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/documents.h"

#include <algorithm>

#include "corpus/inherit.h"
#include "indexer/schema.h"
#include "indexer/stored.h"

namespace codelex {
namespace {

std::string compact_day(Date d) {
    std::string out = iso(d);
    std::erase(out, '-');
    return out;
}

using Stems = std::vector<std::string>;

// What the codes below one parent inherit, analysed once for all of them.
struct Inherited {
    struct Entry {
        std::string scope;
        Stems stems;
    };
    std::vector<Entry> entries;
    std::vector<std::pair<const Axis*, std::vector<Stems>>> axes;  // stems by value, in the order of the axis
};

// Worth of a word inherited from an axis' synonyms: as in a text of this many words, because keys list many
// synonyms.
constexpr std::size_t kSynonymWords = 8;
// A title of a guideline's section counts so many times.
constexpr Xapian::termcount kGuidelineTitle = 3;

}  // namespace

struct DocumentMaker::Impl {
    Impl(Analyzer a, const ParentRecords* p) : analyzer(std::move(a)), parents(p) {}

    Analyzer analyzer;
    const ParentRecords* parents;
    std::uint32_t next[std::size(kFields)] = {};      // first free position of each field
    std::unordered_map<std::string, unsigned> stems;  // of the record in hand: the best impact of each
    const CodeRecord* inherited_of = nullptr;         // whose is `inherited`
    Inherited inherited;

    void add_stem(const std::string& stem, unsigned worth) {
        unsigned& best = stems[stem];
        best = std::max(best, worth);
    }

    void add_text(Xapian::Document* doc, const CodeRecord& r, const FieldInfo& field, std::string_view text) {
        std::uint32_t& base = next[static_cast<std::size_t>(field.field)];
        std::uint32_t last = 0;
        const Tokens tokens = analyzer.analyze(text);
        const unsigned worth = impact(field, tokens.size(), r);
        for (const Token& t : tokens) {
            doc->add_posting(term_word(field, t.text), base + t.position, 0);
            add_stem(t.stem, worth);
            last = t.position;
        }
        base += last + kTextGap;
    }

    Stems stems_of(std::string_view text) {
        Stems out;
        for (Token& t : analyzer.analyze(text)) out.push_back(std::move(t.stem));
        return out;
    }

    void inherit_from(const CodeRecord& parent) {
        if (inherited_of == &parent) return;
        inherited_of = &parent;
        inherited = {};
        for (const Text& t : parent.texts) {
            const bool for_all = parent.system != "icd10pcs" && t.kind == TextKind::index_path;
            if (for_all || (is_for_some(t.scope) && field_of(t)))
                inherited.entries.push_back({for_all ? "" : t.scope, stems_of(t.text)});
        }
        for (const Axis& axis : parent.axes) {
            auto& values = inherited.axes.emplace_back(&axis, std::vector<Stems>()).second;
            for (const Axis::Value& v : axis.values) {
                Stems& all = values.emplace_back();
                for (const std::string& word : v.includes)
                    for (std::string& stem : stems_of(word)) all.push_back(std::move(stem));
            }
        }
    }

    void add_inherited(const CodeRecord& r) {
        const auto from = inherits_from(r);
        if (!from) return;
        const auto it = parents->find(r.system + ":" + *from);
        if (it == parents->end()) return;
        inherit_from(*it->second);
        const FieldInfo& field = kFields[static_cast<std::size_t>(Field::inherited)];
        for (const Inherited::Entry& e : inherited.entries) {
            if (!e.scope.empty() && !leads_to(e.scope, r.code)) continue;
            const unsigned worth = impact(field, e.stems.size(), r);
            for (const std::string& stem : e.stems) add_stem(stem, worth);
        }
        const unsigned worth = impact(field, kSynonymWords, r);
        for (const auto& [axis, values] : inherited.axes)
            if (const Axis::Value* v = value_at(*axis, r.code))
                for (const std::string& stem : values[static_cast<std::size_t>(v - axis->values.data())])
                    add_stem(stem, worth);
    }
};

ParentRecords parent_records(const Corpus& corpus) {
    ParentRecords out;
    for (const CodeRecord& r : corpus.records)
        if ((r.system == "icd10pcs" && r.code.size() == 3) || (r.system == "icd10cm" && !r.billable))
            out.emplace(r.system + ":" + r.code, &r);
    return out;
}

DocumentMaker::DocumentMaker(Analyzer analyzer, const ParentRecords* parents)
    : impl_(std::make_unique<Impl>(std::move(analyzer), parents)) {}
DocumentMaker::~DocumentMaker() = default;

Xapian::Document DocumentMaker::make(const CodeRecord& r) {
    Xapian::Document doc;
    std::fill(std::begin(impl_->next), std::end(impl_->next), 0u);
    impl_->stems.clear();
    impl_->add_text(&doc, r, kFields[0], r.title);
    for (const Text& t : r.texts)
        if (const FieldInfo* field = field_of(t); field && !is_for_some(t.scope))
            impl_->add_text(&doc, r, *field, t.text);
    impl_->add_inherited(r);
    for (const auto& [stem, worth] : impl_->stems) doc.add_term(term_stem(stem), worth);

    doc.add_boolean_term(term_unique(r.system, r.code));
    doc.add_boolean_term(term_system(r.system));
    doc.add_boolean_term(term_code(r.code));
    for (std::size_t n = 1; n < r.code.size(); ++n)
        doc.add_boolean_term(term_code_prefix(std::string_view(r.code).substr(0, n)));
    if (!r.parent.empty()) doc.add_boolean_term(term_child_of(r.system, r.parent));
    if (r.billable) doc.add_boolean_term(term_billable());
    if (!r.validity.to) doc.add_boolean_term(term_open_ended());
    if (const Chapter chapter = chapter_of(r.system, r.code); !chapter.id.empty())
        doc.add_boolean_term(term_chapter(r.system, chapter.id));
    doc.add_value(kSlotCode, r.code);
    if (r.validity.from) doc.add_value(kSlotFrom, compact_day(*r.validity.from));
    if (r.validity.to) doc.add_value(kSlotTo, compact_day(*r.validity.to));
    doc.set_data(encode(r));
    return doc;
}

Xapian::Document DocumentMaker::make(const GuidelineSection& g, const std::vector<std::string>& categories) {
    Xapian::Document doc;
    doc.add_boolean_term(term_guideline());
    for (const std::string& stem : impl_->stems_of(g.title))
        doc.add_term(term_guideline_stem(stem), kGuidelineTitle);
    for (const std::string& stem : impl_->stems_of(g.text)) doc.add_term(term_guideline_stem(stem));
    for (const CodeReference& r : g.references) {
        if (r.first == r.last) {
            doc.add_boolean_term(term_guideline_about(r.first));
            continue;
        }
        const std::string first = r.first.substr(0, 3), last = r.last.substr(0, 3);
        for (const std::string& c : categories)
            if (c >= first && c <= last) doc.add_boolean_term(term_guideline_range(c));
    }
    doc.set_data(encode(g));
    return doc;
}

}  // namespace codelex
