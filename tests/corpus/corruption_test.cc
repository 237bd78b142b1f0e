// SPDX-License-Identifier: GPL-3.0-or-later
// Every sample file is cut at every byte, and every byte is flipped: whatever comes out keeps the readers'
// promises (promises.h), and damage that can be seen is reported.
#include <catch2/catch.hpp>

#include "corpus/hcpcs.h"
#include "corpus/order_file.h"
#include "corpus/recipe.h"
#include "corpus/yaml_records.h"
#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"

using namespace codelex;
using namespace codelex::test;

namespace {

// What bytes turn into: a changed bit high and low, the ends of the range, line ends, quotes, what YAML and
// layouts mind.
constexpr std::string_view kFlips("\x00\xE9\xFF\n\r\t \"&*:-[09A", 15);

struct Sample {
    const char* name;
    Reader reader;
    std::string bytes;
};

std::vector<Sample> samples() {
    return {
        {"diagnoses", read_icd10cm_order, order_file(diagnosis_codes())},
        {"diagnoses with CRLF", read_icd10cm_order, order_file(diagnosis_codes(), "\r\n")},
        {"procedures", read_icd10pcs_order, order_file(procedure_codes(), "\r\n")},
        {"HCPCS", read_hcpcs_fixed, hcpcs_file()},
        {"HCPCS with LF", read_hcpcs_fixed, "***Disclaimers\n\n" + hcpcs_file("\n")},
        {"records", read_yaml_records, std::string(kRecordsYaml)},
    };
}

// Calls `each` with the bytes cut after n bytes, for all n.
template <class F>
void cut_everywhere(const std::string& bytes, F each) {
    for (std::size_t n = 0; n < bytes.size(); ++n) each(n, std::string_view(bytes).substr(0, n));
}

template <class F>
void flip_everywhere(const std::string& bytes, F each) {
    std::string flipped = bytes;
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        for (const char c : kFlips) {
            if (c == bytes[n]) continue;
            flipped[n] = c;
            each(n, std::string_view(flipped));
        }
        for (const int bit : {1, 0x10, 0x20, 0x80}) {
            flipped[n] = static_cast<char>(bytes[n] ^ bit);
            each(n, std::string_view(flipped));
        }
        flipped[n] = bytes[n];
    }
}

// 0-based column of a byte, and the line's content without its end.
struct Place {
    std::size_t column;
    std::string_view line;
    Place(std::string_view bytes, std::size_t n) {
        const auto begin = n == 0                                   ? 0
                           : bytes.rfind('\n', n - 1) == bytes.npos ? 0
                                                                    : bytes.rfind('\n', n - 1) + 1;
        line = bytes.substr(begin, bytes.find('\n', begin) - begin);
        column = n - begin;
    }
};

}  // namespace

TEST_CASE("no cut and no flipped byte breaks what readers promise", "[corruption]") {
    for (const Sample& s : samples()) {
        std::size_t tried = 0;
        std::string broken;
        auto each = [&](std::size_t n, std::string_view bytes) {
            Outcome r;
            ++tried;
            if (auto why = read_and_check(s.reader, bytes, &r); !why.empty() && broken.empty())
                broken = "byte " + std::to_string(n) + ": " + why;
        };
        cut_everywhere(s.bytes, each);
        flip_everywhere(s.bytes, each);
        INFO(s.name);
        CHECK(broken == "");
        CHECK(tried > 15 * s.bytes.size());
    }
}

TEST_CASE("an order file cut anywhere but behind a billable code is noticed", "[corruption]") {
    for (const char* end : {"\n", "\r\n"}) {
        const std::string bytes = order_file(diagnosis_codes(), end);
        std::size_t silent = 0;
        cut_everywhere(bytes, [&](std::size_t n, std::string_view cut) {
            Outcome r;
            read_and_check(read_icd10cm_order, cut, &r);
            if (r.noticed()) return;
            ++silent;
            INFO("cut at byte " << n);
            CHECK(cut.back() == '\n');
            CHECK(r.records.back().billable);
        });
        CHECK(silent == 4);  // behind each billable code but the last, which ends the file
    }
}

