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

// What one text says: its stems, compounds in one word among them, and the concepts that it has.
struct Said {
    Stems stems;
    std::vector<const std::string*> concepts;
};

// What the codes below one parent inherit, analysed once for all of them.
struct Inherited {
    struct Entry {
        std::string scope;
        Said said;
    };
    std::vector<Entry> entries;
    struct Value {
        std::string label;       // term_axis()
        std::vector<Said> says;  // synonyms
    };
    std::vector<std::pair<const Axis*, std::vector<Value>>> axes;  // values in the order of the axis
};

// What an ICD-10-CM header hands down: text_worth() of each stem and concept.
struct Handed {
    std::unordered_map<std::string, double> stems;
    std::unordered_map<const std::string*, double> tags;
};
constexpr double kAGenerationOn = 0.8;    // what is handed down twice says less
constexpr std::size_t kHandedKept = 200;  // headers; codes come in listing order, so few are in use at a time

// Worth of a word inherited from an axis' synonyms: as in a text of this many words, because keys list many
// synonyms.
constexpr std::size_t kSynonymWords = 8;
// Longer texts say too much for their words to be one thing.
constexpr std::size_t kMostWordsOfAConcept = 40;
// Names of one code that a second look compares, and the words of one; a sentence is no name.
constexpr std::size_t kMostNames = 40, kMostWordsOfAName = 60, kMostWordsOfALayName = 14;
// A title of a guideline's section counts so many times.
constexpr Xapian::termcount kGuidelineTitle = 3;

}  // namespace

struct DocumentMaker::Impl {
    Impl(Analyzer a, const ParentRecords* p, const ConceptFinder* c)
        : analyzer(std::move(a)), parents(p), concepts(c) {}

    Analyzer analyzer;
    const ParentRecords* parents;
    const ConceptFinder* concepts;
    std::uint32_t next[std::size(kFields)] = {};           // first free position of each field
    std::unordered_map<std::string, unsigned> stems;       // of the record in hand: the best impact of each
    std::unordered_map<std::string, unsigned> tags;        // and of each concept
    const CodeRecord* inherited_of = nullptr;              // whose is `inherited`
    std::unordered_map<const CodeRecord*, Handed> handed;  // of the headers in hand
    Inherited inherited;
    ProfileDraft* profile = nullptr;  // of the record in hand, if wanted

    static void raise(unsigned* best, unsigned worth) { *best = std::max(*best, worth); }
    void add_said(const Said& said, unsigned worth) {
        for (const std::string& stem : said.stems) raise(&stems[stem], worth);
        for (const std::string* key : said.concepts) raise(&tags[*key], worth);
    }
    Said said_by(const Tokens& tokens) const {
        Said out;
        for (const Token& t : tokens) {
            out.stems.push_back(t.stem);
            if (!t.compound.empty()) out.stems.push_back(t.compound);
        }
        if (out.stems.size() > kMostWordsOfAConcept) return out;
        std::sort(out.stems.begin(), out.stems.end());
        concepts->find(out.stems, &out.concepts);
        return out;
    }

    void add_text(Xapian::Document* doc, const CodeRecord& r, const FieldInfo& field, std::string_view text) {
        std::uint32_t& base = next[static_cast<std::size_t>(field.field)];
        std::uint32_t last = 0;
        const Tokens tokens = analyzer.analyze(text);
        const unsigned worth = impact(field, tokens.size(), r);
        for (const Token& t : tokens) {
            doc->add_posting(term_word(field, t.text), base + t.position, 0);
            if (!t.compound.empty()) doc->add_posting(term_word(field, t.compound), base + t.position, 0);
            last = t.position;
        }
        add_said(said_by(tokens), worth);
        base += last + kTextGap;
        if (profile) add_name(field.field, text, tokens);
    }

