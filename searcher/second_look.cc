// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/second_look.h"

#include <algorithm>
#include <cmath>

#include "searcher/features.h"

namespace codelex {
namespace {

constexpr float kSaid = 0.5f;     // a reading of this weight asks for its words
constexpr float kCovered = 0.3f;  // of a slot: it is there
constexpr float kWhole = 0.9f;    // of the query and of the name: the name is what was asked
constexpr float kPartly = 0.15f;  // what the first part of a phrase alone is worth beside the whole
constexpr int kMostLevels = 3;    // of headers above
constexpr float kALevelUp = 0.85f;
constexpr float kUsualWords = 20;  // of a long title
constexpr std::size_t kSlotsOfANote = 6;
constexpr float kManyEntries = 4;  // log(1 + entries)

std::string_view bare(const std::string& term) {
    return std::string_view(term).substr(1);  // of term_stem()
}

}  // namespace

SecondLook::SecondLook(const Profiles* profiles, const Weights* weights)
    : profiles_(profiles), weights_(weights) {}

std::uint16_t SecondLook::atom(std::string_view word) {
    const auto number = profiles_->number_of(word);
    if (!number) return 0;
    if (atom_of_.size() <= *number) atom_of_.resize(*number + 1, 0);
    if (atom_of_[*number]) return atom_of_[*number];
    if (word_of_.size() >= kMostAtoms) return 0;
    const auto made = static_cast<std::uint16_t>(word_of_.size());
    word_of_.push_back(*number);
    explained_.push_back(0);
    atom_of_[*number] = made;
    return made;
}

void SecondLook::add_need(const PlanPart& part, Reading* reading) {
    Need need{static_cast<float>(part.worth), {}};
    for (const PlanTerm& t : part.any) {
        if (!t.all.empty() && part.any.size() == 1) {  // a phrase
            for (const std::string& term : t.all)
                reading->needs.push_back({static_cast<float>(part.worth) / static_cast<float>(t.all.size()),
                                          {{atom(bare(term)), 1.0f}}});
            reading->whole = true;
            reading->worth += static_cast<float>(part.worth);
            return;
        }
        if (!t.all.empty()) continue;  // one of several phrases: the other readings have its words
        const bool label = t.term.starts_with('V');
        const std::uint16_t a = atom(label ? std::string_view(t.term) : bare(t.term));
        if (a == 0) continue;
        need.any.emplace_back(a, static_cast<float>(t.scale));
        if (label && reading->weight >= kSaid) {
            const char position = t.term[1];
            if (position >= '1' && position <= '7')
                labels_[static_cast<std::size_t>(position - '0')].push_back(word_of_[a]);
        }
    }
    reading->worth += need.worth;
    reading->needs.push_back(std::move(need));
}

void SecondLook::ask(const Plan& plan, std::string_view text) {
    for (std::size_t i = 1; i < word_of_.size(); ++i) atom_of_[word_of_[i]] = 0;
    word_of_.assign(1, 0);
    explained_.assign(1, 0);
    slots_.clear();
    parents_.clear();
    for (auto& l : labels_) l.clear();
    plan_worth_ = 0;
    numbers_ = 0;
    const std::vector<bool> denied = negated(text, plan.tokens);
    said_ = facets_in(plan.tokens, denied);
    implied_.reset();
    float shares = 0;
    for (const PlanSlot& s : plan.slots) {
        if (slots_.size() == kMostSlots) break;
        Slot slot{0, true, plan.tokens[s.first].kind == Token::Kind::number, {}};
        for (std::size_t i = s.first; i < s.last; ++i) slot.negated = slot.negated && denied[i];
        FacetSet in_all = ~FacetSet(), in_any;
        bool from_lists = false;
        for (const PlanReading& r : s.readings) {
            Reading reading{std::min(1.0f, static_cast<float>(r.weight)), 0, false, r.rule.empty(), {}};
            for (const PlanPart& p : r.parts) add_need(p, &reading);
            if (reading.worth <= 0) continue;
            slot.share = std::max(slot.share, reading.weight * reading.worth);
            std::vector<std::string> stems;
            for (const Need& n : reading.needs)
                for (const auto& [a, scale] : n.any) {
                    explained_[a] = std::max(explained_[a], reading.weight * scale);
                    if (a) stems.emplace_back(profiles_->word(word_of_[a]));
                }
            if (!reading.literal && reading.weight >= kSaid) {
                const FacetSet facets = facets_in(stems);
                in_all &= facets;
                in_any |= facets;
                from_lists = true;
            }
            slot.readings.push_back(std::move(reading));
        }
        if (slot.readings.empty()) continue;
        plan_worth_ += slot.share;
        if (!slot.negated) {
            shares += slot.share;
            numbers_ += slot.number;
            if (from_lists) {
                said_ |= in_all;
                implied_ |= in_any;
            }
        }
        slots_.push_back(std::move(slot));
    }
    explained_[0] = 0;
    for (Slot& s : slots_) s.share = shares > 0 ? s.share / shares : 0;
}

SecondLook::NameLook SecondLook::look_at(std::span<const ProfileWord> words,
                                         std::span<const std::uint32_t> labels, Cover* most) {
    Atoms there, denied;
    float rarity = 0, asked = 0;
    for (const ProfileWord w : words) {
        const std::uint32_t number = w.word();
        const std::uint16_t a = number < atom_of_.size() ? atom_of_[number] : 0;
        if (a) (w.negated() ? denied : there).set(a);
        if (w.facet() || w.joined()) continue;
        const float r = profiles_->rarity(number);
        rarity += r;
        asked += r * std::min(1.0f, explained_[a]);
    }
    for (const std::uint32_t label : labels)
        if (label < atom_of_.size() && atom_of_[label]) there.set(atom_of_[label]);
    NameLook out;
    out.asked = rarity > 0 ? asked / rarity : 1;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& s = slots_[i];
        float best = 0, literal = 0, other = 0;
        for (const Reading& r : s.readings) {
            float met = 0, met_other = 0;
            std::size_t needs = 0;
            for (const Need& n : r.needs) {
                float found = 0, found_other = 0;
                for (const auto& [a, scale] : n.any) {
                    if (there[a]) found = std::max(found, scale);
                    if (denied[a]) found_other = std::max(found_other, scale);
                }
                if (s.negated) std::swap(found, found_other);
                met += n.worth * found;
                met_other += n.worth * found_other;
                needs += found > 0;
            }
            float c = r.weight * met / r.worth;
            if (r.whole && needs < r.needs.size()) c *= kPartly;
            best = std::max(best, c);
            if (r.literal) literal = std::max(literal, c);
            if (!r.whole || met_other >= r.worth * kWhole)
                other = std::max(other, r.weight * met_other / r.worth);
        }
        if (!s.negated) {
            out.covers += s.share * best;
            out.literally += s.share * literal;
            if (other > best) out.against += s.share * (other - best);
        } else {
            out.against += s.share * other;
        }
        (*most)[i] = std::max((*most)[i], best);
    }
    return out;
}

