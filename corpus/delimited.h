// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "corpus/reader.h"

namespace codelex {

// CSV or TSV with a column map from the recipe, for any code system declared there.
struct ColumnMap {
    char separator = ',';  // ',' ';' '\t' or '|'
    bool quotes = true;    // fields may be quoted with "; false: quotes are literal
    std::string system;    // of every record
    std::string notice;    // copyright notice for every record, at most 16 KiB
    // What a column holds: "code", "title", "parent", "billable" (1/0, true/false, Y/N, yes/no; default
    // true), "from", "to", or a text kind's name (record.h): "terms", "lay" ... Keys are column headings,
    // whose case and blanks do not matter, or "#1", "#2" ...; with nothing but those there is no heading row.
    // "code" and "title" must be there, and only text kinds may have several columns.
    std::map<std::string, std::string> columns;
    // Splits a column of "terms" or "index" into several texts, e.g. "|" or a line end; empty: one text.
    std::string list_separator;
};

// What of a map no file could fit, as Errc::bad_source that begins with `name`; read_delimited() asks first.
Result<void> check_columns(const ColumnMap& map, std::string_view name);

// A row a code; several rows of one code add their texts to it, and are reported when they contradict it. As
// RFC 4180, line ends LF or CRLF: fields may hold separators, line ends and doubled quotes when quoted; the
// last line needs no end. Lines above the headings are passed over; empty rows, and empty fields behind the
// last heading, do not count.
// Errc::bad_source when a mapped heading is missing, naming the headings that are there, or when no row gives
// a record; a row with the wrong number of fields, a bad code or date, or broken quotes is reported with the
// line on which it begins. UTF-8, else Windows-1252, field by field; both in one file are suspect, and so are
// codes that look as if a spreadsheet had changed them. No-break spaces are blanks.
Result<void> read_delimited(const Input& in, const ColumnMap& map, std::vector<CodeRecord>* out,
                            Diagnostics* diag);

}  // namespace codelex
