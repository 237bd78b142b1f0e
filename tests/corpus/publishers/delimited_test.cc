// SPDX-License-Identifier: GPL-3.0-or-later
// One reader in one file: columns, quotes, dates, flags and damage are shown on the same small table.
#include "corpus/delimited.h"

#include <catch2/catch.hpp>
#include <random>

#include "corpus/delimited_rows.h"
#include "tests/corpus/promises.h"
#include "tests/corpus/publishers/damage.h"

using namespace codelex;
using namespace codelex::test;

namespace {

ColumnMap house(std::map<std::string, std::string> columns = {{"Code", "code"}, {"Name", "title"}}) {
    ColumnMap map;
    map.system = "house";
    map.columns = std::move(columns);
    return map;
}

Outcome read(std::string_view bytes, const ColumnMap& map) {
    // A Reader is a plain function: the map goes round it.
    static const ColumnMap* chosen;
    chosen = &map;
    Outcome r;
    CHECK(read_and_check([](const Input& in, std::vector<CodeRecord>* out,
                            Diagnostics* diag) { return read_delimited(in, *chosen, out, diag); },
                         bytes, &r) == "");
    return r;
}

std::string printed(const std::vector<CodeRecord>& records) {
    std::string out;
    for (const CodeRecord& r : records) {
        out += r.code + " " + r.title;
        for (const Text& t : r.texts) out += " [" + std::string(info(t.kind).name) + " " + t.text + "]";
        out += "\n";
    }
    return out;
}
std::string first_report(const Outcome& r) {
    return r.diag.entries().empty() ? "" : to_string(r.diag.entries()[0]);
}

}  // namespace

TEST_CASE("a table becomes records by the map of its columns", "[delimited]") {
    ColumnMap map = house({{"Code", "code"},
                           {"Name", "title"},
                           {"Above", "parent"},
                           {"Bill", "billable"},
                           {"Since", "from"},
                           {"Until", "to"},
                           {"Also", "terms"},
                           {"Plain", "lay"}});
    map.notice = "Copyright 1999\n nobody";
    const Outcome r = read(
        "Code,Name,Above,Bill,Since,Until,Also,Plain,Unmapped\n"
        "ZZ100,Widgets,,N,,,,,x\n"
        "zz101,Widget of brass,ZZ100,Y,2025-10-01,20301231,brass thing,A shiny widget,y\n",
        map);
    REQUIRE(r.records.size() == 2);
    CHECK(r.diag.count() == 0);
    CHECK_FALSE(r.records[0].billable);
    const CodeRecord& z = r.records[1];
    CHECK(z.system == "house");
    CHECK(z.code == "ZZ101");
    CHECK(z.title == "Widget of brass");
    CHECK(z.parent == "ZZ100");
    CHECK(z.billable);
    CHECK(iso(*z.validity.from) == "2025-10-01");
    CHECK(iso(*z.validity.to) == "2030-12-31");
    CHECK(z.notice == "Copyright 1999 nobody");
    CHECK(z.source == SourceLine{3, 3});
    CHECK(printed({z}) == "ZZ101 Widget of brass [terms brass thing] [lay A shiny widget]\n");
}

TEST_CASE("quoted fields hold separators, line ends and doubled quotes", "[delimited]") {
    const Outcome r = read(
        "Code,Name\r\n"
        "\"ZZ101\",\"Widget, brass\"\r\n"
        "ZZ102,\"The \"\"golden\"\" widget\"\r\n"
        "ZZ103,\"Widget\r\nof two lines,\n\nand a third\"\r\n"
        " \"ZZ104\" , \"Widget with blanks around\" \r\n"
        "ZZ105,\"\"\"\"\r\n"
        "ZZ106,Widget of 5\" and 6\"\r\n"
        "ZZ107,\"Last\"",
        house());
    CHECK(r.diag.count() == 0);
    CHECK(printed(r.records) ==
          "ZZ101 Widget, brass\n"
          "ZZ102 The \"golden\" widget\n"
          "ZZ103 Widget of two lines, and a third\n"
          "ZZ104 Widget with blanks around\n"
          "ZZ105 \"\n"
          "ZZ106 Widget of 5\" and 6\"\n"
          "ZZ107 Last\n");
    CHECK(r.records.back().source.line == 11);  // counted in lines of the file, not in rows
}

