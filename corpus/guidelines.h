// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "corpus/reader.h"
#include "corpus/references.h"

namespace codelex {

// A numbered section of coding guidelines.
struct GuidelineSection {
    std::string number;    // as the document numbers it: "I.C.4.a.3", "Appendix I"; never empty
    std::string title;     // its heading on one line; empty only where the PDF has a number and no words
    std::string text;      // what stands below it up to the next number, paragraphs separated by "\n", blanks
                           // collapsed; may be empty
    std::string document;  // title of the document, for people; never empty
    std::vector<CodeReference>
        references;     // of title and text, in order; begin and end are offsets in text, 0 in title
    SourceLine source;  // line: page of the PDF, line of the Markdown
};

// The readers append sections in the order of the document and report what looks damaged. Errc::bad_source
// when the file holds no numbered section. Callable from any thread.

// The official guidelines of ICD-10-CM (PDF of NCHS and CMS), split at section numbers. Table of contents,
// headers and footers are left out, and so is what stands before Section I (the preface). Lines are joined
// into paragraphs across pages; a true hyphen at a line end stays ("first-listed"), a soft one goes. Numbers
// form an outline: each is the first below, or follows its elder sibling; an appendix is one section.
Result<void> read_guidelines_pdf(const Input& in, std::vector<GuidelineSection>* out, Diagnostics* diag);

// What read_guidelines_pdf does with the text of the pages, laid out as on paper: lines of UTF-8, blanks for
// position. in.bytes is not looked at. Linear in the text.
Result<void> read_guidelines_pages(std::span<const std::string> pages, const Input& in,
                                   std::vector<GuidelineSection>* out, Diagnostics* diag);

// Guidelines of one's own: Markdown, a section a heading. The number is the heading's leading number ("## 2.1
// Falls") or the count of headings ("2.1"); one that comes twice is suspect. The document is the first
// level-1 heading, else the file name. When that is the only level-1 heading and comes first, it is no
// section but the title; text above the first section is section "0". Text is plain: emphasis, links, quotes
// and comments lose their marks, items of lists ("• ") and rows of tables ("a | b") are paragraphs.
Result<void> read_guidelines_markdown(const Input& in, std::vector<GuidelineSection>* out, Diagnostics* diag);

// True when the bytes, a whole file, are a PDF whose first pages speak of guidelines and of Section I.
bool looks_like_guidelines_pdf(std::string_view bytes);

// Fills references from title and text.
void find_references(GuidelineSection* section);

}  // namespace codelex
