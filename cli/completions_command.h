// caveat completions: what a shell completes, made from the options themselves: bash, zsh, fish. The installed ones are made at build time
// by running this. Tested by tests/cli/completions_test.cpp, which asks each shell.
#ifndef CAVEAT_CLI_COMPLETIONS_COMMAND_H
#define CAVEAT_CLI_COMPLETIONS_COMMAND_H
#include <string>

#include "command.h"
#include "command_tree.h"

namespace caveat::cli {

// shell: "bash", "zsh" or "fish".
std::string completions(const CommandText& tree, const std::string& shell);

void add_completions_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
