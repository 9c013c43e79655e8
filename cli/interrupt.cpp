// Interrupt: see interrupt.h. Tested by tests/cli.
#include "interrupt.h"

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace caveat::cli {
namespace {

// The signal; 0: none. Atomic, since the handler runs on one thread and all of them look.
std::atomic<int> stop{0};
static_assert(std::atomic<int>::is_always_lock_free);  // else a handler may not touch it

void remember(int signal) { stop = signal; }
void ignore(int) {}

}  // namespace

void catch_signals() {
  struct sigaction action {};
  sigemptyset(&action.sa_mask);
  action.sa_handler = remember;
  action.sa_flags = SA_RESETHAND;  // the second one finds the default: it ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A function that does nothing instead of SIG_IGN: the reader process would inherit SIG_IGN through exec.
  action.sa_handler = ignore;
  action.sa_flags = SA_RESTART;
  sigaction(SIGPIPE, &action, nullptr);
}

bool interrupted() { return stop != 0; }
int interrupted_exit_code() { return 128 + stop; }

void end_by_broken_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  std::_Exit(141);  // where SIGPIPE is blocked
}

}  // namespace caveat::cli
