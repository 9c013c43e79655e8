// Overlap: one wording that two rules of different taxonomy codes both report would be two findings for one thing, and a lawyer
// asks which of them is meant. Found by the rules' own match examples; a rule that knows of it says so:
//   also_fires: [indexation-uncapped]
// Tested by tests/rules/diagnostics/R045-*, to the letter.
#ifndef CAVEAT_SCAN_RULE_OVERLAP_H
#define CAVEAT_SCAN_RULE_OVERLAP_H
#include <memory>

#include "rules/diagnostic.h"
#include "rules/program.h"

namespace caveat::scan {

// Warnings, code R045: a match example makes a rule of another code fire by the same words; an `also_fires` that is not true.
// Rules of kind presence and threshold only: clause rules are neutral, and an absence or a structure check speaks of a whole document.
void overlaps(std::shared_ptr<const rules::RuleProgram> program, rules::Diagnostics& out);

}  // namespace caveat::scan
#endif
