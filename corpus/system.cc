// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/system.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"

namespace codelex {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_alnum(char c) {
    return is_digit(c) || is_upper(c);
}

// Upper case, outer blanks and the dots between characters dropped.
std::string squeezed(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '.' || c == ' ') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

// ICD-10-CM: a letter, then two to six letters or digits. The second may be a letter since 2026 (QA0).
bool icd10cm_shape(std::string_view c) {
    return c.size() >= 3 && c.size() <= 7 && is_upper(c[0]) && std::all_of(c.begin(), c.end(), is_alnum);
}
// ICD-10-PCS: a table (3) or a whole code (7); never I or O.
bool icd10pcs_shape(std::string_view c) {
    return (c.size() == 3 || c.size() == 7) &&
           std::all_of(c.begin(), c.end(), [](char x) { return is_alnum(x) && x != 'I' && x != 'O'; });
}
// HCPCS: a letter and four digits, or a modifier of two characters.
bool hcpcs_shape(std::string_view c) {
    if (c.size() == 2) return is_alnum(c[0]) && is_alnum(c[1]);
    return c.size() == 5 && is_upper(c[0]) && std::all_of(c.begin() + 1, c.end(), is_digit);
}
// CPT: Category I is five digits; II, III, PLA, MAAA and some vaccines end in a letter. Modifiers: two
// characters.
bool cpt_shape(std::string_view c) {
    if (c.size() == 2) return is_alnum(c[0]) && is_alnum(c[1]);
    return c.size() == 5 && std::all_of(c.begin(), c.begin() + 4, is_digit) && is_alnum(c[4]);
}

struct Shape {
    std::string_view id;
    bool (*matches)(std::string_view);
};
constexpr Shape kShapes[] = {
    {"icd10cm", icd10cm_shape}, {"icd10pcs", icd10pcs_shape}, {"hcpcs", hcpcs_shape}, {"cpt", cpt_shape}};

struct ChapterRange {
    std::string_view last;  // last category of the chapter, in order of first letter and digits
    std::string_view id, title;
};
// ICD-10-CM chapters by their last category (source: the tabular list). Titles are shortened.
constexpr ChapterRange kIcd10cmChapters[] = {
    {"B99", "1", "Infectious and parasitic diseases"},
    {"D49", "2", "Neoplasms"},
    {"D89", "3", "Blood, blood-forming organs, immune mechanism"},
    {"E89", "4", "Endocrine, nutritional and metabolic diseases"},
    {"F99", "5", "Mental, behavioral and neurodevelopmental disorders"},
    {"G99", "6", "Nervous system"},
    {"H59", "7", "Eye and adnexa"},
    {"H95", "8", "Ear and mastoid process"},
    {"I99", "9", "Circulatory system"},
    {"J99", "10", "Respiratory system"},
    {"K95", "11", "Digestive system"},
    {"L99", "12", "Skin and subcutaneous tissue"},
    {"M99", "13", "Musculoskeletal system and connective tissue"},
    {"N99", "14", "Genitourinary system"},
    {"O9A", "15", "Pregnancy, childbirth and the puerperium"},
    {"P96", "16", "Conditions originating in the perinatal period"},
    {"QA0", "17", "Congenital malformations and chromosomal abnormalities"},
    {"R99", "18", "Symptoms, signs and abnormal findings"},
    {"T88", "19", "Injury, poisoning and other external causes"},
    {"U99", "22", "Codes for special purposes"},
    {"Y99", "20", "External causes of morbidity"},
    {"Z99", "21", "Factors influencing health status"},
};

struct Lettered {
    char first;
    std::string_view title;
};
constexpr Lettered kPcsSections[] = {
    {'0', "Medical and Surgical"},
    {'1', "Obstetrics"},
    {'2', "Placement"},
    {'3', "Administration"},
    {'4', "Measurement and Monitoring"},
    {'5', "Extracorporeal or Systemic Assistance and Performance"},
    {'6', "Extracorporeal or Systemic Therapies"},
    {'7', "Osteopathic"},
    {'8', "Other Procedures"},
    {'9', "Chiropractic"},
    {'B', "Imaging"},
    {'C', "Nuclear Medicine"},
    {'D', "Radiation Therapy"},
    {'F', "Physical Rehabilitation and Diagnostic Audiology"},
    {'G', "Mental Health"},
    {'H', "Substance Abuse Treatment"},
    {'X', "New Technology"},
};
constexpr Lettered kHcpcsFamilies[] = {
    {'A', "Transport, medical and surgical supplies"},
    {'B', "Enteral and parenteral therapy"},
    {'C', "Outpatient hospital"},
    {'E', "Durable medical equipment"},
    {'G', "Procedures and professional services"},
    {'H', "Behavioral health and substance use services"},
    {'J', "Drugs"},
    {'K', "Durable medical equipment, for Medicare contractors"},
    {'L', "Orthotics and prosthetics"},
    {'M', "Quality measures and other medical services"},
    {'P', "Pathology, laboratory, blood products"},
    {'Q', "Temporary codes"},
    {'R', "Diagnostic radiology transport"},
    {'S', "Codes of private payers"},
    {'T', "Codes of state Medicaid agencies"},
    {'U', "Coronavirus laboratory tests"},
    {'V', "Vision and hearing"},
};

template <std::size_t N>
std::string_view title_by_letter(const Lettered (&table)[N], char first) {
    for (const Lettered& l : table)
        if (l.first == first) return l.title;
    return {};
}

}  // namespace

