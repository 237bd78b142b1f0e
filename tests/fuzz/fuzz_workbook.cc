// SPDX-License-Identifier: GPL-3.0-or-later
// Input that begins like an archive is read as it is. Any other is the XML of the parts (sheet, shared
// strings, workbook, relations), separated by lines of `%%%`, and is packed here: behind a checksum no
// mutation would get far.
#include "corpus/hcpcs.h"
#include "corpus/source_file.h"
#include "tests/corpus/layouts.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes = text_of(data, size);
    std::string packed;
    if (!bytes.starts_with("PK")) {
        Members parts = {{"xl/worksheets/sheet1.xml", ""},
                         {"xl/sharedStrings.xml", "<sst/>"},
                         {"xl/workbook.xml", std::string(kWorkbookXml)},
                         {"xl/_rels/workbook.xml.rels", std::string(kRelationsXml)}};
        for (auto& [name, xml] : parts) {
            const auto end = bytes.find("\n%%%\n");
            xml = bytes.substr(0, end);
            if (end == bytes.npos) break;
            bytes.remove_prefix(end + 5);
        }
        packed = zip_of(parts, true);
        bytes = packed;
    }
    hold_reader(read_hcpcs_workbook, bytes);
    (void)looks_like_hcpcs_workbook(bytes);
    return 0;
}
