// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/tabular.h"
#include "tests/corpus/publishers/attachments.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    Attached a;
    hold(read_and_check(read_icd10cm_tabular, "icd10cm", bytes, &a));
    (void)looks_like_icd10cm_tabular(bytes);
    return 0;
}
