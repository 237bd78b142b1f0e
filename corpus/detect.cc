// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by looking into it, and which release, by its name: the half of recipe.h that guesses.
#include <algorithm>
#include <array>

#include "corpus/hcpcs.h"
#include "corpus/order_file.h"
#include "corpus/recipe.h"
#include "corpus/source_file.h"
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
    if ((ends_with(name, ".yaml") || ends_with(name, ".yml")) && looks_like_yaml_records(head))
        return SourceKind::records;
    return std::nullopt;
}

bool is_workbook(const std::vector<Member>& members) {
    return std::any_of(members.begin(), members.end(),
                       [](const Member& m) { return m.name == "xl/workbook.xml"; });
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
    if (!year || kind == SourceKind::records || month > 12) return {};
    char label[16];
    const bool fiscal = kind != SourceKind::hcpcs_anweb;
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
        if (auto kind = kind_of(bytes.substr(0, kHead), name)) parts.push_back({*kind, ""});
        return parts;
    }
    auto members = read_zip(bytes, name, nullptr, nullptr, kHead);
    if (!members) return members.error();
    if (is_workbook(*members)) {
        if (looks_like_hcpcs_workbook(bytes)) parts.push_back({SourceKind::hcpcs_anweb, ""});
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
        if (looks_like_hcpcs_workbook(*whole)) parts.push_back({SourceKind::hcpcs_anweb, m.name});
    }
    return parts;
}

Reader reader_for(SourceKind kind, std::string_view bytes) {
    switch (kind) {
        case SourceKind::icd10cm_order:
            return read_icd10cm_order;
        case SourceKind::icd10pcs_order:
            return read_icd10pcs_order;
        case SourceKind::hcpcs_anweb:
            return looks_like_zip(bytes) ? read_hcpcs_workbook : read_hcpcs_fixed;
        case SourceKind::records:
            return read_yaml_records;
    }
    return read_yaml_records;
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
        const std::string name = fs::relative(file, directory, ec).string();
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
            if (info(part.kind).official && s.release.label.empty())
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
