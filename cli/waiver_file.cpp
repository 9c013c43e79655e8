// Waiver file: see waiver_file.h. Tested by tests/cli/waivers_test.cpp.
#include "waiver_file.h"

#include <cstdint>
#include <filesystem>

#include "files.h"
#include "messages.h"
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
    return {{}, said(messages().waivers_too_large, {printable(path)})};
  Bytes bytes = read({path, {}});
  if (!bytes.problem.empty()) return {{}, said(messages().waivers_not_read, {printable(path), bytes.problem})};
  return {std::move(bytes.data), {}};
}

}  // namespace caveat::cli