TEST_CASE("quotes are literal where the recipe says so", "[delimited]") {
    ColumnMap map = house();
    map.quotes = false;
    map.separator = '\t';
    const Outcome r = read("Code\tName\nZZ101\t\"Widget\nZZ102\t\"\"\nZZ103\t6\" \"widget\"\n", map);
    CHECK(r.diag.count() == 0);
    CHECK(printed(r.records) == "ZZ101 \"Widget\nZZ102 \"\"\nZZ103 6\" \"widget\"\n");
}

TEST_CASE("any of the four separators and either line end reads the same", "[delimited]") {
    for (char separator : {',', ';', '\t', '|'})
        for (std::string end : {"\n", "\r\n"})
            for (std::string mark : {"", "\xEF\xBB\xBF"})
                for (std::string last : {end, std::string()}) {
                    const std::string s(1, separator);
                    ColumnMap map = house();
                    map.separator = separator;
                    const Outcome r = read(mark + "\"Code\"" + s + "Name" + end + "ZZ101" + s + "\"Wid" + s +
                                               "get\"" + end + "ZZ102" + s + "Gadget" + last,
                                           map);
                    CHECK(r.diag.count() == 0);
                    CHECK(printed(r.records) == "ZZ101 " + collapsed("Wid" + s + "get") + "\nZZ102 Gadget\n");
                }
}

TEST_CASE("headings are found whatever their case, blanks and place", "[delimited]") {
    CHECK(printed(read("x; CODE ;the\xC2\xA0 \"\"name\n1;ZZ101;Widget\n",
                       [] {
                           ColumnMap map = house({{"code", "code"}, {"The \"\"Name", "title"}});
                           map.separator = ';';
                           return map;
                       }())
                      .records) == "ZZ101 Widget\n");
    CHECK(printed(read("Code,\"Long\r\nName\",,\nZZ101,Widget,,\n",
                       house({{"Code", "code"}, {"long  name", "title"}}))
                      .records) == "ZZ101 Widget\n");
}

TEST_CASE("lines above the headings are passed over", "[delimited]") {
    const Outcome r = read(
        "House codes of the clockmakers' guild,\n\n\"third edition, revised\"\n,,\nCode,Name\nZZ101,Widget\n",
        house());
    CHECK(printed(r.records) == "ZZ101 Widget\n");
    CHECK(r.diag.count() == 0);
}

TEST_CASE("a copyright line above the headings asks for a notice", "[delimited]") {
    const std::string bytes = "Guild codes\n\xA9 1999 the guild\nCode,Name\nZZ101,Widget\n";
    const Outcome r = read(bytes, house());
    CHECK(first_report(r) ==
          "sample:2: speaks of copyright or a licence: write it as `notice` of the source");
    ColumnMap map = house();
    map.notice = "(c) 1999 the guild";
    const Outcome noted = read(bytes, map);
    CHECK(noted.diag.count() == 0);
    CHECK(noted.records[0].notice == "(c) 1999 the guild");
}

TEST_CASE("columns are named by their numbers where there are no headings", "[delimited]") {
    const Outcome r = read("1,ZZ101,Widget\n2,ZZ102,Gadget\n", house({{"#2", "code"}, {"#3", "title"}}));
    CHECK(printed(r.records) == "ZZ101 Widget\nZZ102 Gadget\n");
    // One row that lacks a field does not set the measure, wherever it stands.
    const Outcome ragged =
        read("0,ZZ100\n1,ZZ101,Widget\n2,ZZ102,Gadget\n", house({{"#2", "code"}, {"#3", "title"}}));
    CHECK(printed(ragged.records) == "ZZ101 Widget\nZZ102 Gadget\n");
    CHECK(first_report(ragged) == "sample:1: 2 fields instead of 3: \"0\"");
    // Beside headings a number names a column that has none, or one of two alike.
    CHECK(printed(read("Code,Name,,Name\nZZ101,Widget,thing,other\n",
                       house({{"Code", "code"}, {"#2", "title"}, {"#3", "terms"}, {"#4", "lay"}}))
                      .records) == "ZZ101 Widget [terms thing] [lay other]\n");
}

