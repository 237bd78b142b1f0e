// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/lint.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace codelex {
namespace {

constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(kChecks); ++i)
        if (kChecks[i].check != static_cast<Check>(i)) return false;
    return true;
}
static_assert(in_order(), "kChecks is read by position");

// Short forms that notes use and that people type as words. Not all words: those that lists are likely to
// have. Sorted.
constexpr std::string_view kOrdinary[] = {
    "act",  "add",  "age",  "aid",  "aim",  "air",  "all",  "am",   "an",   "and",  "any",  "arm",  "as",
    "ask",  "at",   "bad",  "bag",  "ball", "bar",  "bat",  "be",   "bed",  "bee",  "big",  "bit",  "boy",
    "burn", "but",  "by",   "call", "can",  "cap",  "car",  "care", "case", "cat",  "cell", "chew", "clot",
    "cold", "cow",  "cut",  "cyst", "dad",  "day",  "did",  "die",  "dim",  "dip",  "do",   "dog",  "down",
    "drag", "dry",  "ear",  "eat",  "egg",  "end",  "eye",  "fall", "fan",  "far",  "fast", "fat",  "feel",
    "fit",  "fix",  "flap", "flat", "foot", "for",  "from", "fun",  "gap",  "gas",  "get",  "go",   "got",
    "gum",  "gut",  "had",  "hand", "hard", "has",  "hat",  "he",   "head", "her",  "hid",  "him",  "hip",
    "his",  "hit",  "hop",  "hot",  "how",  "ice",  "if",   "ill",  "in",   "is",   "it",   "its",  "jar",
    "jaw",  "job",  "kid",  "lab",  "lack", "lap",  "lash", "last", "leg",  "let",  "lid",  "lie",  "lip",
    "lit",  "long", "lot",  "low",  "mad",  "made", "man",  "map",  "mass", "mast", "mat",  "may",  "me",
    "meal", "men",  "met",  "mild", "milk", "mix",  "mole", "mom",  "mop",  "my",   "nail", "nap",  "need",
    "net",  "new",  "no",   "node", "nor",  "not",  "now",  "nut",  "odd",  "of",   "off",  "oil",  "old",
    "on",   "one",  "or",   "our",  "out",  "pad",  "pain", "pan",  "past", "pat",  "pea",  "pen",  "per",
    "pet",  "pig",  "pill", "pin",  "pit",  "pop",  "pot",  "pro",  "pus",  "put",  "rage", "ran",  "rash",
    "rat",  "raw",  "red",  "rest", "rib",  "rice", "rid",  "rip",  "rod",  "rub",  "run",  "sad",  "safe",
    "salt", "sat",  "saw",  "scar", "see",  "set",  "she",  "shot", "sit",  "skin", "slap", "so",   "sob",
    "soon", "spa",  "spot", "stem", "step", "tall", "tan",  "tap",  "tar",  "tax",  "tea",  "ten",  "the",
    "tic",  "tie",  "tip",  "to",   "toe",  "too",  "top",  "toy",  "trap", "tug",  "two",  "up",   "us",
    "use",  "van",  "vest", "war",  "was",  "wash", "we",   "wet",  "who",  "why",  "wire", "yes",  "you",
};
static_assert(std::is_sorted(std::begin(kOrdinary), std::end(kOrdinary)));

bool is_part(RuleKind k) {
    return k == RuleKind::prefix || k == RuleKind::root || k == RuleKind::suffix;
}
bool is_short(std::string_view phrase) {
    return phrase.find(' ') == phrase.npos;
}
std::string ticked(std::string_view s) {
    return "`" + std::string(s) + "`";
}

// What rules for one phrase have in common, as the lexicon looks it up: words in any order, but a phrase of
// which one word alone is looked for ("on dialysis") holds as it is written.
std::string looked_up_by(const std::string& phrase, const PhraseKey& key) {
    return !is_short(phrase) && is_short(key) ? "\"" + phrase : concept_key(key);
}

