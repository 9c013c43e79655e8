// What an availability in percent allows: how long the service may fail in one go, and what a month may come to, when the
// percentage is measured over a month, a quarter or a year. Tested by tests/unit/rules/availability_test.cpp.
//
//   99.5 % a year: 43.8 h in one go, and then 94 % in that month
#ifndef CAVEAT_RULES_AVAILABILITY_H
#define CAVEAT_RULES_AVAILABILITY_H
#include "rules/quantity.h"

namespace caveat::rules {

// As availability clauses reckon: a year of 365 days, a month a twelfth of it. 0 of no period.
double hours_in(Period period);

// All that the percentage allows within one period, taken at once. No period stated: a month, which is the least that can be
// meant. An outage across the end of a period may last twice as long.
double longest_outage_hours(double percent, Period period);

// The percentage of the worst month that still meets it. Of periods up to a month: the percentage itself.
double worst_month_percent(double percent, Period period);

}  // namespace caveat::rules
#endif
