// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/understanding.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "analyzers/filters.h"
#include "indexer/schema.h"
#include "synonyms/word_parts.h"

namespace codelex {
namespace {

// What evidence of lesser kinds is worth beside the words themselves. Chosen on the judged queries.
constexpr double kFamily = 0.6;        // infected for infection
constexpr double kSomeWords = 0.6;     // some words of a phrase, or all of them in several texts
constexpr double kTakenApart = 0.6;    // the parts of a compound
constexpr double kOtherSense = 0.35;   // a sense whose neighbours do not stand there while another's do
constexpr double kFavoured = 0.95;     // a sense whose neighbours stand there, at least
constexpr double kWithinPhrase = 0.9;  // a synonym of one word of a phrase that the lists know as a whole
constexpr double kOrdinaryWord = 0.6;  // a short form in small letters that is a word too: "pad", "as"
constexpr double kLaterLabel = 0.95;   // the second of several labels of an axis, and so on
constexpr double kLongerLabel = 0.92;  // a label that has more words than were asked for
constexpr double kTogether = 1.1;      // the words of a phrase in one text
constexpr double kFit = 0.25;      // of a spelling: ten times as many records that have the other words too
constexpr double kLevelled = 0.4;  // 0: what a list says is worth its own rarity; 1: that of the words typed
constexpr std::size_t kSuggestions = 6;
constexpr std::size_t kWorthsKept = 100'000;
constexpr std::size_t kNeighbours = 3;  // of a misspelled word that are asked whether a suggestion fits

bool has_digit(std::string_view s) {
    return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Understanding::Understanding(const Xapian::Database* db, PostingCache* cache, const Lexicon* lexicon,
                             const Vocabulary* vocabulary)
    : db_(db),
      cache_(cache),
      lexicon_(lexicon),
      vocabulary_(vocabulary),
      speller_(vocabulary, &lexicon->words()) {}

const std::vector<Understanding::Label>& Understanding::labels(unsigned position) {
    auto& out = labels_[position];
    if (!out) {
        out.emplace();
        const std::string prefix = axis_prefix(position);
        for (auto it = db_->allterms_begin(prefix); it != db_->allterms_end(prefix); ++it) {
            std::vector<std::string> stems = stems_of(std::string_view(*it).substr(prefix.size()));
            std::sort(stems.begin(), stems.end());
            out->push_back({std::move(stems), *it});
        }
    }
    return *out;
}

// The making of one plan: its steps share it, and so stand in one file.
struct Understanding::Maker {
    Understanding& u;
    const std::vector<DocRange>& ranges;
    const Options& options;
    Plan plan = {};
    double documents = 0;
    std::string folded = {};  // the text as it was understood, in small letters
    std::set<PhraseKey> asked = {};
    std::set<std::string> context = {};  // stems of the query and of what its plain short forms stand for

    std::size_t frequency(const Postings& p) const {
        std::size_t n = 0;
        for (const DocRange& r : ranges) n += p.count(r.first, r.last);
        return n;
    }
    double rarity(std::size_t records) const {
        return codelex::rarity(static_cast<double>(records), documents);
    }
    double worth(const std::string& stem) {
        const auto it = u.worths_.find(stem);
        if (it != u.worths_.end()) return it->second;
        const double w = rarity(frequency(u.cache_->get(term_stem(stem))));
        if (u.worths_.size() > kWorthsKept) u.worths_.clear();
        u.worths_.emplace(stem, w);
        return w;
    }
    double worth_of_phrase(std::string_view key) {
        double sum = 0;
        for (const std::string& stem : stems_of(key)) sum += worth(stem);
        return sum;
    }

    bool known(const Token& t) {
        if (t.kind != Token::Kind::word || has_digit(t.text) || t.text.size() < 4) return true;
        return u.vocabulary_->find(t.text) || !u.lexicon_->readings(t.stem).empty() ||
               !u.lexicon_->readings(t.text).empty() || !u.lexicon_->spelled(t.stem).empty() ||
               u.lexicon_->ignored(t.stem) || u.cache_->exists(term_stem(t.stem)) ||
               (!t.compound.empty() && u.vocabulary_->find(t.compound)) ||
               !take_apart(*u.lexicon_, t.text).empty();
    }

    // The suggestion that fits best with the other words.
    std::optional<std::string> meant(const Token& t, std::size_t at) {
        std::vector<Suggestion> all = u.speller_.suggest(t.text, kSuggestions);
        if (all.empty()) return std::nullopt;
        // The rarest of the other words say most.
        std::vector<const Postings*> others;
        for (std::size_t i = 0; i < plan.tokens.size(); ++i) {
            if (i == at || has_digit(plan.tokens[i].text)) continue;
            const Postings& theirs = u.cache_->get(term_stem(plan.tokens[i].stem));
            if (!theirs.docs.empty()) others.push_back(&theirs);
        }
        std::sort(others.begin(), others.end(),
                  [](const Postings* a, const Postings* b) { return a->docs.size() < b->docs.size(); });
        if (others.size() > kNeighbours) others.resize(kNeighbours);
        for (Suggestion& s : all) {
            std::size_t most = 0;
            const Postings& mine = u.cache_->get(term_stem(uninflected(s.word.substr(0, s.word.find(' ')))));
            for (const Postings* theirs : others) most = std::max(most, about_in_both(mine, *theirs));
            s.cost -= kFit * std::log10(1.0 + static_cast<double>(most));
        }
        return std::min_element(all.begin(), all.end(),
                                [](const Suggestion& a, const Suggestion& b) { return a.cost < b.cost; })
            ->word;
    }

    // Mends words that nobody knows. The text is analysed again, so that a word may become two.
    void spelling(std::string_view text, Analyzer* analyzer) {
        std::string mended;
        std::size_t from = 0;
        for (std::size_t i = 0; i < plan.tokens.size(); ++i) {
            const Token& t = plan.tokens[i];
            if (known(t)) continue;
            const auto word = meant(t, i);
            if (!word) continue;
            mended.append(text.substr(from, t.begin - from)).append(*word);
            from = t.end;
        }
        if (from == 0) return;
        mended.append(text.substr(from));
        plan.corrected = mended;
        plan.tokens = analyzer->query(mended);
    }

    // The label terms for a want: exact labels, and longer ones that have all its words.
    PlanPart axis_part(const Lexicon::Want& want) {
        const auto known = u.axes_.find(&want);
        if (known != u.axes_.end()) return known->second;
        PlanPart part;
        double scale = 1;
        std::set<std::string> seen;
        std::size_t records = 0;
        for (const Lexicon::PhraseId id : want.labels) {
            std::vector<std::string> stems = stems_of(u.lexicon_->phrase(id));
            std::sort(stems.begin(), stems.end());
            for (const Label& l : u.labels(want.position)) {
                if (!std::includes(l.stems.begin(), l.stems.end(), stems.begin(), stems.end())) continue;
                if (!seen.insert(l.term).second) continue;
                part.any.push_back({l.term, scale * (l.stems.size() == stems.size() ? 1 : kLongerLabel)});
                records += u.db_->get_termfreq(l.term);
            }
            part.word += (part.word.empty() ? "" : "/") + u.lexicon_->written(id);
            scale *= kLaterLabel;
        }
        part.worth = rarity(records);
        u.axes_.emplace(&want, part);
        return part;
    }

    PlanTerm concept_term(const PhraseKey& key, double scale) {
        PlanTerm t{term_concept(concept_key(key)), scale};
        for (const std::string& stem : stems_of(key)) t.all.push_back(term_stem(stem));
        return t;
    }
    static bool one_word(const PhraseKey& key) { return key.find(' ') == PhraseKey::npos; }

    void add(PlanSlot* slot, PlanReading reading) {
        double sum = 0;
        for (const PlanPart& p : reading.parts) sum += p.worth;
        if (sum > 0) slot->readings.push_back(std::move(reading));
    }

    // What a list says about the slot.
    void add_reading(PlanSlot* slot, const Lexicon::Reading& r, double weight, LookedFor* looked) {
        const std::string rule = u.lexicon_->rule_place(r.rule);
        if (!r.wants.empty()) {
            PlanReading by_axis{weight, {}, "", rule}, by_word{weight * kSomeWords, {}, "", rule};
            for (const Lexicon::Want& w : r.wants) {
                by_axis.parts.push_back(axis_part(w));
                by_axis.words += (by_axis.words.empty() ? "" : ", ") + by_axis.parts.back().word;
                if (w.labels.empty()) continue;
                for (const std::string& stem : stems_of(u.lexicon_->phrase(w.labels[0])))
                    by_word.parts.push_back({{{term_stem(stem)}}, worth(stem), stem});
                for (const Lexicon::PhraseId id : w.labels)
                    looked->phrases.push_back(
                        {stems_of(u.lexicon_->phrase(id)), u.lexicon_->written(id), rule});
            }
            by_word.words = by_axis.words;
            add(slot, std::move(by_axis));
            add(slot, std::move(by_word));
        }
        for (const Lexicon::PhraseId id : r.targets) {
            const PhraseKey& key = u.lexicon_->phrase(id);
            const std::string& words = u.lexicon_->written(id);
            looked->phrases.push_back({stems_of(key), words, rule});
            if (one_word(key)) {
                add(slot, {weight, {{{{term_stem(key)}}, worth(key), words}}, words, rule});
                continue;
            }
            add(slot, {weight, {{{concept_term(key, 1)}, worth_of_phrase(key), words}}, words, rule});
            PlanReading some{weight * kSomeWords, {}, words, rule};
            for (const std::string& stem : stems_of(key))
                some.parts.push_back({{{term_stem(stem)}}, worth(stem), stem});
            add(slot, std::move(some));
        }
    }

    // What the rest of the query makes of a sense.
    double in_context(const std::vector<Lexicon::Reading>& senses, const Lexicon::Reading& r,
                      std::size_t first, std::size_t last) {
        const auto favoured = [&](const Lexicon::Reading& x) {
            const auto stands = [&](const std::string& stem) {
                if (!context.contains(stem)) return false;
                for (std::size_t i = first; i < last; ++i)
                    if (plan.tokens[i].stem == stem) return false;
                return true;
            };
            if (std::any_of(x.near.begin(), x.near.end(), stands)) return true;
            for (const Lexicon::PhraseId id : x.targets)
                for (const std::string& stem : stems_of(u.lexicon_->phrase(id)))
                    if (stands(stem)) return true;
            return false;
        };
        if (senses.size() < 2) return r.weight;
        if (favoured(r)) return std::max(r.weight, kFavoured);
        return std::any_of(senses.begin(), senses.end(), favoured) ? r.weight * kOtherSense : r.weight;
    }

    // A word of the query with what stands for it in one word.
    PlanPart own_part(std::size_t at, LookedFor* looked) {
        const Token& t = plan.tokens[at];
        PlanPart part{{}, worth(t.stem), t.text};
        if (part.worth > 0) part.any.push_back({term_stem(t.stem)});
        looked->phrases.push_back({{t.stem}, "", ""});
        if (t.kind == Token::Kind::word && t.text.size() > 3) {
            double best = part.worth;
            for (const std::string_view sibling : u.vocabulary_->family(u.families_.of(t.stem))) {
                if (sibling == t.stem) continue;
                const std::string stem(sibling);
                const double theirs = worth(stem);
                if (theirs == 0) continue;
                best = std::max(best, theirs);
                part.any.push_back({term_stem(stem), kFamily});
                looked->phrases.push_back({{stem}, "", ""});
            }
            if (part.worth == 0) part.worth = best;
        }
        return part;
    }

    // Whether the text has the phrase as whole words; true of an empty one.
    bool as_typed(const std::string& phrase) const {
        if (phrase.empty()) return true;
        const auto is_letter = [&](std::size_t i) {
            return i < folded.size() && std::isalnum(static_cast<unsigned char>(folded[i]));
        };
        for (std::size_t at = folded.find(phrase); at != folded.npos; at = folded.find(phrase, at + 1))
            if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + phrase.size())) return true;
        return false;
    }