// A rule for one of its phrases, ready to be compared.
struct Use {
    const Rule* rule;
    std::string phrase;             // as the list has it
    std::vector<PhraseKey> keys;    // what it is looked up by; the first is its words one by one
    std::set<std::string> targets;  // concept keys
    std::vector<AxisWant> axes;
    std::string targets_text;  // for people
};

class Linter {
  public:
    Linter(const Lists& lists, Analyzer* analyzer, const IndexCounts* index, const LintLimits& limits)
        : lists_(lists), analyzer_(analyzer), index_(index), limits_(limits) {}

    std::vector<Finding> run() {
        for (const Rule& r : lists_.rules) gather(r);
        for (std::size_t i = 0; i < uses_.size(); ++i)
            if (!uses_[i].keys.empty() && !is_part(uses_[i].rule->kind))
                by_key_[concept_key(uses_[i].keys[0])].push_back(i);
        for (const Use& u : uses_) {
            sides(u);
            if (u.rule->kind == RuleKind::abbreviation) ordinary(u);
            if (u.rule->kind == RuleKind::spelling) spelling(u);
        }
        for (const Rule& r : lists_.rules) {
            if (r.kind == RuleKind::same) equal_members(r);
            for (const Sense& s : r.senses) sense(r, s);
        }
        places();
        cycles();
        std::map<std::string, std::size_t> order;
        for (const Rule& r : lists_.rules) order.emplace(r.file, order.size());
        std::stable_sort(out_.begin(), out_.end(), [&](const Finding& a, const Finding& b) {
            return std::tuple(order[a.file], a.line, a.check) < std::tuple(order[b.file], b.line, b.check);
        });
        return std::move(out_);
    }

  private:
    void find(Check check, Severity severity, const Rule& r, std::string what, std::string advice) {
        out_.push_back({check, severity, r.file, r.line, std::move(what), std::move(advice)});
    }
    static std::string place(const Rule& r) { return r.file + ":" + std::to_string(r.line); }

    std::vector<PhraseKey> keys_of(const std::string& phrase) {
        const auto [it, fresh] = keys_.try_emplace(phrase);
        if (fresh) it->second = phrase_keys(analyzer_->analyze(phrase));
        return it->second;
    }

    void gather(const Rule& r) {
        if (is_part(r.kind)) {
            uses_.push_back(use_of(r, r.phrases[0]));
            uses_.back().keys = {r.phrases[0]};  // parts of words are compared as they are written
            return;
        }
        for (const std::string& p : r.phrases) uses_.push_back(use_of(r, p));
    }
    Use use_of(const Rule& r, const std::string& phrase) {
        Use u{&r, phrase, keys_of(phrase), {}, {}, {}};
        auto add = [&](const std::string& to) {
            const auto keys = keys_of(to);
            if (keys.empty() || (r.kind == RuleKind::same && !u.keys.empty() && keys[0] == u.keys[0])) return;
            if (u.targets.insert(concept_key(keys[0])).second)
                u.targets_text += (u.targets_text.empty() ? "" : ", ") + to;
        };
        if (r.kind == RuleKind::same)
            for (const std::string& p : r.phrases) add(p);
        for (const Sense& s : r.senses) {
            for (const std::string& to : s.to) add(to);
            u.axes.insert(u.axes.end(), s.axes.begin(), s.axes.end());
        }
        if (!u.keys.empty()) u.targets.erase(concept_key(u.keys[0]));
        // A short form that is dropped as a word is still found in capitals.
        if (u.keys.empty() && is_short(phrase)) u.keys.push_back(phrase);
        return u;
    }

