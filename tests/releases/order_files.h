// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/recipe.h"

namespace codelex::test {

// Every order file among the real releases.
struct OrderFile {
    const char* file;
    SourceKind kind;
    const char* member;  // of the zip, for unzip
};
inline constexpr OrderFile kOrderFiles[] = {
    {"icd10cm-2017/cms_2017_dx.zip", SourceKind::icd10cm_order, "icd10cm_order_2017.txt"},
    {"icd10cm-2021/2021-code-descriptions-tabular-order.zip", SourceKind::icd10cm_order,
     "icd10cm-order-Jan-2021.txt"},
    {"icd10cm-2022/2022-code-descriptions-tabular-order.zip", SourceKind::icd10cm_order,
     "icd10cm_order_2022.txt"},
    {"icd10cm-2025/cms_2025_dx.zip", SourceKind::icd10cm_order, "icd10cm_order_2025.txt"},
    {"icd10cm-2025/cdc_Code-desciptions-April-2025.zip", SourceKind::icd10cm_order,
     "icd10cm-order-April-2025.txt"},
    {"icd10cm-2026/cms_2026_dx.zip", SourceKind::icd10cm_order, "icd10cm_order_2026.txt"},
    {"icd10pcs-2022/2022-icd-10-pcs-order-file.zip", SourceKind::icd10pcs_order, "icd10pcs_order_2022.txt"},
    {"icd10pcs-2025/cms_2025_pr.zip", SourceKind::icd10pcs_order, "icd10pcs_order_2025.txt"},
    {"icd10pcs-2026/cms_2026_pr.zip", SourceKind::icd10pcs_order, "icd10pcs_order_2026.txt"},
};

}  // namespace codelex::test
