// caveat serve: Caveat in a browser, and as a JSON API. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_COMMAND_H
#define CAVEAT_CLI_SERVE_COMMAND_H
#include <cstdint>
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct ServeArguments {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8765;  // 0: any
  std::vector<std::string> hosts;
  std::string token;
  std::string keep;  // a folder; empty: nothing is kept
  unsigned minutes = 15;
  unsigned megabytes = 64;
  std::vector<std::string> rules;
  bool standard_rules = true;
  std::string policy;
  std::string today;
  double timeout_seconds = 120;
  unsigned jobs = 1;
};

// The exit code (exit_codes.h). Throws Failure and OutputClosed.
int serve_command(const ServeArguments& arguments);

void add_serve_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
