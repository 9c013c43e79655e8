// Number words against ICU as the reference: what ICU spells out, we read back, in four languages.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <chrono>
#include <memory>
#include <random>
#include <unicode/numberformatter.h>
#include <unicode/rbnf.h>

#include "normalize/normal_text.h"
#include "rules/quantity.h"

using namespace caveat;

namespace {

std::string spelled(const icu::RuleBasedNumberFormat& format, const icu::UnicodeString& rule, int number) {
  icu::UnicodeString words;
  icu::FieldPosition position;
  UErrorCode status = U_ZERO_ERROR;
  format.format(static_cast<std::int32_t>(number), rule, words, position, status);
  BOOST_REQUIRE(U_SUCCESS(status));
  std::string utf8;
  words.toUTF8String(utf8);
  return normalize::fold(utf8);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(number_words_property)

BOOST_AUTO_TEST_CASE(what_icu_spells_out_is_read_back) {
  for (Language language : kAllLanguages) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale{std::string(code(language)).c_str()};
    icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, locale, status);
    BOOST_REQUIRE(U_SUCCESS(status));
    const icu::UnicodeString rule = language == Language::fr || language == Language::es ? "%spellout-cardinal-masculine" : "%spellout-cardinal";
    const icu::UnicodeString german = "%spellout-cardinal-neuter";
    for (int n = 0; n <= 9999; ++n) {
      const std::string words = spelled(format, language == Language::de ? german : rule, n);
      const auto value = rules::number_words(words, language);
      BOOST_REQUIRE_MESSAGE(value && *value == n, code(language) << " " << n << " \"" << words << "\" read as " << (value ? std::to_string(*value) : "nothing"));
      // As a duration in running text, too: the macro's expression must take the whole number.
      if (n == 0 || n > 999) continue;
      constexpr std::array<const char*, 4> units = {" days", " jours", " tage", " dias"};
      const auto q = rules::find_quantity("x " + words + units[index(language)], 0, rules::QuantityKind::duration, language);
      BOOST_REQUIRE_MESSAGE(q && q->value == n, code(language) << " " << n << " \"" << words << "\" in text read as " << (q ? std::to_string(q->value) : "nothing"));
    }
  }
}

BOOST_AUTO_TEST_CASE(thousands_as_each_locale_writes_them_are_read_back) {
  for (Language language : kAllLanguages) {
    const auto formatter = icu::number::NumberFormatter::withLocale(icu::Locale(std::string(code(language)).c_str()))
                               .grouping(UNUM_GROUPING_ON_ALIGNED)
                               .precision(icu::number::Precision::fixedFraction(2));
    for (double n = 1; n < 1e12; n = n * 3.7 + 0.25) {
      UErrorCode status = U_ZERO_ERROR;
      const double value = std::round(n * 100) / 100;
      std::string text;
      formatter.formatDouble(value, status).toString(status).toUTF8String(text);
      BOOST_REQUIRE(U_SUCCESS(status));
      const auto q = rules::find_quantity(normalize::fold(text + " EUR"), 0, rules::QuantityKind::money, language);
      BOOST_REQUIRE_MESSAGE(q && std::abs(q->value - value) < 0.005 + value * 1e-9, code(language) << " " << text << " read as " << (q ? std::to_string(q->value) : "nothing"));
    }
  }
}

BOOST_AUTO_TEST_CASE(ranges_are_ordered_whatever_is_written) {
  constexpr std::array<const char*, kLanguages> between = {"between ", "entre ", "zwischen ", "entre "}, conjunction = {" and ", " et ", " und ", " y "},
                                                 to = {" to ", " a ", " bis ", " a "}, days = {" days", " jours", " tage", " dias"};
  for (Language language : kAllLanguages)
    for (int low = 1; low <= 40; ++low)
      for (int high = 1; high <= 40; ++high)
        for (const std::string& text : {between[index(language)] + std::to_string(low) + conjunction[index(language)] + std::to_string(high) + days[index(language)],
                                        std::to_string(low) + to[index(language)] + std::to_string(high) + days[index(language)],
                                        std::to_string(low) + days[index(language)] + to[index(language)] + std::to_string(high) + days[index(language)]}) {
          const auto q = rules::find_quantity(text, 0, rules::QuantityKind::duration, language);
          BOOST_REQUIRE_MESSAGE(q, text);
          BOOST_REQUIRE_MESSAGE(!q->lower || *q->lower < q->value, text);
          BOOST_REQUIRE_MESSAGE(q->lower.has_value() == (low < high), text);
        }
}

BOOST_AUTO_TEST_CASE(bytes_of_any_kind_are_read_without_harm) {
  std::mt19937 random(4711);
  const std::vector<std::string> pieces = {"twelve", "(", ")", " ", "12", ".", ",", "%", " days", " to ", "euribor", " + ", "fees", " of the ", "annual ", "\xC2\xA7",
                                           "\xE2\x82\xAC", "\xFF", "-", "between ", " per month", "\n", "neun", "prozent", "fach", "fois ", "taux legal", "mensualidad", "9999999999"};
  for (int round = 0; round < 4'000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      if (random() % 4) text += pieces[random() % pieces.size()];
      else text += static_cast<char>(random());
    }
    for (Language language : kAllLanguages)
      for (std::size_t kind = 0; kind < rules::kQuantityKinds; ++kind) {
        const auto q = rules::find_quantity(text, 7, static_cast<rules::QuantityKind>(kind), language);
        if (!q) continue;
        BOOST_REQUIRE(q->span.begin >= 7 && q->span.end <= 7 + text.size() && q->span.begin < q->span.end);
        BOOST_REQUIRE(std::isfinite(q->value) && q->value >= 0);
        if (q->lower) BOOST_REQUIRE(*q->lower < q->value);
        BOOST_REQUIRE(q->words_span.end <= 7 + text.size() && q->digits_span.end <= 7 + text.size());
      }
  }
}

BOOST_AUTO_TEST_CASE(long_runs_take_linear_time) {
  const auto spent = [](std::size_t length) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& piece : {std::string("9"), std::string("9,"), std::string("9 "), std::string("two "), std::string("9% ("), std::string("fees ")}) {
      std::string text;
      while (text.size() < length) text += piece;
      for (std::size_t kind = 0; kind < rules::kQuantityKinds; ++kind) rules::find_quantity(text, 0, static_cast<rules::QuantityKind>(kind), Language::en);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  spent(1'000);  // compiles the expressions
  const double once = spent(50'000), eightfold = spent(400'000);
  // Eight times the text: quadratic would be 64 times the time. The half second is for a loaded machine.
  BOOST_TEST(eightfold < 24 * once + 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
