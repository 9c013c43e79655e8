// Exit codes: what a script learns from `caveat`. Tested by tests/cli.
#ifndef CAVEAT_CLI_EXIT_CODES_H
#define CAVEAT_CLI_EXIT_CODES_H
#include <stdexcept>
#include <string>

namespace caveat::cli {

inline constexpr int kExitClean = 0;     // nothing at or above --fail-on
inline constexpr int kExitFindings = 1;  // findings at or above --fail-on, waived ones aside; a rule file with an error
inline constexpr int kExitUsage = 2;     // usage, rules or output: the command could not do what was asked
inline constexpr int kExitNotRead =
    3;  // a document could not be read; the others were. Stronger than 1: the answer is incomplete
// After Ctrl-C 130: interrupted_exit_code().

// Ends the command with a sentence for people. Thrown anywhere in cli/, caught in main.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, int exit_code = kExitUsage)
      : std::runtime_error(message), exit_code_(exit_code) {}
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

// Standard output was closed by its reader (`caveat scan ... | head`): no failure, but nobody listens any more.
struct OutputClosed {};

}  // namespace caveat::cli
#endif
