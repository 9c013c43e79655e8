// caveat man: the manual page of each command, made from the options themselves: caveat(1), caveat-scan(1), ... The installed ones are made
// at build time by running this. Tested by tests/cli/man_test.cpp, which has groff read them.
#ifndef CAVEAT_CLI_MAN_COMMAND_H
#define CAVEAT_CLI_MAN_COMMAND_H
#include <string>

#include "command.h"
#include "command_tree.h"

namespace caveat::cli {

// In roff, for man(1). `all`: what SEE ALSO names.
std::string man_page(const CommandText& command, const CommandText& tree);

void add_man_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