TEST_CASE("a flipped byte in the columns of an order file is noticed", "[corruption]") {
    const std::string bytes = order_file(diagnosis_codes());
    std::string unnoticed;
    flip_everywhere(bytes, [&](std::size_t n, std::string_view flipped) {
        const Place at(bytes, n);
        const bool numbers =
            at.column < 6 || at.column == 13 || (at.column >= 14 && at.column < 16) || at.column == 76;
        if (!numbers) return;
        Outcome r;
        read_and_check(read_icd10cm_order, flipped, &r);
        // A billable flag on the last header of a branch, or none on it, shows in its neighbours.
        if (!r.noticed()) unnoticed += std::to_string(n) + "=" + excerpt(flipped.substr(n, 1)) + " ";
    });
    CHECK(unnoticed == "");
}

TEST_CASE("a lost line of an order file is noticed", "[corruption]") {
    const auto& codes = diagnosis_codes();
    for (std::size_t lost = 0; lost + 1 < codes.size(); ++lost) {
        std::string bytes;
        for (std::size_t i = 0; i < codes.size(); ++i)
            if (i != lost)
                bytes += order_line(static_cast<unsigned>(i + 1), codes[i].code, codes[i].billable,
                                    codes[i].title) +
                         "\n";
        Outcome r;
        CHECK(read_and_check(read_icd10cm_order, bytes, &r) == "");
        CHECK(r.noticed());
    }
}

TEST_CASE("a HCPCS file cut within a line is noticed", "[corruption]") {
    const std::string bytes = hcpcs_file();
    cut_everywhere(bytes, [&](std::size_t n, std::string_view cut) {
        Outcome r;
        read_and_check(read_hcpcs_fixed, cut, &r);
        if (r.noticed()) return;
        INFO("cut at byte " << n);
        CHECK(cut.back() == '\n');
    });
}

TEST_CASE("a flipped byte in the numbering of a HCPCS file is noticed", "[corruption]") {
    const std::string bytes = hcpcs_file();
    std::string unnoticed;
    flip_everywhere(bytes, [&](std::size_t n, std::string_view flipped) {
        const Place at(bytes, n);
        if (at.column < 5 || at.column > 10 || n < 322) return;  // before the first record all is preamble
        Outcome r;
        read_and_check(read_hcpcs_fixed, flipped, &r);
        if (!r.noticed()) unnoticed += std::to_string(n) + "=" + excerpt(flipped.substr(n, 1)) + " ";
    });
    CHECK(unnoticed == "");
}

TEST_CASE("a continuation line lost from a HCPCS file is noticed unless it was the last", "[corruption]") {
    const std::string bytes = hcpcs_file("\n");
    std::string without = bytes;
    without.erase(2 * 321, 321);  // the first of two continuations
    Outcome r;
    CHECK(read_and_check(read_hcpcs_fixed, without, &r) == "");
    CHECK(r.diag.suspected() == 1);
}

TEST_CASE("every byte of a workbook's parts may be damaged", "[corruption]") {
    const Members parts = workbook_members({hcpcs_rows()[0], hcpcs_rows()[2]});
    std::string broken;
    std::size_t tried = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        Members changed = parts;
        auto each = [&](std::size_t n, std::string_view bytes) {
            if (n % 3 != 0) return;  // every third byte: an archive is written for each
            changed[p].second = bytes;
            Outcome r;
            ++tried;
            if (auto why = read_and_check(read_hcpcs_workbook, zip_of(changed, true), &r);
                !why.empty() && broken.empty())
                broken = parts[p].first + " byte " + std::to_string(n) + ": " + why;
        };
        cut_everywhere(parts[p].second, each);
        flip_everywhere(parts[p].second, each);
    }
    CHECK(broken == "");
    CHECK(tried > 10'000);
}

TEST_CASE("no cut and no flipped byte of a recipe passes without sense or message", "[corruption]") {
    const std::string bytes(kRecipeYaml);
    std::string broken;
    auto each = [&](std::size_t n, std::string_view damaged) {
        const auto r = parse_recipe(damaged, "my.yaml", "/base");
        if (!broken.empty()) return;
        if (!r) {
            if (auto useless = useless_error(r.error(), "my.yaml"); !useless.empty())
                broken = "byte " + std::to_string(n) + ": an error " + useless;
            return;
        }
        for (const Source& s : r->sources)
            if (s.file.empty() || s.name.empty() || (s.release.effective && !s.release.effective->ok()))
                broken = "byte " + std::to_string(n) + ": a source without file, name or date";
        for (const CodeSystem& s : r->systems)
            if (!is_system_id(s.id) || find_known_system(s.id))
                broken = "byte " + std::to_string(n) + ": no system";
    };
    cut_everywhere(bytes, each);
    flip_everywhere(bytes, each);
    CHECK(broken == "");
}
