// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/references.h"
#include "corpus/system.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view note = text_of(data, size);
    std::size_t at = 0;
    for (const CodeReference& r : find_code_references(note)) {
        hold(at <= r.begin && r.begin < r.end && r.end <= note.size(), "references follow one another");
        at = r.end;
        for (const std::string& code : {r.first, r.last}) {
            const auto canonical = canonical_code("icd10cm", code);
            hold(canonical && *canonical == code, "a reference is a canonical code");
        }
        hold(r.qualifier.empty() || r.qualifier.starts_with("with "), "a qualifier begins with `with`");
    }
    return 0;
}
