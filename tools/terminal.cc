// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <set>
#include <utility>

#include "searcher/marks.h"

namespace codelex {
namespace {

constexpr std::string_view kReset = "\x1b[0m";

// Columns that a text takes: characters, not bytes, and nothing for escape sequences.
std::size_t columns(std::string_view text) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b') {
            while (i < text.size() && text[i] != 'm') ++i;
            continue;
        }
        n += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    }
    return n;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string out(text);
    const std::size_t n = columns(text);
    if (n < width) out.append(width - n, ' ');
    return out;
}

std::string with_marks(const Highlight& h, bool colour) {
    if (!colour) return h.text;
    std::string out;
    std::uint32_t at = 0;
    for (const Span& s : h.spans) {
        out.append(h.text, at, s.begin - at);
        out += styled(std::string_view(h.text).substr(s.begin, s.end - s.begin), Style::mark, true);
        at = s.end;
    }
    return out.append(h.text, at);
}

std::string system_name(std::string_view id) {
    const CodeSystem* s = find_known_system(id);
    return s ? s->name : std::string(id);
}

std::string validity_words(const CodeRecord& r, Date day) {
    std::string out(name_of(status_on(r.validity, day)));
    if (r.validity.from) out += ", from " + iso(*r.validity.from);
    if (r.validity.to) out += ", last valid day " + iso(*r.validity.to);
    if (!r.validity.from && !r.validity.to) out += ", dates not known";
    return out;
}

void section(std::string_view heading, const Io& io, bool colour) {
    io.out << "\n" << styled(heading, Style::bold, colour) << "\n";
}

constexpr std::size_t kMostChildren = 40;

}  // namespace

std::string styled(std::string_view text, Style style, bool colour) {
    if (!colour || style == Style::plain) return std::string(text);
    const char* on = style == Style::bold   ? "\x1b[1m"
                     : style == Style::dim  ? "\x1b[2m"
                     : style == Style::mark ? "\x1b[1;36m"
                                            : "\x1b[33m";
    return std::string(on).append(text).append(kReset);
}

bool use_colour(bool is_terminal) {
    const char* no = std::getenv("NO_COLOR");
    return is_terminal && (!no || !*no);
}