TEST_CASE("several rows of one code add their texts to it", "[delimited]") {
    const Outcome r = read(
        "Code,Name,Also,Plain\n"
        "ZZ101,,brass thing,Shiny\n"
        "ZZ102,Gadget,,\n"
        "ZZ101,Widget,golden thing,Shiny\n"
        "zz101,Widget,brass thing,Very shiny\n",
        house({{"Code", "code"}, {"Name", "title"}, {"Also", "terms"}, {"Plain", "lay"}}));
    CHECK(
        printed(r.records) ==
        "ZZ101 Widget [terms brass thing] [lay Shiny] [terms golden thing] [lay Very shiny]\nZZ102 Gadget\n");
    CHECK(r.records[0].source.line == 4);  // of the title
    CHECK(r.records[0].texts[0].source.line == 2);
    CHECK(r.diag.count() == 0);
}

TEST_CASE("a row that contradicts an earlier one of its code is reported", "[delimited]") {
    const ColumnMap map = house({{"Code", "code"},
                                 {"Name", "title"},
                                 {"Above", "parent"},
                                 {"Bill", "billable"},
                                 {"Since", "from"},
                                 {"Until", "to"},
                                 {"Also", "terms"}});
    auto [row, why] = GENERATE(table<std::string, std::string>({
        {"ZZ101,Gadget,,,,,", "code ZZ101 has another title on line 2: \"Widget\""},
        {"ZZ101,,ZZ200,,,,", "code ZZ101 has another parent on line 2"},
        {"ZZ101,,,N,,,", "code ZZ101 has another billable flag on line 2"},
        {"ZZ101,,,,2025-10-02,,", "code ZZ101 has other dates on line 2"},
        {"ZZ101,,,,,2024-10-02,", "code ZZ101 ends before it begins"},
    }));
    const Outcome r = read("Code,Name,Above,Bill,Since,Until,Also\nZZ101,Widget,ZZ100,Y,2025-10-01,,a\n" +
                               row + "wrong\nZZ101,,,yes,20251001,2026-01-01,b\n",
                           map);
    CHECK(first_report(r) == "sample:3: " + why);
    CHECK(r.diag.count() == 1);
    CHECK(printed(r.records) == "ZZ101 Widget [terms a] [terms b]\n");
    CHECK(iso(*r.records[0].validity.to) == "2026-01-01");
}

TEST_CASE("a list of terms in one field is split, a plain text is not", "[delimited]") {
    ColumnMap map = house({{"Code", "code"}, {"Name", "title"}, {"Also", "terms"}, {"Plain", "lay"}});
    map.list_separator = "|";
    CHECK(printed(
              read("Code,Name,Also,Plain\nZZ101,Widget,| brass  thing||golden thing|,a|b\n", map).records) ==
          "ZZ101 Widget [terms brass thing] [terms golden thing] [lay a|b]\n");
    map.list_separator = "\n";
    CHECK(printed(read("Code,Name,Also,Plain\nZZ101,Widget,\"brass\r\ngolden\",\"a\r\nb\"\n", map).records) ==
          "ZZ101 Widget [terms brass] [terms golden] [lay a b]\n");
    map.list_separator = "";
    CHECK(printed(read("Code,Name,Also,Plain\nZZ101,Widget,a|b,\n", map).records) ==
          "ZZ101 Widget [terms a|b]\n");
}

TEST_CASE("two columns of terms are read in the order of the file", "[delimited]") {
    CHECK(printed(read("Z,Code,Name,A\nfirst,ZZ101,Widget,second\n",
                       house({{"A", "terms"}, {"Code", "code"}, {"Name", "title"}, {"Z", "terms"}}))
                      .records) == "ZZ101 Widget [terms first] [terms second]\n");
}

