// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/delimited.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

namespace {

// What the first byte chooses: separator, quotes, headings or numbers, known or declared system.
ColumnMap chosen(unsigned byte) {
    ColumnMap map;
    map.separator = ",;\t|"[byte & 3];
    map.quotes = byte & 4;
    map.list_separator = byte & 8 ? "|" : "";
    map.system = byte & 16 ? "house" : "icd10cm";
    map.notice = "Copyright nobody";
    if (byte & 32)
        map.columns = {{"#1", "code"}, {"#2", "title"}, {"#4", "terms"}, {"#3", "billable"}};
    else
        map.columns = {{"Code", "code"}, {"Name", "title"}, {"Above", "parent"}, {"Bill", "billable"},
                       {"From", "from"}, {"To", "to"},      {"Also", "terms"},   {"#8", "lay"}};
    return map;
}

ColumnMap map;

Result<void> read(const Input& in, std::vector<CodeRecord>* out, Diagnostics* diag) {
    return read_delimited(in, map, out, diag);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    map = chosen(data[0]);
    hold_reader(read, text_of(data + 1, size - 1));
    return 0;
}
