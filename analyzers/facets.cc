// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyzers/facets.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "analyzers/inflection.h"

namespace codelex {
namespace {

using Words = std::string_view;
using Value = Facet::Value;

// The values and their words, written out; they are stemmed below.
constexpr Value kSide[] = {
    {"left", "left, lt, l"}, {"right", "right, rt, r"}, {"bilateral", "bilateral, both"}};
constexpr Value kEpisode[] = {{"initial", "initial"}, {"subsequent", "subsequent"}, {"sequela", "sequela"}};
constexpr Value kOpenness[] = {{"closed", "closed"}, {"open", "open"}};
constexpr Value kHealing[] = {{"routine", "routine healing"},
                              {"delayed", "delayed healing"},
                              {"nonunion", "nonunion"},
                              {"malunion", "malunion"}};
constexpr Value kDisplacement[] = {{"displaced", "displaced"}, {"nondisplaced", "nondisplaced, undisplaced"}};
constexpr Value kCourse[] = {{"acute", "acute"}, {"subacute", "subacute"}, {"chronic", "chronic"}};
constexpr Value kSeverity[] = {
    {"mild", "mild"}, {"moderate", "moderate"}, {"severe", "severe"}, {"profound", "profound"}};
constexpr Value kOrdinal[] = {
    {"first", "first, 1"}, {"second", "second"}, {"third", "third"}, {"fourth", "fourth"}};
constexpr Value kType[] = {{"type 1", "type 1"}, {"type 2", "type 2"}};
constexpr Value kStage[] = {{"stage 1", "stage 1"},   {"stage 2", "stage 2"},   {"stage 3", "stage 3"},
                            {"stage 3a", "stage 3a"}, {"stage 3b", "stage 3b"}, {"stage 4", "stage 4"},
                            {"stage 5", "stage 5"}};
constexpr Value kGroup[] = {{"group 1", "group 1"}, {"group 2", "group 2"}, {"group 3", "group 3"}};
constexpr Value kIntent[] = {{"accidental", "accidental"}, {"self-harm", "self harm, intentional"},
                             {"assault", "assault"},       {"undetermined", "undetermined"},
                             {"adverse", "adverse"},       {"underdosing", "underdosing"}};
constexpr Value kAge[] = {{"adult", "adult"},
                          {"child", "child, childhood, pediatric, juvenile, infant, infantile"},
                          {"newborn", "newborn, neonatal, perinatal"}};
constexpr Value kSex[] = {{"male", "male"}, {"female", "female"}};
constexpr Value kBehavior[] = {
    {"malignant", "malignant"}, {"benign", "benign"}, {"in situ", "situ"}, {"uncertain", "uncertain"}};
constexpr Value kOrigin[] = {{"primary", "primary"}, {"secondary", "secondary"}};
constexpr Value kExtent[] = {{"partial", "partial, incomplete"}, {"complete", "complete, total"}};
constexpr Value kHeight[] = {{"upper", "upper"}, {"middle", "middle"}, {"lower", "lower"}};
constexpr Value kReach[] = {{"proximal", "proximal"}, {"distal", "distal"}};
constexpr Value kFace[] = {{"anterior", "anterior"}, {"posterior", "posterior"}};
constexpr Value kMidline[] = {{"medial", "medial"}, {"lateral", "lateral"}};
constexpr Value kDepth[] = {{"internal", "internal"}, {"external", "external"}};
constexpr Value kRole[] = {{"driver", "driver"}, {"passenger", "passenger"}, {"pedestrian", "pedestrian"}};
constexpr Value kDrive[] = {{"manual", "manual"}, {"powered", "power, powered, electric, motorized"}};
constexpr Value kMake[] = {{"prefabricated", "prefabricated, shelf"}, {"custom", "custom, molded"}};
constexpr Value kSterility[] = {{"sterile", "sterile"}, {"nonsterile", "nonsterile"}};
constexpr Value kPurpose[] = {{"diagnostic", "diagnostic"}, {"therapeutic", "therapeutic"}};
constexpr Value kNumber[] = {{"single", "single, one"}, {"multiple", "multiple, two"}};
constexpr Value kComplexity[] = {{"simple", "simple"}, {"complex", "complex, complicated"}};
constexpr Value kFetus[] = {{"fetus 1", "fetus 1"}, {"fetus 2", "fetus 2"}, {"fetus 3", "fetus 3"},
                            {"fetus 4", "fetus 4"}, {"fetus 5", "fetus 5"}, {"other fetus", "other fetus"}};
constexpr Value kRemarks[] = {
    {"unspecified", "unspecified, nos, otherwise specified"},
    {"other", "other, specified"},
    {"elsewhere", "classified elsewhere, elsewhere"},
    {"history", "history"},
    {"family", "family"},
    {"screening", "screening"},
    {"encounter", "encounter"},
    {"status", "status, presence, acquired absence, absence"},
    {"pregnancy",
     "pregnancy, pregnant, maternal, childbirth, puerperium, gestational, obstetric, delivery, labor"},
    {"congenital", "congenital"},
    {"postprocedural", "postprocedural, intraoperative, postoperative, complicating, complication"},
    {"traumatic", "traumatic, injury"},
    {"nontraumatic", "nontraumatic"},
    {"poisoning", "poisoning, toxic"},
    {"drug", "drug, medicament"},
    {"alcohol", "alcohol, alcoholic"},
    {"recurrent", "recurrent"},
    {"remission", "remission"},
    {"hereditary", "hereditary, familial"},
    {"specific infection", "tuberculous, syphilitic, gonococcal, tuberculosis, syphilis"},
    {"percutaneous", "percutaneous"},
    {"endoscopic", "endoscopic, laparoscopic"},
    {"replacement", "replacement"},
    {"addition", "addition"},
    {"accessory", "accessory"},
    {"rental", "rental, rent"},
    {"repair", "repair"},
    {"patient", "patient, documented"},
    {"compounded", "compounded"},
    {"device", "device, implant, prosthetic"},
    {"supply", "supplies, supply"},
    {"heavy", "heavy"},
    {"pediatric", "pediatric"}};

constexpr Facet kFacets[] = {{"side", true, kSide},
                             {"episode", true, kEpisode},
                             {"openness", true, kOpenness},
                             {"healing", true, kHealing},
                             {"displacement", true, kDisplacement},
                             {"course", true, kCourse},
                             {"severity", true, kSeverity},
                             {"ordinal", true, kOrdinal},
                             {"type", true, kType},
                             {"stage", true, kStage},
                             {"group", true, kGroup},
                             {"intent", true, kIntent},
                             {"age", true, kAge},
                             {"sex", true, kSex},
                             {"behavior", true, kBehavior},
                             {"origin", true, kOrigin},
                             {"extent", true, kExtent},
                             {"height", true, kHeight},
                             {"reach", true, kReach},
                             {"face", true, kFace},
                             {"midline", true, kMidline},
                             {"depth", true, kDepth},
                             {"role", true, kRole},
                             {"drive", true, kDrive},
                             {"make", true, kMake},
                             {"sterility", true, kSterility},
                             {"purpose", true, kPurpose},
                             {"number", true, kNumber},
                             {"complexity", true, kComplexity},
                             {"fetus", true, kFetus},
                             {"remark", false, kRemarks}};

constexpr std::size_t values_of_all() {
    std::size_t n = 0;
    for (const Facet& f : kFacets) n += f.values.size();
    return n;
}
static_assert(values_of_all() <= kFacetValues);

// Stems, or two joined by a blank -> the values that they say.
const std::unordered_multimap<std::string, std::size_t>& by_words() {
    static const auto* const made = [] {
        auto* out = new std::unordered_multimap<std::string, std::size_t>;
        std::size_t at = 0;
        for (const Facet& f : kFacets)
            for (const Value& v : f.values) {
                for (std::string_view rest = v.words; !rest.empty();) {
                    const Words words = rest.substr(0, rest.find(", "));
                    rest.remove_prefix(std::min(rest.size(), words.size() + 2));
                    const auto blank = words.find(' ');
                    std::string key = uninflected(words.substr(0, blank));
                    if (blank != words.npos) key += " " + uninflected(words.substr(blank + 1));
                    out->emplace(std::move(key), at);
                }
                ++at;
            }
        return out;
    }();
    return *made;
}

constexpr Words kCues[] = {"without", "no", "not", "non", "denies", "denied", "deny", "negative", "absent"};
constexpr Words kTurns[] = {"with",     "but", "has", "had", "have", "started",
                            "presents", "now", "and", "due", "on"};
constexpr std::uint32_t kNegates = 6;  // words after the cue, at most

bool among(std::span<const Words> words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

std::span<const Facet> facets() {
    return kFacets;
}

FacetSet facets_in(const Tokens& tokens, const std::vector<bool>& negated, std::vector<bool>* spoken) {
    FacetSet out;
    if (spoken) spoken->assign(tokens.size(), false);
    const auto say = [&](const std::string& key, std::size_t first, std::size_t last) {
        const auto [from, to] = by_words().equal_range(key);
        for (auto it = from; it != to; ++it) {
            out.set(it->second);
            for (std::size_t i = first; spoken && i <= last; ++i) (*spoken)[i] = true;
        }
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!negated.empty() && negated[i]) continue;
        // "l spine" is lumbar, "2 l" are litres
        if (tokens[i].text.size() == 1 && ((i + 1 < tokens.size() && tokens[i + 1].text == "spine") ||
                                           (i > 0 && tokens[i - 1].kind == Token::Kind::number)))
            continue;
        say(tokens[i].stem, i, i);
        if (i + 1 < tokens.size()) say(tokens[i].stem + " " + tokens[i + 1].stem, i, i + 1);
    }
    return out;
}

FacetSet facets_in(std::span<const std::string> stems) {
    Tokens tokens;
    for (const std::string& s : stems) tokens.push_back({s, s, 0, 0, 0, Token::Kind::word});
    return facets_in(tokens, {});
}

std::vector<bool> negated(std::string_view text, const Tokens& tokens) {
    std::vector<bool> out(tokens.size(), false);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!among(kCues, tokens[i].text) && !among(kCues, tokens[i].stem)) continue;
        if (i > 0 && tokens[i - 1].text == "with" && tokens[i].position <= tokens[i - 1].position + 2)
            continue;  // "with or without"
        // "not applicable", "not otherwise specified"
        if (tokens[i].text == "not" && i + 1 < tokens.size() &&
            (tokens[i + 1].text == "applicable" || tokens[i + 1].text == "otherwise"))
            continue;
        out[i] = true;
        for (std::size_t j = i + 1; j < tokens.size() && tokens[j].position <= tokens[i].position + kNegates;
             ++j) {
            const std::string_view between = text.substr(
                tokens[j - 1].end, tokens[j].begin - std::min(tokens[j].begin, tokens[j - 1].end));
            if (between.find_first_of(",;.:()[]") != between.npos || between.find(" and ") != between.npos ||
                among(kTurns, tokens[j].text))
                break;
            out[j] = true;
        }
    }
    return out;
}

}  // namespace codelex
