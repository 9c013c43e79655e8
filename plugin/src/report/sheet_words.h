// Sheet words: column heads and states of the sheets, and what a calendar says, in four languages. What labels.h
// and names.h already say is taken from there. Tested by tests/unit/report/sheet_rows_test.cpp (none is empty).
#ifndef CAVEAT_REPORT_SHEET_WORDS_H
#define CAVEAT_REPORT_SHEET_WORDS_H
#include <cstdint>
#include <string_view>

#include "base/language.h"

namespace caveat::report {

enum class SheetWord : std::uint8_t {
  // heads of columns
  document, number, priority, severity, status, title, message, page, clause, quote, notes, owner, comment, code, rule, confidence,
  language, date, calculation, kind, verdict, score, languages, portfolio,
  // states of a row: the first five are Caveat's own, the others are for the reader to choose
  open, waived, undetermined, not_read, nothing, negotiating, agreed, refused,
  // calendar
  calendar, ends_and_renews,
  last_
};

std::string_view word(SheetWord which, Language reader);

}  // namespace caveat::report
#endif
