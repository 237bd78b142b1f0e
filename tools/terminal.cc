// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <set>

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

}  // namespace

std::string padded(std::string_view text, std::size_t width) {
    std::string out(text);
    const std::size_t n = columns(text);
    if (n < width) out.append(width - n, ' ');
    return out;
}

namespace {

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

std::string system_name(std::string_view id) {
    const CodeSystem* s = find_known_system(id);
    return s ? s->name : std::string(id);
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

void print_guidelines(const std::vector<GuidelineHit>& hits, const Io& io) {
    const bool colour = use_colour(io.out_is_terminal);
    const std::size_t width = io.out_is_terminal ? terminal_width() : 120;
    constexpr std::size_t kMostBytes = 600;  // of a long section, around the first word found
    for (const GuidelineHit& h : hits) {
        const GuidelineSection& g = h.section;
        io.out << styled(g.number, Style::bold, colour) << "  "
               << wrapped(g.title, g.number.size() + 2, width) << "\n";
        std::size_t begin = h.spans.empty() ? 0 : h.spans.front().begin;
        begin = begin < 120 ? 0 : begin - 100;
        while (begin > 0 && g.text[begin - 1] != ' ' && g.text[begin - 1] != '\n') --begin;
        std::size_t end = std::min(g.text.size(), begin + kMostBytes);
        while (end < g.text.size() && g.text[end] != ' ' && g.text[end] != '\n') ++end;
        std::string text = (begin ? "... " : "");
        std::size_t at = begin;
        for (const Span& span : h.spans) {
            if (span.begin < at || span.end > end) continue;
            text.append(g.text, at, span.begin - at);
            text += styled(std::string_view(g.text).substr(span.begin, span.end - span.begin), Style::mark,
                           colour);
            at = span.end;
        }
        text.append(g.text, at, end - at);
        if (end < g.text.size()) text += " ...";
        std::replace(text.begin(), text.end(), '\n', ' ');
        if (!text.empty()) io.out << "  " << wrapped(text, 2, width) << "\n";
        io.out << "  "
               << styled(g.document + ", page or line " + std::to_string(g.source.line), Style::dim, colour)
               << "\n\n";
    }
}

}  // namespace codelex
