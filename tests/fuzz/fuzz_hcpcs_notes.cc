// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs_notes.h"
#include "tests/corpus/publishers/attachments.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Input in{text_of(data, size), "sample", 3};
    std::map<std::string, Text> notes;
    Diagnostics diag;
    const auto ok = read_hcpcs_notes(in, &notes, &diag);
    for (const auto& [number, text] : notes) {
        hold(number.size() == 4, "a note has a number of four digits");
        hold(bad_text(text.text));
    }
    hold(useless_report(diag, in));
    if (!ok) hold(useless_error(ok.error(), in.name));
    (void)looks_like_hcpcs_notes(in.bytes);
    return 0;
}
