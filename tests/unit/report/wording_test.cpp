// findings/wording.h: placeholders and numbers as people of each language write them.
#include "findings/wording.h"

#include <boost/test/unit_test.hpp>

#include <thread>

#include "sample_contract.h"

using namespace caveat;
using findings::Text;
using rules::Unit;

namespace {

std::string plain(std::string text) {  // no-break spaces of either width as '_', so that a test shows them
  for (const std::string space : {"\xC2\xA0", "\xE2\x80\xAF"})
    for (std::size_t at; (at = text.find(space)) != std::string::npos;) text.replace(at, space.size(), "_");
  return text;
}

std::string shown(double value, Unit unit, Language language, bool working = false, std::string currency = {}) {
  rules::Quantity q;
  q.value = value;
  q.unit = unit;
  q.working_days = working;
  q.currency = std::move(currency);
  return plain(findings::quantity_text(q, language));
}

constexpr Language en = Language::en, fr = Language::fr, de = Language::de, es = Language::es;

std::string message(const std::string& text, std::optional<rules::Quantity> value, Language language) {
  const auto program = tests::load_rules({{.id = "level", .taxonomy = "SLA-02", .kind = "threshold", .message = text}});
  findings::Finding finding;
  finding.value = std::move(value);
  return plain(findings::wording(*program, finding, Text::message, language));
}

rules::Quantity percent(double value) {
  rules::Quantity q;
  q.value = value;
  q.unit = Unit::percent;
  return q;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_percentage_has_the_decimal_mark_of_the_reader) {
  BOOST_TEST(shown(99.5, Unit::percent, en) == "99.5_%");
  BOOST_TEST(shown(99.5, Unit::percent, fr) == "99,5_%");
  BOOST_TEST(shown(99.5, Unit::percent, de) == "99,5_%");
  BOOST_TEST(shown(99.999, Unit::percent, es) == "99,999_%");
}

BOOST_AUTO_TEST_CASE(one_is_singular_and_french_keeps_it_up_to_two) {
  BOOST_TEST(shown(1, Unit::days, en) == "1_day");
  BOOST_TEST(shown(30, Unit::days, en) == "30_days");
  BOOST_TEST(shown(1, Unit::days, de) == "1_Tag");
  BOOST_TEST(shown(30, Unit::days, de) == "30_Tage");
  BOOST_TEST(shown(0, Unit::days, de) == "0_Tage");
  BOOST_TEST(shown(1, Unit::months, fr) == "1_mois");
  BOOST_TEST(shown(1.5, Unit::years, fr) == "1,5_an");
  BOOST_TEST(shown(0, Unit::days, fr) == "0_jour");
  BOOST_TEST(shown(2, Unit::years, fr) == "2_ans");
  BOOST_TEST(shown(1, Unit::months, es) == "1_mes");
  BOOST_TEST(shown(72, Unit::hours, es) == "72_horas");
  BOOST_TEST(shown(1.5, Unit::hours, es) == "1,5_horas");
  BOOST_TEST(shown(10, Unit::days, fr, true) == "10_jours ouvrés");
  BOOST_TEST(shown(1, Unit::days, es, true) == "1_día hábil");
  BOOST_TEST(shown(10, Unit::days, de, true) == "10_Arbeitstage");
}

BOOST_AUTO_TEST_CASE(amounts_are_grouped_and_carry_their_currency) {
  BOOST_TEST(shown(10000, Unit::amount, en, false, "EUR") == "EUR_10,000.00");
  BOOST_TEST(shown(10000, Unit::amount, de, false, "EUR") == "10.000,00_EUR");
  BOOST_TEST(shown(10000, Unit::amount, fr, false, "EUR") == "10_000,00_EUR");
  BOOST_TEST(shown(10000, Unit::amount, es, false, "EUR") == "10.000,00_EUR");
  BOOST_TEST(shown(500, Unit::amount, de, false, "JPY") == "500_JPY");
  BOOST_TEST(shown(1234.5, Unit::amount, de) == "1.234,5");
}

BOOST_AUTO_TEST_CASE(placeholders_are_filled_in_the_readers_language) {
  const std::string text = "{value} against {policy.level.min} %, that is {value.downtime_per_month}.";
  BOOST_TEST(message(text, percent(98.5), en) == "98.5_% against 99.5_%, that is 10_h_57_min.");
  BOOST_TEST(message(text, percent(98.5), de) == "98,5_% against 99,5_%, that is 10_Std._57_Min..");
  BOOST_TEST(message(text, percent(98.5), fr) == "98,5_% against 99,5_%, that is 10_h_57_min.");
}

BOOST_AUTO_TEST_CASE(the_downtime_of_a_month_counts_730_hours) {
  const auto downtime = [](double p) { return message("{value.downtime_per_month}", percent(p), en); };
  BOOST_TEST(downtime(99.5) == "3_h_39_min");
  BOOST_TEST(downtime(99) == "7_h_18_min");
  BOOST_TEST(downtime(90) == "73_h");
  BOOST_TEST(downtime(99.9) == "44_min");
  BOOST_TEST(downtime(99.99) == "4_min_23_s");
  BOOST_TEST(downtime(99.999) == "26_s");
  BOOST_TEST(downtime(100) == "0_s");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_filled_stays_as_it_is_written) {
  // The loader refuses an unknown placeholder, so the finding without a value stands for it.
  BOOST_TEST(message("A {value} B {value.downtime_per_month}", std::nullopt, en) == "A {value} B {value.downtime_per_month}");
  rules::Quantity days;
  days.value = 3;
  days.unit = Unit::days;
  BOOST_TEST(message("{value.downtime_per_month}", days, en) == "{value.downtime_per_month}");
  BOOST_TEST(message("{value.downtime_per_month}", percent(130), en) == "{value.downtime_per_month}");
}

BOOST_AUTO_TEST_CASE(a_reader_without_a_language_of_ours_reads_english) {
  BOOST_TEST(message("in {lang}", std::nullopt, Language::other) == "in en");
}

BOOST_AUTO_TEST_CASE(eight_threads_format_the_same_numbers) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&wrong] {
      for (int i = 0; i < 200; ++i) {
        if (shown(1234.5, Unit::hours, de) != "1.234,5_Stunden") ++wrong;
        if (shown(99.95, Unit::percent, fr) != "99,95_%") ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(wrong == 0);
}
