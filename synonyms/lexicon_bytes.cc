// SPDX-License-Identifier: GPL-3.0-or-later
// A lexicon as bytes: numbers as 32 bits, texts with their length before them. Read back without trust.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "synonyms/lexicon.h"

namespace codelex {
namespace {

constexpr std::uint32_t kMark = 0x4C584332;  // changes with the layout

class Writer {
  public:
    void number(std::size_t n) {
        const auto v = static_cast<std::uint32_t>(n);
        out_.append(reinterpret_cast<const char*>(&v), sizeof v);
    }
    void text(std::string_view s) {
        number(s.size());
        out_ += s;
    }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    std::uint32_t number() {
        std::uint32_t v = 0;
        if (rest_.size() < sizeof v) return fail();
        std::memcpy(&v, rest_.data(), sizeof v);
        rest_.remove_prefix(sizeof v);
        return v;
    }
    // A count of things that take four bytes each at least.
    std::uint32_t count() {
        const std::uint32_t n = number();
        return n > rest_.size() / 4 ? fail() : n;
    }
    std::uint32_t below(std::size_t limit) {
        const std::uint32_t n = number();
        return n >= limit ? fail() : n;
    }
    std::string text() {
        const std::uint32_t n = number();
        if (n > rest_.size()) return fail(), std::string();
        std::string out(rest_.substr(0, n));
        rest_.remove_prefix(n);
        return out;
    }
    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }

  private:
    std::uint32_t fail() {
        ok_ = false;
        rest_ = {};
        return 0;
    }
    std::string_view rest_;
    bool ok_ = true;
};

constexpr unsigned kWeightScale = 10000;

// In the order of their keys, so that the same lists are the same bytes.
template <class Map>
std::vector<const typename Map::value_type*> sorted(const Map& map) {
    std::vector<const typename Map::value_type*> out;
    out.reserve(map.size());
    for (const auto& pair : map) out.push_back(&pair);
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    return out;
}

void put(Writer* w, const std::vector<Lexicon::PhraseId>& ids) {
    w->number(ids.size());
    for (const Lexicon::PhraseId id : ids) w->number(id);
}
std::vector<Lexicon::PhraseId> get_ids(Reader* r, std::size_t phrases) {
    std::vector<Lexicon::PhraseId> out(r->count());
    for (Lexicon::PhraseId& id : out) id = r->below(phrases);
    return out;
}
void put(Writer* w, const std::vector<Lexicon::Want>& wants) {
    w->number(wants.size());
    for (const Lexicon::Want& x : wants) {
        w->number(x.position);
        put(w, x.labels);
    }
}
std::vector<Lexicon::Want> get_wants(Reader* r, std::size_t phrases) {
    std::vector<Lexicon::Want> out(r->count());
    for (Lexicon::Want& x : out) {
        x.position = r->below(8);
        x.labels = get_ids(r, phrases);
    }
    return out;
}
void put(Writer* w, const Lexicon::Parts& parts) {
    w->number(parts.size());
    for (const auto* part : sorted(parts)) {
        const auto& [name, p] = *part;
        w->text(name);
        put(w, p.targets);
        put(w, p.wants);
        w->number(p.rule);
    }
}
void get_parts(Reader* r, std::size_t phrases, std::size_t rules, Lexicon::Parts* out) {
    for (std::uint32_t n = r->count(); n > 0 && r->ok(); --n) {
        std::string name = r->text();
        Lexicon::Part p;
        p.targets = get_ids(r, phrases);
        p.wants = get_wants(r, phrases);
        p.rule = r->below(rules);
        out->emplace(std::move(name), std::move(p));
    }
}

}  // namespace