const SecondLook::Cover& SecondLook::cover_of_parent(std::uint32_t doc, int depth) {
    const auto known = parents_.find(doc);
    if (known != parents_.end()) return known->second;
    Cover cover{};
    Profiles::Profile p;
    profiles_->get(doc, &p);
    for (const Profiles::Name& n : p.names) (void)look_at(n.words, {}, &cover);
    if (p.parent && depth < kMostLevels) {
        const Cover& above = cover_of_parent(p.parent, depth + 1);
        for (std::size_t i = 0; i < slots_.size(); ++i) cover[i] = std::max(cover[i], kALevelUp * above[i]);
    }
    return parents_.emplace(doc, cover).first->second;
}

void SecondLook::features(const Scored& candidate, float best, Features* out) {
    out->clear();
    std::array<float, kBases> base{};
    const auto put = [&base](Base b, float value) { base[static_cast<std::size_t>(b)] = value; };
    const auto add = [out](std::size_t id, float value = 1) {
        out->push_back({static_cast<std::uint16_t>(id), value});
    };
    Profiles::Profile& p = profile_;
    profiles_->get(candidate.doc, &p);
    put(Base::evidence, candidate.score / 10);
    put(Base::evidence_of_best, best > 0 ? candidate.score / best : 0);
    put(Base::evidence_of_all, plan_worth_ > 0 ? candidate.score / plan_worth_ : 0);

    Cover own{};
    NameLook title;
    float name_covers = 0, name_asked = 0, fits = 0;
    for (const Profiles::Name& n : p.names) {
        const NameLook look =
            look_at(n.words, n.kind == NameKind::title ? p.labels : std::span<const std::uint32_t>(), &own);
        const float fit =
            look.covers + look.asked > 0 ? 2 * look.covers * look.asked / (look.covers + look.asked) : 0;
        if (n.kind == NameKind::title) {
            title = look;
            put(Base::title_fits, fit);
            float unasked = 0;
            for (const ProfileWord w : n.words) {
                const std::uint16_t a = w.word() < atom_of_.size() ? atom_of_[w.word()] : 0;
                if (!w.facet() && !w.joined()) unasked += 1 - std::min(1.0f, explained_[a]);
                const std::string_view text = profiles_->word(w.word());
                if (numbers_ && !a && !text.empty() && text[0] >= '0' && text[0] <= '9')
                    base[static_cast<std::size_t>(Base::number_unasked)] += 0.25f;
            }
            put(Base::unasked_words, std::log1p(unasked) / 3);
            put(Base::length, std::log1p(static_cast<float>(n.words.size())) / std::log1p(kUsualWords));
        }
        if (look.covers >= kWhole && look.asked >= kWhole)
            put(n.kind == NameKind::title   ? Base::whole_title
                : n.kind == NameKind::index ? Base::whole_entry
                                            : Base::whole_term,
                1);
        name_covers = std::max(name_covers, look.covers);
        if (fit > fits) {
            fits = fit;
            name_asked = look.asked;
        }
    }
    Cover all = own;
    if (p.parent) {
        const Cover& above = cover_of_parent(p.parent, 1);
        for (std::size_t i = 0; i < slots_.size(); ++i) all[i] = std::max(all[i], kALevelUp * above[i]);
    }
    float names_cover = 0, all_cover = 0, least = 1, missing = 0, negated_met = 0, number_missing = 0;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& s = slots_[i];
        if (s.negated) {
            negated_met = std::max(negated_met, own[i]);
            continue;
        }
        names_cover += s.share * own[i];
        all_cover += s.share * all[i];
        least = std::min(least, all[i]);
        if (all[i] < kCovered) missing += s.share;
        if (s.number && own[i] < kCovered) number_missing += s.share;
    }
    const auto leading = std::find_if(slots_.begin(), slots_.end(), [](const Slot& s) { return !s.negated; });
    put(Base::first_covered,
        leading == slots_.end() ? 0 : all[static_cast<std::size_t>(leading - slots_.begin())]);
    put(Base::title_covers, title.covers);
    put(Base::title_literally, title.literally);
    put(Base::name_covers, name_covers);
    put(Base::names_cover, names_cover);
    put(Base::all_cover, all_cover);
    put(Base::least_covered, least);
    put(Base::missing, missing);
    put(Base::missing_square, missing * missing);
    put(Base::title_asked, title.asked);
    put(Base::name_asked, name_asked);
    put(Base::name_fits, fits);
    put(Base::against, title.against);
    put(Base::against_at_all, title.against > 0);
    put(Base::negated_met, negated_met);
    put(Base::number_missing, number_missing);
    put(Base::entries, std::log1p(static_cast<float>(p.entries)) / kManyEntries);
    const bool header = !(p.flags & (kFlagBillable | kFlagModifier | kFlagTable));
    put(Base::header, header);
    put(Base::header_whole, header && base[static_cast<std::size_t>(Base::whole_title)] > 0);
    put(Base::ended, (p.flags & kFlagEnded) != 0);
    put(Base::modifier, (p.flags & kFlagModifier) != 0);
    put(Base::table, (p.flags & kFlagTable) != 0);
    put(Base::curated, (p.flags & kFlagCurated) != 0);
    const auto system = static_cast<ProfileSystem>(p.flags >> kSystemShift & 0xF);
    const bool in[] = {true, system == ProfileSystem::icd10pcs, system == ProfileSystem::hcpcs,
                       slots_.size() >= kSlotsOfANote};
    for (std::size_t s = 0; s < std::size(in); ++s)
        for (std::size_t i = 0; i < kBases && in[s]; ++i)
            if (base[i] != 0) add(base_feature(static_cast<Situation>(s), i), base[i]);
    const std::string_view code(p.code.data());
    add(kind_feature(system, code, (p.flags & kFlagModifier) != 0));

    std::size_t value = 0, facet = 0;
    for (const Facet& f : facets()) {
        bool asked = false, met = false, has = false;
        float lacking = 0;
        const std::size_t first = value;
        for (std::size_t i = 0; i < f.values.size(); ++i, ++value) {
            asked = asked || said_[value];
            has = has || p.facets[value];
            met = met || (said_[value] && p.facets[value]);
        }
        if (f.exclusive && asked) {
            lacking = has ? 0.0f : 1.0f;
            if (has && !met) add(against_feature(facet));
        } else {
            for (std::size_t v = first; v < value; ++v) {
                if (p.facets[v] && !said_[v] && !implied_[v]) add(extra_feature(v));
                if (!f.exclusive && said_[v] && !p.facets[v]) ++lacking;
            }
        }
        if (lacking > 0) add(lacks_feature(facet), lacking);
        ++facet;
    }
    if (p.labels.size() == 7) {
        for (std::size_t position = 1; position <= 7; ++position) {
            const auto& asked = labels_[position];
            const char c = code.size() == 7 ? code[position - 1] : 'Z';
            if (!asked.empty()) {
                if (std::find(asked.begin(), asked.end(), p.labels[position - 1]) == asked.end())
                    add(other_label_feature(position));
                continue;
            }
            if (position == 3 && code[0] == '0') add(operation_feature(c));
            if (position == 5) add(approach_feature(c));
            if (position == 6 && c != 'Z') add(device_feature());
            if (position == 7 && c == 'X') add(diagnostic_feature());
            if (position == 7 && c != 'X' && c != 'Z') add(qualifier_feature());
        }
    }
}

void SecondLook::order(std::vector<Scored>* hits) {
    if (hits->empty()) return;
    const float best = hits->front().score;
    const std::size_t n = std::min(hits->size(), kCandidates);
    Features features_of;
    for (std::size_t i = 0; i < n; ++i) {
        features((*hits)[i], best, &features_of);
        (*hits)[i].score = weights_->score(features_of);
    }
    const auto end = hits->begin() + static_cast<std::ptrdiff_t>(n);
    std::stable_sort(hits->begin(), end, [](const Scored& a, const Scored& b) { return a.score > b.score; });
    // Those behind were not looked at: their scores go on downwards from the last that was.
    if (end == hits->end()) return;
    const float shift = std::prev(end)->score - end->score;
    for (auto it = end; it != hits->end(); ++it) it->score += shift;
}

}  // namespace codelex
