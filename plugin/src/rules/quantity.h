// Quantity: a number with its unit, read from folded text in one of four languages: "99,5 %", "trente (30) jours",
// "neunundneunzig prozent", "two weeks", "eur 10.000". Digits and spelled-out words.
// Tested by tests/unit/rules/quantity_test.cpp and, against ICU's spell-out rules, by tests/property/number_words_test.cpp.
#ifndef CAVEAT_RULES_QUANTITY_H
#define CAVEAT_RULES_QUANTITY_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/language.h"
#include "base/spans.h"

namespace caveat::rules {

enum class Unit : std::uint8_t { number, percent, minutes, hours, days, months, years, amount, date };

std::string_view name(Unit);
std::optional<Unit> parse_unit(std::string_view);

struct Quantity {
  double value = 0;
  Unit unit = Unit::number;
  bool working_days = false;   // "10 working days", "jours ouvrés", "Werktage", "días hábiles"; unit is days
  std::string currency;        // ISO 4217, of an amount: "EUR"
  NormalSpan span;             // the number with its unit
  Date date;                   // of unit date (rules/dates.h), with value 20260131
  DateOrder date_order = DateOrder::sure;
};

enum class QuantityKind : std::uint8_t { number, percent, duration, money, date };

// The RE2 expression of a value macro ({{percent}}, ...) over folded text, without captures. Bounded on both sides.
const std::string& expression(QuantityKind kind, Language language);

// The first quantity of that kind in `folded` (a slice of NormalText::text that begins at `begin`), or nothing.
std::optional<Quantity> find_quantity(std::string_view folded, std::uint32_t begin, QuantityKind kind, Language language);

// Brought to `unit`: minutes..years into one another (a day 24 hours, a month 30 days, a year 365 days or 12 months);
// nothing when the units have nothing to do with one another.
std::optional<double> convert(const Quantity& quantity, Unit unit);

// The value of a number in words ("neunundneunzig", "quatre-vingt-dix-neuf", "ciento veinte", "one hundred and twenty"),
// folded, 0 to 999,999; nothing when it is not one.
std::optional<double> number_words(std::string_view folded, Language language);

}  // namespace caveat::rules
#endif
