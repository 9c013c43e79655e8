// The calendar against two references: ICU's proleptic Gregorian calendar and std::chrono, on every day of 300 years.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <memory>
#include <random>
#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include "base/calendar.h"

using namespace caveat;
using namespace caveat::calendar;

namespace {

std::chrono::year_month_day chrono_of(Date d) {
  return std::chrono::year(d.year) / std::chrono::month(d.month) / std::chrono::day(d.day);
}
Date ours(std::chrono::year_month_day d) {
  return {static_cast<int>(d.year()), static_cast<std::uint8_t>(static_cast<unsigned>(d.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(d.day()))};
}

// Proleptic: no Julian days before 1582, which the range never reaches but ICU's default might suggest.
std::unique_ptr<icu::GregorianCalendar> reference() {
  UErrorCode status = U_ZERO_ERROR;
  auto c = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), icu::Locale("en"), status);
  c->setGregorianChange(-1e18, status);
  BOOST_REQUIRE(U_SUCCESS(status));
  return c;
}

Date read(icu::GregorianCalendar& c) {
  UErrorCode status = U_ZERO_ERROR;
  const Date d = {c.get(UCAL_YEAR, status), static_cast<std::uint8_t>(c.get(UCAL_MONTH, status) + 1), static_cast<std::uint8_t>(c.get(UCAL_DATE, status))};
  BOOST_REQUIRE(U_SUCCESS(status));
  return d;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar_property)

BOOST_AUTO_TEST_CASE(every_day_of_300_years_has_the_number_and_the_weekday_of_std_chrono) {
  std::int64_t number = day_number({kFirstYear, 1, 1});
  for (; auto date = from_day_number(number); ++number) {
    const std::chrono::sys_days day = chrono_of(*date);
    BOOST_REQUIRE(day.time_since_epoch().count() == number);
    BOOST_REQUIRE(day_number(*date) == number);
    BOOST_REQUIRE(static_cast<unsigned>(weekday(*date)) + 1 == std::chrono::weekday(day).iso_encoding());
    BOOST_REQUIRE((end_of(Period::month, *date) == ours(std::chrono::sys_days(chrono_of(*date).year() / chrono_of(*date).month() / std::chrono::last))));
  }
  BOOST_TEST(number - day_number({kFirstYear, 1, 1}) == 109573);  // 300 years with 73 leap days
}

BOOST_AUTO_TEST_CASE(months_years_and_days_are_added_as_icu_adds_them) {
  std::mt19937 random(20261123);
  auto c = reference();
  const int first = day_number({kFirstYear, 1, 1}), last = day_number({kLastYear, 12, 31});
  int compared = 0;
  for (int i = 0; i < 40000; ++i) {
    const Date date = *from_day_number(std::uniform_int_distribution<int>(first, last)(random));
    const int months = std::uniform_int_distribution<int>(-400, 400)(random), years = months / 10, days = months * 7;
    const auto same = [&](UCalendarDateFields field, int amount, std::optional<Date> got) {
      UErrorCode status = U_ZERO_ERROR;
      c->clear();
      c->set(date.year, date.month - 1, date.day);
      c->add(field, amount, status);
      BOOST_REQUIRE(U_SUCCESS(status));
      const Date expected = read(*c);
      if (expected.year < kFirstYear || expected.year > kLastYear) {
        BOOST_REQUIRE(!got);
        return;
      }
      BOOST_REQUIRE_MESSAGE(got == expected, date.year << "-" << int{date.month} << "-" << int{date.day} << " + " << amount);
      ++compared;
    };
    same(UCAL_MONTH, months, add_months(date, months));
    same(UCAL_YEAR, years, add_years(date, years));
    same(UCAL_DATE, days, add_days(date, days));
  }
  BOOST_TEST(compared > 90000);
}

BOOST_AUTO_TEST_CASE(working_days_are_those_that_counting_one_by_one_gives) {
  std::mt19937 random(5);
  for (int i = 0; i < 4000; ++i) {
    const Date date = *from_day_number(std::uniform_int_distribution<int>(-10000, 40000)(random));
    const int days = std::uniform_int_distribution<int>(-300, 300)(random);
    std::int64_t at = day_number(date);
    for (int left = std::abs(days); left > 0;) {
      at += days < 0 ? -1 : 1;
      if (weekday(*from_day_number(at)) < Weekday::saturday) --left;
    }
    BOOST_REQUIRE((add_working_days(date, days) == from_day_number(at)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
