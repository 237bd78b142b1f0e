// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/inflection.h"

#include <xapian.h>

#include <algorithm>
#include <iterator>

namespace codelex {
namespace {

struct Pair {
    std::string_view from, to;
    friend constexpr bool operator<(const Pair& a, const Pair& b) { return a.from < b.from; }
};

// Plurals (and genitives that titles use) that no rule below makes. Sorted.
constexpr Pair kIrregular[] = {
    {"aids", "aids"},
    {"alveoli", "alveolus"},
    {"appendices", "appendix"},
    {"atria", "atrium"},
    {"axes", "axis"},
    {"bacilli", "bacillus"},
    {"bacteria", "bacterium"},
    {"bronchi", "bronchus"},
    {"calculi", "calculus"},
    {"calves", "calf"},
    {"calyces", "calyx"},
    {"cervices", "cervix"},
    {"children", "child"},
    {"cilia", "cilium"},
    {"cocci", "coccus"},
    {"cortices", "cortex"},
    {"crania", "cranium"},
    {"crises", "crisis"},
    {"criteria", "criterion"},
    {"diabetes", "diabetes"},
    {"digiti", "digitus"},
    {"diverticula", "diverticulum"},
    {"emboli", "embolus"},
    {"endothelia", "endothelium"},
    {"epithelia", "epithelium"},
    {"feces", "feces"},
    {"feet", "foot"},
    {"femora", "femur"},
    {"foci", "focus"},
    {"foramina", "foramen"},
    {"fundi", "fundus"},
    {"fungi", "fungus"},
    {"ganglia", "ganglion"},
    {"geese", "goose"},
    {"gyri", "gyrus"},
    {"halves", "half"},
    {"hernias", "hernia"},
    {"herpes", "herpes"},
    {"hila", "hilum"},
    {"humeri", "humerus"},
    {"indices", "index"},
    {"irides", "iris"},
    {"knives", "knife"},
    {"labia", "labium"},
    {"larynges", "larynx"},
    {"leaves", "leaf"},
    {"lens", "lens"},
    {"lice", "louse"},
    {"loci", "locus"},
    {"lumina", "lumen"},
    {"matrices", "matrix"},
    {"media", "media"},
    {"men", "man"},
    {"meningococci", "meningococcus"},
    {"menisci", "meniscus"},
    {"mice", "mouse"},
    {"naevi", "nevus"},
    {"nevi", "nevus"},
    {"nuclei", "nucleus"},
    {"ova", "ovum"},
    {"pelves", "pelvis"},
    {"phalanges", "phalanx"},
    {"pharynges", "pharynx"},
    {"phenomena", "phenomenon"},
    {"pneumococci", "pneumococcus"},
    {"rabies", "rabies"},
    {"rectus", "rectus"},
    {"sacra", "sacrum"},
    {"scabies", "scabies"},
    {"scapulae", "scapula"},
    {"septa", "septum"},
    {"series", "series"},
    {"species", "species"},
    {"spectra", "spectrum"},
    {"staphylococci", "staphylococcus"},
    {"stimuli", "stimulus"},
    {"streptococci", "streptococcus"},
    {"sulci", "sulcus"},
    {"syllabi", "syllabus"},
    {"tarsi", "tarsus"},
    {"teeth", "tooth"},
    {"testes", "testis"},
    {"thalami", "thalamus"},
    {"thoraces", "thorax"},
    {"thrombi", "thrombus"},
    {"tori", "torus"},
    {"uteri", "uterus"},
    {"varices", "varix"},
    {"vertices", "vertex"},
    {"villi", "villus"},
    {"viscera", "viscus"},
    {"vitreous", "vitreous"},
    {"wives", "wife"},
    {"wolves", "wolf"},
    {"women", "woman"},
};
static_assert(std::is_sorted(std::begin(kIrregular), std::end(kIrregular)));

// -oses, -ases, -eses, -yses that are plain English plurals. Sorted.
constexpr std::string_view kPlainPlurals[] = {
    "bases",     "bruises",   "cases",    "ceases",   "chases", "closes",   "creases", "diseases",
    "doses",     "eases",     "enzymes",  "exposes",  "gases",  "glucoses", "hoses",   "increases",
    "leases",    "lipases",   "loses",    "masses",   "noses",  "phases",   "phrases", "poses",
    "proteases", "purchases", "purposes", "releases", "roses",  "vases",
};
static_assert(std::is_sorted(std::begin(kPlainPlurals), std::end(kPlainPlurals)));

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}
bool has_vowel(std::string_view s) {
    return std::any_of(s.begin(), s.end(), is_vowel);
}
bool is_plain_plural(std::string_view w) {
    return std::binary_search(std::begin(kPlainPlurals), std::end(kPlainPlurals), w);
}

void cut(std::string* w, std::size_t letters, std::string_view and_add = {}) {
    w->resize(w->size() - letters);
    w->append(and_add);
}

// Plural to singular.
void singular(std::string* w) {
    const auto ends = [&](std::string_view s) { return w->size() > s.size() + 2 && w->ends_with(s); };
    const bool latin_sis = ends("oses") || ends("ases") || ends("eses") || ends("yses") || ends("ises");
    if (latin_sis && !is_plain_plural(*w) && !ends("ises"))
        cut(w, 2, "is");  // diagnoses, metastases, prostheses, paralyses
    else if (ends("omata"))
        cut(w, 2);  // carcinomata
    else if (ends("ae"))
        cut(w, 1);  // vertebrae
    else if (ends("ies"))
        cut(w, 3, "y");
    else if (ends("sses") || ends("shes") || ends("ches") || ends("xes") || ends("zes"))
        cut(w, 2);
    else if (ends("s") && !ends("ss") && !ends("us") && !ends("is"))
        cut(w, 1);
}

// Past and present participles.
void infinitive(std::string* w) {
    const auto ends = [&](std::string_view s) { return w->ends_with(s); };
    if (ends("ied") && w->size() > 5) return cut(w, 3, "y");
    std::size_t letters = 0;
    if (ends("ed") && !ends("eed"))
        letters = 2;
    else if (ends("ing"))
        letters = 3;
    if (letters == 0 || w->size() < letters + 3) return;
    const std::string_view root = std::string_view(*w).substr(0, w->size() - letters);
    if (!has_vowel(root)) return;
    cut(w, letters);
    const std::size_t n = w->size();
    const char last = w->back();
    const bool doubled = n > 3 && last == (*w)[n - 2] && !is_vowel(last);
    if (doubled && last != 'l' && last != 's' && last != 'z') w->pop_back();  // slipped
}

}  // namespace

