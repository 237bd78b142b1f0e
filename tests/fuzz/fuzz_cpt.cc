// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/corpus/publishers/cpt_promises.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    Outcome r;
    hold(long_and_check(bytes, &r));
    for (AttachmentReader reader : kCptAttachments) {
        Attached a;
        hold(attach_and_check(reader, bytes, &a));
    }
    (void)cpt_file_kind(bytes);
    return 0;
}
