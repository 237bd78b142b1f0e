// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/inherit.h"

#include <catch2/catch.hpp>

using namespace codelex;

namespace {

CodeRecord table() {
    CodeRecord t;
    t.system = "icd10pcs";
    t.code = "9XY";
    t.title = "Invented System, Tickling";
    t.texts = {{TextKind::index_path, "Feathering", {}, "9XY4-"},
               {TextKind::index_path, "Tickling of all things", {}, "9XY-"},
               {TextKind::index_path, "Plume work", {}, "9XY5-"}};
    t.axes = {{4, "Part", {{'4', "Sole", "", "", {"Foot bottom", "Planta"}}, {'5', "Palm"}}},
              {6, "Device", {{'2', "Quill"}, {'2', "Brush"}}}};
    t.axes[1].values[0].other = 7;
    t.axes[1].values[0].with = "AB";
    t.axes[1].values[1].other = 7;
    t.axes[1].values[1].with = "C";
    return t;
}

}  // namespace

TEST_CASE("an index entry of a procedure table leads to the codes that begin so, not to the whole table",
          "[corpus]") {
    const auto entries = inherited_entries(table(), "9XY40ZZ");
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].text == "Feathering");
    CHECK(inherited_entries(table(), "9XY60ZZ").empty());
}

TEST_CASE("a procedure code has the synonyms of its axis values", "[corpus]") {
    const auto texts = axis_synonyms(table(), "9XY4022");
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].text == "Sole: Foot bottom, Planta");
    CHECK(axis_synonyms(table(), "9XY5022").empty());
}

TEST_CASE("a character with two labels is read by another position of the code", "[corpus]") {
    const Axis device = table().axes[1];
    CHECK(value_at(device, "9XY402B")->label == "Quill");
    CHECK(value_at(device, "9XY402C")->label == "Brush");
    CHECK(value_at(device, "9XY402D") == nullptr);
    CHECK(value_at(device, "9XY40ZC") == nullptr);
}

TEST_CASE("a diagnosis inherits what the headers above it are called", "[corpus]") {
    CodeRecord six, seven, header;
    six.system = seven.system = header.system = "icd10cm";
    six.code = "X99001";
    six.texts = {{TextKind::index_path, "Stubbing, toe"},
                 {TextKind::inclusion, "Stubbed toe"},
                 {TextKind::note, "Not a name"},
                 {TextKind::includes, "all of the section", {}, "Section X90-X99: Invented"}};
    seven.code = "X99001A";
    seven.parent = "X99001";
    header.code = "X99";
    CHECK(inherits_from(seven) == "X99001");
    CHECK_FALSE(inherits_from(header));
    const auto entries = inherited_entries(six, seven.code);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].text == "Stubbing, toe");
    CHECK(entries[1].text == "Stubbed toe");
}
