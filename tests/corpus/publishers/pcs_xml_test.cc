// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/pcs_xml.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/corpus/publishers/pcs_samples.h"

using namespace codelex;
using namespace codelex::test;

namespace {

constexpr std::pair<PcsXmlKind, std::string_view> kSamples[] = {{PcsXmlKind::tables, kPcsTables},
                                                                {PcsXmlKind::index, kPcsIndex},
                                                                {PcsXmlKind::definitions, kPcsDefinitions}};

PcsReading reading(PcsXmlKind kind, std::string_view bytes) {
    PcsReading r;
    CHECK(read_pcs(kind, bytes, &r) == "");
    INFO(r.error.what << (r.diag.entries().empty() ? "" : to_string(r.diag.entries()[0])));
    CHECK_FALSE(r.noticed());
    return r;
}

PcsTables tables() {
    return reading(PcsXmlKind::tables, kPcsTables).tables;
}

const Axis::Value& named(const PcsTables& t, std::size_t table, std::size_t position,
                         std::string_view label) {
    for (const Axis::Value& v : t.tables[table].axes[position - 1].values)
        if (v.label == label) return v;
    FAIL("no label " << label);
    return t.tables[0].axes[0].values[0];
}

// "0KW|0KW1-|12|Rinsing, quick"
std::vector<std::string> printed(const std::vector<Attachment>& entries) {
    std::vector<std::string> out;
    for (const Attachment& a : entries)
        out.push_back(a.code + "|" + a.text.scope + "|" + std::to_string(a.text.source.line) + "|" +
                      a.text.text);
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a table gives its axes with values in order and its rows", "[pcs]") {
    const PcsTables t = tables();
    REQUIRE(t.tables.size() == 2);
    const PcsTables::Table& wash = t.tables[0];
    CHECK(wash.code == "0KW");
    CHECK(wash.axes[0].title == "Section");
    CHECK(wash.axes[2].values[0] == Axis::Value{'W', "Washing", "Making clean with water"});
    CHECK(wash.axes[3].title == "Thing");
    REQUIRE(wash.axes[3].values.size() == 3);
    CHECK(wash.axes[3].values[0].label == "Plate");
    CHECK(wash.axes[3].values[2].label == "Cup, Left");
    CHECK(wash.axes[4].values[1].label == "Machine <1 kW");
    REQUIRE(wash.rows.size() == 3);
    CHECK(wash.rows[0].values == std::array<std::string, 4>{"312", "0X", "Z", "Z"});
    CHECK(count_codes(wash) == 9);
    CHECK(count_codes(t.tables[1]) == 1);
}

TEST_CASE("a value may have another label in another row of its table", "[pcs]") {
    const PcsTables t = tables();
    auto tool = [&](std::string_view code) {
        const auto values = values_of(t.tables[0], code);
        return values.empty() ? std::string() : values[5]->label;
    };
    CHECK(t.tables[0].axes[5].values.size() == 4);
    CHECK(tool("0KW102Z") == "Sponge");
    CHECK(tool("0KW1026") == "Steam Jet");
    CHECK(tool("0KW10ZZ") == "No Tool");
    CHECK(tool("0KW20ZZ") == "No Tool");
    CHECK(tool("0KW202Z") == "");  // no row allows a sponge for a cup
    CHECK(tool("0GR507Z") == "");
    CHECK(tool("0KW1") == "");
}

TEST_CASE("definitions reach the labels that they name", "[pcs]") {
    PcsTables t = tables();
    const auto definitions = reading(PcsXmlKind::definitions, kPcsDefinitions).definitions;
    REQUIRE(definitions.size() == 7);
    CHECK(definitions[1].section == '0');
    CHECK(definitions[1].position == 4);
    CHECK(definitions[1].labels == Words{"Cup, Left", "Cup, Right"});
    CHECK(definitions[1].includes == Words{"Mug", "Beaker"});
    CHECK(apply_definitions(definitions, &t) == 7);  // of 8 titles: nobody washes a teapot here
    CHECK(named(t, 0, 3, "Washing").explanation == "Soap is optional");
    CHECK(named(t, 0, 3, "Washing").includes == Words{"Dish bath, plate spa"});
    CHECK(named(t, 0, 4, "Cup, Left").includes == Words{"Mug", "Beaker"});
    CHECK(named(t, 0, 4, "Cup, Right").includes == Words{"Mug", "Beaker"});
    CHECK(named(t, 0, 4, "Plate").includes.empty());
}

TEST_CASE("a title with a room, a chore or a kind names the label of those tables alone", "[pcs]") {
    PcsTables t = tables();
    apply_definitions(reading(PcsXmlKind::definitions, kPcsDefinitions).definitions, &t);
    CHECK(named(t, 0, 6, "Brush").includes == Words{"Dish brush"});
    CHECK(named(t, 0, 6, "Brush").definition == "");
    CHECK(named(t, 1, 6, "Brush").includes == Words{"Garden broom"});
    CHECK(named(t, 1, 6, "Brush").definition == "A thing with bristles");
    CHECK(named(t, 1, 7, "Paint").includes == Words{"Whitewash"});  // on a later axis than the title says
}

TEST_CASE("an index entry leads to a code, to a beginning of codes or to a table", "[pcs]") {
    const PcsReading r = reading(PcsXmlKind::index, kPcsIndex);
    CHECK(printed(r.entries) == Words{
                                    "0KW|0KW-|13|Beautifying",  // see Washing: its tables
                                    "0GR|0GR-|13|Beautifying",
                                    "0KW|0KW1-|21|Rinsing, quick",
                                    "0KW|0KW3-|25|Rinsing, quick, Sponge",  // see Washing, Cup
                                    "0KW|0KW20-|25|Rinsing, quick, Sponge",
                                    "0KW2XZZ||25|Rinsing, quick, Sponge",
                                    "0KW|0KW3-|50|Washing, Cup, Left",
                                    "0KW|0KW20-|54|Washing, Cup, Right",
                                    "0KW2XZZ||57|Washing, Cup, Right, by machine",
                                    "0GR|0GR-|63|Washing, Fence",
                                });
    CHECK(r.entries[0].text.source.source == 7);
}

TEST_CASE("what the index says to use is a word for a label", "[pcs]") {
    const PcsReading r = reading(PcsXmlKind::index, kPcsIndex);
    REQUIRE(r.synonyms.size() == 4);
    auto is = [&](std::size_t i, const char* label, const char* word, const char* table, bool see) {
        const PcsSynonym& s = r.synonyms[i];
        INFO(s.label << "|" << s.word << "|" << s.table);
        CHECK((s.label == label && s.word == word && s.table == table && s.see == see));
    };
    is(0, "Brush", "Bristle broom", "", false);
    is(1, "Tea Towel", "Rinsing, quick, Teapot", "", true);
    is(2, "Brush", "Roller 5000", "0GR", false);
    is(3, "Brush in Kitchen", "Roller 5000", "", false);
    PcsTables t = tables();
    CHECK(apply_synonyms({r.synonyms[0], r.synonyms[1], r.synonyms[2]}, &t) == 2);
    CHECK(named(t, 0, 6, "Brush").includes == Words{"Bristle broom"});
    CHECK(named(t, 1, 6, "Brush").includes == Words{"Bristle broom", "Roller 5000"});
    CHECK(apply_synonyms({r.synonyms[3]}, &t) == 1);
    CHECK(apply_synonyms({r.synonyms[3]}, &t) == 1);
    CHECK(named(t, 0, 6, "Brush").includes == Words{"Bristle broom", "Roller 5000"});
}

TEST_CASE("the three files are told apart by their root", "[pcs]") {
    for (const auto& [kind, bytes] : kSamples) {
        CHECK(pcs_xml_kind(bytes) == kind);
        CHECK(pcs_xml_kind("\xEF\xBB\xBF" + std::string(bytes)) == kind);
        CHECK(pcs_xml_kind(bytes.substr(0, 80)) == kind);
    }
    CHECK(pcs_xml_kind("<!-- <ICD10PCS.tabular> --><!DOCTYPE x><p:ICD10PCS.index xmlns:p=\"u\">") ==
          PcsXmlKind::index);
    for (const char* other :
         {"", "<", "<ICD10CM.tabular>", "ICD10PCS.index", "<!-- ", "<?xml", "<a><ICD10PCS.index>"})
        CHECK(pcs_xml_kind(other) == PcsXmlKind::none);
}

TEST_CASE("line ends, a byte order mark and name prefixes change nothing", "[pcs]") {
    for (const auto& [kind, bytes] : kSamples) {
        const PcsReading plain = reading(kind, bytes);
        std::string prefixed = replaced(replaced(std::string(bytes), "</", "</p:"), "<", "<p:");
        prefixed = replaced(replaced(prefixed, "<p:/p:", "</p:"), "<p:?xml", "<?xml");
        for (const std::string& other :
             {"\xEF\xBB\xBF" + std::string(bytes), replaced(std::string(bytes), "\n", "\r\n"),
              replaced(std::string(bytes), "\n", "\n<!-- a comment -->"), prefixed}) {
            const PcsReading r = reading(kind, other);
            CHECK(printed(r.entries) == printed(plain.entries));
            CHECK(r.synonyms.size() == plain.synonyms.size());
            CHECK(r.definitions.size() == plain.definitions.size());
            CHECK(r.tables.tables.size() == plain.tables.tables.size());
            for (std::size_t i = 0; i < r.tables.tables.size(); ++i)
                CHECK(r.tables.tables[i].axes == plain.tables.tables[i].axes);
        }
    }
}

TEST_CASE("unknown elements are skipped, but not their words inside a text", "[pcs]") {
    std::string text = replaced(std::string(kPcsTables), "<label code=\"5\">Fence</label>",
                                "<note>new</note><label code=\"5\">Fe<i>nc</i><![CDATA[e]]></label>");
    text = replaced(text, "  <version>", "  <licence><p>free</p></licence><version>");
    CHECK(named(reading(PcsXmlKind::tables, text).tables, 1, 4, "Fence").value == '5');
    const std::string index = replaced(std::string(kPcsIndex), "<use>Brush</use>", "<use>B<b>rus</b>h</use>");
    CHECK(reading(PcsXmlKind::index, index).synonyms[0].label == "Brush");
}

TEST_CASE("another file is refused with its name and a next step", "[pcs]") {
    for (const auto& [kind, bytes] : kSamples) {
        std::vector<std::string> others = {
            "", " \n", "no xml", "<", "<a/>", "PK\x03\x04", std::string(100, '\0'), "\xFF\xFE<\0a\0/\0>\0"};
        for (const auto& [other, sample] : kSamples)
            if (other != kind) others.emplace_back(sample);
        // The right root with nothing in it.
        others.push_back(std::string(bytes.substr(0, bytes.find("<version>"))));
        for (const std::string& o : others) {
            PcsReading r;
            CHECK(read_pcs(kind, o, &r) == "");
            CHECK(r.failed);
        }
    }
}

TEST_CASE("damage in a file is reported with its line and the rest is read", "[pcs]") {
    using K = PcsXmlKind;
    auto [kind, from, to, above, what] = GENERATE(table<K, std::string, std::string, int, std::string>({
        {K::tables, "codes=\"6\"", "codes=\"8\"", 0, "says it has 8"},
        {K::tables, "values=\"3\"", "values=\"2\"", 0, "says it has 2"},
        {K::tables, "code=\"3\"", "code=\"I\"", 0, "no label of a value"},
        {K::tables, "<label code=\"3\">", "<label code=\"1\">", -1, "again in one axis"},
        {K::tables, "code=\"G\"", "code=\"\"", 0, "no label of a value"},
        {K::tables, "pos=\"4\"", "pos=\"8\"", 0, "the row is left out"},
        {K::tables, ">Garden<", "><", 0, "no label of a value"},
        {K::tables, "<label code=\"G\">Garden</label></axis>",
         "<label code=\"Q\">Cellar</label></axis><axis pos=\"3\" values=\"1\"><title>Chore</title>"
         "<label code=\"W\">Washing</label></axis></pcsTable><pcsTable>",
         2, "has no row"},
        {K::tables, "<label code=\"2\">Sponge</label>", "<label code=\"Z\">No Tool</label>", 5,
         "repeats codes"},
        {K::index, "<code>0KW2XZZ</code>", "<code>0KW2XZ</code>", 0, "holds no code"},
        {K::index, "<codes>0KW3</codes>", "<codes>0KWI</codes>", 0, "holds no code"},
        {K::index, "<tab>0GR</tab></use>", "<tab>0G</tab></use>", 0, "no table of a label"},
        {K::index, "<title>Left</title>", "<title> </title>", 1, "without words"},
        {K::index, "Bristle broom(R)", "(R)", 1, "without a title"},
        {K::index, "<use>Brush</use>", "<use/>", 0, "names no label"},
        {K::index, "<see>Washing</see>", "<see> </see>", 0, "names nothing"},
        {K::definitions, "section code=\"0\"", "section code=\"00\"", 0, "no section"},
        {K::definitions, "axis pos=\"4\"", "axis pos=\"x\"", 0, "no axis"},
        {K::definitions, "<title>Teapot</title>", "<title></title>", 1, "without a title"},
        {K::definitions, "<includes>Samovar", "<includes>Sam\xE9var", 0, "no UTF-8"},
        {K::definitions, "</ICD10PCS.definitions>", "</ICD10PCS>", 0, "what follows is lost"},
    }));
    std::string bytes;
    for (const auto& [k, sample] : kSamples)
        if (k == kind) bytes = sample;
    REQUIRE(bytes.find(from) != bytes.npos);
    // Reported is the element, which begins so many lines above what is damaged.
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.find(from)), '\n') -
        above;
    bytes.replace(bytes.find(from), from.size(), to);
    PcsReading r;
    INFO(what);
    CHECK(read_pcs(kind, bytes, &r) == "");
    CHECK(r.failed == (what == "no section"));  // the only one
    REQUIRE_FALSE(r.diag.entries().empty());
    const Diagnostics::Entry& e = r.diag.entries()[0];
    INFO(to_string(e));
    CHECK(e.what.find(what) != std::string::npos);
    CHECK(e.line == static_cast<std::size_t>(line));
}

