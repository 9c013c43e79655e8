// Interrupt: Ctrl-C asks the scan to stop and keeps what is done; a second one ends the program. Tested by tests/cli.
#ifndef CAVEAT_CLI_INTERRUPT_H
#define CAVEAT_CLI_INTERRUPT_H

namespace caveat::cli {

// Installs the handlers of SIGINT, SIGTERM and SIGPIPE. The plugin never does: handlers belong to the host.
void catch_signals();
bool interrupted();
int interrupted_exit_code();  // 130 after Ctrl-C, as shells say it

// Ends the program as a reader that went away ends any other program of a pipeline.
[[noreturn]] void end_by_broken_pipe();

}  // namespace caveat::cli
#endif
