// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "corpus/guidelines.h"
#include "corpus/record.h"

namespace codelex {

// The record inside a document: all of CodeRecord in a compact binary form, so that an answer needs no other
// file. Part of the index format (schema.h).
std::string encode(const CodeRecord& record);

// Errc::io when the bytes are no record, as a damaged index gives them; never reads outside them.
Result<CodeRecord> decode(std::string_view bytes);

// The same for a section of guidelines, which is a document of its own.
std::string encode(const GuidelineSection& section);
Result<GuidelineSection> decode_guideline(std::string_view bytes);

}  // namespace codelex
