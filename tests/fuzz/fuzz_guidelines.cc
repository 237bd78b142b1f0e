// SPDX-License-Identifier: GPL-3.0-or-later
// The text of pages, divided by form feeds, and Markdown. Poppler is not ours to fuzz.
#include "corpus/guidelines.h"
#include "tests/corpus/publishers/guidelines_layout.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    const Input in{bytes, "fuzz", 3};
    std::vector<std::string> pages(1);
    for (char c : bytes)
        if (c == '\f')
            pages.emplace_back();
        else
            pages.back() += c;
    std::vector<GuidelineSection> sections;
    Diagnostics diag;
    const auto paged = read_guidelines_pages(pages, in, &sections, &diag);
    hold(paged.ok() == !sections.empty(), "an error or sections");
    hold(broken_promise(sections, true));

    std::vector<GuidelineSection> own;
    Diagnostics own_diag;
    const auto markdown = read_guidelines_markdown(in, &own, &own_diag);
    hold(markdown.ok() == !own.empty(), "an error or sections");
    hold(broken_promise(own, false));
    if (const auto useless = useless_report(own_diag, in); !useless.empty()) hold("a report " + useless);
    return 0;
}
