// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/read_source.h"

#include <algorithm>

#include "corpus/cpt.h"
#include "corpus/hcpcs.h"
#include "corpus/hcpcs_notes.h"
#include "corpus/icd10cm_index.h"
#include "corpus/order_file.h"
#include "corpus/source_file.h"
#include "corpus/tabular.h"
#include "corpus/text.h"
#include "corpus/yaml_records.h"

namespace codelex {
namespace {

// The bytes to read: embedded, a plain file, or the member of an archive, found by content when it is not
// named.
Result<std::string> bytes_of(const Source& source, SourceReport* report) {
    auto file = read_file(source.file);
    if (!file) return file;
    report->sha256 = sha256_hex(*file);
    if (!source.member.empty()) {
        report->name += "!" + excerpt(source.member, 200);
        return read_zip_member(*file, source.name, source.member);
    }
    auto parts = detect(*file, source.name);
    if (!parts) return parts.error();
    if (parts->empty() && !looks_like_zip(*file)) return file;  // let the reader say what is wrong with it
    const auto part =
        std::find_if(parts->begin(), parts->end(), [&](const Part& p) { return p.kind == source.kind; });
    if (part == parts->end()) {
        if (!looks_like_zip(*file)) return file;  // the recipe says what it is
        return Error{Errc::bad_source, source.name + ": no " + std::string(info(source.kind).is) + " in it",
                     "check `kind` and `file` in the recipe"};
    }
    if (part->member.empty()) return file;
    report->name += "!" + excerpt(part->member, 200);  // in any encoding, and names go into the manifest
    return read_zip_member(*file, source.name, part->member);
}

Result<void> read_by_kind(const Source& source, const Input& in, Reading* out, Diagnostics* diag) {
    switch (source.kind) {
        case SourceKind::icd10cm_order:
            return read_icd10cm_order(in, &out->records, diag);
        case SourceKind::icd10cm_tabular:
            return read_icd10cm_tabular(in, &out->attachments, diag);
        case SourceKind::icd10cm_index:
            return read_icd10cm_index(in, &out->attachments, diag);
        case SourceKind::icd10cm_external:
            return read_icd10cm_external(in, &out->attachments, diag);
        case SourceKind::icd10cm_neoplasms:
            return read_icd10cm_neoplasms(in, &out->attachments, diag);
        case SourceKind::icd10cm_drugs:
            return read_icd10cm_drugs(in, &out->attachments, diag);
        case SourceKind::icd10pcs_order:
            return read_icd10pcs_order(in, &out->records, diag);
        case SourceKind::icd10pcs_tables:
            return read_icd10pcs_tables(in, &out->tables, diag);
        case SourceKind::icd10pcs_index:
            return read_icd10pcs_index(in, &out->attachments, &out->synonyms, diag);
        case SourceKind::icd10pcs_definitions:
            return read_icd10pcs_definitions(in, &out->definitions, diag);
        case SourceKind::hcpcs_anweb:
            return looks_like_zip(in.bytes) ? read_hcpcs_workbook(in, &out->records, diag)
                                            : read_hcpcs_fixed(in, &out->records, diag);
        case SourceKind::hcpcs_notes:
            return read_hcpcs_notes(in, &out->notes, diag);
        case SourceKind::cpt_long:
            return read_cpt_long(in, &out->records, diag);
        case SourceKind::cpt_medium:
            return read_cpt_medium(in, &out->attachments, diag);
        case SourceKind::cpt_short:
            return read_cpt_short(in, &out->attachments, diag);
        case SourceKind::cpt_consumer:
            return read_cpt_consumer(in, &out->attachments, diag);
        case SourceKind::cpt_clinician:
            return read_cpt_clinician(in, &out->attachments, diag);
        case SourceKind::guidelines_pdf:
            return read_guidelines_pdf(in, &out->guidelines, diag);
        case SourceKind::guidelines_markdown:
            return read_guidelines_markdown(in, &out->guidelines, diag);
        case SourceKind::table:
            return read_delimited(in, source.columns, &out->records, diag);
        case SourceKind::records:
            return read_yaml_records(in, &out->records, diag);
    }
    return Error{Errc::internal, "no reader for a kind of source"};
}

}  // namespace

Result<Reading> read_source(const Source& source, std::uint32_t index) {
    Reading reading;
    SourceReport& report = reading.report;
    report.kind = source.kind;
    report.name = source.name;
    report.release = source.release;
    report.licensed = source.licensed;
    report.starter = source.starter;
    std::string held;
    std::string_view bytes = source.embedded;
    if (source.embedded.empty()) {
        auto read = bytes_of(source, &report);
        if (!read) return read.error();
        held = std::move(*read);
        bytes = held;
    } else {
        report.sha256 = sha256_hex(bytes);
    }
    // The member's name is often all that tells the release of a generically named archive.
    if (report.release.label.empty()) {
        Release told = release_from_name(source.kind, report.name);
        if (report.release.effective) told.effective = report.release.effective;  // the recipe knows better
        report.release = std::move(told);
    }
    if (is_official(source.kind) && report.release.label.empty())
        return Error{Errc::bad_source, report.name + ": its name does not tell the release",
                     "give the source a `release` and an `effective` date in the recipe"};
    Diagnostics diag;
    if (auto ok = read_by_kind(source, {bytes, report.name, index}, &reading, &diag); !ok) return ok.error();
    report.records = reading.records.size() + reading.attachments.size() + reading.guidelines.size() +
                     reading.notes.size() + reading.definitions.size();
    for (const PcsTables::Table& t : reading.tables.tables) report.records += count_codes(t);
    report.skipped = diag.skipped();
    report.suspected = diag.suspected();
    report.entries = diag.entries();
    if (diag.count() > source.tolerate)
        return Error{Errc::bad_source,
                     to_string(diag.entries().front()) +
                         (diag.count() > 1 ? " (and " + std::to_string(diag.count() - 1) + " more)" : ""),
                     "download the file again, or set `tolerate: " + std::to_string(diag.count()) +
                         "` for this source in a recipe"};
    for (CodeRecord& r : reading.records) {
        r.licensed = source.licensed;
        if (!r.validity.from && is_official(source.kind)) r.validity.from = report.release.effective;
    }
    return reading;
}

}  // namespace codelex
