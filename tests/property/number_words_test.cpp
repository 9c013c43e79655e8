// Number words against ICU as the reference: what ICU spells out, we read back, in four languages.
#include <boost/test/unit_test.hpp>
#include <memory>
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

BOOST_AUTO_TEST_SUITE_END()
