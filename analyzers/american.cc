// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

#include "analyzers/filters.h"

namespace codelex {
namespace {

struct Pair {
    std::string_view british, american;
};

// Letters within a word; ^ is its beginning, $ its end. What stands here is never right in an American
// medical word; ae and oe as such often are (gastroenteritis, aerobic, vertebrae), and so is an o before
// esoph, edem and estr where two words meet: gastroesophageal, angioedema, fluoroestradiol.
constexpr Pair kWithin[] = {
    {"aem", "em"},
    {"paed", "ped"},
    {"anaesth", "anesth"},
    {"paraesth", "paresth"},
    {"aesthes", "esthes"},
    {"aetiol", "etiol"},
    {"faec", "fec"},
    {"caec", "cec"},
    {"gynaec", "gynec"},
    {"caesar", "cesar"},
    {"caerul", "cerul"},
    {"naev", "nev"},
    {"phaeo", "pheo"},
    {"synaest", "synest"},
    {"^oesoph", "esoph"},
    {"ooesoph", "oesoph"},
    {"^oedem", "edem"},
    {"hoedem", "hedem"},
    {"loedem", "ledem"},
    {"poedem", "pedem"},
    {"xoedem", "xedem"},
    {"ooedem", "oedem"},
    {"^oestr", "estr"},
    {"boestr", "bestr"},
    {"loestr", "lestr"},
    {"foet", "fet"},
    {"rrhoe", "rrhe"},
    {"pnoe", "pne"},
    {"coeli", "celi"},
    {"coele$", "cele"},
    {"coeles$", "celes"},
    {"amoeb", "ameb"},
    {"homoeo", "homeo"},
    {"manoeuv", "maneuv"},
    {"maneuvred", "maneuvered"},
    {"maneuvre", "maneuver"},
    {"moeb", "mob"},
    {"leucoc", "leukoc"},
    {"leucod", "leukod"},
    {"leucop", "leukop"},
    {"leucor", "leukor"},
    {"leuca", "leuka"},
    {"leucem", "leukem"},
    {"sulph", "sulf"},
    {"tumour", "tumor"},
    {"colour", "color"},
    {"behaviour", "behavior"},
    {"labour", "labor"},
    {"odour", "odor"},
    {"humour", "humor"},
    {"rigour", "rigor"},
    {"vapour", "vapor"},
    {"favour", "favor"},
    {"harbour", "harbor"},
    {"neighbour", "neighbor"},
    {"fibre", "fiber"},
    {"centred", "centered"},
    {"centre", "center"},
    {"litre", "liter"},
    {"timetre", "timeter"},
    {"llimetre", "llimeter"},
    {"titre", "titer"},
    {"calibre", "caliber"},
    {"theatre", "theater"},
    {"goitre", "goiter"},
    {"sabre", "saber"},
    {"mould", "mold"},
    {"plough", "plow"},
    {"^tyre", "tire"},
    {"grey", "gray"},
    {"ageing", "aging"},
    {"dyke", "dike"},
    {"^labell", "label"},
    {"travell", "travel"},
    {"counsell", "counsel"},
    {"lysed", "lyzed"},
    {"lysing", "lyzing"},
    {"lyse$", "lyze"},
    {"practis", "practic"},
    {"aluminium", "aluminum"},
    {"aeroplane", "airplane"},
    {"neurone$", "neuron"},
    {"neurones$", "neurons"},
    {"programme$", "program"},
    {"programmes$", "programs"},
    {"defence", "defense"},
    {"licence", "license"},
    {"^sceptic", "skeptic"},
};
// -ise is right in these, which a word may end with before its e. Sorted.
constexpr std::string_view kIse[] = {
    "advertis", "advis",      "ais",      "chastis", "chemis",   "circumcis", "concis", "demis",
    "despis",   "devis",      "excis",    "exercis", "expertis", "franchis",  "gralis", "improvis",
    "incis",    "merchandis", "ois",      "paradis", "precis",   "premis",    "pris",   "promis",
    "revis",    "sunris",     "supervis", "televis", "treatis",  "uis",       "wis"};
static_assert(std::is_sorted(std::begin(kIse), std::end(kIse)));

// -ise, -ised, -ises, -ising, -isation(s): the place of the s, or npos.
std::size_t ise_at(std::string_view w) {
    for (std::string_view end : {"isation", "isations", "ise", "ised", "ises", "ising"}) {
        if (w.size() < end.size() + 4 || !w.ends_with(end)) continue;
        const std::size_t s = w.size() - end.size() + 1;
        const std::string_view stem = w.substr(0, s + 1);  // "organis"
        const bool own = std::any_of(std::begin(kIse), std::end(kIse),
                                     [&](std::string_view x) { return stem.ends_with(x); });
        if (own) return w.npos;
        return s;
    }
    return w.npos;
}

class American final : public TokenFilter {
  public:
    std::string_view name() const override { return "american-2"; }
    void apply(std::string_view, Tokens* tokens) override {
        for (Token& t : *tokens) {
            if (!t.compound.empty()) rewrite(&t.compound);
            if (t.text.size() < 4) continue;
            const auto known = seen_.find(t.text);
            if (known != seen_.end()) {
                t.text = known->second;
                continue;
            }
            std::string written = t.text;
            rewrite(&t.text);
            if (seen_.size() > kSeen) seen_.clear();
            seen_.emplace(std::move(written), t.text);
        }
    }

  private:
    static constexpr std::size_t kSeen = 100'000;
    static constexpr std::size_t kLongest = 48;  // no word; a rule may add a letter, and a term has a limit
    std::unordered_map<std::string, std::string> seen_;  // texts repeat their words

    static bool replace(std::string* w, const Pair& p) {
        std::string_view letters = p.british;
        const bool first = letters.starts_with('^'), last = letters.ends_with('$');
        if (first) letters.remove_prefix(1);
        if (last) letters.remove_suffix(1);
        const std::size_t at = first  ? (w->starts_with(letters) ? 0 : w->npos)
                               : last ? (w->ends_with(letters) ? w->size() - letters.size() : w->npos)
                                      : w->find(letters);
        if (at == w->npos) return false;
        w->replace(at, letters.size(), p.american);
        return true;
    }
    static void rewrite(std::string* w) {
        if (w->size() < 4 || w->size() > kLongest) return;
        // Again until nothing is left, so that a word that was rewritten is not rewritten once more. Every
        // step shortens the word or takes away what no step brings back.
        for (bool changed = true; changed;) {
            changed = false;
            for (const Pair& p : kWithin) changed |= replace(w, p);
        }
        if (const std::size_t s = ise_at(*w); s != w->npos) (*w)[s] = 'z';
    }
};

}  // namespace

std::unique_ptr<TokenFilter> make_american() {
    return std::make_unique<American>();
}

}  // namespace codelex
