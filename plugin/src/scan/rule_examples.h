// Runs every rule against its own examples: an example is a test, and each exception is proved by taking it away.
// Tested by tests/rules.
#ifndef CAVEAT_SCAN_RULE_EXAMPLES_H
#define CAVEAT_SCAN_RULE_EXAMPLES_H
#include <optional>
#include <string_view>

#include "match/match.h"
#include "rules/diagnostic.h"
#include "rules/program.h"

namespace caveat::scan {

// Codes: R040 a match example does not fire, R041 a no_match example fires, R042 wrong value, R043 an unless slot without a
// no_match example, R044 mutation: without that slot (or without
// `needs` or `absent`, of an absence) the example still does not fire, R046 another outcome of an absence.
void run_examples(std::shared_ptr<const rules::RuleProgram> program, rules::Diagnostics& out);

// All matches on the text of an example of that rule, straight from the match stage: findings merge and cap, an example must not.
// Nothing: a stage refused the text.
std::optional<match::MatchList> matches_of_example(match::Matcher& matcher, std::uint32_t rule, std::string_view text, Language language);

}  // namespace caveat::scan
#endif
