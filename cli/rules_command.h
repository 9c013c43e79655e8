// caveat rules: check, test and list rule packs. Tested by tests/cli.
#ifndef CAVEAT_CLI_RULES_COMMAND_H
#define CAVEAT_CLI_RULES_COMMAND_H
#include <cstdint>
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct RulesArguments {
  std::vector<std::string> folders;  // packs, or rule files of one; empty: the default rules
  std::string rule;                  // test: only this one; explain, new: its id
  std::string document;              // explain
  std::vector<std::string> documents;  // profile: files and folders
  std::uint32_t top = 30;              // profile: rules shown; 0: all
  double most = 0;                     // profile: per cent of the work that a rule may do; 0: any
  std::string kind, taxonomy, category;  // list: only these; new: of the new one
  std::string today;                 // check, test: "2026-11-23"; empty: the system's
  bool standard_rules = true;        // explain, profile
  std::string policy;
  std::string format = "text";  // list: text json
  std::string language;         // list: of the titles
};

int rules_check_command(const RulesArguments& arguments);  // does it fit the rule format?
int rules_test_command(const RulesArguments& arguments);   // ... and does every example do what it says?
int rules_explain_command(const RulesArguments& arguments);  // why did it fire in this document, or not?
int rules_profile_command(const RulesArguments& arguments);  // what does each rule cost? Exit code 1 where one does too much
int rules_new_command(const RulesArguments& arguments);      // a file to fill in
int rules_list_command(const RulesArguments& arguments);
// Rules per taxonomy code and language; exit code 1 where a code has none in one.
int rules_coverage_command(const RulesArguments& arguments);

// "caveat 0.1.0" with what it runs on: engine, ABI, rules.
std::string version_text();

void add_rules_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
