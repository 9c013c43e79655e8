// caveat compare: two drafts of one contract in, what the later one changed out. Tested by tests/cli/compare_test.cpp.
#ifndef CAVEAT_CLI_COMPARE_COMMAND_H
#define CAVEAT_CLI_COMPARE_COMMAND_H
#include <string>
#include <vector>

#include "command.h"
#include "reading.h"

namespace caveat::cli {

struct CompareArguments {
  std::string before, after;
  std::string format = "text";  // text html json
  std::string out;              // empty: standard output; html: NAME.comparison.html in the current folder
  std::string language;         // of the reader
  std::vector<std::string> rules;  // beside the standard ones
  bool standard_rules = true;
  std::string policy;
  std::string side = "customer";  // whom one reads for
  std::string today;              // "2026-11-23"; empty: the system's date
  std::string fail_on = "none";   // none new worse
  Reading reading;
};

// The exit code (exit_codes.h). Throws Failure and OutputClosed.
int compare_command(const CompareArguments& arguments);

void add_compare_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
