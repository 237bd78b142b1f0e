// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/stored.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto record = decode(text_of(data, size));
    if (!record) {
        hold(record.error().code == Errc::io && !record.error().hint.empty(), "an error without advice");
        return 0;
    }
    for (const auto& day : {record->validity.from, record->validity.to})
        hold(!day || day->ok(), "a date that no calendar has");
    for (const Text& t : record->texts) hold(info(t.kind).kind == t.kind, "an unknown kind of text");
    // Numbers may be spelled longer than need be, so the bytes may differ, but only once.
    const std::string once = encode(*record);
    hold(once.size() <= size, "a record that grows");
    const auto again = decode(once);
    hold(again.ok(), "what encode() writes cannot be read");
    hold(encode(*again) == once, "a record that does not come back");
    return 0;
}
