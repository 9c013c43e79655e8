// Lint: what is no error in a rule and still worth a look: languages of unequal care, words that are there twice, a prefilter
// that stands on a short word, law that was checked long ago. Warnings only. Tested by tests/unit/rules/lint_test.cpp.
#ifndef CAVEAT_RULES_LINT_H
#define CAVEAT_RULES_LINT_H
#include <string_view>

#include "rules/diagnostic.h"
#include "rules/program.h"

namespace caveat::rules {

// today: "2026-11-23"; empty: the law's date is not judged. Codes R061 to R064.
void lint(const RuleProgram& program, std::string_view today, Diagnostics& out);

}  // namespace caveat::rules
#endif
