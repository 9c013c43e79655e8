// See calendar.h. Day numbers by the era arithmetic that std::chrono documents too: 400 years are 146 097 days, and a year
// that begins in March has its leap day at the end.
#include "base/calendar.h"

#include <algorithm>

namespace caveat::calendar {
namespace {

constexpr std::int64_t kMostDays = 400LL * 366;  // more than the whole range: keeps sums far from overflow

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::optional<Date> make_date(std::int32_t year, std::int32_t month, std::int32_t day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in_month(year, static_cast<std::uint8_t>(month))) return std::nullopt;
  return Date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::int32_t day_number(Date date) {
  const std::int32_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int32_t era = year / 400, of_era = year - era * 400;  // years in range are positive
  const std::int32_t month_from_march = (date.month + 9) % 12;
  const std::int32_t of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::optional<Date> from_day_number(std::int64_t number) {
  constexpr std::int64_t kFar = 1 << 20;  // well beyond the range, far from overflow
  if (number < -kFar || number > kFar) return std::nullopt;
  const std::int64_t shifted = number + 719468, era = floor_div(shifted, 146097), of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return make_date(static_cast<std::int32_t>(year), static_cast<std::int32_t>(month), static_cast<std::int32_t>(day));
}

Weekday weekday(Date date) {
  const std::int64_t days = static_cast<std::int64_t>(day_number(date)) + 3;  // 1970-01-01 was a Thursday
  return static_cast<Weekday>(days - floor_div(days, 7) * 7);
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  if (days < -kMostDays || days > kMostDays) return std::nullopt;
  return from_day_number(day_number(date) + days);
}

std::optional<Date> add_months(Date date, std::int64_t months) {
  if (months < -12 * 400 || months > 12 * 400) return std::nullopt;
  const std::int64_t count = date.year * 12LL + (date.month - 1) + months;
  const auto year = static_cast<std::int32_t>(floor_div(count, 12));
  const auto month = static_cast<std::uint8_t>(count - year * 12LL + 1);
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  return make_date(year, month, std::min(date.day, days_in_month(year, month)));
}

std::optional<Date> add_years(Date date, std::int64_t years) {
  if (years < -400 || years > 400) return std::nullopt;
  return add_months(date, years * 12);
}

std::optional<Date> add_working_days(Date date, std::int64_t days) {
  if (days < -kMostDays || days > kMostDays) return std::nullopt;
  if (days == 0) return date;
  // Whole weeks at once, from the nearest working day on the side that one comes from: what remains is at most four steps.
  const std::int64_t step = days < 0 ? -1 : 1;
  std::int64_t at = day_number(date);
  const auto is_weekend = [](std::int64_t number) {
    const std::int64_t shifted = number + 3;
    return shifted - floor_div(shifted, 7) * 7 >= 5;
  };
  while (is_weekend(at)) at -= step;
  std::int64_t left = days * step;
  at += step * (left / 5) * 7;
  left %= 5;
  while (left > 0) {
    at += step;
    if (!is_weekend(at)) --left;
  }
  return from_day_number(at);
}

Date end_of(Period period, Date date) {
  std::uint8_t month = date.month;
  switch (period) {
    case Period::month: break;
    case Period::quarter: month = static_cast<std::uint8_t>((month + 2) / 3 * 3); break;
    case Period::half_year: month = month <= 6 ? 6 : 12; break;
    case Period::year: month = 12; break;
  }
  return {date.year, month, days_in_month(date.year, month)};
}

}  // namespace caveat::calendar
