// SPDX-License-Identifier: GPL-3.0-or-later
// Everything here is invented: no code of four digits and an X, Y or Z was ever CPT, and no text is the
// AMA's.
#include "corpus/cpt.h"

#include <catch2/catch.hpp>

#include "tests/corpus/publishers/cpt_promises.h"
#include "tests/corpus/publishers/damage.h"

using namespace codelex;
using namespace codelex::test;

namespace {

const std::string kNotice =
    "Invented notice\r\n\r\nCPT sample, copyright 1999 by nobody.  All  rights\r\nimagined.\r\n\r\n"
    "Questions: write to\r\n60600 NOWHERE STREET, 1st floor\r\nOldtown\r\n\r\n";
const std::string kTerms =
    "Invented notice CPT sample, copyright 1999 by nobody. All rights imagined. Questions: write to "
    "60600 NOWHERE STREET, 1st floor Oldtown";

const std::string kLongFile = kNotice +
                              "9990X\tInvented procedure on widget; with calibration\r\n"
                              "9991X\tInvented procedure on widget; without calibration\r\n"
                              "0002Y\tAudience with the Queen of \"Clocks\", each 15 minutes\r\n";
const std::string kMediumFile = kNotice +
                                "9990X INVENTED PROCEDURE ON WIDGET W/CALIBRATION\r\n"
                                "9991X INVENTED PROCEDURE ON WIDGET W/O CALIBRATION   \r\n"
                                "0002Y AUDIENCE WITH THE QUEEN OF CLOCKS EA 15 MIN\r\n";
const std::string kShortFile = kNotice +
                               "9990X INVNT PX WIDGET W/CALIB\r\n"
                               "9991X INVNT PX WIDGET W/O CALIB   \r\n"
                               "0002Y AUDIENCE QUEEN OF CLOCKS\r\n";
const std::string kConsumerFile =
    "Concept Id\tCPT Code\tConsumer Friendly Descriptor\r\n"
    "1999999\t9990X\tMending a widget and setting it right\r\n"
    "1999998\t9991X\tMending a widget\r\n";
const std::string kClinicianFile =
    "Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\r\n"
    "1999999\t9990X\t19999999\tCalibration of widget\r\n"
    "1999999\t9990X\t19999998\tWidget repair with \"calibration\r\n"
    "1999998\t9991X\t19999997\tWidget repair\r\n";

Outcome read_long(std::string_view bytes) {
    Outcome r;
    CHECK(long_and_check(bytes, &r) == "");
    return r;
}
Attached attach(AttachmentReader reader, std::string_view bytes) {
    Attached a;
    CHECK(attach_and_check(reader, bytes, &a) == "");
    return a;
}
std::string printed(const Attached& a) {
    return test::printed(a.texts);
}
std::string first_report(const Diagnostics& d) {
    return d.entries().empty() ? "" : to_string(d.entries()[0]);
}
std::string with(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace

TEST_CASE("a CPT long descriptor becomes a licensed record", "[cpt]") {
    const Outcome r = read_long(kLongFile);
    REQUIRE(r.records.size() == 3);
    CHECK(r.records[0].code == "9990X");
    CHECK(r.records[0].title == "Invented procedure on widget; with calibration");
    CHECK(r.records[0].source.line == 10);
    CHECK(r.records[0].licensed);
    CHECK(r.records[0].billable);
    CHECK(r.records[2].code == "0002Y");  // leading zeros matter
    CHECK(r.records[2].title == "Audience with the Queen of \"Clocks\", each 15 minutes");
    CHECK(r.diag.count() == 0);
}

TEST_CASE("the notice above the CPT records travels with every one of them", "[cpt]") {
    for (const CodeRecord& r : read_long(kLongFile).records) CHECK(r.notice == kTerms);
    const Outcome bare = read_long(kLongFile.substr(kNotice.size()));
    CHECK(bare.records.size() == 3);
    CHECK(bare.records[0].notice.empty());
    CHECK(bare.diag.suspected() == 1);
    CHECK(first_report(bare.diag).find("no copyright notice") != std::string::npos);
}

TEST_CASE("an address within the notice is no CPT record but is mentioned", "[cpt]") {
    const Attached a = attach(read_cpt_medium, kMediumFile);
    CHECK(a.texts.size() == 3);
    CHECK(a.diag.skipped() == 0);
    CHECK(a.diag.suspected() == 1);
    CHECK(
        first_report(a.diag) ==
        "sample:7: begins like a record, but stands within the notice: \"60600 NOWHERE STREET, 1st floor\"");
}

TEST_CASE("medium and short CPT descriptors attach to their codes", "[cpt]") {
    CHECK(printed(attach(read_cpt_medium, kMediumFile)) ==
          "9990X medium INVENTED PROCEDURE ON WIDGET W/CALIBRATION\n"
          "9991X medium INVENTED PROCEDURE ON WIDGET W/O CALIBRATION\n"
          "0002Y medium AUDIENCE WITH THE QUEEN OF CLOCKS EA 15 MIN\n");
    CHECK(printed(attach(read_cpt_short, kShortFile)) ==
          "9990X short INVNT PX WIDGET W/CALIB\n9991X short INVNT PX WIDGET W/O CALIB\n"
          "0002Y short AUDIENCE QUEEN OF CLOCKS\n");
}

TEST_CASE("consumer descriptors are plain words and clinician descriptors are terms", "[cpt]") {
    CHECK(printed(attach(read_cpt_consumer, kConsumerFile)) ==
          "9990X lay Mending a widget and setting it right\n9991X lay Mending a widget\n");
    // A quote is literal: it does not swallow the lines behind it.
    CHECK(printed(attach(read_cpt_clinician, kClinicianFile)) ==
          "9990X terms Calibration of widget\n9990X terms Widget repair with \"calibration\n"
          "9991X terms Widget repair\n");
    CHECK(attach(read_cpt_clinician, kClinicianFile).texts[2].text.source.line == 4);
}

TEST_CASE("columns of a CPT descriptor file are found by their headings", "[cpt]") {
    CHECK(printed(attach(read_cpt_consumer,
                         "CONSUMER FRIENDLY DESCRIPTOR\tNew\t cpt code \nMending a widget\t\t9990X\n")) ==
          "9990X lay Mending a widget\n");
    const Attached other = attach(read_cpt_clinician, kConsumerFile);
    CHECK(other.failed);
    CHECK(other.error.what ==
          "sample: no headings of the CPT clinician descriptors "
          "(ClinicianDescriptor.txt) in it");
}

TEST_CASE("CPT files read the same with LF, CRLF, a byte order mark and blank lines at the end", "[cpt]") {
    for (auto change : {+[](const std::string& s) { return with(s, "\r\n", "\n"); },
                        +[](const std::string& s) { return "\xEF\xBB\xBF" + s; },
                        +[](const std::string& s) { return s + "\r\n\r\n"; }}) {
        const Outcome r = read_long(change(kLongFile));
        REQUIRE(r.records.size() == 3);
        CHECK(r.diag.count() == 0);
        CHECK(r.records[2].notice == kTerms);
        CHECK(printed(attach(read_cpt_medium, change(kMediumFile))) ==
              printed(attach(read_cpt_medium, kMediumFile)));
        CHECK(printed(attach(read_cpt_short, change(kShortFile))) ==
              printed(attach(read_cpt_short, kShortFile)));
        CHECK(printed(attach(read_cpt_consumer, change(kConsumerFile))) ==
              printed(attach(read_cpt_consumer, kConsumerFile)));
        CHECK(printed(attach(read_cpt_clinician, change(kClinicianFile))) ==
              printed(attach(read_cpt_clinician, kClinicianFile)));
    }
}

TEST_CASE("letters of Windows-1252 in CPT files are read", "[cpt]") {
    CHECK(read_long(kNotice + "9990X\tM\xE9ni\xE8re widget\n").records[0].title == "Ménière widget");
    CHECK(read_long(kNotice + "9990X\tMénière widget\n").records[0].title == "Ménière widget");
    CHECK(read_long("CPT \xA9 nobody\n\n9990X\tWidget\n").records[0].notice == "CPT © nobody");
}

TEST_CASE("a CPT line that does not fit the layout is reported and the others are read", "[cpt]") {
    auto [line, why] = GENERATE(table<std::string, std::string>({
        {"9X999\tInvented procedure", "columns 1-5 are no CPT code: \"9X999\""},
        {"9992X", "no code and TAB in columns 1-6: \"9992X\""},
        {"9992X Invented procedure", "no code and TAB in columns 1-6: \"9992X Invented procedure\""},
        {"9992x\tInvented procedure", "no code and TAB in columns 1-6: \"9992x?Invented procedure\""},
        {" 9992X\tInvented procedure", "no code and TAB in columns 1-6: \" 9992X?Invented procedure\""},
        {"and a second line of text", "no code and TAB in columns 1-6: \"and a second line of text\""},
        {"9992X\t  ", "code 9992X has no descriptor"},
        {"9992X\tInvented\tprocedure", "code 9992X: a TAB or control character within the descriptor"},
        {"9992X\tInvented\x01procedure", "code 9992X: a TAB or control character within the descriptor"},
        {"9990X\tInvented procedure", "code 9990X is already on line 10"},
    }));
    const Outcome r = read_long(kLongFile + line + "\r\n9993X\tLast\r\n");
    CHECK(r.records.size() == 4);
    CHECK(r.diag.count() == 1);
    CHECK(first_report(r.diag) == "sample:13: " + why);
}

TEST_CASE("a CPT descriptor that runs past its columns is reported", "[cpt]") {
    const std::string text = "INVENTED PROCEDURE ON WIDGET AND OTHER WIDGETS Z";
    REQUIRE(text.size() == 48);
    CHECK(attach(read_cpt_medium, kMediumFile + "9992X " + text + "\n").texts.size() == 4);
    const Attached over = attach(read_cpt_medium, kMediumFile + "9992X " + text + "Z\n");
    CHECK(over.texts.size() == 3);
    CHECK(over.diag.entries().back().what == "code 9992X: the descriptor runs past column 54");
    CHECK(attach(read_cpt_short, kShortFile + "9992X " + std::string(28, 'W') + "\n").texts.size() == 4);
    CHECK(attach(read_cpt_short, kShortFile + "9992X " + std::string(29, 'W') + "\n").texts.size() == 3);
    // A medium file read as a short one does not pass for one.
    CHECK(attach(read_cpt_short, kMediumFile).failed);
}

TEST_CASE("a row of a CPT descriptor file that does not fit is reported", "[cpt]") {
    auto [row, why] = GENERATE(table<std::string, std::string>({
        {"1999997\t9992X", "2 columns instead of 3: \"1999997?9992X\""},
        {"1999997\t9992X\tMending\tmore", "4 columns instead of 3: \"1999997?9992X?Mending?more\""},
        {"1999997\t9X999\tMending", "no CPT code: \"9X999\""},
        {"1999997\t999X\tMending", "no CPT code: \"999X\""},
        {"1999997\tZZ\tMending", "no CPT code: \"ZZ\""},
        {"1999997\t9992x\tMending", "no CPT code: \"9992x\""},
        {"1999997\t\tMending", "no CPT code: \"\""},
        {"1999997\t9992X\t \t", "4 columns instead of 3: \"1999997?9992X? ?\""},
        {"1999997\t9992X\t ", "code 9992X has no descriptor"},
        {"1999997\t9992X\tMending\x02it", "code 9992X: a control character within the descriptor"},
        {"1999997\t9990X\tMending", "code 9990X is already on line 2"},
    }));
    const Attached a = attach(read_cpt_consumer, kConsumerFile + row + "\r\n1999996\t9993X\tLast\r\n");
    CHECK(a.texts.size() == 3);
    CHECK(a.diag.skipped() == 1);
    CHECK(first_report(a.diag) == "sample:4: " + why);
}

TEST_CASE("a concept number that is none is suspect, and a clinician text that repeats is read once",
          "[cpt]") {
    const Attached a = attach(read_cpt_clinician, kClinicianFile +
                                                      "19I9998\t9991X\t19999996\tWidget mending\n"
                                                      "1999998\t9991X\t19999995\tWidget repair\n");
    CHECK(a.texts.size() == 4);
    CHECK(a.diag.skipped() == 0);
    CHECK(first_report(a.diag) == "sample:5: code 9991X: column 1 is no number: \"19I9998\"");
}

TEST_CASE("a CPT file without an end of its last line is suspect", "[cpt]") {
    CHECK(read_long(kLongFile.substr(0, kLongFile.size() - 2)).diag.suspected() == 1);
    CHECK(attach(read_cpt_consumer, kConsumerFile.substr(0, kConsumerFile.size() - 2)).diag.suspected() == 1);
}

TEST_CASE("a file that is no CPT file is refused with what was expected", "[cpt]") {
    for (const std::string& bytes :
         {std::string(), std::string("\xEF\xBB\xBF"), std::string("\n"), kNotice, std::string("PK\x03\x04"),
          std::string("A0X\tnothing\n"), std::string(1000, '\0'), std::string(100'000, '\t')}) {
        const Outcome r = read_long(bytes);
        CHECK(r.failed);
        CHECK(r.error.code == Errc::bad_source);
        CHECK(r.error.hint.find("TAB") != std::string::npos);
        for (AttachmentReader reader : kCptAttachments) {
            const Attached a = attach(reader, bytes == kNotice ? "Concept Id\tCPT Code\n" : bytes);
            CHECK(a.failed);
        }
    }
    CHECK(read_long(kMediumFile).failed);
    CHECK(attach(read_cpt_medium, kLongFile).failed);
}

TEST_CASE("a notice that would multiply to gigabytes is refused", "[cpt]") {
    std::string bytes;
    for (int n = 0; n < 1000; ++n) bytes += "this notice goes on and on\n";
    const Outcome r = read_long(bytes + kLongFile);
    CHECK(r.failed);
    CHECK(r.error.what.find("longer than 16 KiB") != std::string::npos);
}

TEST_CASE("each CPT file is known by its content", "[cpt]") {
    CHECK(cpt_file_kind(kLongFile) == CptFileKind::long_text);
    CHECK(cpt_file_kind(kMediumFile) == CptFileKind::medium);
    CHECK(cpt_file_kind(kShortFile) == CptFileKind::short_text);
    CHECK(cpt_file_kind(kConsumerFile) == CptFileKind::consumer);
    CHECK(cpt_file_kind(kClinicianFile) == CptFileKind::clinician);
    CHECK(cpt_file_kind("\xEF\xBB\xBF" + with(kLongFile, "\r\n", "\n")) == CptFileKind::long_text);
    CHECK(cpt_file_kind(kLongFile.substr(0, kLongFile.size() - 30)) == CptFileKind::long_text);
}

TEST_CASE("a list of numbers is not taken for CPT", "[cpt]") {
    auto bytes = GENERATE(as<std::string>(), "",
                          "90000\tA town of the west\n90001\tAnother town\n",  // no notice names CPT
                          "Towns, as in our script\n\n90000\tA town of the west\n",
                          "CPT to nothing\n\n00580 A0530   10000\n00581 A0539   10000\n",  // maps of ICD-9
                          "CPT\n\n00001 A00     0 Moonlight fatigue                                       "
                          "     Moonlight fatigue\n",
                          "CPT\n\n9990X\tINVENTED IN CAPITALS\n9991X\tTHE VARIANT THAT SHOUTS\n",
                          "CPT\n\n9990X Invented in small letters\n", "system: cpt\nrecords:\n");
    CHECK(cpt_file_kind(bytes) == CptFileKind::none);
}

TEST_CASE("no damage to a CPT file breaks what its readers promise", "[cpt][corruption]") {
    std::string broken;
    std::size_t tried = 0;
    auto note = [&](const std::string& damage, const std::string& why) {
        if (broken.empty() && !why.empty()) broken = damage + ": " + why;
        ++tried;
    };
    every_damage(kLongFile, [&](const std::string& damage, std::string_view bytes) {
        Outcome r;
        note(damage, long_and_check(bytes, &r));
        (void)cpt_file_kind(bytes);
    });
    const std::string* files[] = {&kMediumFile, &kShortFile, &kConsumerFile, &kClinicianFile};
    for (std::size_t i = 0; i < std::size(files); ++i)
        every_damage(*files[i], [&](const std::string& damage, std::string_view bytes) {
            Attached a;
            note(damage, attach_and_check(kCptAttachments[i], bytes, &a));
            (void)cpt_file_kind(bytes);
        });
    CHECK(broken == "");
    CHECK(tried > 20'000);
}

TEST_CASE("a CPT file cut within a line is noticed", "[cpt][corruption]") {
    for (std::size_t n = 0; n < kLongFile.size(); ++n) {
        Outcome r;
        CHECK(long_and_check(kLongFile.substr(0, n), &r) == "");
        if (r.noticed()) continue;
        INFO("cut at " << n);
        CHECK(kLongFile[n - 1] == '\n');
    }
    for (std::size_t n = 0; n < kClinicianFile.size(); ++n) {
        Attached a;
        CHECK(attach_and_check(read_cpt_clinician, kClinicianFile.substr(0, n), &a) == "");
        if (a.noticed()) continue;
        INFO("cut at " << n);
        CHECK(kClinicianFile[n - 1] == '\n');
    }
}

TEST_CASE("a damaged code or separator of a CPT line never passes in silence as text of another",
          "[cpt][corruption]") {
    const std::size_t begin = kLongFile.find("9991X");
    for (std::size_t n = begin; n < begin + 6; ++n)
        for (char c : kDamage) {
            std::string bytes = kLongFile;
            bytes[n] = c;
            Outcome r;
            CHECK(long_and_check(bytes, &r) == "");
            // A code of the right shape is what a code list alone cannot refute.
            const auto code = canonical_code("cpt", bytes.substr(begin, 5));
            const bool plausible = code && *code == bytes.substr(begin, 5) && bytes[begin + 5] == '\t' &&
                                   *code != "9990X" && *code != "0002Y";
            INFO("byte " << n << " as " << int(c));
            CHECK((r.noticed() || plausible));
            CHECK(r.records.size() == (plausible ? 3U : 2U));
        }
}
