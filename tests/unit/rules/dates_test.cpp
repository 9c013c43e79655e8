// Dates in text: the spellings of tests/unit/rules/dates/*.txt, one file a language, and what must not be read as one.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <re2/re2.h>

#include "normalize/normal_text.h"
#include "rules/dates.h"

using namespace caveat;
using calendar::Period;

namespace {

std::string iso(Date d) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
  return text;
}

std::string read(std::string_view text, Language language) {
  const auto q = rules::find_date(normalize::fold(text), 0, language);
  if (!q) return "-";
  return iso(q->date) + (q->date_order == DateOrder::ambiguous ? "?" : "");
}

std::optional<Period> period(std::string_view text, Language language) {
  return rules::find_period_end(normalize::fold(text), language);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dates)

BOOST_AUTO_TEST_CASE(two_hundred_spellings_a_language_are_read_and_no_number_that_is_not_a_date) {
  for (Language language : kAllLanguages) {
    const std::string file = CAVEAT_SOURCE_DIR "/tests/unit/rules/dates/" + std::string(code(language)) + ".txt";
    std::ifstream in(file);
    BOOST_REQUIRE_MESSAGE(in, "cannot read " << file);
    const re2::RE2 macro("(?:" + rules::date_expression(language) + ")");
    BOOST_REQUIRE(macro.ok());
    std::size_t lines = 0, dates = 0;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with('#')) continue;
      const std::size_t tab = line.find('\t');
      BOOST_REQUIRE_MESSAGE(tab != std::string::npos, line);
      const std::string text = line.substr(0, tab), expected = line.substr(tab + 1);
      ++lines;
      dates += expected != "-";
      BOOST_TEST(read(text, language) == expected, code(language) << " \"" << text << "\" read as " << read(text, language) << ", not " << expected);
      // What the macro's expression takes is what the reader reads.
      if (expected != "-") BOOST_TEST(re2::RE2::PartialMatch(normalize::fold(text), macro), text);
    }
    BOOST_TEST(lines >= 200u);
    BOOST_TEST(dates >= 150u);
  }
}

BOOST_AUTO_TEST_CASE(the_span_covers_the_date_alone_and_counts_from_the_slice) {
  const auto q = rules::find_date("effective as of january 1st, 2026 at noon", 100, Language::en);
  BOOST_REQUIRE(q);
  BOOST_TEST(q->span.begin == 116u);
  BOOST_TEST(q->span.end == 116u + std::string_view("january 1st, 2026").size());
  BOOST_TEST((q->unit == rules::Unit::date));
  BOOST_TEST(q->value == 20260101);
}

BOOST_AUTO_TEST_CASE(the_first_of_two_dates_is_read) {
  BOOST_TEST(read("from 1 May 2026 until 2027-04-30", Language::en) == "2026-05-01");
  BOOST_TEST(read("from 2026-05-01 until 30 April 2027", Language::en) == "2026-05-01");
  BOOST_TEST(read("vom 31.02.2026 bis 1. März 2027", Language::de) == "2027-03-01");
}

BOOST_AUTO_TEST_CASE(an_english_date_in_figures_is_ambiguous_unless_a_number_is_above_twelve) {
  const auto order = [](std::string_view text) { return rules::find_date(text, 0, Language::en)->date_order; };
  BOOST_TEST((order("03/04/2026") == DateOrder::ambiguous));
  BOOST_TEST((order("13/04/2026") == DateOrder::day_first_shown));
  BOOST_TEST((order("04/13/2026") == DateOrder::month_first_shown));
  BOOST_TEST((order("04/04/2026") == DateOrder::sure));
  BOOST_TEST(iso(rules::month_first({2026, 4, 3})) == "2026-03-04");
}

BOOST_AUTO_TEST_CASE(the_end_of_a_period_is_told_from_the_end_of_the_term) {
  BOOST_TEST((period("three months to the end of a calendar quarter", Language::en) == Period::quarter));
  BOOST_TEST((period("effective at the end of any calendar month", Language::en) == Period::month));
  BOOST_TEST((period("by the end of the calendar year", Language::en) == Period::year));
  BOOST_TEST((period("before the end of the then-current term", Language::en) == std::nullopt));
  BOOST_TEST((period("préavis de trois mois pour la fin d'un trimestre civil", Language::fr) == Period::quarter));
  BOOST_TEST((period("à l'échéance de chaque mois", Language::fr) == Period::month));
  BOOST_TEST((period("avant la fin de la période", Language::fr) == std::nullopt));
  BOOST_TEST((period("mit einer Frist von drei Monaten zum Quartalsende", Language::de) == Period::quarter));
  BOOST_TEST((period("zum Ende eines Kalendervierteljahres", Language::de) == Period::quarter));
  BOOST_TEST((period("zum Monatsende", Language::de) == Period::month));
  BOOST_TEST((period("zum Ende eines Kalenderhalbjahres", Language::de) == Period::half_year));
  BOOST_TEST((period("zum Ende des Kalenderjahres", Language::de) == Period::year));
  BOOST_TEST((period("zum Ende der Vertragslaufzeit", Language::de) == std::nullopt));
  BOOST_TEST((period("para el fin de cada trimestre", Language::es) == Period::quarter));
  BOOST_TEST((period("al final del mes", Language::es) == Period::month));
  BOOST_TEST((period("antes del fin del plazo", Language::es) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(long_rows_of_digits_and_marks_are_read_in_a_blink_and_give_nothing) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "99/99/2026 ";
  for (Language language : kAllLanguages) BOOST_TEST(!rules::find_date(text, 0, language));
}

BOOST_AUTO_TEST_SUITE_END()
