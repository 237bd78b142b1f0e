// SPDX-License-Identifier: GPL-3.0-or-later
// Invented codes and words in the layout of the tabular list.
#include "corpus/tabular.h"

#include <catch2/catch.hpp>

#include "tests/corpus/publishers/attachments.h"

using namespace codelex;
using namespace codelex::test;

namespace {

constexpr const char* kList = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2999</version>
  <introduction><introSection type="title"><title>Of ears</title></introSection></introduction>
  <chapter>
    <name>7</name>
    <desc>Coloured ears (X10-X49)</desc>
    <excludes2><note>noses (Y10-Y19)</note></excludes2>
    <sectionIndex><sectionRef first="X10" last="X19" id="X10-X19">
      Purple ears
    </sectionRef></sectionIndex>
    <section id="X10-X39">
      <desc>Ears of one colour (X10-X39)</desc>
      <notes><note>One colour counts.</note></notes>
    </section>
    <section id="X10-X19">
      <desc>Purple ears (X10-X19)</desc>
      <codeFirst><note>the painter</note></codeFirst>
      <diag>
        <name>X10</name>
        <desc>Violet ear</desc>
        <inclusionTerm>
          <note>Lilac	 ear
            (on one side)</note>
          <note>Mauve ear</note>
        </inclusionTerm>
        <useAdditionalCode><note>code to identify paint, such as:</note><note>oil (Z10.1)</note></useAdditionalCode>
        <useAdditionalCode><note>brush, if any (Z11.-)</note></useAdditionalCode>
        <sevenChrNote><note>Add a 7th character to codes of category X10:</note></sevenChrNote>
        <sevenChrDef>
          <extension char="A">first coat</extension>
          <extension char="D">later coat</extension>
          <note>varnish</note>
          <extension char="S">faded</extension>
        </sevenChrDef>
        <diag placeholder="true">
          <name>X10.X</name>
          <desc>Violet ear</desc>
          <excludes1><note>pink ear &lt; 5 cm (X11.2-)</note></excludes1>
          <diag><name>X10.X1</name><desc>Violet left ear, caf&#233;</desc>
            <includes><note>café ear, <new>left</new> <old>right</old></note></includes></diag>
        </diag>
      </diag>
    </section>
    <section id="X40">
      <desc>Striped ears (X40)</desc>
      <diag>
        <name>X40</name>
        <desc>Striped ear</desc>
        <codeAlso><note>stripe</note></codeAlso>
        <visualImpairment>
          <visCategory><heading>Class of stripe</heading><visRange><heading>Width</heading>
            <visMax><heading>Below:</heading></visMax><visMin><heading>From:</heading></visMin></visRange></visCategory>
          <visCategory><value>1</value>
            <visRange><visMax><value>3 mm</value></visMax><visMin><value>1 mm</value></visMin></visRange>
            <visRange><visMax><value>9 px</value></visMax></visRange></visCategory>
          <visCategory><value>9</value><visRange><visMax><value>No stripe</value></visMax></visRange></visCategory>
        </visualImpairment>
        <deactivated from="2990" thru="2995"/>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
)";

std::string with_crlf(std::string_view text) {
    std::string out;
    for (char c : text) c == '\n' ? out += "\r\n" : out += c;
    return out;
}

Attached read(const std::string& bytes) {
    Attached a;
    CHECK(read_and_check(read_icd10cm_tabular, "icd10cm", bytes, &a) == "");
    return a;
}

std::string around(const std::string& chapter) {
    return "<ICD10CM.tabular><chapter>" + chapter + "</chapter></ICD10CM.tabular>";
}
std::string in_code(const std::string& blocks) {
    return around("<section id=\"X10\"><diag><name>X10</name>" + blocks + "</diag></section>");
}

}  // namespace

