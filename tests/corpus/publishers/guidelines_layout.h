// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/guidelines.h"
#include "corpus/text.h"

// Invented guidelines in the layout of the official ones, and what their readers promise. No Catch2 in this
// header, so that the fuzz target can use it.
namespace codelex::test {

inline constexpr std::string_view kFooter =
    "                         Invented Guidelines for Coding and Reporting\n"
    "                                                              FY 2099\n";

inline std::vector<std::string> guideline_pages() {
    std::vector<std::string> pages = {
        // A preface without footer, as on the first page of the official ones.
        "        Invented Guidelines for Coding and Reporting\n"
        "                 FY 2099 -- UPDATED May 1, 2098\n\n"
        "The Ministry of Moonlight provides the following guidelines. Section I includes the\n"
        "conventions.\n",
        "Section I. Conventions and chapter specific guidelines ........................................3\n"
        "  A. Conventions .......................................................................... 3\n"
        "     1.    Punctuation .................................................................... 3\n"
        "  B. Guidelines for chapters, some of them with a heading that takes more than a line of\n"
        "     the contents ......................................................................... 4\n"
        "Section II. Selection of the first moon .................................................... 5\n",
        "Section I. Conventions and chapter specific\n"
        "           guidelines\n"
        "           The conventions are for all settings unless something else is said about them here.\n\n"
        "    A. Conventions\n"
        "      1.    Punctuation\n"
        "             []     Brackets enclose the names of moons, and the other names of moons, and names\n"
        "                    of lunar hours.\n\n"
        "             Dashes say that characters follow. A code such as X9X.1- is none of those first-\n"
        "             listed by night. Codes from categories X90-\n"
        "             X99 follow; see code X9X.1-\n"
        "             and what stands below it. Moons that are full on the last line of a page shall be\n",
        "counted on the next.\n\n"
        " B. Guidelines for Chapters of the Lunar Calendar and of the Solar\n"
        "    Calendar (X00-X99)\n"
        "  1.    Chapter 1: Moonlight (X00-X19), Z0Z.1,\n"
        "        Z0Z.9\n\n"
        "           a. Fatigue\n"
        "                1)     General\n"
        "                         (a) Fatigue of the left ear\n"
        "                            If the ear is tired, assign code Z0Z.1, Moonlight fatigue of\n"
        "                            the left ear.\n\n"
        "                             (i) Nocturnal\n"
        "                                 At night.\n\n"
        "                             (ii)Diurnal\n"
        "                                 By day.\n\n"
        "                         (b) Fatigue of both ears\n"
        "                            Possible codes include:\n"
        "                                X30-, Exposure to moons\n"
        "                                X31-, Exposure to stars\n"
        "                            \xEF\x82\xA7 one item; or\n"
        "                            \xEF\x82\xA7 another\n\n"
        "                2)     Sequencing of the ears\n"
        "                       Sequence the ears as follows.\n\n"
        "                          a. The left ear comes before all others whenever it is\n"
        "                             there.\n\n"
        "                          b. The right ear comes next.\n\n"
        "           b. Insomnia\n"
        "              Reserved for future guideline expansion\n"
        "  2.    Chapter 2: Stars\n"
        "        Z14        Star carrier\n"
        "                   Carries a star.\n"
        "        Z15        Star susceptibility\n",
        "Section II. Selection of the first moon\n"
        "The first moon is the one that was there first, see Section I.B.1.a. for ears that are tired.\n\n"
        "   A. Two moons\n"
        "      Choose one.\n\n\n"
        "                              Appendix I\n"
        "                     Reporting of Moons\n"
        "Introduction\n"
        "These are to be reported by everyone who sees a moon, at all times and in every place of it.\n\n"
        "A. This is no section but a line of the appendix.\n",
    };
    for (std::size_t n = 1; n < pages.size(); ++n)
        pages[n] += "\n\n" + std::string(kFooter) +
                    "                                                         Page " + std::to_string(n + 1) +
                    " of " + std::to_string(pages.size()) + "\n";
    return pages;
}

inline constexpr std::string_view kGuidelinesMarkdown = R"(---
author: nobody
---
# House rules of the *Moon Clinic*
Written by **us**, see [the page](https://moon.invalid/rules).

## 2.1 Falls
Code the *fall* first,
then the place (X92.-).

- the left ear
  and the right
- 5*3 is snake_case
1. numbered

> quoted
> twice

| Code  | Meaning |
|-------|:-------:|
| Z0Z.1 | moon ear |

### Exercise
Seen<!-- hidden
hidden --> again
```sh
# no heading
```
Stairs
------
up  
down\
away
## Z0Z.9 Unspecified ##
)";

// What guidelines.h promises, whatever went in: the first promise that is broken, in words, or nothing.
// `outline`: numbers are unique, and whatever a number hangs below came before.
inline std::string broken_promise(const std::vector<GuidelineSection>& sections, bool outline) {
    std::unordered_set<std::string> seen;
    for (const GuidelineSection& s : sections) {
        const std::string of = s.number + ": ";
        if (s.number.empty() || s.document.empty()) return of + "no number or no document";
        for (const std::string* text : {&s.number, &s.title, &s.document, &s.text})
            if (!is_utf8(*text)) return of + "no UTF-8";
        for (const std::string* text : {&s.number, &s.title, &s.document})
            if (*text != collapsed(*text)) return of + "not on one line: " + *text;
        if (!outline && s.title.empty()) return of + "no title";
        std::string_view rest = s.text;
        while (!rest.empty()) {
            const std::string_view paragraph = rest.substr(0, rest.find('\n'));
            if (paragraph.empty() || paragraph != collapsed(paragraph)) return of + "a bad paragraph";
            if (paragraph.size() + 1 == rest.size()) return of + "an end of a line at the end";
            rest.remove_prefix(std::min(rest.size(), paragraph.size() + 1));
        }
        std::size_t last = 0;
        for (const CodeReference& r : s.references) {
            if (r.begin > r.end || r.end > s.text.size() || r.begin < last)
                return of + "a misplaced reference";
            last = r.begin;
        }
        if (s.source.source != 3 || s.source.line == 0) return of + "no source";
        if (!outline) continue;
        if (!seen.insert(s.number).second) return of + "twice";
        const auto dot = s.number.rfind('.');
        if (dot != s.number.npos && !seen.count(s.number.substr(0, dot))) return of + "hangs below nothing";
    }
    return {};
}

}  // namespace codelex::test
