// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/corpus/publishers/icd10cm_index_samples.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    for (const IndexSample& s : kIndexSamples) {
        IndexReading r;
        hold(read_index(s.reader, bytes, &r));
    }
    (void)icd10cm_index_kind(bytes);
    return 0;
}