TEST_CASE("a row that cannot be read is reported with its line and the others are read", "[delimited]") {
    const ColumnMap map = house({{"Code", "code"},
                                 {"Name", "title"},
                                 {"Above", "parent"},
                                 {"Bill", "billable"},
                                 {"Since", "from"},
                                 {"Until", "to"}});
    auto [row, why] = GENERATE(table<std::string, std::string>({
        {"ZZ102,Gadget,,,", "5 fields instead of 6: \"ZZ102\""},
        {"ZZ102,Gadget,,,,,x", "7 fields instead of 6: \"ZZ102\""},
        {"ZZ102", "1 fields instead of 6: \"ZZ102\""},
        {",Gadget,,,,", "no code"},
        {"ZZ 102,Gadget,,,,", "`ZZ 102` is no code"},
        {"ZZ102,,,,,", "code ZZ102 has no title"},
        {"ZZ102,Gadget,Z Z,,,", "parent: `Z Z` is no code"},
        {"ZZ102,Gadget,zz102,,,", "code ZZ102 is its own parent"},
        {"ZZ102,Gadget,,perhaps,,", "billable: \"perhaps\" is neither yes nor no"},
        {"ZZ102,Gadget,,,10/1/2025,", "\"10/1/2025\" is no date (2025-10-01 or 20251001)"},
        {"ZZ102,Gadget,,,2025-02-29,", "\"2025-02-29\" is no date (2025-10-01 or 20251001)"},
        {"ZZ102,Gadget,,,2025-10-02,2025-10-01", "code ZZ102 ends before it begins"},
        {"ZZ102,\"Gadget\" x,,,,", "text behind a closing quote: \"ZZ102\""},
        {"ZZ102,\"Gad\nget\" x,,,,", "text behind a closing quote: \"ZZ102\" (up to line 4)"},
        {"ZZ102,Gad\x01get,,,,", "a control character in column #2"},
        {"CODE,name,ABOVE,Bill,Since,Until", "the headings again"},
        {"1.00E+100,Gadget,,,,", "a spreadsheet has made a number of the code: \"1.00E+100\""},
        {"1E+05,Gadget,,,,", "a spreadsheet has made a number of the code: \"1E+05\""},
    }));
    const Outcome r =
        read("Code,Name,Above,Bill,Since,Until\nZZ101,Widget,,,,\n" + row + "\nZZ103,Last,,,,\n", map);
    CHECK(printed(r.records) == "ZZ101 Widget\nZZ103 Last\n");
    CHECK(r.diag.skipped() == 1);
    CHECK(r.diag.suspected() == 0);
    CHECK(first_report(r) == "sample:3: " + why);
}

TEST_CASE("a quote that is never closed loses no row in silence", "[delimited]") {
    const Outcome r = read("Code,Name\nZZ101,Widget\nZZ102,\"Gadget\nZZ103,Last\n", house());
    CHECK(printed(r.records) == "ZZ101 Widget\n");
    CHECK(first_report(r) ==
          "sample:3: a quote is opened and never closed; are quotes literal (`quotes: "
          "false`)?: \"ZZ102\" (up to line 4)");
}

TEST_CASE("empty rows and empty fields at the end of a row do not count", "[delimited]") {
    const Outcome r =
        read("Code,Name\nZZ101,Widget,,\n,\n\n  \nZZ102,Gadget, \n\xA0,\n\xC2\xA0,\n,,,,\n\n", house());
    CHECK(printed(r.records) == "ZZ101 Widget\nZZ102 Gadget\n");
    CHECK(r.diag.count() == 0);
}

