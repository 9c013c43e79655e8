// Finding: what the reader of a contract is told: the exact words, where they stand, and which rule says so.
// Wording (message, why, ask) is made on demand in the reader's language by findings/wording.h.
#ifndef CAVEAT_FINDINGS_FINDING_H
#define CAVEAT_FINDINGS_FINDING_H
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "base/spans.h"
#include "rules/program.h"

namespace caveat::findings {

// A place in the contract. Offsets count bytes of ExtractedText::text.
struct Place {
  TextSpan quote;    // verbatim evidence: the sentence, or the part of a very long one around the trigger
  TextSpan trigger;  // the words that made the rule fire; inside quote
  std::optional<TextSpan> value;  // the number, of a threshold
  std::uint32_t page = 0;         // 1-based; 0: the format has no pages
  std::string clause;             // "12.3(b)"; empty: none
};

struct Finding {
  std::uint32_t rule = 0;   // index into RuleProgram::rules()
  rules::Severity severity = rules::Severity::info;  // the rule's, or the policy's
  Language language = Language::en;                  // of the contract's words
  Place place;
  std::optional<rules::Quantity> value;  // of a threshold or a neutral clause
  std::string fingerprint;  // 16 hex digits: same rule, same clause wording -> the same in a new draft, numbers masked
};

// Both lists are sorted by (quote.begin, trigger.begin, rule id).
struct FindingList {
  std::vector<Finding> findings;  // risks: presence and threshold rules
  std::vector<Finding> clauses;   // neutral: clause rules
  std::vector<std::uint32_t> truncated;  // rules that reached the cap; their further findings are not listed
};

}  // namespace caveat::findings
#endif
