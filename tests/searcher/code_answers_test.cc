// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/searcher/tiny_index.h"

namespace codelex {
namespace {

using test::codes;
using test::sentences;
using test::TinyIndex;
using Kind = Interpretation::Kind;

// Invented titles; shapes of codes as the publishers have them.
TinyIndex mixed() {
    return {
        {"E11", "Sweet blood, second kind", "icd10cm", false},
        {"E110", "Sweet blood, second kind, with thirst", "icd10cm"},
        {"E116", "Sweet blood, second kind, with other trouble", "icd10cm", false},
        {"E1165", "Sweet blood, second kind, too sweet", "icd10cm"},
        {"E119", "Sweet blood, second kind, without trouble", "icd10cm"},
        {"E13", "Sweet blood, other kinds", "icd10cm"},
        {"S7200", "Broken hip", "icd10cm"},
        {"0FT", "Taking out, liver and its parts", "icd10pcs", false},
        {"0FT44ZZ", "Taking out the bile bag through a keyhole", "icd10pcs"},
        {"E1130", "Wheeled chair with a lid", "hcpcs"},
        {"LT", "Left side", "hcpcs", true, true},
        {"25", "A visit on the same day", "cpt", true, true},
        {"99213", "A visit of twenty minutes", "cpt"},
        {"E119", "A code of one's own that is spelled the same", "tiny"},
        {"XQ77", "Another code of one's own", "tiny"},
    };
}

sentences notes(const Answer& a) {
    return a.interpretation.notes;
}
bool says(const sentences& list, std::string_view part) {
    return std::any_of(list.begin(), list.end(), [&](auto& s) { return s.find(part) != s.npos; });
}
sentences systems_of(const Answer& a) {
    sentences out;
    for (const Hit& h : a.hits) out.push_back(h.record.system);
    return out;
}

TEST_CASE("a code is found in any spelling", "[searcher]") {
    TinyIndex ix = mixed();
    for (const char* text : {"E11.0", "e110", " E110 ", "what is E11.0?", "ICD-10-CM code E11.0"}) {
        INFO(text);
        const Answer a = ix.ask(text);
        REQUIRE(a.hits.size() == 1);
        CHECK(a.hits[0].record.code == "E110");
        CHECK(a.interpretation.kind == Kind::code);
        CHECK(a.interpretation.reading == "code E11.0");
        CHECK(a.total == 1);
        CHECK(a.total_is_exact);
    }
    CHECK(ix.top("xq77") == codes{"XQ77"});
    CHECK(ix.top("0ft44zz") == codes{"0FT44ZZ"});
    CHECK(ix.top("cpt code 99213?") == codes{"99213"});
}

TEST_CASE("a code that several systems have is answered in their fixed order", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("E119");
    CHECK(systems_of(a) == sentences{"icd10cm", "tiny"});
    CHECK(a.total == 2);
}

TEST_CASE("exact codes of all systems stand before what is below them", "[searcher]") {
    TinyIndex ix{{"T55", "Soap in the eye", "icd10cm", false},
                 {"T550", "Soap in the left eye", "icd10cm"},
                 {"T551", "Soap in the right eye", "icd10cm"},
                 {"T55", "A code of one's own", "tiny"}};
    CHECK(ix.top("T55") == codes{"T55", "T55", "T550", "T551"});
    CHECK(systems_of(ix.ask("T55")) == sentences{"icd10cm", "tiny", "icd10cm", "icd10cm"});
}

TEST_CASE("a header is answered with everything below it in order", "[searcher]") {
    TinyIndex ix = mixed();
    Query q = TinyIndex::query("E11");
    q.systems = {"icd10cm"};
    CHECK(ix.top(q) == codes{"E11", "E110", "E116", "E1165", "E119"});
    CHECK(says(ix.hit(q, "E11").because, "The code itself"));
    CHECK(says(ix.hit(q, "E11").because, "header"));
    CHECK(says(ix.hit(q, "E110").because, "Below it"));
    q.text = "E11.6";
    CHECK(ix.top(q) == codes{"E116", "E1165"});
}

TEST_CASE("a prefix lists the codes that start so, in listing order", "[searcher]") {
    TinyIndex ix = mixed();
    for (const char* text : {"E11*", "E11.", "E11.-", "E11.*", "e11-"}) {
        INFO(text);
        const Answer a = ix.ask(text);
        CHECK(a.interpretation.kind == Kind::prefix);
        CHECK(a.total == 7);
        CHECK(systems_of(a) ==
              sentences{"icd10cm", "icd10cm", "icd10cm", "icd10cm", "icd10cm", "hcpcs", "tiny"});
    }
    CHECK(ix.top("E11.6*") == codes{"E116", "E1165"});
    CHECK(ix.top("icd10pcs 0ft*") == codes{"0FT", "0FT44ZZ"});
    CHECK(ix.top("X*") == codes{"XQ77"});
    CHECK(ix.ask("E11.6*").interpretation.reading == "codes that start with E11.6");
}

TEST_CASE("a prefix that no code has is said to have none", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("E77*");
    CHECK(a.interpretation.kind == Kind::prefix);
    CHECK(a.hits.empty());
    CHECK(a.total == 0);
    CHECK(says(notes(a), "No code starts with"));
}

TEST_CASE("a range goes from its first code to everything below its last", "[searcher]") {
    TinyIndex ix = mixed();
    Query q = TinyIndex::query("E11.6-E13");
    q.systems = {"icd10cm"};
    CHECK(ix.top(q) == codes{"E116", "E1165", "E119", "E13"});
    CHECK(ix.ask(q).interpretation.kind == Kind::range);
    q.text = "E10 to E11";
    CHECK(ix.top(q) == codes{"E11", "E110", "E116", "E1165", "E119"});
    q.text = "E11.0\u2013E11.6";
    CHECK(ix.top(q) == codes{"E110", "E116", "E1165"});
}

TEST_CASE("a code without a place in the index is said not to be there", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("E11.91");
    CHECK(a.hits.empty());
    CHECK(a.total == 0);
    CHECK(says(notes(a), "There is no code E11"));
    CHECK(says(notes(a), "The nearest code above it is E11.9"));
    CHECK(says(notes(ix.ask("99999")), "There is no code 99999"));
    CHECK(says(notes(ix.ask("E11.77")), "The nearest code above it is E11"));
}

TEST_CASE("a code of a system that the index lacks says so", "[searcher]") {
    TinyIndex ix{{"E119", "Sweet blood", "icd10cm"}};
    const Answer a = ix.ask("cpt code 99213");
    CHECK(a.hits.empty());
    CHECK(says(notes(a), "There is no code 99213"));
    CHECK(says(notes(a), "no codes of the system cpt"));
}

TEST_CASE("a code that is not there but begins others lists them", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("S72.0");
    CHECK(a.interpretation.kind == Kind::prefix);
    REQUIRE(a.hits.size() == 1);
    CHECK(a.hits[0].record.code == "S7200");
}

TEST_CASE("a code with a modifier is answered with both", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("99213-25");
    REQUIRE(a.hits.size() == 2);
    CHECK(a.hits[0].record.code == "99213");
    CHECK(a.hits[1].record.code == "25");
    CHECK(a.interpretation.reading == "code 99213 with modifier 25");
}

TEST_CASE("a modifier of letters stands before what its letters mean as a word", "[searcher]") {
    TinyIndex ix{{"LT", "Left side", "hcpcs", true, true},
                 {"Y1", "Breathing tube, also called LT", "tiny"},
                 {"Y2", "Something else", "tiny"}};
    CHECK(ix.top("lt") == codes{"LT", "Y1"});
    CHECK(ix.ask("lt").total == 2);
    CHECK(ix.ask("lt").interpretation.kind == Kind::code);
    CHECK(ix.top("modifier lt") == codes{"LT"});
}

TEST_CASE("a modifier whose own title has its letters is answered once", "[searcher]") {
    TinyIndex ix{{"LT", "Left side (LT)", "hcpcs", true, true}, {"Y1", "Tube, also called LT", "tiny"}};
    CHECK(ix.top("lt") == codes{"LT", "Y1"});
    CHECK(ix.ask("lt").total == 2);
}

TEST_CASE("letters that are no code are words", "[searcher]") {
    TinyIndex ix{{"Y1", "Pain in the ear"}, {"Y2", "Ear wax"}, {"Y3", "Toe"}};
    CHECK(ix.ask("ear").interpretation.kind == Kind::words);
    CHECK(ix.ask("ear").total == 2);
    CHECK(ix.top("what is wax") == codes{"Y2"});
}

TEST_CASE("letters and digits that a title has are words where no code has them", "[searcher]") {
    TinyIndex ix{{"Y1", "Lack of vitamin B12"}, {"Y2", "Influenza H1N1"}};
    CHECK(ix.top("B12") == codes{"Y1"});
    CHECK(ix.top("h1n1") == codes{"Y2"});
    CHECK(ix.ask("b12").interpretation.kind == Kind::words);
}

TEST_CASE("a code question keeps to the systems that it asks for", "[searcher]") {
    TinyIndex ix = mixed();
    Query q = TinyIndex::query("E119");
    q.systems = {"tiny"};
    CHECK(systems_of(ix.ask(q)) == sentences{"tiny"});
    q.text = "E11*";
    q.systems = {"hcpcs", "tiny"};
    CHECK(ix.top(q) == codes{"E1130", "E119"});
    q.text = "E10-E13";
    q.systems = {"hcpcs"};
    CHECK(ix.top(q) == codes{"E1130"});
    CHECK(systems_of(ix.ask("icd10cm code E11.9")) == sentences{"icd10cm"});
}

TEST_CASE("headers are left out when only billable codes are asked for", "[searcher]") {
    TinyIndex ix = mixed();
    Query q = TinyIndex::query("E11");
    q.systems = {"icd10cm"};
    q.billable = true;
    CHECK(ix.top(q) == codes{"E110", "E1165", "E119"});
    q.text = "E11*";
    CHECK(ix.top(q) == codes{"E110", "E1165", "E119"});
    q.text = "E10-E13";
    CHECK(ix.top(q) == codes{"E110", "E1165", "E119", "E13"});
    q.text = "E11.6";
    CHECK(ix.top(q) == codes{"E1165"});
    q.text = "0FT";
    q.systems = {"icd10pcs"};
    CHECK(ix.top(q) == codes{"0FT44ZZ"});
}

TEST_CASE("a header with nothing billable below it is not said to be missing", "[searcher]") {
    TinyIndex ix{{"E11", "Sweet blood", "icd10cm", false}, {"XX1", "Toe"}};
    Query q = TinyIndex::query("E11");
    q.billable = true;
    const Answer a = ix.ask(q);
    CHECK(a.hits.empty());
    CHECK(!says(notes(a), "There is no code"));
}

TEST_CASE("a code with a modifier that it lacks in the index says which of them is not there", "[searcher]") {
    TinyIndex ix = mixed();
    const Answer a = ix.ask("99999-25");
    CHECK(says(notes(a), "There is no code 99999"));
    CHECK(says(notes(ix.ask("99213-77")), "77"));
}

// ICD-9 codes are still typed; their digits alone are codes of other systems.
TEST_CASE("only a diagnosis has a dot in its code", "[searcher]") {
    TinyIndex ix{{"E1130", "Sweet blood with bad eyes", "icd10cm"},
                 {"25000", "Opening a sheath of the wrist", "cpt"},
                 {"E1130", "Wheeled chair with a lid", "hcpcs"}};
    CHECK(ix.top("25000") == codes{"25000"});
    CHECK(ix.top("250.00").empty());
    CHECK(systems_of(ix.ask("E1130")) == sentences{"icd10cm", "hcpcs"});
    CHECK(systems_of(ix.ask("E11.30")) == sentences{"icd10cm"});
    CHECK(systems_of(ix.ask("E11.3*")) == sentences{"icd10cm"});
}

}  // namespace
}  // namespace codelex
