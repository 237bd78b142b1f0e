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

// A value's words; a pair of words is joined by a blank. They are written out, and stemmed below.
#define SAID(id, ...) constexpr Words id[] = {__VA_ARGS__}

SAID(kLeft, "left", "lt", "l");
SAID(kRight, "right", "rt", "r");
SAID(kBilateral, "bilateral", "both");
SAID(kInitial, "initial");
SAID(kSubsequent, "subsequent");
SAID(kSequela, "sequela");
SAID(kClosed, "closed");
SAID(kOpen, "open");
SAID(kRoutine, "routine healing");
SAID(kDelayed, "delayed healing");
SAID(kNonunion, "nonunion");
SAID(kMalunion, "malunion");
SAID(kDisplaced, "displaced");
SAID(kNondisplaced, "nondisplaced", "undisplaced");
SAID(kAcute, "acute");
SAID(kSubacute, "subacute");
SAID(kChronic, "chronic");
SAID(kMild, "mild");
SAID(kModerate, "moderate");
SAID(kSevere, "severe");
SAID(kProfound, "profound");
SAID(kFirst, "first", "1");
SAID(kSecond, "second");
SAID(kThird, "third");
SAID(kFourth, "fourth");
SAID(kType1, "type 1");
SAID(kType2, "type 2");
SAID(kStage1, "stage 1");
SAID(kStage2, "stage 2");
SAID(kStage3, "stage 3");
SAID(kStage3a, "stage 3a");
SAID(kStage3b, "stage 3b");
SAID(kStage4, "stage 4");
SAID(kStage5, "stage 5");
SAID(kGroup1, "group 1");
SAID(kGroup2, "group 2");
SAID(kGroup3, "group 3");
SAID(kAccident, "accidental");
SAID(kSelfHarm, "self harm", "intentional");
SAID(kAssault, "assault");
SAID(kUndetermined, "undetermined");
SAID(kAdverse, "adverse");
SAID(kUnderdosing, "underdosing");
SAID(kAdult, "adult");
SAID(kChild, "child", "childhood", "pediatric", "juvenile", "infant", "infantile");
SAID(kNewborn, "newborn", "neonatal", "perinatal");
SAID(kMale, "male");
SAID(kFemale, "female");
SAID(kMalignant, "malignant");
SAID(kBenign, "benign");
SAID(kInSitu, "situ");
SAID(kUncertain, "uncertain");
SAID(kPrimary, "primary");
SAID(kSecondary, "secondary");
SAID(kPartial, "partial", "incomplete");
SAID(kComplete, "complete", "total");
SAID(kUpper, "upper");
SAID(kMiddle, "middle");
SAID(kLower, "lower");
SAID(kProximal, "proximal");
SAID(kDistal, "distal");
SAID(kAnterior, "anterior");
SAID(kPosterior, "posterior");
SAID(kMedial, "medial");
SAID(kLateral, "lateral");
SAID(kInternal, "internal");
SAID(kExternal, "external");
SAID(kDriver, "driver");
SAID(kPassenger, "passenger");
SAID(kPedestrian, "pedestrian");
SAID(kManual, "manual");
SAID(kPowered, "power", "powered", "electric", "motorized");
SAID(kPrefabricated, "prefabricated", "shelf");
SAID(kCustom, "custom", "molded");
SAID(kSterile, "sterile");
SAID(kNonsterile, "nonsterile");
SAID(kPercutaneous, "percutaneous");
SAID(kEndoscopic, "endoscopic", "laparoscopic");
SAID(kSimple, "simple");
SAID(kComplex, "complex", "complicated");
SAID(kSingle, "single", "one");
SAID(kMultiple, "multiple", "two");

SAID(kFetus1, "fetus 1");
SAID(kFetus2, "fetus 2");
SAID(kFetus3, "fetus 3");
SAID(kFetus4, "fetus 4");
SAID(kFetus5, "fetus 5");
SAID(kOtherFetus, "other fetus");
SAID(kUnspecified, "unspecified", "nos", "otherwise specified");
SAID(kOther, "other", "specified");
SAID(kElsewhere, "classified elsewhere", "elsewhere");
SAID(kHistory, "history");
SAID(kFamily, "family");
SAID(kScreening, "screening");
SAID(kEncounter, "encounter");
SAID(kStatus, "status", "presence", "acquired absence", "absence");
SAID(kPregnancy, "pregnancy", "pregnant", "maternal", "childbirth", "puerperium", "gestational", "obstetric",
     "delivery", "labor");
SAID(kCongenital, "congenital");
SAID(kPostprocedural, "postprocedural", "intraoperative", "postoperative", "complicating", "complication");
SAID(kTraumatic, "traumatic", "injury");
SAID(kNontraumatic, "nontraumatic");
SAID(kPoisoning, "poisoning", "toxic");
SAID(kDrug, "drug", "medicament");
SAID(kAlcohol, "alcohol", "alcoholic");
SAID(kRecurrent, "recurrent");
SAID(kRemission, "remission");
SAID(kHereditary, "hereditary", "familial");
SAID(kTuberculous, "tuberculous", "syphilitic", "gonococcal", "tuberculosis", "syphilis");
SAID(kReplacement, "replacement");
SAID(kAddition, "addition");
SAID(kAccessory, "accessory");
SAID(kRental, "rental", "rent");
SAID(kRepair, "repair");
SAID(kPatient, "patient", "documented");
SAID(kCompounded, "compounded");
SAID(kDiagnostic, "diagnostic");
SAID(kTherapeutic, "therapeutic");
SAID(kDevice, "device", "implant", "prosthetic");
SAID(kSupply, "supplies", "supply");
SAID(kHeavy, "heavy");
SAID(kPediatric, "pediatric");
#undef SAID

