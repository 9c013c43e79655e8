// Key terms: what a buyer writes into the contract file: term, renewal, last day to give notice, cap, payment term, law.
// Taken from the neutral clause rules; dates are computed and the arithmetic is kept. Tested by tests/unit/risk.
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
// then `from` and `to` are empty and the line reads "end of term - 3 months".
struct DateStep {
  Date from;
  rules::Quantity delta;
  bool minus = false;
  Date to;
  std::string meaning;  // what `to` is: a KeyTerm id
};

struct KeyTerm {
  std::string id;                        // "effective-date" "term" "end-date" "renewal" "notice" "last-notice-day" ...: docs/key-terms.md
  std::optional<std::uint32_t> clause;   // index into FindingList::clauses: where it stands
  std::optional<rules::Quantity> value;  // "36 months"
  Date date;                             // of a date
  std::string words;                     // of what is neither: "German law", verbatim from the contract
  std::vector<DateStep> arithmetic;      // how `date` was computed
};

}  // namespace caveat::risk
#endif