    // What is wrong with one phrase and what it leads to.
    void sides(const Use& u) {
        const Rule& r = *u.rule;
        if (u.keys.empty()) {
            find(Check::dropped, Severity::error, r, "no word of " + ticked(u.phrase) + " is ever looked for",
                 "add a word that says something, or delete the phrase");
            return;
        }
        if (r.kind == RuleKind::same || is_part(r.kind)) return;
        std::size_t targets = 0, equal = 0;
        std::string which;
        for (const Sense& s : r.senses)
            for (const std::string& to : s.to) {
                const auto keys = keys_of(to);
                ++targets;
                if (keys.empty() || concept_key(keys[0]) != concept_key(u.keys[0])) continue;
                ++equal;
                which = to;
            }
        if (equal == 0) return;
        if (equal == targets && u.axes.empty())
            find(Check::no_effect, Severity::warning, r,
                 ticked(u.phrase) + " and " + ticked(which) + " are the same words already",
                 "delete the rule");
        else
            find(Check::no_effect, Severity::warning, r,
                 ticked(which) + " says the same words as " + ticked(u.phrase) + " already",
                 "drop that target");
    }

    void equal_members(const Rule& r) {
        std::map<std::string, std::string> seen;
        for (const std::string& p : r.phrases) {
            const auto keys = keys_of(p);
            if (keys.empty()) continue;
            const auto [it, fresh] = seen.emplace(concept_key(keys[0]), p);
            if (!fresh)
                find(Check::no_effect, Severity::warning, r,
                     ticked(p) + " and " + ticked(it->second) + " are the same words already",
                     "drop one of them");
        }
        if (!index_) return;
        for (const auto& [key, phrase] : seen)
            if (reach(key) > 0) return;
        find(Check::dead, Severity::warning, r, "no code has the words of any of these phrases",
             "add the phrase that titles use");
    }

    void ordinary(const Use& u) {
        if (!is_short(u.phrase)) return;
        const Rule& r = *u.rule;
        const bool dropped = keys_of(u.phrase).empty();
        if (!dropped && !std::binary_search(std::begin(kOrdinary), std::end(kOrdinary), u.phrase)) return;
        const bool guarded = std::all_of(r.senses.begin(), r.senses.end(),
                                         [](const Sense& s) { return s.weight < 1 || !s.near.empty(); });
        if (guarded) return;
        find(Check::ordinary, Severity::warning, r, ticked(u.phrase) + " is an ordinary word",
             dropped
                 ? "it is found in capitals only; give `near` words or a weight below 1 to say that you know"
                 : "give `near` words or a weight below 1");
    }

    void spelling(const Use& u) {
        const Rule& r = *u.rule;
        const auto from = keys_of(u.phrase);
        const std::string& to = r.senses[0].to.empty() ? u.phrase : r.senses[0].to[0];
        const auto keys = keys_of(to);
        const bool one = r.senses.size() == 1 && r.senses[0].to.size() == 1;
        if (!one || !is_short(to) || !is_short(u.phrase)) {
            find(Check::schema, Severity::error, r,
                 "the spelling " + ticked(u.phrase) + " is not one word for one word",
                 "use `means` or `same` for phrases");
            return;
        }
        if (index_ && !keys.empty() && reach(keys[0]) == 0)
            find(Check::unknown_spelling, Severity::warning, r, "no code has the word " + ticked(to),
                 "name the spelling that titles use");
    }

    void sense(const Rule& r, const Sense& s) {
        for (const std::string& to : s.to) target(r, s, to);
        for (const AxisWant& a : s.axes)
            for (const std::string& label : a.labels) {
                const auto keys = keys_of(label);
                if (keys.empty())
                    find(Check::dropped, Severity::error, r,
                         "no word of the label " + ticked(label) + " is indexed",
                         "name a label of ICD-10-PCS");
                else if (index_ && !has_label(a.position, keys[0]))
                    find(Check::dead, Severity::warning, r,
                         "no label of ICD-10-PCS at position " + std::to_string(a.position) +
                             " has the words " + ticked(label),
                         "see the tables, or `codelex show` of a code, for its labels");
            }
    }