TEST_CASE("letters of Windows-1252 are read, and a mixture is suspect", "[delimited]") {
    CHECK(printed(read("Code,Name\nZZ101,M\xE9ni\xE8re \x93widget\x94\xA0\x96 brass\n", house()).records) ==
          "ZZ101 Ménière “widget” – brass\n");
    CHECK(printed(read("Code,Name\n ZZ101\xC2\xA0,Ménière\xC2\xA0widget\n", house()).records) ==
          "ZZ101 Ménière widget\n");
    const Outcome mixed = read("Code,Name\nZZ101,Ménière\nZZ102,M\xE9ni\xE8re\n", house());
    CHECK(printed(mixed.records) == "ZZ101 Ménière\nZZ102 Ménière\n");
    CHECK(first_report(mixed) == "sample:3: UTF-8 and Windows-1252 in one file: damaged letters?");
    CHECK(read("\xEF\xBB\xBF"
               "Code,Name\nZZ102,M\xE9ni\xE8re\n",
               house())
              .diag.suspected() == 1);
}

TEST_CASE("codes that a spreadsheet may have changed are suspect", "[delimited]") {
    const Outcome numbers = read("Code,Name\nZZ101,Widget\n1,Gadget\n27,Spring\n00271,Cog\n", house());
    CHECK(numbers.records.size() == 4);
    CHECK(numbers.diag.count() == 1);
    CHECK(first_report(numbers) ==
          "sample:3: code 1 is a number of fewer than five digits, as 2 in the file: "
          "has a spreadsheet dropped zeros?");
    for (const char* code : {"3-Jan", "Jan-03", "10/1/2025", "03-September"}) {
        const Outcome r = read("Code,Name\n" + std::string(code) + ",Widget\n", house());
        CHECK(r.records.size() == 1);
        CHECK(r.diag.suspected() == 1);
    }
    CHECK(read("Code,Name\n3-J,Widget\n1/2,Widget\n1E100,Widget\nJANE-1,Widget\n", house()).diag.count() ==
          0);
}

TEST_CASE("codes of a known system are read in any usual spelling", "[delimited]") {
    ColumnMap map = house();
    map.system = "icd10cm";
    const Outcome r = read("Code,Name\nx9x.1xxa,Struck by a falling encyclopedia\n12345,Widget\n", map);
    CHECK(printed(r.records) == "X9X1XXA Struck by a falling encyclopedia\n");
    CHECK(r.diag.skipped() == 1);
    map.system = "hcpcs";
    const Outcome modifiers =
        read("Code,Name\nW9,Service performed by a unicorn\nW0001,Umbrella stand\n", map);
    CHECK(modifiers.records[0].modifier);
    CHECK_FALSE(modifiers.records[1].modifier);
}

TEST_CASE("a table without the mapped headings is refused and says which are there", "[delimited]") {
    auto [bytes, what] = GENERATE(table<std::string, std::string>({
        {"", "sample: no headings: the file is empty"},
        {"\xEF\xBB\xBF", "sample: no headings: the file is empty"},
        {"\n,,\n\n", "sample: no headings: the file is empty"},
        {"Code,Title\nZZ101,Widget\n", "sample: no column `Name`; its columns are `Code`, `Title`"},
        {"Guild codes\nNr.,Title\nZZ101,Widget\n",
         "sample: no column `Code`, `Name`; its columns are `Guild codes`"},
        {"Code;Name\nZZ101;Widget\n", "sample: no column `Code`, `Name`; its columns are `Code;Name`"},
        {"Code,Name,name\nZZ101,Widget,x\n", "sample: the heading `Name` stands there twice"},
        {"Code,Name\n", "sample: no row in it gives a code and its title"},
        {"Code,Name\nZZ101,\n", "sample: no row in it gives a code and its title"},
        {"Code,Name\rZZ101,Widget\r", "sample: its lines end in CR alone"},
        {std::string("\xFF\xFE"
                     "C\0o\0",
                     6),
         "sample: text in UTF-16"},
    }));
    const Outcome r = read(bytes, house());
    CHECK(r.failed);
    CHECK(r.error.code == Errc::bad_source);
    CHECK(r.error.what == what);
    CHECK(r.records.empty());
}

TEST_CASE("a table without headings is refused when it has too few columns", "[delimited]") {
    const ColumnMap map = house({{"#1", "code"}, {"#4", "title"}});
    CHECK(read("ZZ101,Widget\n", map).error.what == "sample: no column #4; a row has 2 columns");
    CHECK(read("\n\n", map).error.what == "sample: no row in it");
    CHECK(read("Code,Name\nZZ101,Widget\n", house({{"Code", "code"}, {"#3", "title"}})).error.what ==
          "sample: no column #3; a row has 2 columns");
}

