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

// Plurals and past tenses that no rule below makes, and words that only look like them: to their key. Sorted.
constexpr Pair kIrregular[] = {
    {"acetabula", "acetabulum"},
    {"aches", "ache"},
    {"acini", "acinus"},
    {"aids", "aids"},
    {"alveoli", "alveolus"},
    {"annuli", "annulus"},
    {"antra", "antrum"},
    {"apices", "apex"},
    {"appendices", "appendix"},
    {"atria", "atrium"},
    {"axes", "axis"},
    {"bacilli", "bacillus"},
    {"bacteria", "bacterium"},
    {"bitten", "bite"},
    {"bled", "bleed"},
    {"bronchi", "bronchus"},
    {"burnt", "burn"},
    {"calculi", "calculus"},
    {"calices", "calix"},
    {"calorie", "calori"},
    {"calories", "calori"},
    {"calves", "calf"},
    {"calyces", "calyx"},
    {"canaliculi", "canaliculus"},
    {"cervices", "cervix"},
    {"children", "child"},
    {"cilia", "cilium"},
    {"cocci", "coccus"},
    {"controlled", "control"},
    {"controlling", "control"},
    {"corpora", "corpus"},
    {"cortices", "cortex"},
    {"crania", "cranium"},
    {"crises", "crisis"},
    {"criteria", "criterion"},
    {"diabetes", "diabetes"},
    {"digiti", "digitus"},
    {"diverticula", "diverticulum"},
    {"emboli", "embolus"},
    {"emphases", "emphasis"},
    {"endothelia", "endothelium"},
    {"enterococci", "enterococcus"},
    {"epididymides", "epididymis"},
    {"epithelia", "epithelium"},
    {"fallen", "fall"},
    {"fasciculi", "fasciculus"},
    {"feces", "feces"},
    {"feet", "foot"},
    {"fell", "fall"},
    {"femora", "femur"},
    {"foci", "focus"},
    {"foramina", "foramen"},
    {"fornices", "fornix"},
    {"fundi", "fundus"},
    {"fungi", "fungus"},
    {"ganglia", "ganglion"},
    {"gases", "gas"},
    {"geese", "goose"},
    {"genera", "genus"},
    {"glomeruli", "glomerulus"},
    {"gonococci", "gonococcus"},
    {"gyri", "gyrus"},
    {"halves", "half"},
    {"helices", "helix"},
    {"herpes", "herpes"},
    {"hila", "hilum"},
    {"humeri", "humerus"},
    {"indices", "index"},
    {"irides", "iris"},
    {"knives", "knife"},
    {"labia", "labium"},
    {"labra", "labrum"},
    {"larynges", "larynx"},
    {"leaves", "leaf"},
    {"lens", "lens"},
    {"lenses", "lens"},
    {"lice", "louse"},
    {"loci", "locus"},
    {"lumina", "lumen"},
    {"malleoli", "malleolus"},
    {"matrices", "matrix"},
    {"media", "media"},
    {"meningococci", "meningococcus"},
    {"menisci", "meniscus"},
    {"mice", "mouse"},
    {"nevi", "nevus"},
    {"nuclei", "nucleus"},
    {"ostia", "ostium"},
    {"pelves", "pelvis"},
    {"phalanges", "phalanx"},
    {"pharynges", "pharynx"},
    {"phenomena", "phenomenon"},
    {"pneumococci", "pneumococcus"},
    {"rabies", "rabies"},
    {"radii", "radius"},
    {"rami", "ramus"},
    {"retinacula", "retinaculum"},
    {"rhonchi", "rhonchus"},
    {"sacra", "sacrum"},
    {"scabies", "scabies"},
    {"scapulae", "scapula"},
    {"septa", "septum"},
    {"series", "series"},
    {"species", "species"},
    {"spectra", "spectrum"},
    {"specula", "speculum"},
    {"staphylococci", "staphylococcus"},
    {"sterna", "sternum"},
    {"stigmata", "stigma"},
    {"stimuli", "stimulus"},
    {"stomata", "stoma"},
    {"streptococci", "streptococcus"},
    {"stung", "sting"},
    {"sulci", "sulcus"},
    {"swollen", "swell"},
    {"syllabi", "syllabus"},
    {"tarsi", "tarsus"},
    {"teeth", "tooth"},
    {"testes", "testis"},
    {"thalami", "thalamus"},
    {"thoraces", "thorax"},
    {"thrombi", "thrombus"},
    {"tori", "torus"},
    {"torn", "tear"},
    {"uteri", "uterus"},
    {"varices", "varix"},
    {"vertices", "vertex"},
    {"villi", "villus"},
    {"viscera", "viscus"},
    {"wives", "wife"},
    {"wolves", "wolf"},
    {"women", "woman"},
};
static_assert(std::is_sorted(std::begin(kIrregular), std::end(kIrregular)));

