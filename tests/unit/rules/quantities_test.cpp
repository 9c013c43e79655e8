// Quantities as contracts spell them, in tables of our own phrases: tests/unit/rules/quantities/<lang>.txt, one a line:
//   KIND|phrase|value unit flags      D duration, P percent, M money, R rate, F months of fees, N number
// Flags: w working, sat Saturdays count, eom end of month, low=N range, >= <= bound, /month period, words=N disagreement, and the
// reference of points and multiples. What is not named must not be there. "-": nothing is read.
#include <boost/test/unit_test.hpp>
#include <re2/re2.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "normalize/normal_text.h"
#include "rules/quantity.h"

using namespace caveat;
using namespace caveat::rules;

namespace {

std::string number_text(double value) {
  std::ostringstream out;
  out.precision(10);
  out << value;
  return out.str();
}

std::string described(const Quantity& q) {
  constexpr const char* units[] = {"n", "%", "minutes", "hours", "days", "months", "years", "", "%/year", "points", "times", "fee-months"};
  constexpr const char* periods[] = {"", " /hour", " /day", " /week", " /month", " /quarter", " /half-year", " /year"};
  constexpr const char* references[] = {"", " base", " ecb", " statutory", " interbank", " prime"};
  std::string out = number_text(q.value) + " " + (q.unit == Unit::amount ? q.currency : units[static_cast<int>(q.unit)]);
  if (q.working_days) out += " w";
  if (q.saturdays) out += " sat";
  if (q.end_of_month) out += " eom";
  if (q.lower) out += " low=" + number_text(*q.lower);
  if (q.bound != Bound::exactly) out += q.bound == Bound::at_least ? " >=" : " <=";
  if (q.unit != Unit::percent_per_year) out += periods[static_cast<int>(q.per)];
  out += references[static_cast<int>(q.reference)];
  if (q.words_value) out += " words=" + number_text(*q.words_value);
  return out;
}

struct Line {
  QuantityKind kind;
  std::string phrase, expected;
  int at;
};

std::vector<Line> table(Language language) {
  const std::map<char, QuantityKind> kinds = {{'N', QuantityKind::number}, {'P', QuantityKind::percent}, {'D', QuantityKind::duration},
                                              {'M', QuantityKind::money},  {'R', QuantityKind::rate},    {'F', QuantityKind::fee_months}};
  std::ifstream file(CAVEAT_SOURCE_DIR "/tests/unit/rules/quantities/" + std::string(code(language)) + ".txt");
  std::vector<Line> lines;
  std::string line;
  for (int at = 1; std::getline(file, line); ++at) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t bar = line.rfind('|');
    BOOST_REQUIRE_MESSAGE(bar > 1 && kinds.count(line[0]) && line[1] == '|', code(language) << ".txt:" << at << ": not KIND|phrase|expected");
    lines.push_back({kinds.at(line[0]), line.substr(2, bar - 2), line.substr(bar + 1), at});
  }
  return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(quantities)

BOOST_AUTO_TEST_CASE(each_spelling_is_read_as_the_table_says) {
  for (Language language : kAllLanguages)
    for (const Line& line : table(language)) {
      const std::string folded = normalize::fold(line.phrase);
      const auto q = find_quantity(folded, 0, line.kind, language);
      const std::string read = q ? described(*q) : "-";
      BOOST_CHECK_MESSAGE(read == line.expected, code(language) << ".txt:" << line.at << ": " << line.phrase << "\n   read: " << read << "\n expected: " << line.expected);
      if (!q) continue;
      BOOST_CHECK_MESSAGE(q->span.end <= folded.size() && q->span.begin < q->span.end, "span of " << line.phrase);
      BOOST_CHECK_MESSAGE(re2::RE2::PartialMatch(folded, expression(line.kind, language)), "the macro does not find " << line.phrase);
    }
}

BOOST_AUTO_TEST_CASE(each_language_has_two_hundred_spellings) {
  for (Language language : kAllLanguages) {
    std::set<std::string> phrases;
    std::size_t none = 0;
    for (const Line& line : table(language)) {
      BOOST_CHECK_MESSAGE(phrases.insert(line.phrase).second || line.expected == "-", code(language) << ".txt:" << line.at << " stands there twice");
      none += line.expected == "-";
    }
    BOOST_CHECK_GE(phrases.size() - none, 200u);
    BOOST_CHECK_GE(none, 15u);
  }
}

BOOST_AUTO_TEST_CASE(words_and_digits_that_disagree_are_both_kept) {
  const std::string text = "pay within thirty (60) days";
  const auto q = find_quantity(text, 0, QuantityKind::duration, Language::en);
  BOOST_REQUIRE(q && q->disagrees());
  BOOST_TEST(q->value == 60);
  BOOST_TEST(*q->words_value == 30);
  BOOST_TEST(text.substr(q->words_span.begin, q->words_span.size()) == "thirty");
  BOOST_TEST(text.substr(q->digits_span.begin, q->digits_span.size()) == "60");
}

BOOST_AUTO_TEST_CASE(a_quantity_is_read_with_what_stands_around_its_place) {
  const std::string text = "payable within at least 30 days end of month";
  const auto q = read_quantity(text, {24, 31}, QuantityKind::duration, Language::en);
  BOOST_REQUIRE(q);
  BOOST_TEST(text.substr(q->span.begin, q->span.size()) == "30 days");
  BOOST_CHECK(q->bound == Bound::at_least);
  BOOST_TEST(q->end_of_month);
}

BOOST_AUTO_TEST_CASE(a_percentage_becomes_yearly_only_with_its_period) {
  const auto monthly = find_quantity("1.5 % per month", 0, QuantityKind::percent, Language::en);
  BOOST_TEST(*convert(*monthly, Unit::percent_per_year) == 18, boost::test_tools::tolerance(1e-9));
  const auto plain = find_quantity("a late fee of 10 %", 0, QuantityKind::rate, Language::en);
  BOOST_CHECK(!convert(*plain, Unit::percent_per_year));
  const auto points = find_quantity("nine points above the base rate", 0, QuantityKind::rate, Language::en);
  BOOST_CHECK(!convert(*points, Unit::percent_per_year));  // nobody here knows the base rate
  BOOST_TEST(*convert(*points, Unit::points) == 9);
}

BOOST_AUTO_TEST_CASE(the_period_of_a_measurement_is_found_anywhere_in_a_clause) {
  BOOST_CHECK(measured_by("availability of 99.5 %, measured over each calendar year", Language::en) == Period::year);
  BOOST_CHECK(measured_by("die verfuegbarkeit von 99 % im jahresmittel", Language::de) == Period::year);
  BOOST_CHECK(measured_by("mesuree par trimestre civil", Language::fr) == Period::quarter);
  BOOST_CHECK(measured_by("la disponibilidad se medira mensualmente", Language::es) == Period::month);
  BOOST_CHECK(measured_by("available at all times", Language::en) == Period::none);
}

BOOST_AUTO_TEST_CASE(a_text_of_number_words_alone_stays_linear) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "two three ";
  BOOST_CHECK(!find_quantity(text + "days", 0, QuantityKind::duration, Language::en));
}

BOOST_AUTO_TEST_SUITE_END()
