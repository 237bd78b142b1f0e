// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Solr file: what comes out is a list without faults, with as many rules as it says.
#include "synonyms/list_file.h"
#include "synonyms/solr.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    Diagnostics diag;
    const auto list = import_solr(bytes, "solr", &diag);
    hold(useless_report(diag, Input{bytes, "solr", 0}));
    if (!list) {
        hold(useless_error(list.error(), "solr"));
        return 0;
    }
    Lists lists;
    Diagnostics faults;
    const auto read = read_list(list->yaml, "made", &lists, &faults);
    hold(read.ok(), "a list that is no YAML");
    hold(faults.count() == 0, faults.count() ? to_string(faults.entries()[0]).c_str() : "");
    hold(lists.rules.size() == list->same + list->means, "rules lost on the way");
    return 0;
}