// -oses, -eses, -yses that are plain English plurals. Sorted.
constexpr std::string_view kPlainPlurals[] = {
    "cheeses",   "closes",   "composes", "discloses", "disposes", "doses",     "encloses",   "exposes",
    "fructoses", "glucoses", "hoses",    "imposes",   "loses",    "megadoses", "microdoses", "noses",
    "overdoses", "poses",    "proposes", "purposes",  "roses",    "supposes",  "underdoses",
};
static_assert(std::is_sorted(std::begin(kPlainPlurals), std::end(kPlainPlurals)));

// Roots that had an e before their -ed or -ing, and are too short for the rule below that takes every last e.
// Sorted.
constexpr std::string_view kShortWithE[] = {"bik",  "brac", "caus", "chok", "cod",  "danc", "div", "dos",
                                            "driv", "fus",  "graz", "hik",  "imag", "nurs", "pac", "plac",
                                            "rid",  "scal", "shav", "skat", "smok", "typ",  "vap"};
static_assert(std::is_sorted(std::begin(kShortWithE), std::end(kShortWithE)));

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
    // Most -ases are plain: cases, diseases, kinases.
    const bool asis = ends("stases") || ends("ctases") || (ends("iases") && *w != "biases");
    const bool latin_sis = ends("oses") || ends("eses") || ends("yses") || asis;
    if (latin_sis && !is_plain_plural(*w))
        cut(w, 2, "is");  // diagnoses, metastases, prostheses, paralyses
    else if (ends("itides"))
        cut(w, 3, "s");  // arthritides
    else if (ends("ies"))
        cut(w, 3, "y");
    else if (ends("omata") || w->ends_with("sses") || w->ends_with("shes") || w->ends_with("ches") ||
             w->ends_with("xes") || w->ends_with("zzes"))
        cut(w, 2);  // carcinomata, losses
    else if (ends("ae") ||
             (w->ends_with('s') && !w->ends_with("ss") && !w->ends_with("us") && !w->ends_with("is")))
        cut(w, 1);  // vertebrae, fractures
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
    if (std::binary_search(std::begin(kShortWithE), std::end(kShortWithE), std::string_view(*w))) {
        w->push_back('e');
        return;
    }
    const std::size_t n = w->size();
    const char last = w->back();
    const bool doubled = n > 3 && last == (*w)[n - 2] && !is_vowel(last);
    if (doubled && last != 'f' && last != 'l' && last != 's' && last != 'z')
        w->pop_back();  // slipped, but not cuffed
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
    "access",   "accessory", "adhesive",     "admiss",    "arm",       "army",      "cast",       "caster",
    "communal", "community", "emerg",        "emergent",  "gener",     "general",   "generalize", "heart",
    "hearty",   "import",    "important",    "intens",    "intent",    "marginal",  "narcotic",   "natural",
    "object",   "objective", "operant",      "operation", "operative", "optic",     "optical",    "organ",
    "organic",  "organism",  "organization", "organize",  "past",      "paste",     "polic",      "policy",
    "position", "positive",  "sever",        "several",   "univers",   "universal", "university"};
static_assert(std::is_sorted(std::begin(kConfused), std::end(kConfused)));

bool is_confused(std::string_view word) {
    return std::binary_search(std::begin(kConfused), std::end(kConfused), word);
}

}  // namespace

struct Families::Impl {
    Xapian::Stem stem{"english"};
};
Families::Families() : impl_(new Impl) {}
Families::~Families() {
    delete impl_;
}
std::string Families::of(std::string_view stem) const {
    std::string word(stem);
    if (is_confused(word)) return word;
    // Snowball knows these endings with the e that uninflected() took: hypertensiv, degenerativ.
    for (std::string_view end : {"iv", "at", "iz", "abl", "ibl", "anc", "enc"})
        if (word.size() > 5 && word.ends_with(end)) {
            word += 'e';
            break;
        }
    if (is_confused(word)) return std::string(stem);
    return impl_->stem(word);
}

}  // namespace codelex
