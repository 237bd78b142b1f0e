// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/hcpcs_notes.h"

#include <algorithm>
#include <utility>

#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::string_view kHeading = "PROCESSING NOTES";
constexpr std::string_view kDeleted = "THIS PROCESSING NOTE DELETED";

// "0088--TEXT", indented: the number and the rest of the line.
bool begins_note(std::string_view line, std::string_view* number, std::string_view* rest) {
    line = trimmed(line);
    if (line.size() < 6 || line.substr(4, 2) != "--") return false;
    *number = line.substr(0, 4);
    *rest = line.substr(6);
    return number->find_first_not_of("0123456789") == number->npos;
}

// A line closes with `*` near column 92; some lack it.
std::string_view without_mark(std::string_view line) {
    line = trimmed(line);
    while (line.ends_with('*')) line = trimmed(line.substr(0, line.size() - 1));
    return line;
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

}  // namespace

Result<void> read_hcpcs_notes(const Input& in, std::map<std::string, Text>* out, Diagnostics* diag) {
    std::string number, text;
    std::size_t first_line = 0, notes = 0;
    int expected = 1;
    auto flush = [&] {
        if (!first_line) return;
        std::string words = collapsed(is_utf8(text) ? text : utf8_from_windows1252(text));
        if (words.empty())
            diag->skip(in.name, first_line, "note " + number + " is empty");
        else if (std::any_of(words.begin(), words.end(), is_control))
            diag->skip(in.name, first_line,
                       "note " + number + " has a control character: \"" + excerpt(words) + "\"");
        else {
            const bool deleted = words.starts_with(kDeleted);
            Text t{TextKind::processing_note,
                   std::move(words),
                   {in.source, static_cast<std::uint32_t>(first_line)}};
            if (deleted || out->emplace(number, std::move(t)).second)
                ++notes;
            else
                diag->skip(in.name, first_line, "note " + number + " is there already");
        }
        first_line = 0;
    };
    Lines lines(in.bytes);
    std::string_view line, rest, next;
    while (lines.next(&line)) {
        if (begins_note(line, &next, &rest)) {
            flush();
            number = next;
            text = without_mark(rest);
            first_line = lines.number();
            if (const int n = std::stoi(number); std::exchange(expected, n + 1) != n)
                diag->suspect(in.name, first_line,
                              "note " + number + " stands out of turn: notes are missing or damaged");
        } else if (first_line) {
            if (line = without_mark(line); !line.empty()) (text += ' ') += line;
        }
    }
    flush();
    if (notes == 0)
        return Error{Errc::bad_source, std::string(in.name) + ": no HCPCS processing note in it",
                     "expected notes that begin with a number of four digits and two dashes: 0001--TEXT"};
    if (in.bytes.back() != '\n')
        diag->suspect(in.name, lines.number(), "the last line has no end: truncated?");
    return {};
}

bool looks_like_hcpcs_notes(std::string_view head) {
    Lines lines(head);
    std::string_view line, number, rest;
    bool heading = false;
    for (int n = 0; n < 30 && lines.next(&line); ++n) {
        heading |= trimmed(line) == kHeading;
        if (begins_note(line, &number, &rest)) return heading || number == "0001";
    }
    return false;
}

}  // namespace codelex
