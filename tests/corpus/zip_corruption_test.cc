// SPDX-License-Identifier: GPL-3.0-or-later
// Archives that broke off, that were damaged on the way, and that unpack to more than anybody sends.
#include <catch2/catch.hpp>

#include "corpus/corpus.h"
#include "corpus/hcpcs.h"
#include "corpus/source_file.h"
#include "tests/corpus/layouts.h"
#include "tests/corpus/promises.h"
#include "tests/scratch.h"

using namespace codelex;
using namespace codelex::test;

namespace {

const Members& downloads() {
    static const Members members = {{"readme.txt", "prose"},
                                    {"icd10cm_order_2026.txt", order_file(diagnosis_codes(), "\r\n")},
                                    {"own.yaml", std::string(kRecordsYaml)}};
    return members;
}

// Every member that comes out of a damaged archive must be one that went in; the first that is not, or
// nothing.
std::string foreign_member(const Result<std::vector<Member>>& members) {
    if (!members) return useless_error(members.error(), "sample");
    for (const Member& m : *members) {
        bool known = false;
        for (const auto& [name, bytes] : downloads()) known |= bytes == m.bytes;
        if (!known) return "a member with other bytes: " + excerpt(m.name);
    }
    return {};
}

std::string with_zeros(std::string_view head, std::size_t zeros) {
    std::string out(head);
    out.resize(out.size() + zeros, ' ');
    return out;
}

}  // namespace

TEST_CASE("an archive cut at any byte is refused", "[zip]") {
    for (bool stored : {false, true}) {
        const std::string zip = zip_of(downloads(), stored);
        std::size_t silent = 0;
        for (std::size_t n = 0; n < zip.size(); ++n) {
            const auto r = read_zip(std::string_view(zip).substr(0, n), "sample");
            silent += r.ok();
            if (!r && !useless_error(r.error(), "sample").empty()) FAIL(useless_error(r.error(), "sample"));
        }
        CHECK(silent == 0);
    }
}

TEST_CASE("a flipped byte of an archive never changes what is read from it", "[zip]") {
    for (bool stored : {false, true}) {
        const std::string zip = zip_of(downloads(), stored);
        std::string flipped = zip, broken;
        for (std::size_t n = 0; n < zip.size(); ++n) {
            for (const int bits : {0x01, 0x02, 0x08, 0x40, 0x80, 0xFF}) {
                flipped[n] = static_cast<char>(zip[n] ^ bits);
                if (auto why = foreign_member(read_zip(flipped, "sample")); !why.empty() && broken.empty())
                    broken = "byte " + std::to_string(n) + ": " + why;
                const auto parts = detect(flipped, "sample");
                if (parts)
                    for (const Part& p : *parts)
                        if (auto m = read_zip_member(flipped, "sample", p.member);
                            m && looks_like_zip(flipped))
                            if (broken.empty() && foreign_member(std::vector<Member>{{p.member, *m}}) != "")
                                broken = "detected, byte " + std::to_string(n);
            }
            flipped[n] = zip[n];
        }
        CHECK(broken == "");
    }
}

TEST_CASE("a workbook cut or flipped anywhere gives the same codes or a message", "[zip]") {
    const std::string book = workbook_of(hcpcs_rows());
    Outcome whole;
    REQUIRE(read_and_check(read_hcpcs_workbook, book, &whole) == "");
    std::string broken;
    std::string flipped = book;
    for (std::size_t n = 0; n < book.size(); ++n) {
        Outcome r;
        if (auto why = read_and_check(read_hcpcs_workbook, std::string_view(book).substr(0, n), &r);
            !why.empty())
            broken += why;
        if (!r.failed) broken += "cut at " + std::to_string(n) + " ";
        for (const int bits : {0x01, 0x10, 0x80, 0xFF}) {
            flipped[n] = static_cast<char>(book[n] ^ bits);
            if (auto why = read_and_check(read_hcpcs_workbook, flipped, &r); !why.empty()) broken += why;
            if (!r.noticed() && r.records.size() != whole.records.size())
                broken += "byte " + std::to_string(n) + " ";
        }
        flipped[n] = book[n];
    }
    CHECK(broken == "");
}

TEST_CASE("an archive with the wrong content says what is not in it", "[zip]") {
    const Scratch dir;
    dir.write("cms_2026.zip", zip_of({{"photo.jpg", "\xFF\xD8"}}));
    const auto recipe =
        parse_recipe("sources: [{kind: icd10cm-order, file: cms_2026.zip}]", "my.yaml", dir.path());
    const auto c = read_corpus(*recipe);
    REQUIRE_FALSE(c);
    CHECK(c.error().code == Errc::bad_source);
    CHECK(c.error().what == "cms_2026.zip: no ICD-10-CM order file in it");
    CHECK_FALSE(c.error().hint.empty());
}

TEST_CASE("a member that unpacks to a third of a gigabyte is detected cheaply and refused", "[zip]") {
    const Scratch dir;
    const std::string head = order_file(diagnosis_codes());
    std::string zip;
    {
        const std::string bomb = with_zeros(head, 257u << 20);
        zip = zip_of({{"icd10cm_order_2026.txt", bomb}});
        zip.shrink_to_fit();
    }
    CHECK(zip.size() < (1u << 20));
    const auto parts = detect(zip, "sample");
    REQUIRE(parts);
    REQUIRE(parts->size() == 1);
    dir.write("cms_2026.zip", zip);
    const auto recipe =
        parse_recipe("sources: [{kind: icd10cm-order, file: cms_2026.zip}]", "my.yaml", dir.path());
    const auto c = read_corpus(*recipe);
    REQUIRE_FALSE(c);
    CHECK(c.error().code == Errc::too_large);
    CHECK(c.error().what == "cms_2026.zip!icd10cm_order_2026.txt: unpacks to more than 256 MiB");
}

TEST_CASE("a workbook whose sheet unpacks to more than a tree can hold is refused", "[zip]") {
    Members m = workbook_members(hcpcs_rows());
    m[2].second = with_zeros(m[2].second, 97u << 20);
    Outcome r;
    CHECK(read_and_check(read_hcpcs_workbook, zip_of(m), &r) == "");
    REQUIRE(r.failed);
    CHECK(r.error.code == Errc::too_large);
}

TEST_CASE("archives within archives are not unpacked", "[zip]") {
    std::string zip = zip_of({{"icd10cm_order_2026.txt", order_file(diagnosis_codes())}});
    for (int i = 0; i < 3; ++i) zip = zip_of({{"inner.zip", zip}});
    const auto parts = detect(zip, "sample");
    REQUIRE(parts);
    CHECK(parts->empty());
}