TEST_CASE("every block of the tabular list reaches its code", "[corpus][tabular]") {
    const std::string expected =
        "X10 excludes2 [Chapter 7: Coloured ears (X10-X49)] noses (Y10-Y19)\n"
        "X10 notes [Section X10-X39: Ears of one colour] One colour counts.\n"
        "X10 code_first [Section X10-X19: Purple ears] the painter\n"
        "X10 terms Lilac ear (on one side)\n"
        "X10 terms Mauve ear\n"
        "X10 use_additional code to identify paint, such as:\n"
        "X10 use_additional oil (Z10.1)\n"
        "X10 use_additional brush, if any (Z11.-)\n"
        "X10 notes Add a 7th character to codes of category X10:\n"
        "X10 seventh_characters A first coat\n"
        "X10 seventh_characters D later coat (varnish)\n"
        "X10 seventh_characters S faded\n"
        "X10X excludes1 pink ear < 5 cm (X11.2-)\n"
        "X10X1 includes café ear, left right\n"
        "X40 excludes2 [Chapter 7: Coloured ears (X10-X49)] noses (Y10-Y19)\n"
        "X40 code_also stripe\n"
        "X40 notes Class of stripe: Width\n"
        "X40 notes Class of stripe 1: Below 3 mm, From 1 mm; Below 9 px\n"
        "X40 notes Class of stripe 9: No stripe\n";
    for (const std::string& bytes :
         {std::string(kList), with_crlf(kList), "\xEF\xBB\xBF" + std::string(kList)}) {
        const Attached a = read(bytes);
        CHECK_FALSE(a.failed);
        CHECK(a.diag.count() == 0);
        CHECK(printed(a.texts) == expected);
        CHECK(a.texts.front().text.source.line == 1);
        CHECK(a.texts.back().text.source.line == 4);
        CHECK(looks_like_icd10cm_tabular(bytes));
    }
}

TEST_CASE("a tabular list whose elements carry a prefix reads the same", "[corpus][tabular]") {
    std::string bytes =
        "<p:ICD10CM.tabular xmlns:p='urn:x'><p:chapter><p:section id='X10'><p:diag><p:name>X10</p:name>"
        "<p:includes><p:note>ear</p:note></p:includes></p:diag></p:section></p:chapter></p:ICD10CM.tabular>";
    CHECK(printed(read(bytes).texts) == "X10 includes ear\n");
    CHECK(looks_like_icd10cm_tabular(bytes));
}

TEST_CASE("a file that is no tabular list is refused by name", "[corpus][tabular]") {
    for (const std::string& bytes :
         {std::string(), std::string(" \n"), std::string("X10 Violet ear"), std::string("<ICD10CM.index/>"),
          std::string("<ICD10CM.tabular/>"), std::string("<ICD10CM.tabular"), std::string("\0\0\0", 3),
          std::string("\xFF\xFE<\0?\0", 6), std::string("<a><ICD10CM.tabular/></a>")}) {
        INFO(bytes);
        const Attached a = read(bytes);
        CHECK(a.failed);
        CHECK(a.error.code == Errc::bad_source);
    }
    for (const char* head : {"", "<", "<ICD10CM.tabular", "<ICD10CM.index>", "<!-- <ICD10CM.tabular> ",
                             "ICD10CM.tabular>", "<?xml version='1.0'?>", "words <ICD10CM.tabular>"})
        CHECK_FALSE(looks_like_icd10cm_tabular(head));
    CHECK(looks_like_icd10cm_tabular("<?xml version='1.0'?>\n<!-- <x> -->\n<ICD10CM.tabular>"));
}

TEST_CASE("what is damaged in a tabular list is reported with its line and the rest is read",
          "[corpus][tabular]") {
    auto [blocks, texts, what] = GENERATE(table<std::string, std::string, std::string>({
        {"<includes><note/><note>ear</note></includes>", "X10 includes ear\n", "an empty note"},
        {"<includes>stray<note>ear</note></includes>", "X10 includes ear\n",
         "holds what is no note: \"stray\""},
        {"<includes><item>stray</item></includes>", "", "holds what is no note: \"stray\""},
        {"<includes><note>e\x01r</note></includes>", "", "a control character: \"e?r\""},
        {"<includes><note>\xE9</note></includes>", "", "no UTF-8"},
        {"<sevenChrDef><note>lost</note></sevenChrDef>", "", "without its character"},
        {"<sevenChrDef><extension char='AB'>two</extension></sevenChrDef>", "", "without its character"},
        {"<sevenChrDef><extension char='A'/></sevenChrDef>", "", "without text"},
        {"<diag><name>1.2</name></diag>", "", "no ICD-10-CM code: \"1.2\""},
        {"<diag><includes><note>ear</note></includes></diag>", "", "no ICD-10-CM code: \"\""},
        {"<diag><name>X10</name></diag>", "", "second time"},
        {"<diag><name>X11.0</name></diag>", "", "code X110 stands below X10"},
    }));
    const Attached a = read("\n" + in_code(blocks));
    CHECK_FALSE(a.failed);
    CHECK(printed(a.texts) == texts);
    REQUIRE(a.diag.count() == 1);
    CHECK(a.diag.entries()[0].line == 2);
    CHECK_THAT(a.diag.entries()[0].what, Catch::Contains(what));
}

