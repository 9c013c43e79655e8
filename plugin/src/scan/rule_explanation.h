// Why one rule fired or did not in one document, for the rule's author: text to read, or JSON.
// Tested by tests/unit/scan/rule_explanation_test.cpp and tests/cli/rules_test.cpp; what it tells: docs/write-a-rule.md.
#ifndef CAVEAT_SCAN_RULE_EXPLANATION_H
#define CAVEAT_SCAN_RULE_EXPLANATION_H
#include <string>
#include <string_view>

#include "scan/scanner.h"

namespace caveat::scan {

enum class ExplanationFormat { text, json };

// The error says so when no rule has that id.
Result<std::string> explain_rule(Scanner& scanner, const extract::Document& document, std::string_view rule_id, Options options,
                                 ExplanationFormat format, Cancel& cancel);

}  // namespace caveat::scan
#endif