TEST_CASE("no cut and no flipped byte breaks what the readers of procedure tables promise",
          "[pcs][corruption]") {
    constexpr std::string_view kFlips("\x00\x01\x7F\x80\xE9\xFF\n \"'&</>;IO09AZ", 19);
    for (const auto& [kind, sample] : kSamples) {
        std::string broken, bytes(sample);
        std::size_t silent = 0;
        PcsReading r;
        auto each = [&](std::size_t n, std::string_view damaged) {
            if (auto why = read_pcs(kind, damaged, &r); !why.empty() && broken.empty())
                broken = "byte " + std::to_string(n) + ": " + why;
        };
        for (std::size_t n = 0; n < sample.size(); ++n) {
            each(n, sample.substr(0, n));
            if (!r.noticed()) ++silent;
        }
        for (std::size_t n = 0; n < bytes.size(); ++n) {
            const char was = bytes[n];
            for (const char c : kFlips) bytes[n] = c, each(n, bytes);
            for (const int bit : {1, 0x20, 0x80}) bytes[n] = static_cast<char>(was ^ bit), each(n, bytes);
            bytes[n] = was;
        }
        CHECK(broken == "");
        CHECK(silent <= 1);  // the last line end alone
    }
}

TEST_CASE("hostile files are read in bounded time and space", "[pcs]") {
    auto repeated = [](std::string_view s, std::size_t n) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) out += s;
        return out;
    };
    PcsReading r;
    for (const auto& [kind, sample] : kSamples) {
        const auto begin = sample.find("<ICD10PCS");
        const std::string root(sample.substr(begin, sample.find('>', begin) + 1 - begin));
        for (const char* name :
             {"a", "letter", "mainTerm", "term", "title", "see", "pcsTable", "axis", "section"}) {
            const std::string open = "<" + std::string(name) + ">";
            CHECK(read_pcs(kind, root + repeated(open, 100'000), &r) == "");
            CHECK(read_pcs(kind, root + "<letter><mainTerm><title>x</title>" + repeated(open, 100'000), &r) ==
                  "");
        }
    }
    const std::string head = "<ICD10PCS.index><letter>";
    // Terms below terms, each with a code: those too deep are reported.
    CHECK(read_pcs(PcsXmlKind::index,
                   head + "<mainTerm><title>x</title><code>0KW2XZZ</code>" +
                       repeated("<term><title>y</title><code>0KW2XZZ</code>", 5'000),
                   &r) == "");
    CHECK(r.entries.size() == 65);
    CHECK(r.noticed());
    // Long words repeated down a branch.
    CHECK(read_pcs(PcsXmlKind::index,
                   head + "<mainTerm><title>" + std::string(900, 'x') + "</title>" +
                       repeated("<term><title>" + std::string(90, 'y') + "</title><code>0KW2XZZ</code>", 50),
                   &r) == "");
    CHECK(r.entries.size() == 1);
    // Thousands of entries that all refer to one with thousands of codes.
    std::string many = head + "<mainTerm><title>x</title>";
    constexpr std::string_view kValues = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    for (char a : kValues)
        for (char b : kValues)
            many += std::string("<term><title>t</title><codes>0") + a + b + "0</codes></term>";
    many += "</mainTerm>" + repeated("<mainTerm><title>z</title><see>x</see></mainTerm>", 5'000);
    CHECK(read_pcs(PcsXmlKind::index, many, &r) == "");
    CHECK(r.synonyms.size() == 5'000);
}
