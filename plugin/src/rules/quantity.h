// Quantity: a number with its unit, read from folded text in one of four languages: "99,5 %", "trente (30) jours fin de mois",
// "neunundneunzig prozent", "between two and four weeks", "eur 10.000", "neun prozentpunkte ueber dem basiszinssatz", "twice
// the annual fees". What is read and what is not: docs/numbers.md.
// Tested by tests/unit/rules/quantity_test.cpp and quantities_test.cpp, and by tests/property/number_words_test.cpp.
#ifndef CAVEAT_RULES_QUANTITY_H
#define CAVEAT_RULES_QUANTITY_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/language.h"
#include "base/spans.h"
#include "rules/number_words.h"

namespace caveat::rules {

// percent_per_year: of interest. points: above a reference rate, whose level nobody here knows. multiple: of one.
// fee_months: so many months of what the contract costs.
enum class Unit : std::uint8_t { number, percent, minutes, hours, days, months, years, amount, percent_per_year, points, multiple, fee_months, date };

std::string_view name(Unit);
std::optional<Unit> parse_unit(std::string_view);

// "at least 99.5 %", "jusqu'à 15 jours". Says how the number was meant; comparisons do not look at it.
enum class Bound : std::uint8_t { exactly, at_least, at_most };

// What a percentage, a sum or a time is counted by: "1.5 % per month", "4 hours per quarter".
enum class Period : std::uint8_t { none, hour, day, week, month, quarter, half_year, year };

// The rate that points stand above and multiples multiply. `base`: of a central bank (Basiszinssatz, Bank of England base rate).
enum class Reference : std::uint8_t { none, base, ecb, statutory, interbank, prime };

struct Quantity {
  double value = 0;            // of a range: the upper end
  Unit unit = Unit::number;
  bool working_days = false;   // "10 working days", "jours ouvrés", "Werktage", "días hábiles"; of hours: business hours
  std::string currency;        // ISO 4217, of an amount: "EUR"
  NormalSpan span;             // the number with its unit
  std::optional<double> lower;  // of a range: "10 to 15 days", "zwischen 10 und 15 Tagen"; less than `value`
  Bound bound = Bound::exactly;
  bool saturdays = false;      // of working days: Saturdays count ("Werktage", "jours ouvrables")
  bool end_of_month = false;   // "30 jours fin de mois"
  Period per = Period::none;
  Reference reference = Reference::none;
  double stated = 0;           // of percent_per_year: the number as it stands there, by `per`
  // "thirty (60) days": what the words say where they do not say what the digits say. `value` is the digits'.
  std::optional<double> words_value;
  NormalSpan words_span, digits_span;  // of a number written both ways
  Date date;                   // of unit date (rules/dates.h), with value 20260131
  DateOrder date_order = DateOrder::sure;

  bool disagrees() const { return words_value.has_value(); }
};

enum class QuantityKind : std::uint8_t { number, percent, duration, money, rate, fee_months, date };
inline constexpr std::size_t kQuantityKinds = 7;

// The RE2 expression of a value macro ({{percent}}, ...) over folded text, without captures. Bounded on both sides.
const std::string& expression(QuantityKind kind, Language language);

// Where the last value of that kind ends in `within`, which is a part of `text`; within.begin: there is none. Compiled once a process, so it says for
// much less than an expression with the macro in it that there is nothing to find.
std::uint32_t last_value_end(std::string_view text, NormalSpan within, QuantityKind kind, Language language);

// The first quantity of that kind that lies in `within`, which is a part of `text`. A little of what stands around it is read,
// too: "at least", "between 10 and", "a month", "fin de mois". Linear in the size of `within`.
std::optional<Quantity> read_quantity(std::string_view text, NormalSpan within, QuantityKind kind, Language language);

// The same, of a slice of the text that begins at `begin` and knows nothing of its surroundings.
std::optional<Quantity> find_quantity(std::string_view folded, std::uint32_t begin, QuantityKind kind, Language language);

// The first period that a text counts or measures by ("per calendar month", "im Jahresmittel"), else none.
Period measured_by(std::string_view folded, Language language);

// Brought to `unit`: minutes..years into one another (a day 24 hours, a month 30 days, a year 365 days or 12 months), a
// percentage with its period to a year; nothing when the units have nothing to do with one another, or nobody can say.
std::optional<double> convert(const Quantity& quantity, Unit unit);

}  // namespace caveat::rules
#endif
