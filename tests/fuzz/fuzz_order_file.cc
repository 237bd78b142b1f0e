// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/order_file.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    hold_reader(read_icd10cm_order, bytes);
    hold_reader(read_icd10pcs_order, bytes);
    bool pcs = false;
    (void)looks_like_order_file(bytes, &pcs);
    return 0;
}
