// Severity: the words of --min-severity and --fail-on, and the numbers of caveat.h behind them. Tested by tests/cli.
#ifndef CAVEAT_CLI_SEVERITY_H
#define CAVEAT_CLI_SEVERITY_H
#include <array>
#include <cstdint>
#include <string_view>

namespace caveat::cli {

// Index: CAV_SEVERITY_*.
inline constexpr std::array<const char*, 5> kSeverities = {"info", "low", "medium", "high", "critical"};

// -1 for a word that is none.
constexpr std::int32_t severity_of(std::string_view word) {
  for (std::size_t i = 0; i < kSeverities.size(); ++i)
    if (word == kSeverities[i]) return static_cast<std::int32_t>(i);
  return -1;
}

}  // namespace caveat::cli
#endif
