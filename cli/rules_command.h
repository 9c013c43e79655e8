// caveat rules: check, test and list rule packs. Tested by tests/cli.
#ifndef CAVEAT_CLI_RULES_COMMAND_H
#define CAVEAT_CLI_RULES_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct RulesArguments {
  std::vector<std::string> folders;  // packs, or rule files of one; empty: the default rules
  std::string rule;                  // test: only this one; explain, new: its id
  std::string document;              // explain
  std::string kind, taxonomy, category;  // list: only these; new: of the new one
  std::string today;                 // check, test: "2026-11-23"; empty: the system's
  bool standard_rules = true;        // explain
  std::string policy;
  std::string format = "text";  // list: text json
  std::string language;         // list: of the titles
};

int rules_check_command(const RulesArguments& arguments);  // does it fit the rule format?
int rules_test_command(const RulesArguments& arguments);   // ... and does every example do what it says?
int rules_explain_command(const RulesArguments& arguments);  // why did it fire in this document, or not?
int rules_new_command(const RulesArguments& arguments);      // a file to fill in
int rules_list_command(const RulesArguments& arguments);
// Rules per taxonomy code and language; exit code 1 where a code has none in one.
int rules_coverage_command(const RulesArguments& arguments);

// "caveat 0.1.0" with what it runs on: engine, ABI, rules.
std::string version_text();

void add_rules_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
