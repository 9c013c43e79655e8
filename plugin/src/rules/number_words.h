// Numbers as contracts write them, folded: words in four languages ("neunundneunzig", "quatre-vingt-dix-neuf", "two and a
// half") and digits by the habits of the language ("10.000,50", "10'000", "99.999 %").
// Tested by tests/unit/rules/quantity_test.cpp and, against ICU's spell-out rules, by tests/property/number_words_test.cpp.
#ifndef CAVEAT_RULES_NUMBER_WORDS_H
#define CAVEAT_RULES_NUMBER_WORDS_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/language.h"

namespace caveat::rules {

// Digits with their separators, as an RE2 expression.
inline constexpr std::string_view kDigitsExpression = R"(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)";

// A number in words, as an RE2 expression without captures. It takes more than number_words() accepts ("two three").
std::string number_word_expression(Language language);

// 0 to 999,999, also with a half; nothing when it is no number.
std::optional<double> number_words(std::string_view folded, Language language);

// One separator before three digits: of a percentage a decimal mark after all ("99.999 %"), of a sum of money never ("EUR 10.000"
// in English: no currency here has thousandths), else by the habits of the language.
enum class Digits : std::uint8_t { plain, percent, money };
double number_digits(std::string_view digits, Language language, Digits of);

}  // namespace caveat::rules
#endif
