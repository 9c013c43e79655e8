// Tests rules/availability.cpp: what a percentage allows, by the period it is measured over.
#include "rules/availability.h"

#include <boost/test/unit_test.hpp>

using namespace caveat::rules;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(availability)

BOOST_AUTO_TEST_CASE(the_longer_the_period_the_longer_a_single_outage) {
  BOOST_TEST(longest_outage_hours(99.5, Period::week) == 0.84, tt::tolerance(1e-9));
  BOOST_TEST(longest_outage_hours(99.5, Period::month) == 3.65, tt::tolerance(1e-9));
  BOOST_TEST(longest_outage_hours(99.5, Period::quarter) == 10.95, tt::tolerance(1e-9));
  BOOST_TEST(longest_outage_hours(99.5, Period::half_year) == 21.9, tt::tolerance(1e-9));
  BOOST_TEST(longest_outage_hours(99.5, Period::year) == 43.8, tt::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(without_a_period_the_least_is_assumed) {
  BOOST_TEST(longest_outage_hours(99.9, Period::none) == longest_outage_hours(99.9, Period::month));
  BOOST_TEST(worst_month_percent(99.9, Period::none) == 99.9);
}

BOOST_AUTO_TEST_CASE(the_worst_month_may_take_all_that_the_year_allows) {
  BOOST_TEST(worst_month_percent(99.5, Period::year) == 94, tt::tolerance(1e-9));
  BOOST_TEST(worst_month_percent(99.5, Period::quarter) == 98.5, tt::tolerance(1e-9));
  BOOST_TEST(worst_month_percent(99.5, Period::month) == 99.5);
  BOOST_TEST(worst_month_percent(99.5, Period::week) == 99.5);
  BOOST_TEST(worst_month_percent(90, Period::year) == 0);  // 876 hours: the month is gone
}

BOOST_AUTO_TEST_CASE(nonsense_stays_in_bounds) {
  BOOST_TEST(longest_outage_hours(120, Period::year) == 0);
  BOOST_TEST(longest_outage_hours(-5, Period::year) == 8760);
  BOOST_TEST(worst_month_percent(120, Period::month) == 100);
}

BOOST_AUTO_TEST_SUITE_END()