    void target(const Rule& r, const Sense& s, const std::string& to) {
        const auto keys = keys_of(to);
        if (keys.empty()) {
            find(Check::dropped, Severity::error, r,
                 "no word of the target " + ticked(to) + " is ever looked for", "name what titles say");
            return;
        }
        if (!index_ || r.kind == RuleKind::spelling) return;
        const std::size_t records = reach(keys[0]);
        if (records == 0) {
            std::string advice = "say it in the words of a title";
            for (const std::size_t i : by_key_[concept_key(keys[0])])
                if (uses_[i].rule != &r && !uses_[i].targets_text.empty())
                    advice = "a target is not looked up again; " + ticked(to) + " leads to " +
                             ticked(uses_[i].targets_text) + " (" + place(*uses_[i].rule) + "): name that";
            find(Check::dead, Severity::warning, r, "no code has the words of " + ticked(to), advice);
            return;
        }
        const auto from = keys_of(r.phrases[0]);
        if (is_part(r.kind) || s.weight < 1 || records <= limits_.broad || from.empty() ||
            !is_short(r.phrases[0]))
            return;
        if (concept_key(from[0]) == concept_key(keys[0])) return;  // no_effect has said it
        const std::size_t common = reach(from[0]);
        if (common >= limits_.common)
            find(Check::broad, Severity::warning, r,
                 ticked(r.phrases[0]) + ", a word of " + std::to_string(common) + " codes, leads to " +
                     ticked(to) + " with " + std::to_string(records),
                 "name something narrower, or give a weight below 1");
    }

    std::size_t reach(const PhraseKey& key) {
        const auto [it, fresh] = reach_.try_emplace(key, 0);
        if (fresh) it->second = index_->phrase(key);
        return it->second;
    }
    bool has_label(unsigned position, const PhraseKey& key) {
        const auto [it, fresh] = labels_.try_emplace(std::to_string(position) + key, false);
        if (fresh) it->second = index_->label(position, key);
        return it->second;
    }

    // Rules that share a phrase.
    void places() {
        std::map<std::pair<int, std::string>, std::vector<const Use*>> shared;
        for (const Use& u : uses_)
            if (!u.keys.empty() &&
                (!u.targets.empty() || !u.axes.empty() || u.rule->kind == RuleKind::ignore))
                shared[{is_part(u.rule->kind) ? static_cast<int>(u.rule->kind) : -1,
                        looked_up_by(u.phrase, u.keys[0])}]
                    .push_back(&u);
        for (const auto& [key, uses] : shared)
            for (std::size_t i = 1; i < uses.size(); ++i) later(uses, i);
    }

    // The i-th of the rules for one phrase beside those before it.
    void later(const std::vector<const Use*>& uses, std::size_t i) {
        const Use& u = *uses[i];
        const Rule& r = *u.rule;
        std::set<std::string> said;
        const Rule *first_like = nullptr, *first_other = nullptr;
        std::string other_text;
        for (std::size_t k = 0; k < i; ++k) {
            const Use& before = *uses[k];
            if (before.rule == &r) {
                if (r.kind == RuleKind::ignore) return repeated(u, r);
                continue;
            }
            if (exclusive(before, u)) return;
            // Words and axis values say different things about a phrase: both may.
            const bool operations = r.kind == RuleKind::operation;
            if (operations != (before.rule->kind == RuleKind::operation)) continue;
            if (operations && before.axes == u.axes && before.targets == u.targets)
                return repeated(u, *before.rule);
            said.insert(before.targets.begin(), before.targets.end());
            (std::includes(before.targets.begin(), before.targets.end(), u.targets.begin(), u.targets.end())
                 ? first_like
                 : first_other) = before.rule;
            other_text = before.targets_text;
        }
        if (!first_like && !first_other) return;
        if (r.kind != RuleKind::operation &&
            std::includes(said.begin(), said.end(), u.targets.begin(), u.targets.end()))
            return repeated(u, first_like ? *first_like : *first_other);
        const Rule& other = first_other ? *first_other : *first_like;
        if (r.kind == RuleKind::same && other.kind == RuleKind::same)
            find(Check::overlap, Severity::warning, r,
                 ticked(u.phrase) + " stands in another group too (" + place(other) + ")",
                 "groups are not joined: make them one");
        else
            find(Check::overlap, Severity::warning, r,
                 ticked(u.phrase) + " has another rule too (" + place(other) +
                     (other_text.empty() ? ")" : ": " + other_text + ")"),
                 "both hold, as senses; write them in one place, with weights, or delete one");
    }