    const std::vector<Lexicon::Reading>& readings_at(std::size_t first, std::size_t last) {
        static const std::vector<Lexicon::Reading> kNothing;
        const Tokens run(plan.tokens.begin() + static_cast<std::ptrdiff_t>(first),
                         plan.tokens.begin() + static_cast<std::ptrdiff_t>(last));
        const auto look_up = [&](const Tokens& words) -> const std::vector<Lexicon::Reading>& {
            for (const PhraseKey& key : phrase_keys(words))
                if (const auto& r = u.lexicon_->readings(key); !r.empty()) return r;
            return kNothing;
        };
        const auto& found = look_up(run);
        if (!found.empty() || run.size() < 3) return found;
        // "swallowed a coin": an article within the phrase.
        Tokens without;
        for (std::size_t i = 0; i < run.size(); ++i)
            if (i == 0 || i + 1 == run.size() || run[i].text != "a" || run[i].capitals)
                without.push_back(run[i]);
        return without.size() == run.size() ? kNothing : look_up(without);
    }

    std::string text_of(std::size_t first, std::size_t last) const {
        std::string out;
        for (std::size_t i = first; i < last; ++i) out += (i > first ? " " : "") + plan.tokens[i].text;
        return out;
    }

    // One word or more that stand for one thing.
    void make_slot(std::size_t first, std::size_t last, const std::vector<Lexicon::Reading>& senses) {
        PhraseKey own_key;
        for (std::size_t i = first; i < last; ++i) own_key += (i > first ? " " : "") + plan.tokens[i].stem;
        if (!asked.insert(own_key).second) return;  // a word said twice is asked once
        PlanSlot slot{first, last, {}};
        LookedFor whole{text_of(first, last), first, last, {}};
        PlanReading own{1, {}, text_of(first, last), ""};
        for (std::size_t i = first; i < last; ++i) {
            LookedFor word{plan.tokens[i].text, i, i + 1, {}};
            own.parts.push_back(own_part(i, &word));
            if (last - first > 1) {
                // Within a longer phrase a word has its plain synonyms still.
                for (const Lexicon::Reading& r : u.lexicon_->readings(plan.tokens[i].stem))
                    if (r.kind == RuleKind::same || r.kind == RuleKind::means)
                        for (const Lexicon::PhraseId id : r.targets)
                            if (one_word(u.lexicon_->phrase(id))) {
                                own.parts.back().any.push_back(
                                    {term_stem(u.lexicon_->phrase(id)), kWithinPhrase * r.weight});
                                word.phrases.push_back({{u.lexicon_->phrase(id)},
                                                        u.lexicon_->written(id),
                                                        u.lexicon_->rule_place(r.rule)});
                            }
                plan.looked_for.push_back(std::move(word));
            } else {
                whole.phrases = std::move(word.phrases);
            }
        }
        const Token& t = plan.tokens[first];
        const bool ordinary =
            last - first == 1 && !t.capitals && own.parts[0].worth > 0 && t.text.size() <= 4;
        double own_worth = 0;
        bool own_known = true;
        for (const PlanPart& p : own.parts) {
            own_worth += p.worth;
            own_known = own_known && p.worth > 0;
        }
        add(&slot, std::move(own));
        if (!t.compound.empty() && first + t.parts == last) add_joined(&slot, t.compound, &whole);
        for (const Lexicon::Reading& r : senses) {
            if (!as_typed(r.verbatim)) continue;
            double weight = in_context(senses, r, first, last);
            if (ordinary && r.kind == RuleKind::abbreviation) weight *= kOrdinaryWord;
            add_reading(&slot, r, weight, &whole);
        }
        if (last - first > 1) {
            add(&slot, {kTogether,
                        {{{concept_term(own_key, 1)}, worth_of_phrase(own_key), whole.label}},
                        whole.label,
                        ""});
            whole.phrases.push_back({stems_of(own_key), "", ""});
        } else if (senses.empty()) {
            take_word_apart(&slot, t, &whole);
        }
        level(&slot, own_worth, own_known);
        if (slot.readings.empty()) {
            plan.unknown.push_back(whole.label);
        } else {
            std::stable_sort(slot.readings.begin() + 1, slot.readings.end(),
                             [](const PlanReading& a, const PlanReading& b) { return a.weight > b.weight; });
            if (slot.readings.size() > options.max_readings) slot.readings.resize(options.max_readings);
            plan.slots.push_back(std::move(slot));
        }
        plan.looked_for.push_back(std::move(whole));
    }

