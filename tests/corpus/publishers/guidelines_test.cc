// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <map>

#include "corpus/guidelines.h"
#include "tests/corpus/promises.h"
#include "tests/corpus/publishers/guidelines_layout.h"

using namespace codelex;
using namespace codelex::test;

namespace {

struct Sections {
    std::vector<GuidelineSection> all;
    Diagnostics diag;
    bool ok = false;
    Error error;
    std::string numbers() const {
        std::string out;
        for (const GuidelineSection& s : all) out += (out.empty() ? "" : " ") + s.number;
        return out;
    }
    const GuidelineSection& operator[](std::string_view number) const {
        for (const GuidelineSection& s : all)
            if (s.number == number) return s;
        FAIL("no section " << number << " among " << numbers());
        return all[0];
    }
};

using Pages = std::vector<std::string>;

Sections finish(Result<void> result, Sections s, bool outline) {
    s.ok = result.ok();
    if (!result) s.error = result.error();
    CHECK(s.ok == !s.all.empty());
    CHECK(broken_promise(s.all, outline) == "");
    if (!s.ok) CHECK(useless_error(s.error, "my file") == "");
    return s;
}
Sections paged(const Pages& pages) {
    Sections s;
    auto ok = read_guidelines_pages(pages, {"", "my file", 3}, &s.all, &s.diag);
    return finish(std::move(ok), std::move(s), true);
}
Sections pdf(std::string_view bytes) {
    Sections s;
    auto ok = read_guidelines_pdf({bytes, "my file", 3}, &s.all, &s.diag);
    return finish(std::move(ok), std::move(s), true);
}
Sections markdown(std::string_view bytes, std::string_view name = "my file") {
    Sections s;
    auto ok = read_guidelines_markdown({bytes, name, 3}, &s.all, &s.diag);
    return finish(std::move(ok), std::move(s), false);
}

// The text below I.A of a page whose longest line has 80 columns.
std::string text_of(const std::string& lines) {
    const std::string head = "Section I. Conventions\n" + std::string(80, 'x') + "\n\nA. Moons\n\n";
    return paged({head + lines})["I.A"].text;
}

// Pages set in Courier, ASCII only: a PDF as small as poppler takes.
std::string pdf_of(const Pages& pages) {
    std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"};
    std::string kids;
    for (const std::string& page : pages) {
        std::string content;
        Lines lines(page);
        std::string_view line;
        while (lines.next(&line)) {
            const auto indent = line.find_first_not_of(' ');
            if (indent == line.npos) continue;
            std::string shown;
            for (char c : line.substr(indent)) {
                if (c == '(' || c == ')' || c == '\\') shown += '\\';
                if (static_cast<unsigned char>(c) < 0x80) shown += c;
            }
            content += "BT /F1 10 Tf " + std::to_string(30 + indent * 6) + " " +
                       std::to_string(1'000 - 12 * lines.number()) + " Td (" + shown + ") Tj ET\n";
        }
        const std::size_t n = objects.size() + 1;
        kids += std::to_string(n) + " 0 R ";
        objects.push_back(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 1000] /Resources << /Font << /F1 3 0 R >> >> "
            "/Contents " +
            std::to_string(n + 1) + " 0 R >>");
        objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                          "endstream");
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
    std::string out = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char entry[24];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
        table += entry;
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string size = std::to_string(objects.size() + 1);
    const std::string start = std::to_string(out.size());
    return out + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
           " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

// What the body of `f` writes to standard error.
template <class F>
std::string stderr_of(F f) {
    std::fflush(stderr);
    std::FILE* file = std::tmpfile();
    const int old = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    f();
    std::fflush(stderr);
    dup2(old, STDERR_FILENO);
    close(old);
    std::rewind(file);
    std::string out(10'000, '\0');
    out.resize(std::fread(out.data(), 1, out.size(), file));
    std::fclose(file);
    return out;
}

std::string joined(const Pages& pages) {
    std::string out;
    for (const std::string& page : pages) out += (out.empty() ? "" : "\f") + page;
    return out;
}
Pages split(std::string_view text) {
    Pages out(1);
    for (char c : text)
        if (c == '\f')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

constexpr std::string_view kFlips("\x00\x01\x7F\x80\xE9\xFF\n\r\t\f \"*-[(#).09AZaiIx", 27);

// Calls `each` with the bytes cut after every byte, then with every byte replaced, by three others in turn.
template <class F>
void damage(const std::string& bytes, F each) {
    for (std::size_t n = 0; n < bytes.size(); ++n) each(bytes.substr(0, n));
    std::string flipped = bytes;
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        for (std::size_t k = 0; k < 3; ++k) flipped[n] = kFlips[(3 * n + k) % kFlips.size()], each(flipped);
        flipped[n] = bytes[n];
    }
}

}  // namespace

TEST_CASE("sections of guidelines bear the numbers that people cite", "[guidelines]") {
    const Sections s = paged(guideline_pages());
    CHECK(s.numbers() ==
          "I I.A I.A.1 I.B I.B.1 I.B.1.a I.B.1.a.1 I.B.1.a.1.a I.B.1.a.1.a.i I.B.1.a.1.a.ii I.B.1.a.1.b "
          "I.B.1.a.2 I.B.1.b I.B.2 II II.A Appendix I");
    CHECK(s.diag.count() == 0);
    CHECK(s["I.A.1"].source == SourceLine{3, 3});
    CHECK(s["I.B.2"].source == SourceLine{3, 4});
    CHECK(s["II"].document == "Invented Guidelines for Coding and Reporting, FY 2099");
}

TEST_CASE("a heading of guidelines may take several lines", "[guidelines]") {
    const Sections s = paged(guideline_pages());
    CHECK(s["I"].title == "Conventions and chapter specific guidelines");
    CHECK(s["I"].text ==
          "The conventions are for all settings unless something else is said about them here.");
    CHECK(s["I.B"].title ==
          "Guidelines for Chapters of the Lunar Calendar and of the Solar Calendar (X00-X99)");
    CHECK(s["I.B"].text == "");
    CHECK(s["I.B.1"].title == "Chapter 1: Moonlight (X00-X19), Z0Z.1, Z0Z.9");
    CHECK(s["I.B.1.a.1.a.ii"].title == "Diurnal");
    CHECK(s["I.B.1.b"].title == "Insomnia");
    CHECK(s["I.B.1.b"].text == "Reserved for future guideline expansion");
}

TEST_CASE("a number alone on its line takes the next line for its heading", "[guidelines]") {
    const Sections s = paged({"Section I.\nConventions\nA.\nMoons\n\nThey shine.\n"});
    CHECK(s["I"].title == "Conventions");
    CHECK(s["I.A"].title == "Moons");
    CHECK(s["I.A"].text == "They shine.");
}

TEST_CASE("sentences of guidelines run on across pages", "[guidelines]") {
    CHECK(paged(guideline_pages())["I.A.1"].text ==
          "[] Brackets enclose the names of moons, and the other names of moons, and names of lunar hours.\n"
          "Dashes say that characters follow. A code such as X9X.1- is none of those first-listed by night. "
          "Codes from categories X90-X99 follow; see code X9X.1- and what stands below it. Moons that are "
          "full on the last line of a page shall be counted on the next.");
}

TEST_CASE("lists of guidelines keep an item a paragraph", "[guidelines]") {
    const Sections s = paged(guideline_pages());
    CHECK(s["I.B.1.a.1.b"].text ==
          "Possible codes include:\nX30-, Exposure to moons\nX31-, Exposure to stars\n"
          "• one item; or\n• another");
    CHECK(s["I.B.2"].text == "Z14 Star carrier\nCarries a star.\nZ15 Star susceptibility");
}

TEST_CASE("lettered items below a numbered guideline are text, not sections", "[guidelines]") {
    CHECK(paged(guideline_pages())["I.B.1.a.2"].text ==
          "Sequence the ears as follows.\n"
          "a. The left ear comes before all others whenever it is there.\n"
          "b. The right ear comes next.");
}

TEST_CASE("an appendix is one section", "[guidelines]") {
    const Sections s = paged(guideline_pages());
    CHECK(s["Appendix I"].title == "Reporting of Moons");
    CHECK(s["Appendix I"].text ==
          "Introduction\nThese are to be reported by everyone who sees a moon, at all times and in every "
          "place of it.\nA. This is no section but a line of the appendix.");
}

TEST_CASE("the letter i after h is a letter, elsewhere a number", "[guidelines]") {
    std::string page = "Section I. S\nA. L\n1. N\na. M\n1) P\n";
    for (char c = 'a'; c <= 'j'; ++c) page += std::string("(") + c + ") Heading\n";
    page += "(i) Sub\n(ii) Sub\n(k) Heading\n";
    CHECK(paged({page}).numbers() ==
          "I I.A I.A.1 I.A.1.a I.A.1.a.1 I.A.1.a.1.a I.A.1.a.1.b I.A.1.a.1.c I.A.1.a.1.d I.A.1.a.1.e "
          "I.A.1.a.1.f I.A.1.a.1.g I.A.1.a.1.h I.A.1.a.1.i I.A.1.a.1.j I.A.1.a.1.j.i I.A.1.a.1.j.ii "
          "I.A.1.a.1.k");
}

TEST_CASE("a number in the middle of a sentence begins no section", "[guidelines]") {
    const std::string full(70, 'x');
    CHECK(
        text_of(full + " as in Section\nB. Stars, which is another matter altogether, and so on and on.\n") ==
        full + " as in Section B. Stars, which is another matter altogether, and so on and on.");
}

TEST_CASE("a heading that is missing among the guidelines is suspect", "[guidelines]") {
    const Sections s = paged({"Section I. S\n\nA. First\nText.\n\nC. Third\nText.\n\nD. Fourth\nText.\n"});
    CHECK(s.numbers() == "I I.A");
    REQUIRE(s.diag.suspected() == 2);
    CHECK(to_string(s.diag.entries()[0]) ==
          "my file:1: \"C. Third\" does not follow I.A: is a heading missing?");
}

TEST_CASE("a page of guidelines without text is suspect", "[guidelines]") {
    const Sections s = paged({"Section I. S\n\nA. First\n", " \n\n", "Text.\n"});
    REQUIRE(s.diag.suspected() == 1);
    CHECK(to_string(s.diag.entries()[0]) == "my file:2: a page without text");
}

TEST_CASE("hyphens at line ends join words and ranges but not codes and words", "[guidelines]") {
    const std::string full(60, 'x');
    CHECK(text_of(full + " non-\nlunar") == full + " non-lunar");
    CHECK(text_of(full + " COVID-\n19") == full + " COVID-19");
    CHECK(text_of(full + " codes X60-\nX67.") == full + " codes X60-X67.");
    CHECK(text_of(full + " code X86.1-\nshould") == full + " code X86.1- should");
    CHECK(text_of(full + " code X86.1-\nMoons") == full + " code X86.1- Moons");
    CHECK(text_of(full + " (X20-\nX21)") == full + " (X20-X21)");
    CHECK(text_of(full + " moon\xC2\xAD\nlight") == full + " moonlight");
}

TEST_CASE("guidelines name the codes of heading and text", "[guidelines]") {
    for (const GuidelineSection& s : paged(guideline_pages()).all)
        for (const CodeReference& r : s.references) {
            INFO(s.number << " " << r.first);
            const std::string named = s.text.substr(r.begin, r.end - r.begin);
            CHECK((r.end == 0 || named.find(r.first[0]) != named.npos));
        }
}

TEST_CASE("text without a section is no guidelines", "[guidelines]") {
    for (const Pages& pages : {Pages{}, Pages{""}, Pages{"\n\n"}, Pages{"Some prose.\nA. Moons\n1. Stars\n"},
                               Pages{"Section II. The second alone\n"}, Pages{"Appendix I\n"}}) {
        const Sections s = paged(pages);
        CHECK(!s.ok);
        CHECK(s.error.code == Errc::bad_source);
    }
}

TEST_CASE("pages with CRLF, a byte order mark or no UTF-8 give the same sections", "[guidelines]") {
    const std::string expected = paged(guideline_pages()).numbers();
    Pages dos, marked, latin;
    for (const std::string& page : guideline_pages()) {
        std::string crlf;
        for (char c : page) crlf += c == '\n' ? "\r\n" : std::string(1, c);
        dos.push_back(crlf);
        marked.push_back("\xEF\xBB\xBF" + page);
        latin.push_back(page + "\x93quoted\x94\n");
    }
    CHECK(paged(dos).numbers() == expected);
    CHECK(paged(marked).numbers() == expected);
    CHECK(paged(latin).numbers() == expected);
}

TEST_CASE("no cut and no changed byte of the pages breaks what guidelines promise", "[guidelines]") {
    const std::string bytes = joined(guideline_pages());
    std::string broken;
    damage(bytes, [&](const std::string& damaged) {
        std::vector<GuidelineSection> sections;
        Diagnostics diag;
        const auto ok = read_guidelines_pages(split(damaged), {"", "my file", 3}, &sections, &diag);
        if (!broken.empty()) return;
        broken = broken_promise(sections, true);
        if (ok.ok() == sections.empty()) broken = "neither sections nor an error";
        if (!ok) broken += useless_error(ok.error(), "my file");
    });
    CHECK(broken == "");
}

TEST_CASE("long and repetitive pages take no long time", "[guidelines]") {
    std::string dashes, headings = "Section I. S\nA. L\n", brackets;
    for (int i = 0; i < 50'000; ++i) dashes += "x-\n", headings += "1. N\na. M\n", brackets += "(i)\n";
    CHECK(paged({"Section I. S\n" + dashes}).all.size() == 1);
    CHECK(paged({headings}).all.size() == 4);
    CHECK(paged({"Section I. S\n" + brackets}).all.size() == 1);
    CHECK(paged({"Section I. S\n" + std::string(1'000'000, '(')}).all.size() == 1);
}

TEST_CASE("a PDF of guidelines gives the sections of its pages", "[guidelines]") {
    const std::string bytes = pdf_of(guideline_pages());
    CHECK(looks_like_guidelines_pdf(bytes));
    const Sections s = pdf(bytes);
    CHECK(s.numbers() == paged(guideline_pages()).numbers());
    CHECK(s["I.A.1"].text == paged(guideline_pages())["I.A.1"].text);
    CHECK(s["I.B"].title == paged(guideline_pages())["I.B"].title);
    CHECK(s.diag.count() == 0);
}

TEST_CASE("what is no PDF of guidelines is told so", "[guidelines]") {
    auto [bytes, what] = GENERATE(table<std::string, std::string>({
        {"", "my file: no PDF"},
        {"Section I. Conventions", "my file: no PDF"},
        {"%PDF-1.4\n", "my file: the PDF is damaged"},
        {pdf_of({"A letter to the Ministry of Moonlight."}),
         "my file: no section of official guidelines in it"},
    }));
    const Sections s = pdf(bytes);
    CHECK(s.error.code == Errc::bad_source);
    CHECK(s.error.what == what);
    CHECK(!looks_like_guidelines_pdf(bytes));
}

TEST_CASE("a damaged PDF neither breaks the reader nor talks past it", "[guidelines]") {
    const std::string bytes = pdf_of({"Section I. Conventions\n\nA. Moons\nThey shine.\n"});
    const std::string said = stderr_of([&] {
        for (std::size_t n = 0; n < bytes.size(); ++n) pdf(std::string_view(bytes).substr(0, n));
        std::string flipped = bytes;
        for (std::size_t n = 0; n < bytes.size(); n += 5) {
            flipped[n] = static_cast<char>(flipped[n] ^ 0x15);
            pdf(flipped);
            flipped[n] = bytes[n];
        }
    });
    CHECK(said == "");
}

TEST_CASE("one's own guidelines have a section a heading", "[guidelines]") {
    const Sections s = markdown(kGuidelinesMarkdown);
    CHECK(s.numbers() == "0 2.1 2.1.1 2 3");
    CHECK(s.diag.count() == 0);
    CHECK(s["2.1"].document == "House rules of the Moon Clinic");
    CHECK(s["0"].title == "House rules of the Moon Clinic");
    CHECK(s["0"].text == "Written by us, see the page.");
    CHECK(s["2.1"].title == "Falls");
    CHECK(s["2.1"].source == SourceLine{3, 7});
    CHECK(s["2.1"].text ==
          "Code the fall first, then the place (X92.-).\n• the left ear and the right\n"
          "• 5*3 is snake_case\n1. numbered\nquoted twice\nCode | Meaning\nZ0Z.1 | moon ear");
    CHECK(s["2.1.1"].title == "Exercise");
    CHECK(s["2.1.1"].text == "Seen again\n# no heading");
    CHECK(s["2"].title == "Stairs");
    CHECK(s["2"].text == "up\ndown\naway");
    CHECK(s["3"].title == "Z0Z.9 Unspecified");
}

TEST_CASE("a heading's own number is kept, others are counted on from it", "[guidelines]") {
    CHECK(markdown("# 3 Moons\n## New\n## 3.4 Full\n## Half\n# Stars\n").numbers() == "3 3.1 3.4 3.5 4");
    CHECK(markdown("## A. Moons\n### Full\n## I.C.4.a.3 Stars\n## IV. Suns\n").numbers() ==
          "A A.1 I.C.4.a.3 IV");
    CHECK(markdown("### Deep\n#### Deeper\n### Deep\n").numbers() == "1 1.1 2");
    CHECK(markdown("## 2.1. Falls\n## 2.1.a) Stairs\n").numbers() == "2.1 2.1.a");
    CHECK(markdown("## 2.1\n")["2.1"].title == "2.1");
}

TEST_CASE("codes, years and abbreviations at the head of a heading are no numbers", "[guidelines]") {
    auto [heading, title] = GENERATE(table<std::string, std::string>({
        {"E11.9 Diabetes", "E11.9 Diabetes"},
        {"2026 changes", "2026 changes"},
        {"U.S. rules", "U.S. rules"},
        {"7th characters", "7th characters"},
        {"A fall", "A fall"},
        {"I am tired", "I am tired"},
        {"3-day rule", "3-day rule"},
        {"99213 visits", "99213 visits"},
    }));
    CHECK(markdown("# Rules\n## " + heading + "\n")["1"].title == title);
}

TEST_CASE("without a level-1 heading the document has the name of its file", "[guidelines]") {
    Sections s;
    REQUIRE(read_guidelines_markdown({"## Falls\n", "rules.zip!own/falls.md", 3}, &s.all, &s.diag).ok());
    CHECK(s["1"].document == "falls.md");
}

TEST_CASE("a level-1 heading alone is a section", "[guidelines]") {
    const Sections s = markdown("# Falls\nCode them.\n");
    CHECK(s["1"].title == "Falls");
    CHECK(s["1"].text == "Code them.");
}

TEST_CASE("a number that comes twice in one's own guidelines is suspect", "[guidelines]") {
    const Sections s = markdown("## 2.1 Falls\n\n## 2.1 Stairs\n\n##\n");
    CHECK(s.numbers() == "2.1 2.1");
    REQUIRE(s.diag.entries().size() == 2);
    CHECK(to_string(s.diag.entries()[0]) == "my file:3: section 2.1 is already on line 1");
    CHECK(to_string(s.diag.entries()[1]) == "my file:5: a heading without words");
}

TEST_CASE("marks of Markdown that are text stay", "[guidelines]") {
    auto [line, text] = GENERATE(table<std::string, std::string>({
        {"E11.* and E12.*", "E11.* and E12.*"},
        {"5*3 and 4*2", "5*3 and 4*2"},
        {"a * b * c", "a * b * c"},
        {"\\*not so\\*", "*not so*"},
        {"**bold** and __bold__ and ***both***", "bold and bold and both"},
        {"(*inside*)", "(inside)"},
        {"[a](b) ![c](d) [e]", "a c [e]"},
        {"[HIV] disease (B20)", "[HIV] disease (B20)"},
        {"a < b <!-- c --> d", "a < b d"},
        {"#hash", "#hash"},
    }));
    CHECK(markdown("# R\n## S\n" + line + "\n")["1"].text == text);
}

TEST_CASE("Markdown with CRLF or a byte order mark gives the same sections", "[guidelines]") {
    std::string crlf = "\xEF\xBB\xBF";
    for (char c : kGuidelinesMarkdown) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    const Sections a = markdown(kGuidelinesMarkdown), b = markdown(crlf);
    REQUIRE(a.numbers() == b.numbers());
    for (std::size_t i = 0; i < a.all.size(); ++i) CHECK(a.all[i].text == b.all[i].text);
}

TEST_CASE("text without headings is no guidelines of one's own", "[guidelines]") {
    for (const std::string& bytes : {std::string(), std::string("Prose.\n"), std::string("#\n##\n"),
                                     std::string("# A\n\0", 5), std::string("---\n# front matter\n")}) {
        const Sections s = markdown(bytes);
        CHECK(!s.ok);
        CHECK(s.error.code == Errc::bad_source);
    }
}

TEST_CASE("no cut and no changed byte of Markdown breaks what guidelines promise", "[guidelines]") {
    std::string broken;
    damage(std::string(kGuidelinesMarkdown), [&](const std::string& damaged) {
        std::vector<GuidelineSection> sections;
        Diagnostics diag;
        const Input in{damaged, "my file", 3};
        const auto ok = read_guidelines_markdown(in, &sections, &diag);
        if (!broken.empty()) return;
        broken = broken_promise(sections, false) + useless_report(diag, in);
        if (ok.ok() == sections.empty()) broken = "neither sections nor an error";
        if (!ok) broken += useless_error(ok.error(), "my file");
    });
    CHECK(broken == "");
}

TEST_CASE("deep and repetitive Markdown takes no long time", "[guidelines]") {
    const std::size_t n = 50'000;
    for (const char* piece : {"[", "*", "**a ", "_", ">", "`", "<!--", "-->", "](", "> ", "# ", "1.", "|"}) {
        std::string text = "# A\n# B\n";
        for (std::size_t i = 0; i < n; ++i) text += piece;
        INFO(piece);
        CHECK(markdown(text + "\n").ok);
    }
}
