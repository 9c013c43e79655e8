// The calendar's edges: month ends, leap years, weekends, and the years that are refused.
#include <boost/test/unit_test.hpp>

#include "base/calendar.h"

using namespace caveat;
using namespace caveat::calendar;

BOOST_AUTO_TEST_SUITE(calendar_arithmetic)

BOOST_AUTO_TEST_CASE(a_day_that_the_month_does_not_have_becomes_its_last_one) {
  BOOST_TEST((add_months({2026, 1, 31}, 1) == Date{2026, 2, 28}));
  BOOST_TEST((add_months({2028, 1, 31}, 1) == Date{2028, 2, 29}));
  BOOST_TEST((add_months({2028, 12, 31}, -3) == Date{2028, 9, 30}));
  BOOST_TEST((add_months({2028, 2, 29}, -3) == Date{2027, 11, 29}));
  BOOST_TEST((add_months({2026, 3, 31}, -1) == Date{2026, 2, 28}));
  BOOST_TEST((add_months({2026, 1, 15}, -13) == Date{2024, 12, 15}));
  BOOST_TEST((add_years({2028, 2, 29}, 1) == Date{2029, 2, 28}));
  BOOST_TEST((add_years({2028, 2, 29}, 4) == Date{2032, 2, 29}));
}

BOOST_AUTO_TEST_CASE(only_real_days_of_1900_to_2199_are_dates) {
  BOOST_TEST((make_date(2028, 2, 29) == Date{2028, 2, 29}));
  BOOST_TEST(!make_date(2027, 2, 29));
  BOOST_TEST(!make_date(2100, 2, 29));  // no leap year
  BOOST_TEST((make_date(2000, 2, 29) == Date{2000, 2, 29}));
  BOOST_TEST(!make_date(2026, 13, 1));
  BOOST_TEST(!make_date(2026, 0, 1));
  BOOST_TEST(!make_date(2026, 4, 31));
  BOOST_TEST(!make_date(2026, 4, 0));
  BOOST_TEST(!make_date(1899, 12, 31));
  BOOST_TEST(!make_date(2200, 1, 1));
}

BOOST_AUTO_TEST_CASE(what_leaves_the_range_gives_no_date) {
  BOOST_TEST(!add_days({2199, 12, 31}, 1));
  BOOST_TEST(!add_days({1900, 1, 1}, -1));
  BOOST_TEST(!add_months({2199, 12, 1}, 1));
  BOOST_TEST(!add_years({1900, 1, 1}, -1));
  BOOST_TEST(!add_working_days({2199, 12, 31}, 1));
  for (std::int64_t huge : {INT64_MAX, INT64_MIN, std::int64_t{1} << 40}) {
    BOOST_TEST(!add_days({2026, 1, 1}, huge));
    BOOST_TEST(!add_months({2026, 1, 1}, huge));
    BOOST_TEST(!add_years({2026, 1, 1}, huge));
    BOOST_TEST(!add_working_days({2026, 1, 1}, huge));
  }
}

BOOST_AUTO_TEST_CASE(working_days_skip_saturday_and_sunday) {
  BOOST_TEST((weekday({2026, 11, 23}) == Weekday::monday));
  BOOST_TEST((add_working_days({2026, 11, 20}, 1) == Date{2026, 11, 23}));   // Friday to Monday
  BOOST_TEST((add_working_days({2026, 11, 23}, -1) == Date{2026, 11, 20}));
  BOOST_TEST((add_working_days({2026, 11, 21}, 1) == Date{2026, 11, 23}));   // from a Saturday
  BOOST_TEST((add_working_days({2026, 11, 22}, -1) == Date{2026, 11, 20}));  // from a Sunday
  BOOST_TEST((add_working_days({2028, 12, 31}, -10) == Date{2028, 12, 18}));
  BOOST_TEST((add_working_days({2026, 11, 21}, 0) == Date{2026, 11, 21}));
}

BOOST_AUTO_TEST_CASE(periods_end_on_their_last_day) {
  BOOST_TEST((end_of(Period::month, {2028, 2, 3}) == Date{2028, 2, 29}));
  BOOST_TEST((end_of(Period::quarter, {2026, 5, 17}) == Date{2026, 6, 30}));
  BOOST_TEST((end_of(Period::quarter, {2026, 12, 31}) == Date{2026, 12, 31}));
  BOOST_TEST((end_of(Period::half_year, {2026, 6, 30}) == Date{2026, 6, 30}));
  BOOST_TEST((end_of(Period::half_year, {2026, 7, 1}) == Date{2026, 12, 31}));
  BOOST_TEST((end_of(Period::year, {2026, 1, 1}) == Date{2026, 12, 31}));
}

BOOST_AUTO_TEST_SUITE_END()
