// Waivers: findings that somebody has decided to live with, until a day. A waiver without reason, approver or expiry, expired, broken,
// or for numbers that have changed since has no effect: the finding stays, and the list says why. docs/waivers.md is for people.
// Tested by tests/unit/findings/waivers_test.cpp.
//
//   - rule: price-increase-unilateral
//     fingerprint: 54a1c8e07b0d9f12
//     numbers: 0c9e41aa
//     reason: 'Price is fixed in the order form, clause 3.'
//     approver: 'M. Huber, procurement'
//     until: 2027-03-31
#ifndef CAVEAT_FINDINGS_WAIVERS_H
#define CAVEAT_FINDINGS_WAIVERS_H
#include <string_view>

#include "findings/finding.h"

namespace caveat::findings {

// Sets status, waiver and waiver_problem of the findings that `text` (a waiver file) names, and adds to list.waiver_problems each
// entry without effect. `today` is handed in; without it nothing can be judged and nothing is waived. The day of expiry still counts.
void apply_waivers(std::string_view text, Date today, const rules::RuleProgram& program, FindingList& list);

}  // namespace caveat::findings
#endif
