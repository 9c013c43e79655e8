// Date: a day of the Gregorian calendar. The clock is always handed in, so that the same input gives the same bytes.
// Arithmetic: base/calendar.h.
#ifndef CAVEAT_BASE_DATE_H
#define CAVEAT_BASE_DATE_H
#include <compare>
#include <cstdint>

namespace caveat {

struct Date {
  std::int32_t year = 0;           // 0: no date
  std::uint8_t month = 0, day = 0;  // 1-based
  explicit operator bool() const { return year != 0; }
  friend auto operator<=>(const Date&, const Date&) = default;
};

// How "03/04/2026" was read: the order is sure where a month is named, a number is above 12 or the language has one habit.
enum class DateOrder : std::uint8_t { sure, day_first_shown, month_first_shown, ambiguous };

}  // namespace caveat
#endif
