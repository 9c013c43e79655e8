// ISO dates: "2026-11-23" and back. Only whole, real days of the years 1900 to 2999. Tested by tests/unit/findings/waivers_test.cpp.
#ifndef CAVEAT_BASE_ISO_DATE_H
#define CAVEAT_BASE_ISO_DATE_H
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/date.h"

namespace caveat {

constexpr std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int number[3] = {0, 0, 0};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) { ++part; continue; }  // a further '-' is no digit: "-----11-11" has no sixth part
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number[part] = number[part] * 10 + (text[i] - '0');
  }
  const auto [year, month, day] = number;
  if (year < 1900 || year > 2999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > calendar::days_in_month(year, static_cast<std::uint8_t>(month))) return std::nullopt;
  return Date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

inline std::string iso_text(Date date) {
  const auto digits = [](int number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.insert(0, text.size() < width ? width - text.size() : 0, '0');
  };
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

}  // namespace caveat
#endif
