// Progress: how far a scan of many documents is and how long it will take, on one line of a terminal that goes away. Nothing in pipes.
// Tested by tests/cli/terminal_test.cpp.
//
//   12 of 240 documents ━━━━━────────── 21 % · 3 min left
#ifndef CAVEAT_CLI_PROGRESS_H
#define CAVEAT_CLI_PROGRESS_H
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "files.h"

namespace caveat::cli {

class Progress {
 public:
  // Not shown for one document, nor when quiet, nor where standard error is no terminal.
  Progress(const std::vector<Input>& inputs, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void done(std::size_t index);  // one document more

 private:
  std::string line(std::chrono::duration<double> elapsed) const;

  using Clock = std::chrono::steady_clock;
  bool shown_ = false;
  std::vector<std::uint64_t> work_;  // of each document: its bytes, and what each costs whatever its size
  std::uint64_t all_ = 0, did_ = 0;
  std::size_t count_ = 0;
  Clock::time_point began_ = Clock::now(), drawn_ = {};
};

}  // namespace caveat::cli
#endif