TEST_CASE("a column map that no table could fit is refused before the file is read", "[delimited]") {
    auto refused = [](const ColumnMap& map) {
        const auto ok = check_columns(map, "my.yaml:7");
        REQUIRE_FALSE(ok);
        CHECK(ok.error().code == Errc::bad_source);
        CHECK_FALSE(ok.error().hint.empty());
        CHECK(read("Code,Name\nZZ101,Widget\n", map).failed);
        return ok.error().what;
    };
    using Columns = std::map<std::string, std::string>;
    CHECK(check_columns(house(), "my.yaml:7").ok());
    CHECK(refused(house({})) == "my.yaml:7: no column is mapped to `code`");
    CHECK(refused(house({{"Code", "code"}})) == "my.yaml:7: no column is mapped to `title`");
    CHECK(refused(house({{"Code", "code"}, {"Name", "name"}})) ==
          "my.yaml:7: column `Name`: unknown meaning `name`");
    CHECK(refused(house(Columns{{"A", "code"}, {"B", "title"}, {"C", "title"}})) ==
          "my.yaml:7: two columns are mapped to `title`");
    CHECK(refused(house(Columns{{"code", "code"}, {" CODE", "title"}})) ==
          "my.yaml:7: column `code` is mapped twice");
    for (const char* key : {"#0", "#4097", "#99999999999999999999999", "", "  ", "\xFF"})
        CHECK(refused(house(Columns{{"Code", "code"}, {key, "title"}}))
                  .ends_with("is neither a heading nor a number"));
    ColumnMap map = house();
    map.separator = ' ';
    CHECK(refused(map) == "my.yaml:7: `separator` is none that a table may have");
    map = house();
    map.system = "House";
    CHECK(refused(map) == "my.yaml:7: `system` is missing or no system id");
    map = house();
    map.notice = std::string(20'000, 'x');
    CHECK(refused(map) == "my.yaml:7: `notice` or `list_separator` is too long or no UTF-8");
}

TEST_CASE("any table comes back from its CSV", "[delimited]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    auto below = [&](std::size_t n) { return static_cast<unsigned>(random() % n); };
    static constexpr std::string_view kPieces[] = {"a",    "b c", ",",    ";", "\t", "|", "\"",
                                                   "\"\"", "\n",  "\r\n", " ", "é",  ""};
    for (int round = 0; round < 2000; ++round) {
        const char separator = ",;\t|"[below(4)];
        const std::string end = below(2) ? "\n" : "\r\n";
        const unsigned width = 1 + below(4), height = 1 + below(4);
        std::vector<std::vector<std::string>> table(height);
        std::string bytes = below(2) ? "\xEF\xBB\xBF" : "";
        for (unsigned y = 0; y < height; ++y) {
            for (unsigned x = 0; x < width; ++x) {
                std::string cell;
                for (unsigned n = below(5); n > 0; --n) cell += kPieces[below(std::size(kPieces))];
                table[y].push_back(cell);
                const bool plain = cell.find_first_of(std::string("\"\n\r") + separator) == cell.npos;
                if (x) bytes += separator;
                if (plain && below(2)) {
                    bytes += cell;
                    continue;
                }
                bytes += '"';
                for (char c : cell) bytes += c == '"' ? "\"\"" : std::string(1, c);
                bytes += '"';
            }
            if (y + 1 < height || below(2) || (width == 1 && bytes.back() != '"')) bytes += end;
        }
        DelimitedRows rows(bytes, separator, true);
        DelimitedRow row;
        for (unsigned y = 0; y < height; ++y) {
            REQUIRE(rows.next(&row));
            CHECK(row.problem == "");
            REQUIRE(row.fields.size() == width);
            for (unsigned x = 0; x < width; ++x) {
                std::string got = row.fields[x].text();
                if (!row.fields[x].quoted && got.ends_with('\r')) got.pop_back();  // of CRLF
                CHECK(got == table[y][x]);
            }
        }
        CHECK_FALSE(rows.next(&row));
    }
}

TEST_CASE("no damage to a table breaks what readers promise", "[delimited][corruption]") {
    const std::string bytes =
        "\xEF\xBB\xBFGuild codes, \xC2\xA9 \"1999\"\r\nCode,Name,Above,Bill,Since,Until,Also,Plain\r\n"
        "ZZ100,Widgets,,N,,,,\r\n"
        "ZZ101,\"Widget, brass\",ZZ100,Y,2025-10-01,20301231,\"brass|\"\"golden\"\"\r\nthing\",A shiny "
        "Ménière\r\n"
        "ZZ101,,,,,,third|fourth,\r\n"
        "17,\"Gadget\",ZZ100,1,,,,M\xE9ni\xE8re\r\n";
    ColumnMap map = house({{"Code", "code"},
                           {"Name", "title"},
                           {"Above", "parent"},
                           {"Bill", "billable"},
                           {"Since", "from"},
                           {"Until", "to"},
                           {"Also", "terms"},
                           {"Plain", "lay"}});
    map.list_separator = "|";
    REQUIRE(read(bytes, map).records.size() == 3);
    std::vector<ColumnMap> maps(4, map);
    maps[1].quotes = false;
    maps[2].columns = {{"#1", "code"}, {"#2", "title"}, {"#7", "terms"}};
    maps[3].columns = {{"#1", "title"}, {"#2", "code"}};
    maps[3].system = "icd10pcs";
    std::size_t tried = 0;
    for (const ColumnMap& m : maps)
        every_damage(bytes, [&](const std::string& damage, std::string_view damaged) {
            INFO(damage);
            (void)read(damaged, m);
            ++tried;
        });
    CHECK(tried > 25'000);
}

TEST_CASE("a table cut within a row is noticed where a field is lost", "[delimited][corruption]") {
    const std::string bytes = "Code,Name,Plain\nZZ101,Widget,\"A shiny thing\"\nZZ102,Gadget,\"Another\"\n";
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        const Outcome r =
            read(bytes.substr(0, n), house({{"Code", "code"}, {"Name", "title"}, {"Plain", "lay"}}));
        if (r.noticed()) continue;
        INFO("cut at " << n);
        // Behind a row, or where nothing but a text that the row may lack is gone: RFC 4180 wants no last
        // end.
        CHECK((bytes[n - 1] == '\n' || bytes[n - 1] == ',' || bytes[n - 1] == '"'));
    }
}

TEST_CASE("hostile tables are read once and with little memory", "[delimited][corruption]") {
    const std::size_t n = 2'000'000;
    for (const std::string& piece :
         {std::string("\""), std::string("\"\""), std::string(","), std::string("\",\""),
          std::string("x\",\"y\n"), std::string("\"\n"), std::string("\r"), std::string("\n"),
          std::string("\xA0"), std::string("ZZ1,a\n"), std::string("ZZ1,\"a\"x\n"), std::string(1, '\0'),
          std::string(",\n")}) {
        std::string bytes = "Code,Name,Also\n";
        while (bytes.size() < n) bytes += piece;
        ColumnMap map = house({{"Code", "code"}, {"Name", "title"}, {"Also", "terms"}});
        (void)read(bytes, map);
        (void)read(bytes.substr(15), map);
        map.quotes = false;
        map.columns = {{"#1", "code"}, {"#2", "title"}, {"#2048", "terms"}};
        (void)read(bytes.substr(15), map);
    }
    // A code of very many rows, each with the same text and another.
    std::string bytes = "Code,Name,Also\n";
    for (int i = 0; i < 100'000; ++i) bytes += "ZZ101,Widget,term " + std::to_string(i % 50'000) + "\n";
    const Outcome r = read(bytes, house({{"Code", "code"}, {"Name", "title"}, {"Also", "terms"}}));
    REQUIRE(r.records.size() == 1);
    CHECK(r.records[0].texts.size() == 50'000);
}
