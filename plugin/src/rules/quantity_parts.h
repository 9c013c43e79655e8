// The parts that quantities are read from, shared by quantity.cpp (percent, time, money), rate.cpp and fee_months.cpp: their
// expressions, with captures for reading and without for rules, and what stands around a number.
// Tested through quantity.h.
#ifndef CAVEAT_RULES_QUANTITY_PARTS_H
#define CAVEAT_RULES_QUANTITY_PARTS_H
#include <re2/re2.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "rules/quantity.h"

namespace caveat::rules {

// ---- expressions; `capture` puts what has to be read into groups ----
std::string number_expression(Language language, bool capture);    // "trente (30)": one group
std::string percent_unit(Language language);                       // " %", " vom hundert"
std::string duration_unit_expression(Language language);           // "-day", " jours ouvres"
std::string currency_before(Language language), currency_after(Language language), money_scale(Language language);
std::string rate_expression(Language language, bool capture);        // rate.cpp
std::string fee_months_expression(Language language, bool capture);  // fee_months.cpp

// The groups of a match; group 0 is the whole.
using Groups = std::array<std::string_view, 24>;

// ---- reading ----
inline bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
struct Number {
  double value = 0;
  std::optional<double> words;  // where words and digits disagree
  std::string_view words_text, digits_text;  // of a number written both ways
};
std::optional<Number> read_number(std::string_view text, Language language, Digits of);

double percent_scale(std::string_view unit);  // 1; "per mille" 0.1; "basis points" 0.01

// Fills unit, working days, currency, value from the groups of a match; false: no number after all.
struct Duration {
  Unit unit = Unit::days;
  double scale = 1;  // "weeks" 7
  bool working = false, saturdays = false;
};
Duration read_duration_unit(std::string_view text);
std::string currency_code(std::string_view text);
double scale_of_money(std::string_view scale, std::string_view currency);

bool read_rate(const Groups& groups, std::string_view text, Language language, Quantity& quantity);
bool read_fee_months(const Groups& groups, Language language, Quantity& quantity);

// ---- what stands around (quantity_context.cpp) ----
// No further than this many bytes are looked at, and never past the end of a sentence.
inline constexpr std::size_t kContextBytes = 64;
std::string_view before(std::string_view text, std::size_t begin);
std::string_view after(std::string_view text, std::size_t end);

// "clause 4.2", "12.05.2024", "+49 89 1234": digits that are no quantity.
bool is_reference(std::string_view text, std::size_t begin, std::size_t end, bool plain_number);

Bound bound_around(std::string_view before, std::string_view after, Language language);
// The lower end of a range whose upper end begins here ("between ten and |fifteen days"), and where it begins.
struct LowerEnd {
  double value = 0;
  std::size_t begin = 0;  // offset into `before`
};
std::optional<LowerEnd> lower_end(std::string_view before, Language language, Digits of);
// The length of "to ", "bis zu ", ... at the beginning of `after`; 0: no range goes on here.
std::size_t range_goes_on(std::string_view before, std::string_view after, Language language);
std::size_t and_a_half(std::string_view after, Language language);  // "un an| et demi": its length, or 0
bool end_of_month(std::string_view before, std::string_view after, Language language);
// "per month", "p. a.", "mensuel"; `wide`: more words may stand between, as in clauses on interest.
Period period_around(std::string_view before, std::string_view after, Language language, bool wide);

double months_in(Period period);

}  // namespace caveat::rules
#endif
