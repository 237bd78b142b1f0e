// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs.h"
#include "corpus/order_file.h"
#include "corpus/recipe.h"
#include "corpus/source_file.h"
#include "corpus/yaml_records.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    const auto parts = detect(bytes, "sample.yaml");
    if (!parts) {
        hold(useless_error(parts.error(), "sample.yaml"));
        return 0;
    }
    FileLimits limits;
    limits.max_member = 1u << 20;
    for (const Part& p : *parts) {
        std::string member(bytes);
        if (!p.member.empty()) {
            auto read = read_zip_member(bytes, "sample", p.member, limits);
            if (!read) {
                hold(useless_error(read.error(), "sample"));
                continue;
            }
            member = std::move(*read);
        }
        hold(member.size() <= limits.max_member || p.member.empty(), "a member over the limit");
        for (Reader reader : {read_icd10cm_order, read_icd10pcs_order, read_hcpcs_fixed, read_hcpcs_workbook,
                              read_yaml_records})
            hold_reader(reader, member);
        const Release release = release_from_name(p.kind, p.member);
        hold(!release.effective || release.effective->ok(), "a release on no day of the calendar");
    }
    return 0;
}
