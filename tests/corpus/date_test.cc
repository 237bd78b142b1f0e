// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/date.h"

#include <catch2/catch.hpp>

using namespace codelex;

TEST_CASE("a date is read as publishers write it, with and without dashes", "[date]") {
    for (const char* text : {"2025-10-01", "20251001"}) {
        const auto d = parse_date(text);
        REQUIRE(d);
        CHECK(iso(*d) == "2025-10-01");
    }
    CHECK(iso(*parse_date("20240229")) == "2024-02-29");
}

TEST_CASE("what is no date of the calendar is refused", "[date]") {
    for (const char* text :
         {"",           "2025",       "2025-13-01", "2025-00-10",       "20250230",  "20230229",
          "2025-10-1",  "2025/10/01", "1-2-2025",   "00000000",         "00010101",  "+2025100",
          " 2025101",   "2025-1001",  "2025100 ",   "2025-10-01T00:00", "20251001 ", "99999999",
          "2025--1-01", "-2025-01-1"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("every day from 1000 to 9999 comes back as it was written", "[date]") {
    std::size_t wrong = 0;
    for (Date d = *parse_date("10000101"); static_cast<int>(d.year()) < 10000; d = day_after(d)) {
        const std::string text = iso(d);
        if (parse_date(text) != d) ++wrong;
        if (d == *parse_date("99991231")) break;
    }
    CHECK(wrong == 0);
}

TEST_CASE("the day after the last of a month or year begins the next", "[date]") {
    CHECK(iso(day_after(*parse_date("20240228"))) == "2024-02-29");
    CHECK(iso(day_after(*parse_date("20250228"))) == "2025-03-01");
    CHECK(iso(day_after(*parse_date("20251231"))) == "2026-01-01");
}

TEST_CASE("a code holds on its first and on its last day", "[date]") {
    const Validity v{parse_date("20251001"), parse_date("20260930")};
    CHECK(status_on(v, *parse_date("20250930")) == Status::future);
    CHECK(status_on(v, *parse_date("20251001")) == Status::active);
    CHECK(status_on(v, *parse_date("20260930")) == Status::active);
    CHECK(status_on(v, *parse_date("20261001")) == Status::deleted);
}

TEST_CASE("a code without dates is always in force", "[date]") {
    CHECK(status_on({}, *parse_date("10000101")) == Status::active);
    CHECK(status_on({}, today()) == Status::active);
    CHECK(status_on({parse_date("20251001"), {}}, *parse_date("90000101")) == Status::active);
}

TEST_CASE("the words for a status are those of the JSON", "[date]") {
    CHECK(name_of(Status::active) == "active");
    CHECK(name_of(Status::deleted) == "deleted");
    CHECK(name_of(Status::future) == "future");
}
