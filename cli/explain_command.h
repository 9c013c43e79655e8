// caveat explain: what a rule looks for, why it matters, what to ask for, in the reader's language. Why it fired in a document:
// caveat rules explain. Tested by tests/cli/explain_test.cpp.
#ifndef CAVEAT_CLI_EXPLAIN_COMMAND_H
#define CAVEAT_CLI_EXPLAIN_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct ExplainArguments {
  std::string rule;
  std::vector<std::string> rules;  // beside the standard ones
  bool standard_rules = true;
  std::string policy;
  std::string format = "text";  // text json
  std::string language;         // of the reader
};

int explain_command(const ExplainArguments& arguments);

void add_explain_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
