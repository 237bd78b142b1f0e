// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/lexicon.h"

#include <algorithm>
#include <set>

namespace codelex {
namespace {

// "removal of ovary" and "ovary removal" are one phrase.
std::string look_up_key(const PhraseKey& key) {
    return key.find(' ') == PhraseKey::npos ? key : concept_key(key);
}

// See Lexicon::Reading.
std::string verbatim_of(const std::string& phrase, const PhraseKey& key) {
    const bool shortened = phrase.find(' ') != phrase.npos && key.find(' ') == PhraseKey::npos &&
                           phrase.find('-') == phrase.npos && phrase.find('/') == phrase.npos;
    std::string out;
    if (!shortened) return out;
    for (char c : phrase) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

}  // namespace

std::vector<std::string> stems_of(std::string_view key) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        out.emplace_back(key.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::vector<PhraseKey> phrase_keys(const Tokens& tokens) {
    PhraseKey split_key, joined_key;
    bool any = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        split_key += (i ? " " : "") + tokens[i].stem;
        joined_key += joined_key.empty() ? "" : " ";
        if (!tokens[i].compound.empty() && i + tokens[i].parts <= tokens.size()) {
            joined_key += tokens[i].compound;
            for (std::uint32_t k = 1; k < tokens[i].parts; ++k) split_key += " " + tokens[i + k].stem;
            i += tokens[i].parts - 1;
            any = true;
        } else {
            joined_key += tokens[i].stem;
        }
    }
    std::vector<PhraseKey> out;
    if (!split_key.empty()) out.push_back(std::move(split_key));
    if (any) out.push_back(std::move(joined_key));
    return out;
}

std::string concept_key(const PhraseKey& key) {
    std::vector<std::string> stems = stems_of(key);
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    std::string out;
    for (const std::string& s : stems) out += (out.empty() ? "" : " ") + s;
    return out;
}

Lexicon::PhraseId Lexicon::intern(const PhraseKey& key, const std::string& written) {
    const auto [it, fresh] = ids_.emplace(key, static_cast<PhraseId>(phrases_.size()));
    if (fresh) {
        phrases_.push_back(key);
        written_.push_back(written);
        concept_.push_back(false);
    }
    return it->second;
}

Lexicon Lexicon::compile(const Lists& lists, Analyzer* analyzer) {
    Lexicon x;
    x.fingerprint_ = lists.fingerprint();
    std::set<std::string> words;
    // The keys that a phrase is looked up by.
    auto keys_of = [&](const std::string& phrase) {
        const Tokens tokens = analyzer->analyze(phrase);
        for (const Token& t : tokens) words.insert(t.text);
        std::vector<PhraseKey> keys = phrase_keys(tokens);
        // A word that analysis drops ("as" for aortic stenosis) is still looked up when typed in capitals.
        if (keys.empty() && phrase.find(' ') == phrase.npos) keys.push_back(phrase);
        for (const PhraseKey& k : keys)
            x.longest_ = std::max<std::size_t>(
                x.longest_, 1 + static_cast<std::size_t>(std::count(k.begin(), k.end(), ' ')));
        return keys;
    };
    auto target = [&](const std::string& phrase) {
        const std::vector<PhraseKey> keys = phrase_keys(analyzer->analyze(phrase));
        if (keys.empty()) return kNone;
        const PhraseId id = x.intern(keys[0], phrase);
        if (keys[0].find(' ') != PhraseKey::npos) x.concept_[id] = true;
        return id;
    };
    auto wants_of = [&](const Sense& s) {
        std::vector<Want> out;
        for (const AxisWant& a : s.axes) {
            Want& w = out.emplace_back(Want{a.position, {}});
            for (const std::string& label : a.labels)
                if (const auto keys = phrase_keys(analyzer->analyze(label)); !keys.empty())
                    w.labels.push_back(x.intern(keys[0], label));
        }
        return out;
    };
    for (const Rule& r : lists.rules) {
        const auto rule = static_cast<std::uint32_t>(x.rules_.size());
        x.rules_.push_back({r.file, r.phrases[0], static_cast<std::uint32_t>(r.line)});
        switch (r.kind) {
            case RuleKind::same: {
                std::vector<PhraseId> all;
                for (const std::string& p : r.phrases)
                    if (const PhraseId id = target(p);
                        id != kNone && std::find(all.begin(), all.end(), id) == all.end())
                        all.push_back(id);
                for (const std::string& p : r.phrases)
                    for (const PhraseKey& key : keys_of(p)) {
                        Reading reading{r.kind, 1, {}, {}, {}, rule};
                        for (const PhraseId id : all)
                            if (x.phrases_[id] != key) reading.targets.push_back(id);
                        if (!reading.targets.empty()) {
                            reading.verbatim = verbatim_of(p, key);
                            x.readings_[look_up_key(key)].push_back(std::move(reading));
                        }
                    }
                break;
            }
            case RuleKind::spelling: {
                const auto from = keys_of(r.phrases[0]);
                const auto to =
                    phrase_keys(analyzer->analyze(r.senses[0].to.empty() ? "" : r.senses[0].to[0]));
                if (!from.empty() && !to.empty() && from[0] != to[0]) x.spellings_.emplace(from[0], to[0]);
                break;
            }
            case RuleKind::ignore:
                for (const std::string& p : r.phrases)
                    for (const PhraseKey& key : keys_of(p)) x.ignored_.emplace(key, true);
                break;
            case RuleKind::prefix:
            case RuleKind::root:
            case RuleKind::suffix: {
                Parts& parts = r.kind == RuleKind::prefix ? x.prefixes_
                               : r.kind == RuleKind::root ? x.roots_
                                                          : x.suffixes_;
                Part part{{}, {}, rule};
                for (const Sense& s : r.senses) {
                    for (const std::string& p : s.to)
                        if (const PhraseId id = target(p); id != kNone) part.targets.push_back(id);
                    for (Want& w : wants_of(s)) part.wants.push_back(std::move(w));
                }
                parts.emplace(r.phrases[0], std::move(part));
                break;
            }
            default:
                for (const PhraseKey& key : keys_of(r.phrases[0]))
                    for (const Sense& s : r.senses) {
                        Reading reading{r.kind, s.weight, {}, wants_of(s), {}, rule};
                        for (const std::string& p : s.to)
                            if (const PhraseId id = target(p); id != kNone && x.phrases_[id] != key)
                                reading.targets.push_back(id);
                        for (const std::string& n : s.near)
                            for (const Token& t : analyzer->analyze(n)) reading.near.push_back(t.stem);
                        if (!reading.targets.empty() || !reading.wants.empty()) {
                            reading.verbatim = verbatim_of(r.phrases[0], key);
                            x.readings_[look_up_key(key)].push_back(std::move(reading));
                        }
                    }
        }
    }
    x.words_.assign(words.begin(), words.end());
    return x;
}

const std::vector<Lexicon::Reading>& Lexicon::readings(std::string_view key) const {
    static const std::vector<Reading> kNothing;
    const auto it = readings_.find(look_up_key(std::string(key)));
    return it == readings_.end() ? kNothing : it->second;
}

std::string_view Lexicon::spelled(std::string_view stem) const {
    const auto it = spellings_.find(std::string(stem));
    return it == spellings_.end() ? std::string_view() : std::string_view(it->second);
}

bool Lexicon::ignored(std::string_view stem) const {
    return ignored_.contains(std::string(stem));
}

std::string Lexicon::rule_place(std::uint32_t index) const {
    return rules_[index].file + ":" + std::to_string(rules_[index].line);
}

ConceptFinder::ConceptFinder(const Lexicon& lexicon) {
    std::unordered_map<std::string, std::size_t> uses;
    std::set<std::string> keys;
    for (Lexicon::PhraseId id = 0; id < lexicon.phrases(); ++id)
        if (lexicon.is_concept(id)) keys.insert(concept_key(lexicon.phrase(id)));
    for (const std::string& key : keys)
        for (const std::string& stem : stems_of(key)) ++uses[stem];
    for (const std::string& key : keys) {
        Entry entry{stems_of(key), key};
        if (entry.others.empty()) continue;  // out of damaged bytes
        const auto anchor =
            std::min_element(entry.others.begin(), entry.others.end(),
                             [&](const std::string& a, const std::string& b) { return uses[a] < uses[b]; });
        const std::string stem = *anchor;
        entry.others.erase(anchor);
        by_anchor_[stem].push_back(std::move(entry));
    }
}

void ConceptFinder::find(const std::vector<std::string>& sorted_stems,
                         std::vector<const std::string*>* out) const {
    for (std::size_t i = 0; i < sorted_stems.size(); ++i) {
        if (i > 0 && sorted_stems[i] == sorted_stems[i - 1]) continue;
        const auto it = by_anchor_.find(sorted_stems[i]);
        if (it == by_anchor_.end()) continue;
        for (const Entry& e : it->second)
            if (std::includes(sorted_stems.begin(), sorted_stems.end(), e.others.begin(), e.others.end()))
                out->push_back(&e.key);
    }
}

}  // namespace codelex