    // What a list says for known words is worth about as much as the words themselves: a translation into
    // many rare words must not drown the rest of the query, nor a rare word of the query what it means.
    static void level(PlanSlot* slot, double own_worth, bool own_known) {
        if (!own_known || own_worth <= 0) return;
        for (PlanReading& r : slot->readings) {
            if (r.rule.empty()) continue;
            double sum = 0;
            for (const PlanPart& p : r.parts) sum += p.worth;
            for (PlanPart& p : r.parts) p.worth *= std::pow(own_worth / sum, kLevelled);
        }
    }

    // "x-ray" as "xray", "gall bladder" as "gallbladder".
    void add_joined(PlanSlot* slot, const std::string& word, LookedFor* looked) {
        const std::string stem = uninflected(word);
        for (const std::string& s : {stem, word}) {
            const double w = worth(s);
            if (w == 0) continue;
            add(slot, {1, {{{{term_stem(s)}}, w, word}}, word, ""});
            looked->phrases.push_back({{s}, "", ""});
            if (s == word) break;
        }
        for (const Lexicon::Reading& r : u.lexicon_->readings(stem)) add_reading(slot, r, r.weight, looked);
    }

    void take_word_apart(PlanSlot* slot, const Token& t, LookedFor* looked) {
        if (t.kind != Token::Kind::word) return;
        auto parts = take_apart(*u.lexicon_, t.text);
        if (parts.empty() && t.stem != t.text) parts = take_apart(*u.lexicon_, t.stem);
        if (parts.empty()) return;
        PlanReading reading{kTakenApart, {}, "", u.lexicon_->rule_place(parts.back()->rule)};
        for (const Lexicon::Part* p : parts) {
            PlanPart words;
            for (const Lexicon::PhraseId id : p->targets) {
                const PhraseKey& key = u.lexicon_->phrase(id);
                const double w = one_word(key) ? worth(key) : worth_of_phrase(key);
                if (w == 0) continue;
                words.worth = std::max(words.worth, w);
                words.any.push_back(one_word(key) ? PlanTerm{term_stem(key)} : concept_term(key, 1));
                words.word += (words.word.empty() ? "" : "/") + u.lexicon_->written(id);
                looked->phrases.push_back({stems_of(key), u.lexicon_->written(id), reading.rule});
            }
            for (const Lexicon::Want& w : p->wants) {
                PlanPart axis = axis_part(w);
                words.worth = std::max(words.worth, axis.worth);
                words.any.insert(words.any.end(), axis.any.begin(), axis.any.end());
            }
            if (words.worth == 0) continue;
            reading.words += (reading.words.empty() ? "" : ", ") + words.word;
            reading.parts.push_back(std::move(words));
        }
        add(slot, std::move(reading));
    }

