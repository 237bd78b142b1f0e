// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by looking into it, and which release, by its name: the half of recipe.h that guesses.
#include <algorithm>
#include <array>

#include "corpus/cpt.h"
#include "corpus/guidelines.h"
#include "corpus/hcpcs.h"
#include "corpus/hcpcs_notes.h"
#include "corpus/icd10cm_index.h"
#include "corpus/order_file.h"
#include "corpus/pcs_xml.h"
#include "corpus/recipe.h"
#include "corpus/source_file.h"
#include "corpus/tabular.h"
#include "corpus/text.h"
#include "corpus/yaml_records.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHead = 64 * 1024;  // bytes that tell what a file is; HCPCS preambles are 8 KB at most

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool ends_with(std::string_view name, std::string_view end) {
    return lower(name).ends_with(end);
}

// Kind of plain bytes, if any.
std::optional<SourceKind> kind_of(std::string_view head, std::string_view name) {
    bool pcs = false;
    if (looks_like_order_file(head, &pcs))
        return pcs ? SourceKind::icd10pcs_order : SourceKind::icd10cm_order;
    if (looks_like_hcpcs_fixed(head)) return SourceKind::hcpcs_anweb;
    if (looks_like_hcpcs_notes(head)) return SourceKind::hcpcs_notes;
    if (looks_like_icd10cm_tabular(head)) return SourceKind::icd10cm_tabular;
    switch (icd10cm_index_kind(head)) {
        case Icd10cmIndexKind::diseases:
            return SourceKind::icd10cm_index;
        case Icd10cmIndexKind::external:
            return SourceKind::icd10cm_external;
        case Icd10cmIndexKind::neoplasms:
            return SourceKind::icd10cm_neoplasms;
        case Icd10cmIndexKind::drugs:
            return SourceKind::icd10cm_drugs;
        case Icd10cmIndexKind::none:
            break;
    }
    switch (pcs_xml_kind(head)) {
        case PcsXmlKind::tables:
            return SourceKind::icd10pcs_tables;
        case PcsXmlKind::index:
            return SourceKind::icd10pcs_index;
        case PcsXmlKind::definitions:
            return SourceKind::icd10pcs_definitions;
        case PcsXmlKind::none:
            break;
    }
    switch (cpt_file_kind(head)) {
        case CptFileKind::long_text:
            return SourceKind::cpt_long;
        case CptFileKind::medium:
            return SourceKind::cpt_medium;
        case CptFileKind::short_text:
            return SourceKind::cpt_short;
        case CptFileKind::consumer:
            return SourceKind::cpt_consumer;
        case CptFileKind::clinician:
            return SourceKind::cpt_clinician;
        case CptFileKind::none:
            break;
    }
    if ((ends_with(name, ".yaml") || ends_with(name, ".yml")) && looks_like_yaml_records(head))
        return SourceKind::records;
    return std::nullopt;
}

bool is_workbook(const std::vector<Member>& members) {
    return std::any_of(members.begin(), members.end(),
                       [](const Member& m) { return m.name == "xl/workbook.xml"; });
}

// A workbook that cannot be unpacked may well have held the codes: that is damage, not a file of another
// kind.
Result<bool> holds_hcpcs(std::string_view workbook, std::string_view name) {
    if (looks_like_hcpcs_workbook(workbook)) return true;
    auto content = [](std::string_view member, const void*) {
        return member == "xl/sharedStrings.xml" || member == "xl/worksheets/sheet1.xml";
    };
    const auto members = read_zip(workbook, name, content);
    if (!members && members.error().code == Errc::bad_source) return members.error();
    return false;
}

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

}  // namespace

