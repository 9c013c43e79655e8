// Dates in contracts, read from folded text in four languages: "1 january 2026", "january 1st, 2026", "le 1er janvier 2026",
// "1. januar 2026", "01.02.2026", "uno de enero de dos mil veintiseis", "2026-01-01", and the end of a period: "ende 2027".
// Always with a year of four digits (or in words), so that clause numbers, versions and addresses are none.
// Tested by tests/unit/rules/dates_test.cpp with the spellings of tests/unit/rules/dates/*.txt.
//
// Worked example: find_date("effective 03/04/2026.", 0, en) gives 2026-04-03 with DateOrder::ambiguous: March 4 in the United
// States. In French, German and Spanish the day comes first, without doubt.
#ifndef CAVEAT_RULES_DATES_H
#define CAVEAT_RULES_DATES_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/language.h"
#include "rules/quantity.h"

namespace caveat::rules {

// The RE2 expression of the macro {{date}} over folded text, without captures.
const std::string& date_expression(Language language);

// The first date in `folded` (a slice that begins at `begin`), as Quantity with unit `date` and value 20260131; or nothing.
std::optional<Quantity> find_date(std::string_view folded, std::uint32_t begin, Language language);

// An ambiguous date read the other way round: 03/04/2026 as March 4.
Date month_first(Date day_first);

// The period to whose end a notice is to be given: "zum quartalsende", "to the end of a calendar month", "pour la fin d'un
// trimestre civil". Not "the end of the term". The earliest one in `folded`.
std::optional<calendar::Period> find_period_end(std::string_view folded, Language language);

}  // namespace caveat::rules
#endif
