// RuleCard: what one rule looks for, for whoever reads a report and asks what stands behind a line of it: its words, its law, the
// numbers of the policy that it uses, its own examples. Why it fired in a document: scan/rule_explanation.h.
// Tested by tests/unit/report/rule_card_test.cpp.
#ifndef CAVEAT_REPORT_RULE_CARD_H
#define CAVEAT_REPORT_RULE_CARD_H
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace caveat::report {

// Errors (argument), in the reader's language: no such rule; near names are told.
Result<std::string> rule_card_text(const rules::RuleProgram& program, std::string_view id, const TextOptions& options);
Result<std::string> rule_card_json(const rules::RuleProgram& program, std::string_view id, Language reader);

// Ids that may have been meant, the likeliest first: "auto-renewl" -> auto-renewal; "SLA-02" -> the rules of that code.
std::vector<std::string> near_rules(const rules::RuleProgram& program, std::string_view id);

}  // namespace caveat::report
#endif