std::string uninflected(std::string_view word) {
    std::string w(word);
    if (w.size() <= 3 || std::any_of(w.begin(), w.end(), [](char c) { return c < 'a' || c > 'z'; })) return w;
    const auto odd = std::lower_bound(std::begin(kIrregular), std::end(kIrregular), Pair{w, {}});
    if (odd != std::end(kIrregular) && odd->from == w) return std::string(odd->to);
    singular(&w);
    infinitive(&w);
    // Longer words lose a last e, which their participles lose: fracture, fractured.
    if (w.size() >= 6 && w.back() == 'e') w.pop_back();
    return w;
}

namespace {

// Words whose Snowball stem is another word's. Sorted.
constexpr std::string_view kConfused[] = {
    "access",   "accessory", "admiss",   "arm",       "army",      "cast",       "caster",
    "communal", "community", "emerg",    "emergent",  "gener",     "general",    "generalized",
    "heart",    "hearty",    "import",   "important", "intens",    "intent",     "marginal",
    "narcotic", "natural",   "operant",  "operation", "operative", "optic",      "optical",
    "organ",    "organic",   "organism", "past",      "paste",     "policy",     "polic",
    "severity", "sever",     "several",  "univers",   "universal", "university",
};

}  // namespace

struct Families::Impl {
    Xapian::Stem stem{"english"};
};
Families::Families() : impl_(new Impl) {}
Families::~Families() {
    delete impl_;
}
std::string Families::of(std::string_view stem) const {
    if (std::find(std::begin(kConfused), std::end(kConfused), stem) != std::end(kConfused))
        return std::string(stem);
    return impl_->stem(std::string(stem));
}

}  // namespace codelex
