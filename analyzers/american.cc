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

// Letters within a word. What stands here is never right in an American medical word; ae and oe as such often
// are (gastroenteritis, aerobic, vertebrae).
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
    {"naev", "nev"},
    {"oesoph", "esoph"},
    {"oedem", "edem"},
    {"oestr", "estr"},
    {"foet", "fet"},
    {"rrhoe", "rrhe"},
    {"pnoe", "pne"},
    {"coeli", "celi"},
    {"amoeb", "ameb"},
    {"homoeo", "homeo"},
    {"manoeuv", "maneuv"},
    {"moeb", "mob"},
    {"leucoc", "leukoc"},
    {"leucod", "leukod"},
    {"leucop", "leukop"},
    {"leuca", "leuka"},
    {"sulph", "sulf"},
    {"synaest", "synest"},
    {"daemon", "demon"},
    {"praem", "prem"},
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
    {"centre", "center"},
    {"litre", "liter"},
    {"titre", "titer"},
    {"calibre", "caliber"},
    {"theatre", "theater"},
    {"goitre", "goiter"},
    {"sabre", "saber"},
    {"mould", "mold"},
    {"plough", "plow"},
    {"tyre", "tire"},
    {"grey", "gray"},
    {"ageing", "aging"},
    {"dyke", "dike"},
    {"labell", "label"},
    {"travell", "travel"},
    {"counsell", "counsel"},
    {"lysed", "lyzed"},
    {"lysing", "lyzing"},
    {"aluminium", "aluminum"},
    {"programme", "program"},
    {"defence", "defense"},
    {"licence", "license"},
    {"sceptic", "skeptic"},
};
// -ise is right in these. Sorted.
constexpr std::string_view kIse[] = {
    "advis",   "circumcis",  "compris",  "compromis", "concis",   "demis",    "devis",
    "disguis", "enterpris",  "excis",    "exercis",   "expertis", "franchis", "improvis",
    "incis",   "merchandis", "nois",     "otherwis",  "precis",   "premis",   "promis",
    "rais",    "revis",      "supervis", "surpris",   "televis",  "treatis"};
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
    std::string_view name() const override { return "american-1"; }
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
    std::unordered_map<std::string, std::string> seen_;  // texts repeat their words

    static void rewrite(std::string* w) {
        if (w->size() < 4) return;
        for (const Pair& p : kWithin)
            if (const std::size_t at = w->find(p.british); at != w->npos)
                w->replace(at, p.british.size(), p.american);
        if (const std::size_t s = ise_at(*w); s != w->npos) (*w)[s] = 'z';
    }
};

}  // namespace

std::unique_ptr<TokenFilter> make_american() {
    return std::make_unique<American>();
}

}  // namespace codelex
