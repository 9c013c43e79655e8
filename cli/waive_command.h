// caveat waive: adds one finding to the waiver file beside a contract: who accepts it, why, until when. Tested by tests/cli.
#ifndef CAVEAT_CLI_WAIVE_COMMAND_H
#define CAVEAT_CLI_WAIVE_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct WaiveArguments {
  std::string contract;
  std::string fingerprint;  // or its beginning; empty: list the findings with theirs
  std::string reason, approver, until;
  std::string file;  // empty: <contract>.waivers.yaml
  std::vector<std::string> rules;
  bool standard_rules = true;  // false: only `rules`
  std::string policy, language;
};

// Only ever adds lines at the end of the file.
int waive_command(const WaiveArguments& arguments);

// "offer.pdf" -> "offer.pdf.waivers.yaml"
std::string waiver_file(const std::string& contract);

void add_waive_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