    void slots() {
        const Tokens& tokens = plan.tokens;
        for (std::size_t i = 0; i < tokens.size();) {
            std::size_t end = i;
            const std::vector<Lexicon::Reading>* senses = nullptr;
            for (std::size_t n = std::min(u.lexicon_->longest(), tokens.size() - i); n >= 1 && end == i; --n)
                if (const auto& r = readings_at(i, i + n); !r.empty()) {
                    senses = &r;
                    end = i + n;
                }
            static const std::vector<Lexicon::Reading> kNone;
            if (!senses) senses = &kNone;
            if (end <= i + 1) {
                const Token& t = tokens[i];
                if (!t.compound.empty() && i + t.parts <= tokens.size()) {
                    make_slot(i, i + t.parts, kNone);
                    i += t.parts;
                    continue;
                }
                if (i + 1 < tokens.size() && joins(tokens[i], tokens[i + 1])) {
                    plan.tokens[i].compound = tokens[i].text + tokens[i + 1].text;
                    plan.tokens[i].parts = 2;
                    make_slot(i, i + 2, kNone);
                    i += 2;
                    continue;
                }
                end = i + 1;
            }
            if (end == i + 1 && passed_over(i)) {
                ++i;
                continue;
            }
            make_slot(i, end, *senses);
            i = end;
        }
    }
    // "gall bladder": one word of the vocabulary.
    bool joins(const Token& a, const Token& b) {
        if (a.kind != Token::Kind::word || b.kind != Token::Kind::word || b.position != a.position + 1)
            return false;
        const std::string word = a.text + b.text;
        const Vocabulary::Word* w = word.size() >= 6 ? u.vocabulary_->find(word) : nullptr;
        return w && w->records > 1;
    }

