// Waiver file: see waiver_file.h. Tested by tests/cli/waivers_test.cpp.
#include "waiver_file.h"

#include <cstdint>
#include <filesystem>

#include "files.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr std::uint64_t kMostBytes = 4u << 20;  // the plugin refuses them far below, in its own words

}  // namespace

WaiverFile waivers_of(const std::string& contract, const std::string& named) {
  namespace fs = std::filesystem;
  if (named.empty() && (contract.empty() || contract == "-")) return {};
  const std::string path = named.empty() ? contract + std::string(kWaiverEnding) : named;
  std::error_code error;
  if (named.empty() && fs::symlink_status(path, error).type() == fs::file_type::not_found) return {};
  const std::uint64_t size = fs::file_size(path, error);
  if (!error && size > kMostBytes)
    return {{}, printable(path) + ": is larger than 4 MB, so it is no waiver file. No finding is waived."};
  Bytes bytes = read({path, {}});
  if (!bytes.problem.empty()) return {{}, printable(path) + ": " + bytes.problem + " No finding is waived."};
  return {std::move(bytes.data), {}};
}

}  // namespace caveat::cli