TEST_CASE("codes outside of sections and sections without a range are reported", "[corpus][tabular]") {
    const std::string section = "<section id='X10-X19'><diag><name>X10</name></diag></section>";
    CHECK(read(around(section + "<diag><name>X11</name></diag>")).diag.skipped() == 1);
    CHECK(read(around(section + "<section id='ears'><notes><note>lost</note></notes></section>"))
              .diag.skipped() == 1);
    CHECK(read(around("<section id='X10'><diag><name>X10.1</name></diag></section>")).diag.suspected() == 1);
}

TEST_CASE("a seventh character code may stand below its neighbour", "[corpus][tabular]") {
    CHECK(read(in_code("<diag><name>X10.11</name><diag><name>X10.12A</name></diag></diag>")).diag.count() ==
          0);
}

TEST_CASE("a tabular list cut anywhere is noticed", "[corpus][tabular]") {
    const std::string bytes = kList;
    const std::size_t end = bytes.rfind('>');
    std::string unnoticed;
    for (std::size_t n = 0; n < end; ++n)
        if (!read(bytes.substr(0, n)).noticed()) unnoticed += std::to_string(n) + " ";
    CHECK(unnoticed == "");
}

TEST_CASE("no cut and no flipped byte of a tabular list breaks what readers promise", "[corpus][tabular]") {
    std::string broken;
    damage_everywhere(kList, [&](std::size_t n, std::string_view bytes) {
        Attached a;
        if (auto why = read_and_check(read_icd10cm_tabular, "icd10cm", bytes, &a);
            !why.empty() && broken.empty())
            broken = "byte " + std::to_string(n) + ": " + why;
        (void)looks_like_icd10cm_tabular(bytes);
    });
    CHECK(broken == "");
}

TEST_CASE("a tabular list nested without end is read without harm", "[corpus][tabular]") {
    auto nested = [](std::size_t n, const std::string& open, const std::string& close,
                     const std::string& core) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) out += open;
        out += core;
        for (std::size_t i = 0; i < n; ++i) out += close;
        return out;
    };
    const Attached words =
        read(in_code("<includes><note>" + nested(200'000, "<x>", "</x>", "ear") + "</note></includes>"));
    CHECK(printed(words.texts) == "X10 includes ear\n");
    const Attached codes = read(in_code(nested(100'000, "<diag><name>X10.1</name>", "</diag>", "")));
    CHECK_FALSE(codes.failed);
    CHECK(codes.diag.skipped() == 1);
    CHECK(read(nested(100'000, "<ICD10CM.tabular>", "</ICD10CM.tabular>", "")).failed);
}

TEST_CASE("notes of a chapter that would flood its categories are cut off and reported",
          "[corpus][tabular]") {
    std::string bytes = "<notes>";
    for (int i = 0; i < 5'000; ++i) bytes += "<note>ear</note>";
    bytes += "</notes><section id='X00-X99'>";
    for (char a = 'A'; a <= 'Z'; ++a)
        for (int i = 10; i < 100; ++i) bytes += "<diag><name>" + (a + std::to_string(i)) + "</name></diag>";
    const Attached a = read(around(bytes + "</section>"));
    CHECK(a.texts.size() > 100'000);
    CHECK(a.texts.size() < 1'000'000);
    REQUIRE(a.diag.skipped() == 1);
    CHECK_THAT(a.diag.entries()[0].what, Catch::Contains("too many"));
}
