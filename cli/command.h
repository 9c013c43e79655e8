// Command: what main.cpp asks of each command of `caveat`: that it describes its options and says what to run.
// Tested by tests/cli.
//
//   void add_scan_command(CLI::App& app, Chosen& chosen);   // in scan_command.cpp; one line in main.cpp
#ifndef CAVEAT_CLI_COMMAND_H
#define CAVEAT_CLI_COMMAND_H
#include <functional>

namespace CLI {
class App;
}

namespace caveat::cli {

// The command of this call, set while the options are read; run() gives the exit code.
struct Chosen {
  std::function<int()> run;
};

}  // namespace caveat::cli
#endif
