// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/date.h"

#include <charconv>
#include <cstdio>

namespace codelex {

std::optional<Date> parse_date(std::string_view text) {
    std::string digits;
    if (text.size() == 10 && text[4] == '-' && text[7] == '-')
        digits.append(text.substr(0, 4)).append(text.substr(5, 2)).append(text.substr(8, 2));
    else
        digits = text;
    unsigned n = 0;
    if (digits.size() != 8) return std::nullopt;
    auto [end, ec] = std::from_chars(digits.data(), digits.data() + 8, n);
    if (ec != std::errc{} || end != digits.data() + 8) return std::nullopt;
    Date d{std::chrono::year(static_cast<int>(n / 10000)), std::chrono::month(n / 100 % 100),
           std::chrono::day(n % 100)};
    if (!d.ok() || n < 10000000) return std::nullopt;
    return d;
}

std::string iso(Date date) {
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return out;
}

Date day_after(Date date) {
    return std::chrono::sys_days(date) + std::chrono::days(1);
}

Date today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Status status_on(const Validity& validity, Date day) {
    if (validity.to && *validity.to < day) return Status::deleted;
    if (validity.from && *validity.from > day) return Status::future;
    return Status::active;
}

std::string_view name_of(Status status) {
    switch (status) {
        case Status::active:
            return "active";
        case Status::deleted:
            return "deleted";
        case Status::future:
            return "future";
    }
    return "active";
}

}  // namespace codelex
