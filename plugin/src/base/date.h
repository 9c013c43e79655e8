// Date: a day of the Gregorian calendar. The clock is always handed in, so that the same input gives the same bytes.
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

}  // namespace caveat
#endif
