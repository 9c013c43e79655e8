// Key terms: what a buyer writes into the contract file: term, renewal, last day to give notice, cap, payment term, law.
// Taken from the neutral clause rules; dates are computed and the arithmetic is kept. docs/key-terms.md says how.
// Tested by tests/unit/risk/key_terms_test.cpp.
//
// Worked example: "effective 1 January 2026 ... initial term of 36 months ... notice three months before the end of the term"
//   effective-date   2026-01-01
//   term             36 months
//   end-date         2028-12-31   2026-01-01 + 36 months = 2029-01-01;  2029-01-01 - 1 day = 2028-12-31
//   notice           3 months
//   last-notice-day  2028-09-30   2028-12-31 - 3 months = 2028-09-30
#ifndef CAVEAT_RISK_KEY_TERMS_H
#define CAVEAT_RISK_KEY_TERMS_H
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "findings/finding.h"

namespace caveat::risk {

// One line of a calculation: 2028-12-31 - 3 months = 2028-09-30. Without dates where the contract gives none:
// then `from` and `to` are empty and the line reads "<start> - 3 months": "end of term - 3 months".
struct DateStep {
  Date from;
  std::string start;      // what `from` is: a KeyTerm id ("effective-date", "end-date"), "term-start", "renewed-end-date", "month-end", "quarter-end",
                          // "half-year-end", "year-end"; empty: the step before gave it
  rules::Quantity delta;  // in days, months or years
  bool minus = false;
  Date to;
  std::string meaning;  // what `to` is: a KeyTerm id, "renewed-end-date"; empty: only on the way
};

struct KeyTerm {
  std::string id;                        // "effective-date" "term" "end-date" "renewal" "notice" "last-notice-day" ...: docs/key-terms.md
  std::optional<std::uint32_t> clause;   // index into FindingList::clauses: where it stands
  std::optional<rules::Quantity> value;  // "36 months"
  Date date;                             // of a date
  std::string words;                     // of what is neither: "the laws of Ireland", verbatim from the contract
  std::string state;                     // of a renewal: "automatic", "by-agreement"; empty: not told apart
  std::vector<DateStep> arithmetic;      // how `date` was computed; without dates: how it is to be computed
  std::vector<std::uint32_t> others;     // further clauses that say otherwise: a conflict, nothing is computed from this term
  std::string problem;  // why there is no date: "no-start-date", "starts-with-event", "no-end", "no-notice", "conflict", "ambiguous-date", "notice-said-generally",
                        // "out-of-range"; empty: none
  std::vector<std::string> notes;  // what to know about it: "earlier-day", "no-holidays", "weekend", "ambiguous-date", "notice-said-generally",
                                   // "renewed", "passed", "date-of-the-terms": docs/key-terms.md
};

// In the order of docs/key-terms.md; at most one of each id. `today` (none: unknown) only decides which renewal comes next.
std::vector<KeyTerm> key_terms(const rules::RuleProgram& program, const findings::FindingList& list,
                               const extract::ExtractedText& extracted, const normalize::NormalText& normal, Date today);

}  // namespace caveat::risk
#endif