    // A word that says nothing about a code, where others say something. Phrases that hold it are found
    // before.
    bool passed_over(std::size_t at) const {
        const auto ignored = [&](const Token& t) { return u.lexicon_->ignored(t.stem); };
        return ignored(plan.tokens[at]) && !std::all_of(plan.tokens.begin(), plan.tokens.end(), ignored);
    }
};

Plan Understanding::plan(std::string_view text, Tokens tokens, const std::vector<DocRange>& ranges,
                         const Options& options, Analyzer* analyzer) {
    Maker m{*this, ranges, options};
    // Rarity depends on the documents that are asked for.
    if (!std::equal(ranges.begin(), ranges.end(), ranges_.begin(), ranges_.end())) {
        ranges_ = ranges;
        worths_.clear();
        axes_.clear();
    }
    for (const DocRange& r : ranges) m.documents += r.last >= r.first ? r.last - r.first + 1 : 0;
    m.plan.tokens = std::move(tokens);
    if (!options.exact) m.spelling(text, analyzer);
    Tokens& words = m.plan.tokens;
    for (const char c : m.plan.corrected.empty() ? text : std::string_view(m.plan.corrected))
        m.folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    // A word dropped by analysis but for its capitals is of use as a short form alone.
    std::erase_if(words, [&](const Token& t) {
        return is_stop_word(t.text) && t.kind == Token::Kind::word && lexicon_->readings(t.stem).empty();
    });
    if (words.size() > options.max_words) words.resize(options.max_words);
    for (Token& t : words)
        if (const std::string_view other = lexicon_->spelled(t.stem);
            !other.empty() && other.find(' ') == other.npos)
            t.stem = other;
    for (const Token& t : words) {
        m.context.insert(t.stem);
        const auto& senses = lexicon_->readings(t.stem);
        if (senses.size() != 1) continue;
        for (const Lexicon::PhraseId id : senses[0].targets)
            for (const std::string& stem : stems_of(lexicon_->phrase(id))) m.context.insert(stem);
    }
    m.slots();
    return std::move(m.plan);
}

}  // namespace codelex