Release release_from_name(SourceKind kind, std::string_view file_name) {
    const std::string name = lower(fs::path(std::string(file_name)).filename().string());
    int year = 0, month = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        std::size_t n = 0;
        while (i + n < name.size() && is_digit(name[i + n])) ++n;
        const bool hcpc17 = n == 2 && i >= 4 && name.compare(i - 4, 4, "hcpc") == 0;
        if (!year && n == 4 && name.compare(i, 2, "20") == 0) year = std::stoi(name.substr(i, 4));
        if (!year && hcpc17) year = 2000 + std::stoi(name.substr(i, 2));
        if (n == 2 && i == 5 && year && name[4] == '-')
            month = std::stoi(name.substr(i, 2));  // the label 2025-04
        if (n) {
            i += n - 1;
            continue;
        }
        if (!is_lower(name[i])) continue;
        std::size_t word = i;
        while (word < name.size() && is_lower(name[word])) ++word;
        for (std::size_t m = 0; m < kMonths.size(); ++m) {
            const std::string_view w = std::string_view(name).substr(i, word - i);
            // "oct", "april", "january": a word that starts with the month and is one
            static constexpr std::array<std::string_view, 12> kFull = {
                "january", "february", "march",     "april",   "may",      "june",
                "july",    "august",   "september", "october", "november", "december"};
            if (w == kMonths[m] || w == kFull[m]) month = static_cast<int>(m) + 1;
        }
        i = word - 1;
    }
    if (!year || info(kind).role == Role::own || month > 12) return {};
    char label[16];
    const bool fiscal = info(kind).system != "hcpcs" && info(kind).system != "cpt";
    if (month)
        std::snprintf(label, sizeof label, "%04d-%02d", year % 10000, month % 100);
    else
        std::snprintf(label, sizeof label, "%04d", year % 10000);
    // A fiscal year N begins on 1 October N-1; a label with a month is a calendar month.
    const int m = month ? month : fiscal ? 10 : 1;
    const int y = !month && fiscal ? year - 1 : year;
    return {label,
            Date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)), std::chrono::day(1)}};
}

Result<std::vector<Part>> detect(std::string_view bytes, std::string_view name) {
    std::vector<Part> parts;
    if (!looks_like_zip(bytes)) {
        if (looks_like_guidelines_pdf(bytes))
            parts.push_back({SourceKind::guidelines_pdf, ""});
        else if (auto kind = kind_of(bytes.substr(0, kHead), name))
            parts.push_back({*kind, ""});
        return parts;
    }
    auto members = read_zip(bytes, name, nullptr, nullptr, kHead);
    if (!members) return members.error();
    if (is_workbook(*members)) {
        const auto holds = holds_hcpcs(bytes, name);
        if (!holds) return holds.error();
        if (*holds) parts.push_back({SourceKind::hcpcs_anweb, ""});
        return parts;
    }
    bool hcpcs = false;
    for (const Member& m : *members)
        if (auto kind = kind_of(m.bytes, m.name)) {
            parts.push_back({*kind, m.name});
            hcpcs |= *kind == SourceKind::hcpcs_anweb;
        }
    // The workbook twin of a text file is less reliable: it counts only where there is no text.
    if (hcpcs) return parts;
    for (const Member& m : *members) {
        if (!ends_with(m.name, ".xlsx")) continue;
        auto whole = read_zip_member(bytes, name, m.name);
        if (!whole) return whole.error();
        const auto holds = holds_hcpcs(*whole, std::string(name) + "!" + excerpt(m.name, 200));
        if (!holds) return holds.error();
        if (*holds) parts.push_back({SourceKind::hcpcs_anweb, m.name});
    }
    return parts;
}

Result<Recipe> recipe_from_directory(const fs::path& directory) {
    Recipe recipe;
    recipe.name = directory.string();
    std::error_code ec;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(directory, ec), end; !ec && it != end; it.increment(ec))
        if (it->is_regular_file()) files.push_back(it->path());
    if (ec)
        return Error{Errc::io, directory.string() + ": " + ec.message(),
                     "check the path and its permissions"};
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const std::string name =
            excerpt(fs::relative(file, directory, ec).string(), 4096);  // UTF-8 from here on
        auto bytes = read_file(file);
        if (!bytes) return bytes.error();
        auto parts = detect(*bytes, name);
        if (!parts) return parts.error();
        if (parts->empty()) recipe.ignored.push_back(name);
        for (const Part& part : *parts) {
            Source s;
            s.kind = part.kind;
            s.file = file;
            s.member = part.member;
            s.name = name;
            s.release = release_from_name(part.kind, part.member.empty() ? name : part.member);
            if (s.release.label.empty()) s.release = release_from_name(part.kind, name);
            if (is_official(part.kind) && s.release.label.empty())
                return Error{
                    Errc::bad_source,
                    name + ": a " + std::string(info(part.kind).is) +
                        ", but its name does not tell the release",
                    "write a recipe that names its `release` and `effective` date (docs/sources.md)"};
            recipe.sources.push_back(std::move(s));
        }
    }
    if (recipe.sources.empty())
        return Error{Errc::bad_source, directory.string() + ": no file that codelex reads",
                     "expected order files, HCPCS (ANWEB) files or YAML records, zipped or plain"};
    return recipe;
}

}  // namespace codelex
