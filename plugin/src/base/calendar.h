// Calendar: arithmetic with days of the proleptic Gregorian calendar, without a clock, a time zone or a locale.
// Years 1900 to 2199; whatever would leave them gives no date. Tested by tests/unit/base/calendar_test.cpp and, day for day,
// against ICU and std::chrono by tests/property/calendar_property_test.cpp.
//
//   add_months({2028, 1, 31}, 1)  = 2028-02-29   a day that the month does not have becomes its last one
//   add_working_days({2026, 3, 2}, -1) = 2026-02-27   Monday back to Friday; holidays are not known
#ifndef CAVEAT_BASE_CALENDAR_H
#define CAVEAT_BASE_CALENDAR_H
#include <cstdint>
#include <optional>

#include "base/date.h"

namespace caveat::calendar {

inline constexpr std::int32_t kFirstYear = 1900, kLastYear = 2199;  // beyond: a misread number rather than a contract's date

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
// The end of which a notice may be given to: "zum Quartalsende".
enum class Period : std::uint8_t { month, quarter, half_year, year };

constexpr bool leap_year(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
constexpr std::uint8_t days_in_month(std::int32_t year, std::uint8_t month) {
  constexpr std::uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap_year(year) ? 29 : days[month - 1];
}
// The day, if there is one and its year is in range.
std::optional<Date> make_date(std::int32_t year, std::int32_t month, std::int32_t day);

// Days since 1970-01-01, negative before. `date` must be one that make_date() gives; so below.
std::int32_t day_number(Date date);
std::optional<Date> from_day_number(std::int64_t number);
Weekday weekday(Date date);

// All take negative counts. Nothing: out of range.
std::optional<Date> add_days(Date date, std::int64_t days);
std::optional<Date> add_months(Date date, std::int64_t months);
std::optional<Date> add_years(Date date, std::int64_t years);
// Monday to Friday. The n-th working day after (before) the date, which itself does not count; 0 gives the date itself.
std::optional<Date> add_working_days(Date date, std::int64_t days);

// The last day of the calendar month, quarter, half-year or year that holds the date.
Date end_of(Period period, Date date);

}  // namespace caveat::calendar
#endif
