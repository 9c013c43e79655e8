// Tests rules/quantity.cpp on what contracts write. The spelled-out numbers are tested against ICU in tests/property.
#include "rules/quantity.h"

#include <boost/test/unit_test.hpp>
#include <re2/re2.h>

#include "normalize/normal_text.h"

using namespace caveat;
using namespace caveat::rules;

namespace {

struct Case {
  const char* text;
  Language language;
  QuantityKind kind;
  double value;
  Unit unit;
};

constexpr auto en = Language::en, fr = Language::fr, de = Language::de, es = Language::es;
constexpr auto percent = QuantityKind::percent, duration = QuantityKind::duration, money = QuantityKind::money, number = QuantityKind::number;

const Case kCases[] = {
    {"availability of 99.5 % per month", en, percent, 99.5, Unit::percent},
    {"availability of 99,5 per cent", en, percent, 99.5, Unit::percent},
    {"ninety-nine point nine percent", en, percent, 99.9, Unit::percent},
    {"une disponibilité de 99,95 %", fr, percent, 99.95, Unit::percent},
    {"quatre-vingt-dix-neuf pour cent", fr, percent, 99, Unit::percent},
    {"neunundneunzig Prozent im Jahresmittel", de, percent, 99, Unit::percent},
    {"mindestens 99,5 v.H.", de, percent, 99.5, Unit::percent},
    {"99.999 % Verfügbarkeit", de, percent, 99.999, Unit::percent},
    {"noventa y nueve por ciento", es, percent, 99, Unit::percent},
    {"5 puntos porcentuales", es, percent, 5, Unit::percent},
    {"within thirty (30) days", en, duration, 30, Unit::days},
    {"within 30 (thirty) calendar days", en, duration, 30, Unit::days},
    {"a twelve-month period", en, duration, 12, Unit::months},
    {"two weeks", en, duration, 14, Unit::days},
    {"four hours", en, duration, 4, Unit::hours},
    {"dans un délai de trente (30) jours calendaires", fr, duration, 30, Unit::days},
    {"une durée de trois ans", fr, duration, 3, Unit::years},
    {"soixante-douze heures", fr, duration, 72, Unit::hours},
    {"binnen 14 Werktagen", de, duration, 14, Unit::days},
    {"eine dreimonatige Kündigungsfrist", de, duration, 3, Unit::months},
    {"mit einer Frist von sechs Wochen", de, duration, 42, Unit::days},
    {"zwei Jahre", de, duration, 2, Unit::years},
    {"en el plazo de quince días hábiles", es, duration, 15, Unit::days},
    {"treinta y seis meses", es, duration, 36, Unit::months},
    {"les trois (3) derniers mois", fr, duration, 3, Unit::months},
    {"les 5 prochains ans", fr, duration, 5, Unit::years},
    {"um ein weiteres Jahr", de, duration, 1, Unit::years},
    {"hasta un cinco por ciento", es, percent, 5, Unit::percent},
    {"EUR 10.000", de, money, 10000, Unit::amount},
    {"10 000 €", fr, money, 10000, Unit::amount},
    {"$1,500.50 per month", en, money, 1500.50, Unit::amount},
    {"2 million euros", en, money, 2e6, Unit::amount},
    {"1,5 Mio. Euro", de, money, 1.5e6, Unit::amount},
    {"twenty-five users", en, number, 25, Unit::number},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(quantity)

BOOST_AUTO_TEST_CASE(numbers_are_read_as_contracts_write_them) {
  for (const Case& c : kCases) {
    const std::string folded = normalize::fold(c.text);
    const auto q = find_quantity(folded, 100, c.kind, c.language);
    BOOST_REQUIRE_MESSAGE(q, "nothing read from: " << c.text);
    BOOST_TEST_INFO(c.text);
    BOOST_TEST(q->value == c.value, boost::test_tools::tolerance(1e-9));
    BOOST_TEST_INFO(c.text);
    BOOST_CHECK(q->unit == c.unit);
    BOOST_TEST(q->span.begin >= 100u);
    BOOST_TEST(q->span.end <= 100u + folded.size());
  }
}

BOOST_AUTO_TEST_CASE(the_macro_expression_finds_what_the_reader_reads) {
  for (const Case& c : kCases) {
    const std::string folded = normalize::fold(c.text);
    BOOST_TEST(re2::RE2::PartialMatch(folded, expression(c.kind, c.language)), c.text);
  }
}

BOOST_AUTO_TEST_CASE(working_days_are_marked) {
  BOOST_TEST(find_quantity("10 jours ouvres", 0, duration, fr)->working_days);
  BOOST_TEST(find_quantity("5 business days", 0, duration, en)->working_days);
  BOOST_TEST(!find_quantity("10 jours", 0, duration, fr)->working_days);
}

BOOST_AUTO_TEST_CASE(the_currency_is_known) {
  BOOST_TEST(find_quantity("gbp 12", 0, money, en)->currency == "GBP");
  BOOST_TEST(find_quantity("12 franken", 0, money, de)->currency == "CHF");
}

BOOST_AUTO_TEST_CASE(words_that_are_no_number_are_none) {
  BOOST_CHECK(!number_words("und", de));
  BOOST_CHECK(!number_words("two three", en));
  BOOST_CHECK(!number_words("cent et", fr));
  BOOST_CHECK(!number_words("", en));
  BOOST_CHECK(!find_quantity("several days", 0, duration, en));
}

BOOST_AUTO_TEST_CASE(digits_run_wild_are_no_number) {
  BOOST_CHECK(!find_quantity(std::string(400, '9') + " years", 0, duration, en));
  BOOST_CHECK(!find_quantity(std::string(400, '9') + "." + std::string(400, '9') + " %", 0, percent, en));
}

BOOST_AUTO_TEST_CASE(units_convert_where_they_have_to_do_with_one_another) {
  Quantity q;
  q.value = 2;
  q.unit = Unit::years;
  BOOST_TEST(*convert(q, Unit::months) == 24);
  q.unit = Unit::days;
  BOOST_TEST(*convert(q, Unit::hours) == 48);
  q.unit = Unit::percent;
  BOOST_CHECK(!convert(q, Unit::days));
}

BOOST_AUTO_TEST_SUITE_END()
