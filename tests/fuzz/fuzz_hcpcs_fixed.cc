// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    hold_reader(read_hcpcs_fixed, bytes);
    (void)looks_like_hcpcs_fixed(bytes);
    return 0;
}