std::string Lexicon::bytes() const {
    Writer w;
    w.number(kMark);
    w.text(fingerprint_);
    w.number(longest_);
    w.number(phrases_.size());
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
        w.text(phrases_[i]);
        w.text(written_[i]);
        w.number(concept_[i] ? 1 : 0);
    }
    w.number(rules_.size());
    for (const RuleName& r : rules_) {
        w.text(r.file);
        w.text(r.phrase);
        w.number(r.line);
    }
    w.number(readings_.size());
    for (const auto* entry : sorted(readings_)) {
        const auto& [key, list] = *entry;
        w.text(key);
        w.number(list.size());
        for (const Reading& r : list) {
            w.number(static_cast<std::size_t>(r.kind));
            const auto weight = static_cast<std::size_t>(std::lround(r.weight * kWeightScale));
            w.number(std::clamp<std::size_t>(weight, 1, kWeightScale));
            put(&w, r.targets);
            put(&w, r.wants);
            w.number(r.near.size());
            for (const std::string& n : r.near) w.text(n);
            w.text(r.verbatim);
            w.number(r.rule);
        }
    }
    w.number(spellings_.size());
    for (const auto* spelling : sorted(spellings_)) {
        w.text(spelling->first);
        w.text(spelling->second);
    }
    w.number(ignored_.size());
    for (const auto* word : sorted(ignored_)) w.text(word->first);
    put(&w, prefixes_);
    put(&w, roots_);
    put(&w, suffixes_);
    w.number(words_.size());
    for (const std::string& word : words_) w.text(word);
    return w.take();
}

Result<Lexicon> Lexicon::parse(std::string_view bytes) {
    const Error damaged{Errc::io, "the synonyms of the snapshot are damaged",
                        "rebuild it with `codelex index`"};
    Reader r(bytes);
    if (r.number() != kMark) return damaged;
    Lexicon x;
    x.fingerprint_ = r.text();
    x.longest_ = r.number();
    const std::uint32_t phrases = r.count();
    x.phrases_.reserve(phrases);
    x.written_.reserve(phrases);
    for (std::uint32_t i = 0; i < phrases && r.ok(); ++i) {
        x.phrases_.push_back(r.text());
        x.written_.push_back(r.text());
        x.concept_.push_back(r.number() == 1);
    }
    const std::uint32_t rules = r.count();
    x.rules_.reserve(rules);
    for (std::uint32_t i = 0; i < rules && r.ok(); ++i) {
        RuleName& name = x.rules_.emplace_back();
        name.file = r.text();
        name.phrase = r.text();
        name.line = r.number();
    }
    const std::uint32_t keys = r.count();
    x.readings_.reserve(keys);
    for (std::uint32_t i = 0; i < keys && r.ok(); ++i) {
        std::vector<Reading>& list = x.readings_[r.text()];
        for (std::uint32_t n = r.count(); n > 0 && r.ok(); --n) {
            Reading& reading = list.emplace_back();
            reading.kind = static_cast<RuleKind>(r.below(std::size(kRuleKinds)));
            const std::uint32_t weight = r.below(kWeightScale + 1);
            if (weight == 0) return damaged;
            reading.weight = static_cast<double>(weight) / kWeightScale;
            reading.targets = get_ids(&r, phrases);
            reading.wants = get_wants(&r, phrases);
            for (std::uint32_t k = r.count(); k > 0 && r.ok(); --k) reading.near.push_back(r.text());
            reading.verbatim = r.text();
            reading.rule = r.below(rules);
        }
    }
    for (std::uint32_t n = r.count(); n > 0 && r.ok(); --n) {
        std::string from = r.text();
        x.spellings_.emplace(std::move(from), r.text());
    }
    for (std::uint32_t n = r.count(); n > 0 && r.ok(); --n) x.ignored_.emplace(r.text(), true);
    get_parts(&r, phrases, rules, &x.prefixes_);
    get_parts(&r, phrases, rules, &x.roots_);
    get_parts(&r, phrases, rules, &x.suffixes_);
    for (std::uint32_t n = r.count(); n > 0 && r.ok(); --n) x.words_.push_back(r.text());
    if (!r.ok() || !r.at_end()) return damaged;
    return x;
}

}  // namespace codelex
