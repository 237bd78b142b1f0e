// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "corpus/icd10cm_index_tree.h"
#include "tests/corpus/publishers/icd10cm_index_samples.h"

using namespace codelex;
using namespace codelex::test;

namespace {

IndexReading read(std::string_view bytes, AttachmentReader reader = read_icd10cm_index) {
    IndexReading r;
    CHECK(read_index(reader, bytes, &r) == "");
    return r;
}

std::string index_of(const std::string& main_terms) {
    return "<ICD10CM.index><title>ICD-10-CM INDEX TO DISEASES</title><letter><title>A</title>" + main_terms +
           "</letter></ICD10CM.index>";
}

std::string replaced(std::string_view in, std::string_view what, std::string_view with) {
    std::string out(in);
    for (std::size_t at = 0; (at = out.find(what, at)) != out.npos; at += with.size())
        out.replace(at, what.size(), with);
    return out;
}

std::vector<IndexEntry> entries_of(const std::string& xml) {
    Diagnostics diag;
    auto entries = parse_icd10cm_index({xml, "sample.xml", 0}, Icd10cmIndexKind::diseases, &diag);
    REQUIRE(entries.ok());
    return std::move(*entries);
}

}  // namespace

TEST_CASE("each path of the index to diseases leads to its code", "[publishers]") {
    const auto r = read(kDiseaseIndex);
    CHECK(r.diag.count() == 0);
    CHECK(r.printed() ==
          "Z0Z1 Moonglow NEC (chronic) (of the ear)\n"
          "Z0Z2 [with manifestation Y9Y.8] Moonglow NEC, with, glimmer, glimmering\n"
          "Y9Y8 [manifestation of Z0Z.2] Moonglow NEC, with, glimmer, glimmering\n"
          "Z0Z Moonglow NEC (blue)\n"
          "Z1Z5 [see Shimmer, nightly] Moonglow NEC, nightly\n"
          "Z0Z3 Mooning\n"
          "Z1Z Shimmer, shimmering\n"
          "Z1Z4 Shimmer, shimmering, by moon & stars\n"
          "Z1Z5 Shimmer, shimmering, nightly NEC\n");
}