    void repeated(const Use& u, const Rule& before) {
        find(Check::duplicate, Severity::warning, *u.rule,
             ticked(u.phrase) + " adds nothing to " + place(before), "delete it");
    }

    // Kinds that take a phrase away from all other rules, or of which the first alone counts.
    bool exclusive(const Use& before, const Use& u) {
        const RuleKind a = before.rule->kind, b = u.rule->kind;
        const auto either = [&](RuleKind k) { return a == k || b == k; };
        if (is_part(b)) {
            if (before.targets == u.targets && before.axes == u.axes)
                repeated(u, *before.rule);
            else
                find(Check::conflict, Severity::error, *u.rule,
                     "the " + std::string(info(b).name) + " " + ticked(u.phrase) +
                         " has another meaning at " + place(*before.rule) + ", which counts alone",
                     "put all its meanings into one rule");
            return true;
        }
        if (either(RuleKind::ignore)) {
            if (a == b)
                repeated(u, *before.rule);
            else
                find(Check::conflict, Severity::error, *u.rule,
                     ticked(u.phrase) + " is ignored by one rule and means something by another (" +
                         place(*before.rule) + ")",
                     "delete one: what is ignored is not looked up");
            return true;
        }
        if (!either(RuleKind::spelling)) return false;
        if (before.targets == u.targets)
            repeated(u, *before.rule);
        else
            find(Check::conflict, Severity::error, *u.rule,
                 ticked(u.phrase) + " is another word by `spelling` and has another meaning (" +
                     place(*before.rule) + ": " + before.targets_text + ")",
                 "delete one: the spelling is changed first, then looked up");
        return true;
    }

    // One way rules that go both ways.
    void cycles() {
        std::map<std::pair<std::string, std::string>, const Use*> ways;  // concept keys
        for (const Use& u : uses_) {
            const RuleKind k = u.rule->kind;
            if (u.keys.empty() || is_part(k) || k == RuleKind::same || k == RuleKind::operation) continue;
            const std::string from = looked_up_by(u.phrase, u.keys[0]);
            for (const std::string& to : u.targets) {
                if (from == to) continue;
                if (const auto back = ways.find({to, from}); back != ways.end())
                    find(k == RuleKind::spelling ? Check::conflict : Check::cycle,
                         k == RuleKind::spelling ? Severity::error : Severity::warning, *u.rule,
                         ticked(u.phrase) + " leads to " + ticked(back->second->phrase) +
                             ", which leads back (" + place(*back->second->rule) + ")",
                         "write both as one group of `same`");
                ways.emplace(std::pair(from, to), &u);
            }
        }
    }

    const Lists& lists_;
    Analyzer* analyzer_;
    const IndexCounts* index_;
    LintLimits limits_;
    std::vector<Use> uses_;
    std::unordered_map<std::string, std::vector<PhraseKey>> keys_;
    std::unordered_map<PhraseKey, std::vector<std::size_t>> by_key_;
    std::unordered_map<PhraseKey, std::size_t> reach_;
    std::unordered_map<std::string, bool> labels_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> lint(const Lists& lists, Analyzer* analyzer, const IndexCounts* index,
                          const LintLimits& limits) {
    return Linter(lists, analyzer, index, limits).run();
}

std::vector<Finding> findings_of(const std::string& file, const Diagnostics& diagnostics) {
    std::vector<Finding> out;
    for (const Diagnostics::Entry& e : diagnostics.entries())
        out.push_back({Check::schema, Severity::error, file, e.line, e.what, "see docs/synonyms.md"});
    if (diagnostics.count() > out.size())
        out.push_back({Check::schema, Severity::error, file, 0,
                       std::to_string(diagnostics.count() - out.size()) + " more rules cannot be read",
                       "mend those above first"});
    return out;
}

}  // namespace codelex