    // A text that is a name of the code goes into its profile.
    void add_name(Field field, std::string_view text, const Tokens& tokens) {
        if (field == Field::guidance || field == Field::inherited || profile->names.size() >= kMostNames)
            return;
        const std::vector<bool> denied = negated(text, tokens);
        std::vector<bool> spoken;
        const FacetSet facets = facets_in(tokens, denied, &spoken);
        ProfileDraft::Name name{field == Field::title   ? NameKind::title
                                : field == Field::terms ? NameKind::term
                                : field == Field::index ? NameKind::index
                                                        : NameKind::lay,
                                {}};
        if (name.kind == NameKind::title) profile->facets = facets;
        if (name.kind == NameKind::index) ++profile->entries;
        if (name.kind == NameKind::lay) profile->flags |= kFlagCurated;
        // What stands in brackets behind an index entry may be there or not.
        const auto bracket = name.kind == NameKind::index ? text.find(" (") : text.npos;
        for (std::size_t i = 0; i < tokens.size() && tokens[i].begin < bracket; ++i) {
            const std::uint32_t flags =
                (denied[i] ? ProfileWord::kNegated : 0) | (spoken[i] ? ProfileWord::kFacet : 0);
            name.words.push_back({tokens[i].stem, flags});
            if (!tokens[i].compound.empty())
                name.words.push_back({tokens[i].compound, flags | ProfileWord::kJoined});
        }
        const bool known = std::any_of(profile->names.begin(), profile->names.end(), [&](const auto& other) {
            return std::equal(name.words.begin(), name.words.end(), other.words.begin(), other.words.end(),
                              [](const auto& a, const auto& b) { return a.stem == b.stem; });
        });
        const std::size_t most = name.kind == NameKind::lay ? kMostWordsOfALayName : kMostWordsOfAName;
        if (!name.words.empty() && !known && (name.words.size() <= most || name.kind == NameKind::title))
            profile->names.push_back(std::move(name));
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
            if (is_for_some(t.scope) && field_of(t))
                inherited.entries.push_back({t.scope, said_by(analyzer.analyze(t.text))});
        }
        for (const Axis& axis : parent.axes) {
            auto& values = inherited.axes.emplace_back(&axis, std::vector<Inherited::Value>()).second;
            for (const Axis::Value& v : axis.values) {
                Inherited::Value& value = values.emplace_back();
                if (const auto keys = phrase_keys(analyzer.analyze(v.label)); !keys.empty())
                    value.label = term_axis(static_cast<unsigned>(axis.position), keys[0]);
                for (const std::string& synonym : v.includes)
                    value.says.push_back(said_by(analyzer.analyze(synonym)));
            }
        }
    }

    // What an ICD-10-CM header hands down, its own and what it was handed, merged: once for all codes below
    // it.
    const Handed& handed_by(const CodeRecord& header) {
        if (const auto it = handed.find(&header); it != handed.end()) return it->second;
        Handed out;
        if (const CodeRecord* above = parent_of(header)) {
            out = handed_by(*above);
            for (auto& [stem, worth] : out.stems) worth *= kAGenerationOn;
            for (auto& [key, worth] : out.tags) worth *= kAGenerationOn;
        }
        const FieldInfo& field = kFields[static_cast<std::size_t>(Field::inherited)];
        const auto better = [](double* best, double worth) { *best = std::max(*best, worth); };
        for (const Text& t : inherited_entries(header, "")) {
            const Said said = said_by(analyzer.analyze(t.text));
            const double worth = text_worth(field, said.stems.size());
            for (const std::string& stem : said.stems) better(&out.stems[stem], worth);
            for (const std::string* key : said.concepts) better(&out.tags[key], worth);
        }
        if (handed.size() > kHandedKept) handed.clear();
        return handed.emplace(&header, std::move(out)).first->second;
    }
    const CodeRecord* parent_of(const CodeRecord& r) const {
        const auto from = inherits_from(r);
        const auto it = from ? parents->find(r.system + ":" + *from) : parents->end();
        // Above is shorter: records of one's own may name each other.
        return it == parents->end() || it->second->code.size() >= r.code.size() ? nullptr : it->second;
    }

    void add_inherited(Xapian::Document* doc, const CodeRecord& r) {
        const CodeRecord* parent = parent_of(r);
        if (!parent) return;
        if (r.system == "icd10cm") {
            const double place = standing(r);
            const Handed& from_above = handed_by(*parent);
            for (const auto& [stem, worth] : from_above.stems) raise(&stems[stem], impact(worth, place));
            for (const auto& [key, worth] : from_above.tags) raise(&tags[*key], impact(worth, place));
            return;
        }
        inherit_from(*parent);
        const FieldInfo& field = kFields[static_cast<std::size_t>(Field::inherited)];
        for (const Inherited::Entry& e : inherited.entries) {
            if (!leads_to(e.scope, r.code)) continue;
            add_said(e.said, impact(field, e.said.stems.size(), r));
        }
        const unsigned worth = impact(field, kSynonymWords, r);
        for (const auto& [axis, values] : inherited.axes)
            if (const Axis::Value* v = value_at(*axis, r.code)) {
                const Inherited::Value& value = values[static_cast<std::size_t>(v - axis->values.data())];
                if (!value.label.empty()) {
                    doc->add_boolean_term(value.label);
                    if (profile && axis->position >= 1 && axis->position <= 7)
                        profile->labels[static_cast<std::size_t>(axis->position - 1)] = value.label;
                }
                for (const Said& said : value.says) add_said(said, worth);
            }
    }
};

ParentRecords parent_records(const Corpus& corpus) {
    ParentRecords out;
    for (const CodeRecord& r : corpus.records)
        if ((r.system == "icd10pcs" && r.code.size() == 3) || (r.system == "icd10cm" && !r.billable))
            out.emplace(r.system + ":" + r.code, &r);
    return out;
}

DocumentMaker::DocumentMaker(Analyzer analyzer, const ParentRecords* parents, const ConceptFinder* concepts)
    : impl_(std::make_unique<Impl>(std::move(analyzer), parents, concepts)) {}
DocumentMaker::~DocumentMaker() = default;

Xapian::Document DocumentMaker::make(const CodeRecord& r, ProfileDraft* profile) {
    Xapian::Document doc;
    impl_->profile = profile;
    if (profile) {
        *profile = {};
        profile->system = r.system;
        profile->code = r.code;
        if (const CodeRecord* parent = impl_->parent_of(r)) profile->parent = r.system + ":" + parent->code;
        profile->flags = (r.billable ? kFlagBillable : 0) | (r.validity.to ? kFlagEnded : 0) |
                         (r.modifier ? kFlagModifier : 0) |
                         (r.system == "icd10pcs" && !r.billable ? kFlagTable : 0);
    }
    std::fill(std::begin(impl_->next), std::end(impl_->next), 0u);
    impl_->stems.clear();
    impl_->tags.clear();
    impl_->add_text(&doc, r, kFields[0], r.title);
    for (const Text& t : r.texts)
        if (const FieldInfo* field = field_of(t); field && !is_for_some(t.scope))
            impl_->add_text(&doc, r, *field, t.text);
    impl_->add_inherited(&doc, r);
    for (const auto& [stem, worth] : impl_->stems) doc.add_term(term_stem(stem), worth);
    for (const auto& [key, worth] : impl_->tags) doc.add_term(term_concept(key), worth);

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
