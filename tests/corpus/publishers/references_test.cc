// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/references.h"

#include <catch2/catch.hpp>
#include <random>

#include "corpus/system.h"
#include "tests/corpus/promises.h"

using namespace codelex;

namespace {

// "E08..E13-{with .42} K35": each reference; `-` when everything below is meant.
std::string found(std::string_view note) {
    std::string out;
    for (const CodeReference& r : find_code_references(note)) {
        if (!out.empty()) out += ' ';
        out += r.first;
        if (r.last != r.first) out += ".." + r.last;
        if (r.below) out += '-';
        if (!r.qualifier.empty()) out += "{" + r.qualifier + "}";
    }
    return out;
}

std::string broken_reference(std::string_view note) {
    std::size_t at = 0;
    for (const CodeReference& r : find_code_references(note)) {
        if (r.begin < at || r.end <= r.begin || r.end > note.size()) return "places that do not follow";
        at = r.end;
        for (const std::string& code : {r.first, r.last})
            if (const auto c = canonical_code("icd10cm", code); !c || *c != code) return "no code: " + code;
        if (note.substr(r.begin, 3) != std::string_view(r.first).substr(0, 3)) return "begins elsewhere";
        if (!r.qualifier.empty() && !r.qualifier.starts_with("with ")) return "a qualifier: " + r.qualifier;
    }
    return {};
}

}  // namespace

TEST_CASE("a note's codes are found in every form that the tabular list has", "[corpus][references]") {
    auto [note, codes] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"purple ear", ""},
        {"purple ear (X35.2)", "X352"},
        {"purple ear (X11.-)", "X11-"},
        {"purple ear (X24.4-)", "X244-"},
        {"purple ear (X08-X13)", "X08..X13"},
        {"purple ears (X01, X02.1,X03)", "X01 X021 X03"},
        {"purple ears (X01.-, X02.1-. X03)", "X01- X021- X03"},
        {"purple ears (X01.-. X02.-)", "X01- X02-"},
        {"purple ears (X24.0 and X24.1) refer to ears", "X240 X241"},
        {"purple ears (X00-X94 and X98-X98.6, X98.8)", "X00..X94 X98..X986 X988"},
        {"X06 -X07", "X06..X07"},
        {"from X06 to X07", "X06..X07"},
        {"(X00.- to X09.-)", "X00..X09-"},
        {"(X85-X86.-)", "X85..X86-"},
        {"(X11.-X17.-)", "X11..X17-"},
        {"(X10.--X19.-)", "X10..X19-"},
        {"(X10.- -X19.-)", "X10..X19-"},
        {"(X70.2--X70.7-)", "X702..X707-"},
        {"(X70.0- -X70.3-)", "X700..X703-"},
        {"(X12.0--X12.6.-)", "X120..X126-"},
        {"(X98.2.-X98.3)", "X982..X983-"},
        {"(X95.61-X95.8)", "X9561..X958"},
        {"(X52.014, X52.114,)", "X52014 X52114"},
        {"(X03.82 )", "X0382"},
        {"no opening X44.391)", "X44391"},
        {"twice closed (X91.0))", "X910"},
        {"never closed (X52.-", "X52-"},
        {"seven characters X27.XXXA", "X27XXXA"},
        {"a third letter (X7A.1)", "X7A1"},
        {"a second letter (XA0.0101)", "XA00101"},
        {"at the end of a sentence X12. And so on", "X12"},
    }));
    INFO(note);
    CHECK(found(note) == codes);
    CHECK(broken_reference(note) == "");
}

TEST_CASE("a qualifier goes with the codes of its parenthesis", "[corpus][references]") {
    auto [note, codes] = GENERATE(table<std::string, std::string>({
        {"(X36-X50 with fifth or sixth character 5)", "X36..X50{with fifth or sixth character 5}"},
        {"(X36-X50 with fifth or sixth character 5", "X36..X50{with fifth or sixth character 5}"},
        {"(X08-X13 with .44)", "X08..X13{with .44}"},
        {"(X10-X19, with .17, .27, .97)", "X10..X19{with .17, .27, .97}"},
        {"(X10, X13, X19 with .26, .96)", "X10{with .26, .96} X13{with .26, .96} X19{with .26, .96}"},
        {"(X39.0-, with sixth character 1-4)", "X390-{with sixth character 1-4}"},
        {"(X69. with final characters -23)", "X69{with final characters -23}"},
        {"(X92.-with 7th character B)", "X92-{with 7th character B}"},
        {"(X32.1--X32.9 with 7th character B)", "X321..X329-{with 7th character B}"},
        {"(X37 with fifth-character 1)", "X37{with fifth-character 1}"},
        {"(X36-X50) with fifth or sixth character 6", "X36..X50{with fifth or sixth character 6}"},
        {"in X06 with 6th character 7 - by ear, or 8 - by nose", "X06{with 6th character 7}"},
        {"use of X36-X50 with fifth character 5. And so on", "X36..X50{with fifth character 5}"},
        {"(X01) and (X02 with .1)", "X01 X02{with .1}"},
        {"any condition in X00 with pericarditis", "X00"},
        {"any condition in X11.- with any in X12.-", "X11- X12-"},
        {"(X01.1) with purple ears", "X011"},
        {"(X01 without ears)", "X01"},
    }));
    INFO(note);
    CHECK(found(note) == codes);
    CHECK(broken_reference(note) == "");
}

TEST_CASE("what only resembles a code is none", "[corpus][references]") {
    CHECK(found("O157, H7, CD30, t(9;22), AX123, x12.3, X1, 35.2, HbA1c") == "");
    // The shape of a code: whether it exists is for the caller.
    CHECK(found("X12-deficiency, PM2.5") == "X12 PM25");
    CHECK(found("X12.abc and X12.12345 and X123") == "X12 X12");
}

TEST_CASE("a reference says where it stands, its dash included", "[corpus][references]") {
    const std::string note = "ears (X85-X86.-), noses";
    const auto refs = find_code_references(note);
    REQUIRE(refs.size() == 1);
    CHECK(note.substr(refs[0].begin, refs[0].end - refs[0].begin) == "X85-X86.-");
}

TEST_CASE("no text breaks what references promise", "[corpus][references]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    const std::vector<std::string> pieces = {"X12", "X12.3", ".-",     "-",         " ",   "(",   ")",
                                             ", ",  " to ",  " with ", "character", "X7A", "QA0", "\xC3\xA9",
                                             "5",   ".",     "\xFF",   " and ",     "a"};
    for (int n = 0; n < 20'000; ++n) {
        std::string note;
        for (auto k = random() % 12; k-- > 0;) note += pieces[random() % pieces.size()];
        INFO(note);
        REQUIRE(broken_reference(note) == "");
    }
}

TEST_CASE("a note of a megabyte is searched in time that grows with its length", "[corpus][references]") {
    std::string all;
    for (const char* piece : {"(X12 with ", "X12, ", "X12-", "(", "X12.-"}) {
        std::string note;
        while (note.size() < 1'000'000) note += piece;
        CHECK(find_code_references(note).size() <= note.size() / 3);
    }
}

TEST_CASE("codes that prose joins by the word to are no range when they go backwards", "[references]") {
    const auto found = codelex::find_code_references("Do not add Y99.85 to X24.4-.");
    REQUIRE(found.size() == 2);
    CHECK(found[0].first == "Y9985");
    CHECK(found[0].last == "Y9985");
    CHECK(found[1].first == "X244");
    CHECK(found[1].below);
}
