// Rule rows: what the listings of rules tell of each (rules list, GET /api/v1/rules, list_rules), in one order.
// Tested by tests/cli/rules_test.cpp, tests/node/serve.test.mjs and mcp.test.mjs.
//
//   for (const RuleRow& row : rule_rows(host, rules, "de")) ...   // {"auto-renewal", "TRM-03", "presence", ...}
#ifndef CAVEAT_CLI_RULE_ROWS_H
#define CAVEAT_CLI_RULE_ROWS_H
#include <Poco/Dynamic/Var.h>

#include <cstdint>
#include <string>
#include <vector>

#include "plugin_host.h"

namespace caveat::cli {

struct RuleRow {
  std::uint64_t index = 0;  // as the plugin counts
  std::uint32_t version = 0;
  std::string id, taxonomy, category, kind, severity, confidence, status, title, file;
  bool neutral() const { return kind == "clause"; }  // its severity says nothing
};

// By the trade's order, those without a taxonomy code (neutral clause types) last. Throws Failure.
std::vector<RuleRow> rule_rows(const PluginHost& host, const Ruleset& rules, const std::string& language);

// Of an optional member in JSON: null for an empty text.
Poco::Dynamic::Var or_null(const std::string& text);

}  // namespace caveat::cli
#endif
