// caveat mcp: a Model Context Protocol server on standard input and output, for assistants. Tested by tests/node/mcp.test.mjs.
#ifndef CAVEAT_CLI_MCP_COMMAND_H
#define CAVEAT_CLI_MCP_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct McpArguments {
  std::string root = ".";  // what may be read
  std::vector<std::string> rules;
  bool standard_rules = true;
  std::string policy;
  std::string language;
  std::string today;
  double timeout_seconds = 120;
  unsigned jobs = 2;
};

// The exit code (exit_codes.h). Throws Failure.
int mcp_command(const McpArguments& arguments);

void add_mcp_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
