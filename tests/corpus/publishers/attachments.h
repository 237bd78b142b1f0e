// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/attachment.h"
#include "tests/corpus/promises.h"

namespace codelex::test {

// A text as attachment.h promises it: not empty, UTF-8, trimmed, inner blanks collapsed, nothing to harm a
// terminal.
inline std::string bad_text(const std::string& text) {
    if (text.empty()) return "an empty text";
    if (!is_utf8(text)) return "a text that is no UTF-8";
    if (collapsed(text) != text) return "a text whose blanks are not collapsed: " + text;
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return "a text with control characters";
    return {};
}

inline std::string broken_promise(std::string_view system, const std::vector<Attachment>& attachments) {
    for (const Attachment& a : attachments) {
        const auto code = canonical_code(system, a.code);
        if (!code || *code != a.code) return a.code + ": the code is not canonical";
        if (auto bad = bad_text(a.text.text); !bad.empty()) return a.code + ": " + bad;
        if (!a.text.scope.empty())
            if (auto bad = bad_text(a.text.scope); !bad.empty()) return a.code + ": its scope is " + bad;
        if (a.text.kind == TextKind::title) return a.code + ": a title";
        if (a.text.source.source != 3 || a.text.source.line == 0)
            return a.code + ": a text without its source";
    }
    return {};
}

struct Attached {
    std::vector<Attachment> texts;
    Diagnostics diag;
    bool failed = false;
    Error error;
    bool noticed() const { return failed || diag.count() > 0; }
};

// Reads and checks what promises.h asks of readers; the first thing that is wrong, or nothing.
inline std::string read_and_check(AttachmentReader reader, std::string_view system, std::string_view bytes,
                                  Attached* out) {
    const Input in{bytes, "sample", 3};
    *out = {};
    const auto ok = reader(in, &out->texts, &out->diag);
    out->failed = !ok.ok();
    if (!ok) out->error = ok.error();
    if (auto broken = broken_promise(system, out->texts); !broken.empty()) return broken;
    if (auto useless = useless_report(out->diag, in); !useless.empty()) return "a report " + useless;
    if (!ok)
        if (auto useless = useless_error(ok.error(), in.name); !useless.empty()) return "an error " + useless;
    return {};
}

// "A011 terms Scope: text", a line each: how tests look at what was attached.
inline std::string printed(const std::vector<Attachment>& attachments) {
    std::string out;
    for (const Attachment& a : attachments) {
        out += a.code + " " + std::string(info(a.text.kind).name) + " ";
        if (!a.text.scope.empty()) out += "[" + a.text.scope + "] ";
        out += a.text.text + "\n";
    }
    return out;
}

// Calls each(n, bytes) with the bytes cut after n of them, and with byte n turned into others.
template <class F>
void damage_everywhere(const std::string& bytes, F each) {
    for (std::size_t n = 0; n < bytes.size(); ++n) each(n, std::string_view(bytes).substr(0, n));
    std::string flipped = bytes;
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        for (const char c : std::string_view("\x00\x01\x7F\x80\xE9\xFF\n\r\t <>/&;\"'-*09AZ", 23)) {
            if (c == bytes[n]) continue;
            flipped[n] = c;
            each(n, std::string_view(flipped));
        }
        flipped[n] = bytes[n];
    }
}

}  // namespace codelex::test
