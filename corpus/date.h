// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace codelex {

// A calendar date without time or zone, as publishers give them. Always a real date where it is set.
using Date = std::chrono::year_month_day;

// Reads `2025-10-01` or `20251001`; nothing else, and no date that the calendar does not have.
std::optional<Date> parse_date(std::string_view text);

std::string iso(Date date);  // 2025-10-01
Date day_after(Date date);
Date today();  // in UTC

// When a code may be reported: from and to are both inclusive. No `from`: the sources do not say since when.
// No `to`: in force without an announced end.
struct Validity {
    std::optional<Date> from;
    std::optional<Date> to;  // the last valid day
    friend bool operator==(const Validity&, const Validity&) = default;
};

enum class Status { active, deleted, future };
Status status_on(const Validity& validity, Date day);
std::string_view name_of(Status status);  // "active", "deleted", "future": these words are in the JSON

}  // namespace codelex
