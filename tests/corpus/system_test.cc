// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/system.h"

#include <catch2/catch.hpp>

#include "corpus/record.h"
#include "corpus/text.h"

using namespace codelex;

namespace {

std::string code(std::string_view system, std::string_view text) {
    auto c = canonical_code(system, text);
    return c ? *c : "-";
}

}  // namespace

TEST_CASE("a code is found however people punctuate it", "[system]") {
    const struct {
        const char *system, *text, *canonical;
    } rows[] = {
        {"icd10cm", "z0z.1", "Z0Z1"},
        {"icd10cm", " X9X.1XXA ", "X9X1XXA"},
        {"icd10cm", "QZ0", "QZ0"},
        {"icd10cm", "Z0", "-"},
        {"icd10cm", "0Z0", "-"},
        {"icd10cm", "Z0Z12345", "-"},
        {"icd10cm", "Z0Z-1", "-"},
        {"icd10pcs", "yyy1zzz", "YYY1ZZZ"},
        {"icd10pcs", "YYY", "YYY"},
        {"icd10pcs", "YYY1", "-"},
        {"icd10pcs", "YYI1ZZZ", "-"},
        {"icd10pcs", "YYO1ZZZ", "-"},
        {"hcpcs", "w0001", "W0001"},
        {"hcpcs", "w9", "W9"},
        {"hcpcs", "WW001", "-"},
        {"hcpcs", "10001", "-"},
        {"hcpcs", "W000", "-"},
        {"cpt", "0000z", "0000Z"},
        {"cpt", "0000", "-"},
        {"cpt", "Z0000", "-"},
        {"house", " a/b-1 ", "A/B-1"},
        {"house", "a b", "-"},
        {"house", "", "-"},
        {"house", "\xC3\xA9", "-"},
        {"house", "0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789"},
        {"house", "01234567890123456789012345678901234567890", "-"},
    };
    for (const auto& r : rows) {
        INFO(r.system << " " << r.text);
        CHECK(code(r.system, r.text) == r.canonical);
    }
}

TEST_CASE("a canonical code is its own canonical spelling", "[system]") {
    for (auto [system, text] :
         {std::pair{"icd10cm", "x9x.1xxa"}, std::pair{"icd10pcs", "yyz3zzz"}, std::pair{"hcpcs", "w9"},
          std::pair{"cpt", "0000z"}, std::pair{"house", "x.9"}}) {
        const std::string once = code(system, text);
        CHECK(once != "-");
        CHECK(code(system, once) == once);
        CHECK(code(system, display_code(system, once)) == once);
    }
}

TEST_CASE("the message about a bad code is readable text whatever was typed", "[system]") {
    for (const char* system : {"icd10cm", "house"}) {
        // The 40th byte falls into the middle of a character; then bytes of no text at all.
        for (const std::string& text : {std::string(39, 'x') + "\xC3\xA9\xC3\xA9",
                                        std::string("\x01\xFF\n\x7F"), std::string(5000, '.')}) {
            const auto c = canonical_code(system, text);
            if (c) continue;
            CHECK(c.error().code == Errc::bad_query);
            CHECK(is_utf8(c.error().what));
            CHECK(c.error().what.find('\n') == std::string::npos);
            CHECK(c.error().what.size() < 100);
            CHECK_FALSE(c.error().hint.empty());
        }
    }
}

TEST_CASE("only ICD-10-CM is written with a dot", "[system]") {
    CHECK(display_code("icd10cm", "Z0Z") == "Z0Z");
    CHECK(display_code("icd10cm", "Z0Z1") == "Z0Z.1");
    CHECK(display_code("icd10cm", "X9X1XXA") == "X9X.1XXA");
    CHECK(display_code("icd10pcs", "YYY1ZZZ") == "YYY1ZZZ");
    CHECK(display_code("hcpcs", "W0001") == "W0001");
    CodeRecord r;
    r.system = "icd10cm", r.code = "Z0Z1";
    CHECK(label(r) == "icd10cm Z0Z.1");
}

TEST_CASE("systems are listed in a fixed order, declared ones last", "[system]") {
    CHECK(known_systems().size() == 4);
    for (std::size_t i = 0; i < known_systems().size(); ++i)
        for (std::size_t k = 0; k < known_systems().size(); ++k)
            CHECK(system_before(known_systems()[i].id, known_systems()[k].id) == (i < k));
    CHECK(system_before("cpt", "a-house"));
    CHECK_FALSE(system_before("a-house", "cpt"));
    CHECK(system_before("a-house", "b-house"));
    CHECK_FALSE(system_before("a-house", "a-house"));
    CHECK(find_known_system("icd10cm")->name == "ICD-10-CM");
    CHECK(find_known_system("ICD10CM") == nullptr);
}

TEST_CASE("a system id is short and plain", "[system]") {
    for (const char* good : {"a", "house-codes", "x_9", "0"}) CHECK(is_system_id(good));
    for (const char* bad :
         {"", "House", "a b", "a.b", "a/b", "\xC3\xA9", "012345678901234567890123456789012"})
        CHECK_FALSE(is_system_id(bad));
}

TEST_CASE("every code of ICD-10-CM shape finds a chapter in book order", "[system]") {
    const struct {
        const char *system, *code, *chapter;
    } rows[] = {
        {"icd10cm", "A0Z", "1"},  {"icd10cm", "C4Z", "2"},  {"icd10cm", "D4ZZ", "3"},
        {"icd10cm", "E0Z1", "4"}, {"icd10cm", "H5Z", "8"},  {"icd10cm", "QA0Z", "17"},
        {"icd10cm", "Z0Z", "21"}, {"icd10cm", "U0Z", "22"}, {"icd10cm", "V0Z", "20"},
        {"icd10pcs", "0YY", "0"}, {"icd10pcs", "YYY", ""},  {"hcpcs", "W9", "modifier"},
        {"hcpcs", "W0001", "W"},  {"hcpcs", "E9Z", "E"},    {"cpt", "0000Z", ""},
        {"house", "1", ""},       {"icd10cm", "", ""},
    };
    for (const auto& r : rows) {
        INFO(r.system << " " << r.code);
        CHECK(chapter_of(r.system, r.code).id == r.chapter);
    }
    CHECK(chapter_of("hcpcs", "W0001").title == "Family W");
}
