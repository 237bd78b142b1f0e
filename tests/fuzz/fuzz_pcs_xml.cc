// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/corpus/publishers/pcs_samples.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    PcsReading r;
    for (const PcsXmlKind kind : {PcsXmlKind::tables, PcsXmlKind::index, PcsXmlKind::definitions})
        hold(read_pcs(kind, bytes, &r));
    // Words that lead to labels of the sample, and of what the bytes hold as tables.
    static const PcsTables sample = [] {
        PcsReading s;
        hold(read_pcs(PcsXmlKind::tables, kPcsTables, &s));
        return s.tables;
    }();
    PcsReading index, definitions;
    (void)read_pcs(PcsXmlKind::index, bytes, &index);
    (void)read_pcs(PcsXmlKind::definitions, bytes, &definitions);
    (void)read_pcs(PcsXmlKind::tables, bytes, &r);
    PcsTables tables = sample;
    std::size_t titles = 0;
    for (const PcsDefinition& d : definitions.definitions) titles += d.labels.size();
    hold(apply_definitions(definitions.definitions, &tables) <= titles, "more titles found than there are");
    hold(apply_synonyms(index.synonyms, &tables) <= index.synonyms.size(), "more words found than there are");
    for (const PcsTables::Table& t : tables.tables) hold(broken_table(t));
    (void)pcs_xml_kind(bytes);
    return 0;
}
