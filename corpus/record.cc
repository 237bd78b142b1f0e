// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record.h"

namespace codelex {

std::string_view name_of(RelationKind kind) {
    return kind == RelationKind::replaced_by ? "replaced_by" : "cross_reference";
}

std::string label(const CodeRecord& record) {
    return record.system + " " + display_code(record.system, record.code);
}

}  // namespace codelex