TEST_CASE("a text of the index says which entry of the file it is", "[publishers]") {
    std::vector<std::uint32_t> lines;
    for (const auto& a : read(kDiseaseIndex).attachments) lines.push_back(a.text.source.line);
    CHECK(lines == std::vector<std::uint32_t>{1, 3, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("external causes are read like diseases", "[publishers]") {
    CHECK(read(kExternalIndex, read_icd10cm_external).printed() ==
          "Z2Z Tickled (by)\nZ2Z01 Tickled, feather\n");
}

TEST_CASE("a cell of the neoplasm table says what grows and where", "[publishers]") {
    const auto r = read(kNeoplasmTable, read_icd10cm_neoplasms);
    CHECK(r.diag.count() == 0);
    CHECK(r.printed() ==
          "Z3Z1 Malignant Primary neoplasm\n"
          "Z3Z9 Neoplasm of unspecified behavior\n"
          "Z4Z2 Malignant Primary neoplasm of antler, antlers\n"
          "Z4Z3 Malignant Secondary neoplasm of antler, antlers\n"
          "Z4Z5 Benign neoplasm of antler, antlers\n"
          "Z4Z6 Neoplasm of uncertain behavior of antler, antlers\n"
          "Z4Z Neoplasm of unspecified behavior of antler, antlers\n"
          "Z4Z41 Carcinoma in situ of antler, antlers, tip (left)\n"
          "Z4Z2 [see Neoplasm, antler] Malignant Primary neoplasm of horn\n"
          "Z4Z3 [see Neoplasm, antler] Malignant Secondary neoplasm of horn\n"
          "Z4Z5 [see Neoplasm, antler] Benign neoplasm of horn\n"
          "Z4Z6 [see Neoplasm, antler] Neoplasm of uncertain behavior of horn\n"
          "Z4Z [see Neoplasm, antler] Neoplasm of unspecified behavior of horn\n");
}

TEST_CASE("a cell of the drug table says what a substance did, in the words of a coder", "[publishers]") {
    const auto r = read(kDrugTable, read_icd10cm_drugs);
    CHECK(r.diag.count() == 0);
    CHECK(r.printed() ==
          "Z5Z1X1 Poisoning by 2-glitter, accidental (unintentional)\n"
          "Z5Z2X1 Poisoning by stardust (fine), accidental (unintentional)\n"
          "Z5Z2X2 Poisoning by stardust (fine), intentional self-harm\n"
          "Z5Z2X3 Poisoning by stardust (fine), assault\n"
          "Z5Z2X4 Poisoning by stardust (fine), undetermined\n"
          "Z5Z2X5 Adverse effect of stardust (fine)\n"
          "Z5Z2X6 Underdosing of stardust (fine)\n"
          "Z5Z3X5 Adverse effect of stardust, SPF\n"
          "Z5Z3X5 [see Stardust, SPF] Adverse effect of sunbeam\n");
}

TEST_CASE("line ends, a byte order mark, comments and name prefixes change nothing", "[publishers]") {
    for (const IndexSample& s : kIndexSamples) {
        INFO(s.name);
        const std::string plain = read(s.bytes, s.reader).printed();
        CHECK(read(replaced(s.bytes, "\n", "\r\n"), s.reader).printed() == plain);
        CHECK(read("\xEF\xBB\xBF" + std::string(s.bytes), s.reader).printed() == plain);
        CHECK(read(replaced(s.bytes, "<term", "<!-- x --><term"), s.reader).printed() == plain);
        CHECK(read(replaced(replaced(s.bytes, "</", "</n:"), "<ICD", "<n:ICD"), s.reader).failed);
        std::string prefixed = replaced(replaced(s.bytes, "<", "<n:"), "<n:/", "</n:");
        CHECK(read(replaced(prefixed, "<n:?", "<?"), s.reader).printed() == plain);
    }
}

TEST_CASE("elements that a later year may add are passed over, their words inside a title kept",
          "[publishers]") {
    const auto r =
        read(index_of("<mainTerm><title>Moon<diff><old>shine</old> <new>light</new></diff>, bright"
                      "<nemod>(<b>very</b>)</nemod></title><warning>new</warning><code>Z0Z.1</code>"
                      "<other><code>Z0Z.2</code></other></mainTerm>"));
    CHECK(r.printed() == "Z0Z1 Moonshine light, bright (very)\n");
    CHECK(r.diag.count() == 0);
}

TEST_CASE("an entry that has nonessential modifiers alone is called by them", "[publishers]") {
    CHECK(read(index_of("<mainTerm><title><nemod>(blue)</nemod></title><code>Z0Z.1</code></mainTerm>"))
              .printed() == "Z0Z1 (blue)\n");
    const auto cells =
        read(replaced(kNeoplasmTable, "<title>tip<nemod>", "<title><nemod>"), read_icd10cm_neoplasms);
    CHECK(cells.printed().find("Carcinoma in situ of antler, antlers (left)\n") != std::string::npos);
    const auto alone = read(
        replaced(kNeoplasmTable, "<title>antler, antlers</title>", "<title><nemod>(blue)</nemod></title>"),
        read_icd10cm_neoplasms);
    CHECK(alone.printed().find("Malignant Primary neoplasm of (blue)\n") != std::string::npos);
}

TEST_CASE("words that are no UTF-8 are read as Windows-1252 and reported", "[publishers]") {
    const auto r = read(index_of("<mainTerm><title>Caf\xE9</title><code>Z0Z.1</code></mainTerm>"));
    CHECK(r.printed() == "Z0Z1 Caf\xC3\xA9\n");
    CHECK(r.diag.suspected() == 1);
}

TEST_CASE("what is no code is reported with its entry and the rest is read", "[publishers]") {
    const auto r = read(
        "<ICD10CM.index><title>INDEX TO DISEASES</title>\n<letter>\n"
        "<mainTerm><title>One</title><code>by site</code></mainTerm>\n"
        "<mainTerm><title>Two</title><code>Z0Z1</code></mainTerm>\n"
        "<mainTerm><title>Three</title><code>Z0Z.1</code><code>Z0Z.2</code></mainTerm>\n"
        "<mainTerm><title>Four</title><manif>Z0Z.3</manif></mainTerm>\n"
        "<mainTerm><title> </title><code>Z0Z.4</code><term level=\"1\"><title>left</title><code>Z0Z.5</code>"
        "</term></mainTerm>\n"
        "<mainTerm><title>Six</title><term "
        "level=\"3\"><title>deep</title><code>Z0Z.6</code></term></mainTerm>\n"
        "</letter></ICD10CM.index>");
    CHECK(r.printed() == "Z0Z1 Three\nZ0Z5 left\nZ0Z6 Six, deep\n");
    CHECK(r.diag.skipped() == 5);
    CHECK(r.diag.suspected() == 1);
    std::vector<std::size_t> lines;
    for (const auto& e : r.diag.entries()) lines.push_back(e.line);
    std::sort(lines.begin(), lines.end());
    CHECK(lines == std::vector<std::size_t>{3, 4, 5, 6, 7, 8});
}

TEST_CASE("cells of no column and second cells of one are reported", "[publishers]") {
    const auto r = read(replaced(kDrugTable, "col=\"7\"", "col=\"6\""), read_icd10cm_drugs);
    CHECK(r.diag.skipped() == 1);
    CHECK(read(replaced(kDrugTable, "col=\"7\"", "col=\"8\""), read_icd10cm_drugs).diag.skipped() == 1);
    CHECK(read(replaced(kDrugTable, "col=\"7\"", "col=\"-1\""), read_icd10cm_drugs).diag.skipped() == 1);
    CHECK(read(replaced(kDrugTable, "<cell col=\"7\"", "<cell"), read_icd10cm_drugs).diag.skipped() == 1);
}

TEST_CASE("a file that is not the index it should be is named with the next step", "[publishers]") {
    for (const IndexSample& s : kIndexSamples) {
        CHECK(icd10cm_index_kind(s.bytes) == s.kind);
        for (const IndexSample& other : kIndexSamples) {
            INFO(s.name << " read as " << other.name);
            CHECK(read(s.bytes, other.reader).failed == (s.kind != other.kind));
        }
        for (const std::string_view not_one :
             {"", " ", "\n", "<", "<?xml version=\"1.0\"?>", "plain words", "<ICD10CM.index/>",
              "<ICD10CM.index><letter><title>A</title></letter></ICD10CM.index>", "<ICD10PCS.index/>",
              "<ICD10CM.tabular><version>1</version></ICD10CM.tabular>", "\xEF\xBB\xBF", "PK\x03\x04"}) {
            INFO(not_one);
            CHECK(read(not_one, s.reader).failed);
        }
    }
    CHECK(read(kDrugTable).error.what == "sample.xml: this is the table of drugs, not the index to diseases");
    CHECK(read(index_of("<mainTerm><title>No way</title></mainTerm>")).error.what ==
          "sample.xml: no entry leads to a code");
    const std::string_view cut = kDiseaseIndex.substr(0, kDiseaseIndex.size() / 2);
    CHECK(read(cut).error.what.starts_with("sample.xml: no well-formed XML, line "));
}

TEST_CASE("other files are no index of diagnoses", "[publishers]") {
    for (const std::string_view head : {"", "ICD10CM.index", "<ICD10CM.tabular>",
                                        "<ICD10PCS.index><title>A</title>", "00001 A00     0 Words"})
        CHECK(icd10cm_index_kind(head) == Icd10cmIndexKind::none);
    CHECK(icd10cm_index_kind("<ICD10CM.index>") == Icd10cmIndexKind::diseases);
}

TEST_CASE("an index cut anywhere is refused", "[publishers][corruption]") {
    for (const IndexSample& s : kIndexSamples) {
        const std::size_t end = s.bytes.rfind('>');
        for (std::size_t n = 0; n <= end; ++n) {
            IndexReading r;
            REQUIRE(read_index(s.reader, s.bytes.substr(0, n), &r) == "");
            INFO(s.name << " cut at " << n);
            CHECK(r.failed);
        }
    }
}

TEST_CASE("no flipped byte of an index breaks what the reader promises", "[publishers][corruption]") {
    constexpr std::string_view kFlips("\x00\x01\x7F\x80\xE9\xFF\n\t \"'&<>/=-.,()09AZ", 24);
    std::string broken;
    for (const IndexSample& s : kIndexSamples) {
        std::string flipped(s.bytes);
        for (std::size_t n = 0; n < flipped.size(); ++n) {
            const char was = flipped[n];
            auto attempt = [&] {
                IndexReading r;
                if (auto why = read_index(s.reader, flipped, &r); !why.empty() && broken.empty())
                    broken = std::string(s.name) + " byte " + std::to_string(n) + ": " + why;
                (void)icd10cm_index_kind(flipped);
            };
            for (const char c : kFlips) flipped[n] = c, attempt();
            for (const int bit : {1, 0x10, 0x20, 0x80}) flipped[n] = static_cast<char>(was ^ bit), attempt();
            flipped[n] = was;
        }
    }
    CHECK(broken == "");
}

TEST_CASE("terms nested a hundred thousand deep are reported and do no harm", "[publishers][corruption]") {
    std::string deep = "<mainTerm><title>Top</title><code>Z0Z.1</code>", end;
    for (int i = 1; i <= 100'000; ++i) {
        deep += "<term level=\"" + std::to_string(i) + "\"><title>t</title><code>Z0Z.2</code>";
        end += "</term>";
    }
    const auto r = read(index_of(deep + end + "</mainTerm>"));
    CHECK(r.attachments.size() == 61);
    CHECK(r.diag.skipped() == 1);
    const std::string brackets = std::string(200'000, '<') + index_of("");
    CHECK(read(brackets).failed);
    std::string b, e;
    for (int i = 0; i < 100'000; ++i) b += "<b>", e += "</b>";
    CHECK(read(index_of("<mainTerm><title>" + b + "Deep" + e + "</title><code>Z0Z.1</code></mainTerm>"))
              .printed() == "Z0Z1 Deep\n");
}

TEST_CASE("long words and many equal names take no time and no room", "[publishers][corruption]") {
    const std::string word(100'000, 'x');
    std::string many = "<mainTerm><title>" + word + "</title><code>Z0Z.1</code></mainTerm>";
    for (int i = 0; i < 3'000; ++i)
        many +=
            "<mainTerm><title>a, b, c, d, e</title><see>a, b, a, b, c, d, e, a, b, c</see>"
            "<term level=\"1\"><title>a, b, c, d</title></term><code>Z0Z.2</code></mainTerm>"
            "<mainTerm><title>f</title><see>a, b, a, b, c, d, e, a, b, c</see></mainTerm>";
    const auto r = read(index_of(many));
    CHECK(r.attachments.size() == 3'000);
    CHECK(r.diag.skipped() == 1);
}

TEST_CASE("a see leads to the entry that a coder would turn to", "[publishers]") {
    const auto entries = entries_of(
        index_of("<mainTerm><title>Converter, glimmer</title></mainTerm>"                               // 0
                 "<mainTerm><title>Crack, dreaming</title><term><title>horn</title></term></mainTerm>"  // 1
                 "<mainTerm><title>Crack, waking</title><term><title>horn</title></term>"               // 3
                 "<term><title>hoof</title></term></mainTerm>"                                          // 5
                 "<mainTerm><title>Glimmer, glimmering</title><term><title>drug NEC</title>"            // 6
                 "<term><title>left (front) or right</title></term></term></mainTerm>"                  // 8
                 "<mainTerm><title>Mishap(s)<nemod>(many)</nemod> NOS</title></mainTerm>"));            // 9
    SeeResolver see(entries);
    using O = SeeResolver::Outcome;
    auto [text, citing, outcome, entry] = GENERATE(table<std::string, std::size_t, O, std::int32_t>({
        {"Glimmer", 9, O::reached, 6},  // the first part of a title beats the second of an earlier one
        {"GLIMMERING", 9, O::reached, 6},
        {"Converter,  glimmer", 9, O::reached, 0},
        {"Glimmer, drug", 9, O::reached, 7},  // the title ends in NEC
        {"Glimmer, drug NEC, left or right", 9, O::reached, 8},
        {"Glimmer (bright), drug", 9, O::reached, 7},
        {"- Glimmer.", 9, O::reached, 6},
        {"Glimmer, by site", 9, O::by, 6},
        {"Glimmer, at noon", 9, O::midway, 6},
        {"Crack, horn", 1, O::reached, 2},  // the main term that cites comes first
        {"Crack, horn", 4, O::reached, 4},
        {"Crack, horn", 9, O::reached, 4},  // else the one with more below it
        {"Crack, hoof", 1, O::reached, 5},
        {"Mishaps", 0, O::reached, 9},
        {"Mishap", 0, O::reached, 9},
        {"Mishap NOS", 0, O::reached, 9},
        {"Table of Nothing", 0, O::not_found, IndexEntry::kNone},
        {"", 0, O::not_found, IndexEntry::kNone},
        {", ,", 0, O::not_found, IndexEntry::kNone},
        {"a,a,a,a,a,a,a,a,a,a,a,a,a,a", 0, O::not_found, IndexEntry::kNone},
    }));
    INFO(text << " cited by " << citing);
    const auto answer = see.resolve(text, citing);
    CHECK(answer.outcome == outcome);
    CHECK(answer.entry == entry);
}

TEST_CASE("a see that stops on the way, or at an entry without a code, leads nowhere", "[publishers]") {
    CHECK(
        read(index_of(
                 "<mainTerm><title>Goal</title><code>Z0Z.1</code><term level=\"1\"><title>left</title></term>"
                 "</mainTerm><mainTerm><title>A</title><see>Goal, right</see></mainTerm>"
                 "<mainTerm><title>B</title><see>Goal, by site</see></mainTerm>"
                 "<mainTerm><title>C</title><see>Goal, left</see></mainTerm>"
                 "<mainTerm><title>D</title><see>Mess</see></mainTerm>"
                 "<mainTerm><title>E</title><see>Goal</see></mainTerm>"
                 "<mainTerm><title>F</title><see>Goal</see><code>Z0Z.2</code></mainTerm>"
                 "<mainTerm><title>G</title><see>G</see></mainTerm>"))
            .printed() == "Z0Z1 Goal\nZ0Z1 [see Goal] E\nZ0Z2 F\n");
}
