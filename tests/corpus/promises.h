// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/reader.h"
#include "corpus/text.h"

namespace codelex::test {

// What reader.h promises about everything that comes out of a reader, whatever went in: the first promise
// that is broken, in words, or nothing. Tests print it, fuzz targets trap on it.
inline std::string broken_promise(const std::vector<CodeRecord>& records) {
    std::unordered_set<std::string> seen;
    std::uint32_t order = 0;
    for (const CodeRecord& r : records) {
        const std::string of = r.system + "/" + r.code + ": ";
        if (!is_system_id(r.system)) return of + "no system";
        const auto canonical = canonical_code(r.system, r.code);
        if (!canonical || *canonical != r.code) return of + "the code is not canonical";
        if (!seen.insert(r.system + "/" + r.code).second) return of + "twice";
        if (r.title.empty() || trimmed(r.title).empty()) return of + "no title";
        if (!is_utf8(r.title)) return of + "the title is no UTF-8";
        if (!r.notice.empty() && !is_utf8(r.notice)) return of + "the notice is no UTF-8";
        if (r.order != order++) return of + "the order does not count from 0";
        for (const auto& day : {r.validity.from, r.validity.to})
            if (day && !day->ok()) return of + "a date that no calendar has";
        if (!r.parent.empty())
            if (const auto parent = canonical_code(r.system, r.parent); !parent || *parent != r.parent)
                return of + "the parent is not canonical";
        for (const Text& t : r.texts)
            if (t.text.empty() || !is_utf8(t.text) || t.kind == TextKind::title) return of + "a bad text";
        for (const Relation& x : r.relations) {
            if (x.code.empty() || !is_utf8(x.code)) return of + "a relation to nothing";
            if (x.system.empty()) continue;
            if (const auto code = canonical_code(x.system, x.code); !code || *code != x.code)
                return of + "a relation whose code is not canonical: " + x.system + " " + x.code;
        }
        for (const Attribute& a : r.attributes)
            if (a.name.empty() || a.value.empty() || !is_utf8(a.value)) return of + "a bad attribute";
    }
    return {};
}

// What a person must be able to do with a report: find the file and the line, and read it.
inline std::string useless_report(const Diagnostics& diag, const Input& in) {
    const auto lines = static_cast<std::size_t>(std::count(in.bytes.begin(), in.bytes.end(), '\n')) + 1;
    for (const Diagnostics::Entry& e : diag.entries()) {
        if (e.file != in.name) return "names another file: " + to_string(e);
        if (e.line > lines && in.bytes.substr(0, 2) != "PK")
            return "names a line that is not there: " + to_string(e);
        if (e.what.empty() || !is_utf8(e.what)) return "is no text";
        if (std::any_of(e.what.begin(), e.what.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
            return "holds control characters";
    }
    if (diag.count() > 0 && diag.entries().empty()) return "counts what it does not name";
    return {};
}

// The same for an error of a whole file.
inline std::string useless_error(const Error& e, std::string_view name) {
    if (e.code != Errc::bad_source && e.code != Errc::too_large) return "is of another kind: " + e.what;
    if (!e.what.starts_with(name)) return "does not begin with the file: " + e.what;
    if (!is_utf8(e.what) || !is_utf8(e.hint)) return "is no UTF-8";
    if (e.hint.empty()) return "has no hint: " + e.what;
    return {};
}

// Reads and checks all of the above; the first thing that is wrong, or nothing.
struct Outcome {
    std::vector<CodeRecord> records;
    Diagnostics diag;
    bool failed = false;
    Error error;
    bool noticed() const { return failed || diag.count() > 0; }
};
inline std::string read_and_check(Reader reader, std::string_view bytes, Outcome* out,
                                  std::string_view name = "sample") {
    const Input in{bytes, name, 3};
    *out = {};
    const auto ok = reader(in, &out->records, &out->diag);
    out->failed = !ok.ok();
    if (!ok) out->error = ok.error();
    if (auto broken = broken_promise(out->records); !broken.empty()) return broken;
    if (auto useless = useless_report(out->diag, in); !useless.empty()) return "a report " + useless;
    if (!ok)
        if (auto useless = useless_error(ok.error(), name); !useless.empty()) return "an error " + useless;
    for (const CodeRecord& r : out->records)
        if (r.source.source != 3) return "a record without its source";
    return {};
}

}  // namespace codelex::test
