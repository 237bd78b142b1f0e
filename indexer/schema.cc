// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/schema.h"

#include <algorithm>
#include <cmath>

#include "corpus/inherit.h"

namespace codelex {
namespace {

std::string joined(std::string_view prefix, std::string_view a, std::string_view b = {}) {
    std::string out(prefix);
    out += a;
    if (!b.empty()) out.append(":").append(b);
    return out;
}

}  // namespace

const FieldInfo* field_of(TextKind kind) {
    switch (kind) {
        case TextKind::title:
            return &kFields[0];
        case TextKind::inclusion:
        case TextKind::includes:
            return &kFields[1];
        case TextKind::index_path:
            return &kFields[2];
        case TextKind::lay:
        case TextKind::definition:
            return &kFields[4];
        case TextKind::guideline:
            return &kFields[5];
        default:
            return nullptr;
    }
}

const FieldInfo* field_of(const Text& text) {
    return is_from_above(text) ? nullptr : field_of(text.kind);
}

std::string term_unique(std::string_view system, std::string_view code) {
    return joined("Q", system, code);
}
std::string term_system(std::string_view system) {
    return joined("XS", system);
}
std::string term_code(std::string_view code) {
    return joined("XC", code);
}
std::string term_code_prefix(std::string_view begin) {
    return joined("XP", begin);
}
std::string term_child_of(std::string_view system, std::string_view parent) {
    return joined("XU", system, parent);
}
std::string term_billable() {
    return "XB";
}
std::string term_chapter(std::string_view system, std::string_view chapter) {
    return joined("XK", system, chapter);
}
std::string term_open_ended() {
    return "XO";
}

std::string term_concept(std::string_view key) {
    constexpr std::size_t kMostBytes = 200;  // below Xapian's limit for a term; longer phrases share one
    return joined("C", key.substr(0, kMostBytes));
}
std::string axis_prefix(unsigned position) {
    return "V" + std::to_string(position);
}
std::string term_axis(unsigned position, std::string_view key) {
    constexpr std::size_t kMostBytes = 200;
    return joined(axis_prefix(position), key.substr(0, kMostBytes));
}

std::string term_guideline() {
    return "XG";
}
std::string term_guideline_stem(std::string_view stem) {
    return joined("GS", stem);
}
std::string term_guideline_about(std::string_view code) {
    return joined("GC", code);
}
std::string term_guideline_range(std::string_view category) {
    return joined("GR", category);
}

std::string term_word(const FieldInfo& field, std::string_view word) {
    std::string out(1, field.prefix);
    return out.append(word);
}
std::string term_stem(std::string_view stem) {
    return joined("S", stem);
}

double rarity(double with, double all) {
    return with == 0 ? 0 : std::min(kMostRarity, std::log(1 + (all - with + 0.5) / (with + 0.5)));
}

double standing(const CodeRecord& r) {
    constexpr double kEnded = 0.8, kHeader = 0.97;
    constexpr double kTable = 0.7;  // three characters of ICD-10-PCS are where codes are built, no code
    double out = (r.validity.to ? kEnded : 1) * (r.billable ? 1 : kHeader);
    if (r.system == "icd10cm" && r.code.size() == 7) {
        // The first encounter is meant; of fractures the closed one, healing as it should.
        const char episode = r.code.back();
        out *= episode == 'A' ? 1 : episode == 'D' || episode == 'S' || episode == 'B' ? 0.94 : 0.9;
    }
    if (r.system == "icd10pcs" && !r.billable) out *= kTable;
    if (r.system == "icd10pcs" && r.code.size() == 7 && r.code[0] == '0') {
        // No device and no qualifier, unless they are asked for.
        if (r.code[5] != 'Z') out *= 0.97;
        if (r.code[6] != 'Z') out *= 0.97;
    }
    return out;
}

double text_worth(const FieldInfo& field, std::size_t words) {
    // Half of the worth fades with length: a word says most about a text that has few others.
    constexpr double kFading = 0.5, kUsualWords = 8;
    constexpr std::size_t kMostWords = 20;  // longer texts are no worse: HCPCS says everything in its titles
    const double counted = 1 + static_cast<double>(std::min(words, kMostWords));
    const double length = 1 / (1 - kFading + kFading * counted / kUsualWords);
    return field.weight * length / 2;
}

unsigned impact(double text_worth, double standing) {
    return static_cast<unsigned>(
        std::clamp(std::lround(text_worth * standing * kImpactScale), 1L, static_cast<long>(kImpactScale)));
}

unsigned impact(const FieldInfo& field, std::size_t words, const CodeRecord& record) {
    return impact(text_worth(field, words), standing(record));
}

}  // namespace codelex
