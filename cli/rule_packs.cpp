// Rule packs: see rule_packs.h. Tested by tests/cli.
#include "rule_packs.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "exit_codes.h"
#include "messages.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t colon = std::min(list.find(':'), list.size());
    if (colon > 0) parts.emplace_back(list.substr(0, colon));
    list.remove_prefix(std::min(colon + 1, list.size()));
  }
  return parts;
}

std::vector<std::string> checked(std::vector<std::string> packs, std::string_view who) {
  for (const std::string& pack : packs)
    if (!is_folder(pack))
      throw Failure(said(messages().no_rules_folder, {printable(pack), who}));
  return packs;
}

}  // namespace

std::string program_folder() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error)
    throw Failure("cannot tell where the program is: " + error.message() +
                  ". Mount /proc, or set CAVEAT_PLUGIN and CAVEAT_RULES.");
  return self.parent_path().string();
}

std::vector<std::string> find_rule_packs(const std::vector<std::string>& asked_for) {
  if (!asked_for.empty()) return checked(asked_for, "--rules");
  const char* variable = std::getenv("CAVEAT_RULES");
  if (variable && *variable) return checked(split(variable), "CAVEAT_RULES");
  const std::string folder = program_folder();
  const std::string installed = fs::path(folder).parent_path() / "share/caveat/rules";
  if (is_folder(installed)) return {installed};
  throw Failure(said(messages().no_rules, {printable(installed)}));
}

std::vector<std::string> packs_with(const std::vector<std::string>& own, bool standard) {
  std::vector<std::string> packs = standard ? find_rule_packs({}) : std::vector<std::string>();
  for (std::string& pack : checked(own, "--rules")) packs.push_back(std::move(pack));
  if (packs.empty()) throw Failure(std::string(messages().no_rule_left));
  return packs;
}

bool extends_standard(const std::string& pack) {
  std::ifstream card(fs::path(pack) / "pack.yaml");
  if (!card) return true;
  for (std::string line; std::getline(card, line);)
    if (line.starts_with("extends:")) return true;
  return false;
}

std::string find_policy(const std::string& file_or_name, const std::vector<std::string>& packs) {
  if (file_or_name.empty()) return {};
  std::error_code error;
  if (fs::is_regular_file(file_or_name, error)) return fs::absolute(file_or_name).string();
  const std::map<std::string, std::string> known = policies_in(packs);
  if (const auto found = known.find(file_or_name); found != known.end()) return found->second;
  std::string names;
  for (const auto& [name, file] : known) names += (names.empty() ? "" : ", ") + name;
  throw Failure(said(messages().no_policy, {printable(file_or_name), names.empty() ? std::string(messages().no_policies_there) : printable(names)}));
}

std::map<std::string, std::string> policies_in(const std::vector<std::string>& packs) {
  std::map<std::string, std::string> files;
  for (const std::string& pack : packs) {
    std::error_code error;
    for (fs::directory_iterator it(fs::path(pack) / "policies", error), end; !error && it != end; it.increment(error))
      if (it->path().extension() == ".yaml") files[it->path().stem().string()] = it->path().string();
  }
  return files;
}

}  // namespace caveat::cli
