// caveat policy: playbooks: which there are, whether one fits the rules, and one of your own to fill. Tested by tests/cli.
#ifndef CAVEAT_CLI_POLICY_COMMAND_H
#define CAVEAT_CLI_POLICY_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct PolicyArguments {
  std::vector<std::string> rules;  // packs; empty: the default rules
  bool standard_rules = true;  // false: only `rules`
  std::string file;                // check, new; new: "-" is standard output
  std::string from = "default";    // new: start with the numbers of this one
};

int policy_list_command(const PolicyArguments& arguments);
int policy_check_command(const PolicyArguments& arguments);
int policy_new_command(const PolicyArguments& arguments);  // never overwrites a file

void add_policy_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
