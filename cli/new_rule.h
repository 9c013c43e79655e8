// A new rule file to fill in: four languages, examples, a mark at each place that is left to write. Tested by tests/cli.
//
//   title: '<fill: at most eight words>'       `caveat rules check` counts these marks (R060) until none is left
#ifndef CAVEAT_CLI_NEW_RULE_H
#define CAVEAT_CLI_NEW_RULE_H
#include <string>

namespace caveat::cli {

struct NewRule {
  std::string id, category, kind, taxonomy;
  std::string schema;  // path of rule.schema.json for editors; empty: none
};

std::string new_rule_text(const NewRule& rule);

// Lower case letters, digits and single hyphens: a file's name on every system.
bool is_rule_id(const std::string& text);

}  // namespace caveat::cli
#endif