std::size_t terminal_width() {
    winsize w{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col == 0) return 100;
    return std::clamp<std::size_t>(w.ws_col, 60, 160);
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string out;
    std::size_t column = indent;
    while (!text.empty()) {
        const auto blank = text.find(' ');
        const std::string_view word = text.substr(0, blank);
        text = blank == text.npos ? std::string_view() : text.substr(blank + 1);
        const std::size_t n = columns(word);
        if (column > indent && column + 1 + n > width) {
            out.append("\n").append(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += n;
    }
    return out;
}

std::string grouped(std::size_t n) {
    std::string out = std::to_string(n);
    for (std::size_t i = out.size(); i > 3; i -= 3) out.insert(i - 3, ",");
    return out;
}

std::string megabytes(std::uintmax_t bytes) {
    char out[32];
    std::snprintf(out, sizeof out, "%.1f MB", static_cast<double>(bytes) / 1e6);
    return out;
}

void print_answer(const Answer& a, std::size_t offset, const Io& io) {
    const bool colour = use_colour(io.out_is_terminal);
    const std::size_t width = io.out_is_terminal ? terminal_width() : 120;
    for (const std::string& note : a.interpretation.notes) io.err << note << "\n";
    if (a.corrected) io.err << "Searched for: " << *a.corrected << "\n";
    for (const std::string& stage : a.stages) io.out << styled(stage, Style::dim, colour) << "\n";
    if (!a.stages.empty()) io.out << "\n";
    if (a.hits.empty()) {
        io.err << (a.total ? "No more codes: there are " + grouped(a.total) : "Nothing found") << "\n";
        return;
    }
    std::size_t code_width = 7, system_width = 0;
    for (const Hit& h : a.hits) {
        code_width = std::max(code_width, display_code(h.record.system, h.record.code).size());
        system_width = std::max(system_width, system_name(h.record.system).size());
    }
    const std::size_t indent = 5 + code_width + 2 + system_width + 2;
    std::size_t number = offset;
    std::set<std::string> notices;  // once below the hits that carry them
    for (const Hit& h : a.hits) {
        const CodeRecord& r = h.record;
        const Status status = status_on(r.validity, a.day);
        std::string title = h.highlights.empty() ? r.title : with_marks(h.highlights.front(), colour);
        if (status != Status::active)
            title = styled(status == Status::deleted ? "[deleted]" : "[future]", Style::warn, colour) + " " +
                    title;
        io.out << std::setw(3) << ++number << "  "
               << padded(styled(display_code(r.system, r.code), Style::bold, colour), code_width) << "  "
               << padded(styled(system_name(r.system), Style::dim, colour), system_width) << "  "
               << wrapped(title, indent, width) << "\n";
        std::string reasons;
        for (const std::string& b : h.because) reasons += (reasons.empty() ? "" : ". ") + b;
        if (!reasons.empty())
            io.out << std::string(indent, ' ') << styled(wrapped(reasons, indent, width), Style::dim, colour)
                   << "\n";
        if (!r.notice.empty()) notices.insert(r.notice);
    }
    for (const std::string& n : notices)
        io.out << "\n" << styled(wrapped(n, 0, width), Style::dim, colour) << "\n";
    char took[32];
    std::snprintf(took, sizeof took, "%.1f ms", a.took_us / 1000);
    io.err << styled(std::string(a.total_is_exact ? "" : "more than ") + grouped(a.total) +
                         (a.total == 1 ? " code, " : " codes, ") + took,
                     Style::dim, use_colour(io.err_is_terminal))
           << "\n";
}

void print_page(const CodePage& page, const Manifest& manifest, const Io& io) {
    const bool colour = use_colour(io.out_is_terminal);
    const std::size_t width = io.out_is_terminal ? terminal_width() : 120;
    const CodeRecord& r = page.record;
    auto code_line = [&](const CodeRecord& x, std::size_t depth) {
        const std::string code = padded(styled(display_code(x.system, x.code), Style::bold, colour), 9);
        const std::size_t indent = 2 + 2 * depth + 9;
        io.out << std::string(2 + 2 * depth, ' ') << code << wrapped(x.title, indent, width) << "\n";
    };
    io.out << styled(display_code(r.system, r.code), Style::bold, colour) << "  "
           << wrapped(r.title, display_code(r.system, r.code).size() + 2, width) << "\n\n";
    auto fact = [&](std::string_view name, const std::string& value) {
        io.out << "  " << std::left << std::setw(11) << name << std::right << wrapped(value, 13, width)
               << "\n";
    };
    fact("System", system_name(r.system) + (r.modifier ? ", a modifier" : ""));
    if (const Chapter c = chapter_of(r.system, r.code); !c.id.empty())
        fact(r.system == "icd10cm"    ? "Chapter"
             : r.system == "icd10pcs" ? "Section"
                                      : "Family",
             (r.modifier ? "" : c.id + "  ") + c.title);
    if (!r.modifier) fact("Billable", r.billable ? "yes" : "no: a header, choose a code below it");
    fact("Validity", validity_words(r, page.day));
    if (r.source.source < manifest.sources.size()) {
        const SourceReport& s = manifest.sources[r.source.source];
        fact("Source",
             s.name + ", line " + std::to_string(r.source.line) +
                 (s.release.label.empty() || s.starter ? "" : " (release " + s.release.label + ")"));
    }
    for (const std::string& w : warnings(r, page.day))
        if (w.starts_with("Deleted") || w.starts_with("Ends") || w.starts_with("Not yet"))
            io.out << "\n  " << styled(wrapped(w, 2, width), Style::warn, colour) << "\n";

    if (!page.ancestors.empty()) {
        section("Place", io, colour);
        for (std::size_t i = 0; i < page.ancestors.size(); ++i) code_line(page.ancestors[i], i);
        code_line(r, page.ancestors.size());
    }
    for (const TextKindInfo& kind : kTextKinds) {
        bool first = true;
        for (const Text& t : r.texts) {
            if (t.kind != kind.kind) continue;
            if (std::exchange(first, false)) section(kind.heading, io, colour);
            io.out << "  " << wrapped(t.text, 2, width) << "\n";
        }
    }
    if (!r.relations.empty()) {
        section("See also", io, colour);
        for (const Relation& x : r.relations)
            io.out << "  " << padded(display_code(x.system, x.code), 9)
                   << (x.kind == RelationKind::replaced_by ? "replaces it"
                                                           : "cross reference of the publisher")
                   << "\n";
    }
    if (!r.attributes.empty()) {
        section("Publisher's fields", io, colour);
        for (const Attribute& a : r.attributes) io.out << "  " << padded(a.name, 22) << a.value << "\n";
    }
    if (!page.children.empty()) {
        section(
            "Below it (" + grouped(page.children.size()) + " here, " + grouped(page.descendants) + " in all)",
            io, colour);
        for (std::size_t i = 0; i < std::min(kMostChildren, page.children.size()); ++i)
            code_line(page.children[i], 0);
        if (page.children.size() > kMostChildren)
            io.out << "  ... and " << grouped(page.children.size() - kMostChildren)
                   << " more: codelex search " << display_code(r.system, r.code) << "* --limit "
                   << page.descendants << "\n";
    }
    if (!r.notice.empty()) io.out << "\n" << styled(wrapped(r.notice, 0, width), Style::dim, colour) << "\n";
}

}  // namespace codelex
