// See availability.h.
#include "rules/availability.h"

#include <algorithm>

namespace caveat::rules {

double hours_in(Period period) {
  constexpr double year = 365 * 24;
  switch (period) {
    case Period::none: return 0;
    case Period::hour: return 1;
    case Period::day: return 24;
    case Period::week: return 7 * 24;
    case Period::month: return year / 12;
    case Period::quarter: return year / 4;
    case Period::half_year: return year / 2;
    case Period::year: return year;
  }
  return 0;
}

double longest_outage_hours(double percent, Period period) {
  const double down = std::clamp((100 - percent) / 100, 0.0, 1.0);
  return down * hours_in(period == Period::none ? Period::month : period);
}

double worst_month_percent(double percent, Period period) {
  const double month = hours_in(Period::month);
  if (hours_in(period) <= month) return std::clamp(percent, 0.0, 100.0);
  return 100 * std::max(0.0, 1 - longest_outage_hours(percent, period) / month);
}

}  // namespace caveat::rules