constexpr Value kSide[] = {{"left", kLeft}, {"right", kRight}, {"bilateral", kBilateral}};
constexpr Value kEpisode[] = {{"initial", kInitial}, {"subsequent", kSubsequent}, {"sequela", kSequela}};
constexpr Value kOpenness[] = {{"closed", kClosed}, {"open", kOpen}};
constexpr Value kHealing[] = {
    {"routine", kRoutine}, {"delayed", kDelayed}, {"nonunion", kNonunion}, {"malunion", kMalunion}};
constexpr Value kDisplacement[] = {{"displaced", kDisplaced}, {"nondisplaced", kNondisplaced}};
constexpr Value kCourse[] = {{"acute", kAcute}, {"subacute", kSubacute}, {"chronic", kChronic}};
constexpr Value kSeverity[] = {
    {"mild", kMild}, {"moderate", kModerate}, {"severe", kSevere}, {"profound", kProfound}};
constexpr Value kOrdinal[] = {{"first", kFirst}, {"second", kSecond}, {"third", kThird}, {"fourth", kFourth}};
constexpr Value kType[] = {{"type 1", kType1}, {"type 2", kType2}};
constexpr Value kStage[] = {{"stage 1", kStage1},   {"stage 2", kStage2},   {"stage 3", kStage3},
                            {"stage 3a", kStage3a}, {"stage 3b", kStage3b}, {"stage 4", kStage4},
                            {"stage 5", kStage5}};
constexpr Value kGroup[] = {{"group 1", kGroup1}, {"group 2", kGroup2}, {"group 3", kGroup3}};
constexpr Value kIntent[] = {{"accidental", kAccident}, {"self-harm", kSelfHarm},
                             {"assault", kAssault},     {"undetermined", kUndetermined},
                             {"adverse", kAdverse},     {"underdosing", kUnderdosing}};
constexpr Value kAge[] = {{"adult", kAdult}, {"child", kChild}, {"newborn", kNewborn}};
constexpr Value kSex[] = {{"male", kMale}, {"female", kFemale}};
constexpr Value kBehavior[] = {
    {"malignant", kMalignant}, {"benign", kBenign}, {"in situ", kInSitu}, {"uncertain", kUncertain}};
constexpr Value kOrigin[] = {{"primary", kPrimary}, {"secondary", kSecondary}};
constexpr Value kExtent[] = {{"partial", kPartial}, {"complete", kComplete}};
constexpr Value kHeight[] = {{"upper", kUpper}, {"middle", kMiddle}, {"lower", kLower}};
constexpr Value kReach[] = {{"proximal", kProximal}, {"distal", kDistal}};
constexpr Value kFace[] = {{"anterior", kAnterior}, {"posterior", kPosterior}};
constexpr Value kMidline[] = {{"medial", kMedial}, {"lateral", kLateral}};
constexpr Value kDepth[] = {{"internal", kInternal}, {"external", kExternal}};
constexpr Value kRole[] = {{"driver", kDriver}, {"passenger", kPassenger}, {"pedestrian", kPedestrian}};
constexpr Value kDrive[] = {{"manual", kManual}, {"powered", kPowered}};
constexpr Value kMake[] = {{"prefabricated", kPrefabricated}, {"custom", kCustom}};
constexpr Value kSterility[] = {{"sterile", kSterile}, {"nonsterile", kNonsterile}};
constexpr Value kPurpose[] = {{"diagnostic", kDiagnostic}, {"therapeutic", kTherapeutic}};
constexpr Value kNumber[] = {{"single", kSingle}, {"multiple", kMultiple}};
constexpr Value kComplexity[] = {{"simple", kSimple}, {"complex", kComplex}};
constexpr Value kFetus[] = {{"fetus 1", kFetus1}, {"fetus 2", kFetus2}, {"fetus 3", kFetus3},
                            {"fetus 4", kFetus4}, {"fetus 5", kFetus5}, {"other fetus", kOtherFetus}};
constexpr Value kRemarks[] = {{"unspecified", kUnspecified},
                              {"other", kOther},
                              {"elsewhere", kElsewhere},
                              {"history", kHistory},
                              {"family", kFamily},
                              {"screening", kScreening},
                              {"encounter", kEncounter},
                              {"status", kStatus},
                              {"pregnancy", kPregnancy},
                              {"congenital", kCongenital},
                              {"postprocedural", kPostprocedural},
                              {"traumatic", kTraumatic},
                              {"nontraumatic", kNontraumatic},
                              {"poisoning", kPoisoning},
                              {"drug", kDrug},
                              {"alcohol", kAlcohol},
                              {"recurrent", kRecurrent},
                              {"remission", kRemission},
                              {"hereditary", kHereditary},
                              {"specific infection", kTuberculous},
                              {"percutaneous", kPercutaneous},
                              {"endoscopic", kEndoscopic},
                              {"replacement", kReplacement},
                              {"addition", kAddition},
                              {"accessory", kAccessory},
                              {"rental", kRental},
                              {"repair", kRepair},
                              {"patient", kPatient},
                              {"compounded", kCompounded},
                              {"device", kDevice},
                              {"supply", kSupply},
                              {"heavy", kHeavy},
                              {"pediatric", kPediatric}};

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
                for (const Words words : v.of) {
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
