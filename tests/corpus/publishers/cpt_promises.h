// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "corpus/cpt.h"
#include "tests/corpus/publishers/attachments.h"

// What corpus/cpt.h promises beyond its neighbours, whatever goes in; shared by tests and fuzz target. The
// first promise that is broken, in words, or nothing.
namespace codelex::test {

inline std::string attach_and_check(AttachmentReader reader, std::string_view bytes, Attached* out) {
    if (auto broken = read_and_check(reader, "cpt", bytes, out); !broken.empty()) return broken;
    std::set<std::string> seen;
    std::uint32_t line = 0;
    for (const Attachment& a : out->texts) {
        if (!seen.insert(a.code + a.text.text).second) return a.code + " has a text twice";
        if (a.text.source.line <= line) return a.code + " stands out of order";
        line = a.text.source.line;
    }
    return {};
}

// The same for the long file, which gives records.
inline std::string long_and_check(std::string_view bytes, Outcome* out) {
    if (auto broken = read_and_check(read_cpt_long, bytes, out); !broken.empty()) return broken;
    for (const CodeRecord& r : out->records) {
        if (r.system != "cpt" || !r.licensed || !r.billable || r.modifier)
            return r.code + " is no CPT record";
        if (auto bad = bad_text(r.title); !bad.empty()) return r.code + ": " + bad;
        if (r.notice != out->records.front().notice) return r.code + " has another notice";
        if (r.notice.empty() ? out->diag.count() == 0 : !bad_text(r.notice).empty())
            return r.code + " lacks its notice, and nobody says so";
    }
    return {};
}

inline constexpr AttachmentReader kCptAttachments[] = {read_cpt_medium, read_cpt_short, read_cpt_consumer,
                                                       read_cpt_clinician};

}  // namespace codelex::test