const std::vector<CodeSystem>& known_systems() {
    static const std::vector<CodeSystem> systems = {
        {"icd10cm", "ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm", 1,
         "a letter, then two to six letters or digits, a dot after the third: E11.9"},
        {"icd10pcs", "ICD-10-PCS", "http://www.cms.gov/Medicare/Coding/ICD10", 2,
         "seven letters or digits without I and O: 0FT44ZZ"},
        {"hcpcs", "HCPCS Level II", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", 3,
         "a letter and four digits, or a modifier of two characters: E0143, LT"},
        {"cpt", "CPT", "http://www.ama-assn.org/go/cpt", 4,
         "five digits, or four digits and a letter: 0283T"},
    };
    return systems;
}

const CodeSystem* find_known_system(std::string_view id) {
    for (const CodeSystem& s : known_systems())
        if (s.id == id) return &s;
    return nullptr;
}

bool is_system_id(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
    });
}

bool system_before(std::string_view a, std::string_view b) {
    const CodeSystem *x = find_known_system(a), *y = find_known_system(b);
    if (x && y) return x->rank < y->rank;
    if (x || y) return x != nullptr;
    return a < b;
}

Result<std::string> canonical_code(std::string_view system, std::string_view text) {
    for (const Shape& shape : kShapes) {
        if (shape.id != system) continue;
        std::string code = squeezed(text);
        if (shape.matches(code)) return code;
        return Error{Errc::bad_query,
                     "`" + excerpt(text, 40) + "` is no " + find_known_system(system)->name + " code",
                     "a code is " + find_known_system(system)->code_shape};
    }
    std::string code;
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    if (first != text.npos) code = text.substr(first, last - first + 1);
    for (char& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const bool printable = std::all_of(code.begin(), code.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (code.empty() || code.size() > 40 || !printable)
        return Error{Errc::bad_query, "`" + excerpt(text, 40) + "` is no code",
                     "a code is 1 to 40 printable ASCII characters without blanks"};
    return code;
}

std::string display_code(std::string_view system, std::string_view canonical) {
    std::string out(canonical);
    if (system == "icd10cm" && out.size() > 3) out.insert(3, ".");
    return out;
}

Chapter chapter_of(std::string_view system, std::string_view canonical) {
    if (canonical.empty()) return {};
    const std::string first(1, canonical[0]);
    if (system == "icd10cm") {
        // C4A, C7A, D3A and the like compare after the digits, as the book orders them.
        for (const ChapterRange& c : kIcd10cmChapters)
            if (canonical.substr(0, 3) <= c.last) return {std::string(c.id), std::string(c.title)};
        return {};
    }
    if (system == "icd10pcs") {
        const auto title = title_by_letter(kPcsSections, canonical[0]);
        return title.empty() ? Chapter{} : Chapter{first, std::string(title)};
    }
    if (system == "hcpcs") {
        if (canonical.size() == 2) return {"modifier", "Modifiers"};
        const auto title = title_by_letter(kHcpcsFamilies, canonical[0]);
        return {first, title.empty() ? "Family " + first : std::string(title)};
    }
    return {};
}

}  // namespace codelex
