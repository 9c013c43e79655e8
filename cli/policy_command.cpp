// caveat policy: see policy_command.h. Tested by tests/cli.
#include "policy_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <set>
#include <string_view>

#include "diagnostics.h"
#include "exit_codes.h"
#include "options.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "severity.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

const cav_ext_rules& extension_of(const PluginHost& host) {
  const cav_ext_rules& extension = host.rules_extension();
  if (extension.size < offsetof(cav_ext_rules, policy_severity) + sizeof extension.policy_severity)
    throw Failure(printable(host.path()) + " is older than this program and cannot list policies. Install program and library of one version.");
  return extension;
}

std::string number(double value) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed).ptr};
}

std::string plural(std::uint64_t n, const char* one, const char* many) { return std::to_string(n) + " " + (n == 1 ? one : many); }

std::vector<cav_parameter_info> parameters(const cav_ext_rules& extension, const Ruleset& rules) {
  std::vector<cav_parameter_info> all(extension.parameter_count(rules.get()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].size = sizeof all[i];
    if (extension.parameter_info(rules.get(), i, &all[i]) != CAV_OK) throw Failure("the plugin does not give parameter " + std::to_string(i) + ": please report this.");
  }
  return all;
}

cav_policy_info policy_of(const cav_ext_rules& extension, const Ruleset& rules) {
  cav_policy_info info{};
  info.size = sizeof info;
  if (extension.policy_info(rules.get(), &info) != CAV_OK) throw Failure("the plugin does not give the policy of its rules: please report this.");
  return info;
}

// "sets 12 of 15 numbers and 3 severities"
std::string extent(const cav_ext_rules& extension, const Ruleset& rules) {
  const auto all = parameters(extension, rules);
  const auto set = std::count_if(all.begin(), all.end(), [](const cav_parameter_info& p) { return (p.flags & CAV_PARAMETER_FROM_POLICY) != 0; });
  return "sets " + std::to_string(set) + " of " + plural(all.size(), "number", "numbers") + " and " + plural(policy_of(extension, rules).severity_count, "severity", "severities");
}

std::string better(const cav_parameter_info& p) { return p.direction > 0 ? "more is better" : p.direction < 0 ? "less is better" : "no rule compares with it"; }

std::string value_of(const cav_parameter_info& p) {
  if ((p.flags & (CAV_PARAMETER_PREFERRED | CAV_PARAMETER_WALK_AWAY)) == 0) return number(p.value);
  std::string out = "{ ";
  if (p.flags & CAV_PARAMETER_PREFERRED) out += "preferred: " + number(p.preferred) + ", ";
  out += "acceptable: " + number(p.value);
  if (p.flags & CAV_PARAMETER_WALK_AWAY) out += ", walk_away: " + number(p.walk_away);
  return out + " }";
}

// Its file name without the ending, as a policy's name may be written; "house" where nothing of it may.
std::string name_from(const std::string& file) {
  std::string name;
  for (const char c : fs::path(file).stem().string()) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') name += c;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  return name.empty() || name == "-" ? "house" : name;
}

PluginHost::Load loaded(const PluginHost& host, const std::vector<std::string>& packs, const std::string& policy) {
  PluginHost::Load load = host.load_rules(packs, policy, 0);
  if (!load.rules) throw Failure(load.problem + " See it in place with: caveat policy check " + printable(policy));
  return load;
}

std::string as_yaml(const cav_ext_rules& extension, const Ruleset& rules, const std::string& file) {
  const cav_policy_info from = policy_of(extension, rules);
  const std::string name = name_from(file);
  std::string source;
  for (const char c : *from.id ? printable(from.id) : std::string("the rules' own numbers")) source.append(c == '\'' ? 2 : 1, c);
  std::string out =
      "# A playbook for `caveat scan --policy " + (file == "-" ? std::string("FILE") : printable(file)) + "`. Check it with: caveat policy check FILE\n"
      "# One number is what you accept without asking. Three say more: what your side asks for, what it accepts, and what it walks away from\n"
      "# beyond, where a finding becomes one step graver:  { preferred: 99.9, acceptable: 99.5, walk_away: 99 }\n"
      "# A line that you delete falls back to the rule's own number.\n"
      "policy: " + name + "\nversion: 1\nabout: 'Made from " + source + "; say here whom it is for.'\nvalues:\n";
  for (const cav_parameter_info& p : parameters(extension, rules)) {
    out += "  # " + std::string(p.unit) + ", " + number(p.min) + " to " + number(p.max) + "; " + better(p) + "; the rule's own: " + number(p.initial) + ". Used by: " + printable(p.used_by) + "\n";
    out += "  " + std::string(p.name) + ": " + value_of(p) + "\n";
  }
  out += "# Rules that are graver or lighter for you: info, low, medium, high or critical. Ids: caveat rules list\n";
  if (from.severity_count == 0) out += "#severity:\n#  auto-renewal: critical\n";
  else out += "severity:\n";
  for (std::uint32_t i = 0; i < from.severity_count; ++i) {
    const char* rule = nullptr;
    std::int32_t severity = 0;
    if (extension.policy_severity(rules.get(), i, &rule, &severity) != CAV_OK || !rule) throw Failure("the plugin does not give severity " + std::to_string(i) + " of its policy: please report this.");
    out += "  " + std::string(rule) + ": " + kSeverities[static_cast<std::size_t>(std::clamp<std::int32_t>(severity, 0, CAV_SEVERITY_CRITICAL))] + "\n";
  }
  return out;
}

// Only where nothing is yet: a playbook is somebody's work.
void write_new(const std::string& file, const std::string& text) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) {
    if (errno == EEXIST) throw Failure(printable(file) + " exists already and was left as it is. Choose another name, or remove it first.");
    throw Failure("cannot write " + printable(file) + ": " + std::strerror(errno) + ". Choose another place.");
  }
  std::string_view rest = text;
  int error = 0;
  while (!rest.empty() && !error) {
    const ssize_t count = ::write(fd, rest.data(), rest.size());
    if (count >= 0) rest.remove_prefix(static_cast<std::size_t>(count));
    else if (errno != EINTR) error = errno;
  }
  if (::close(fd) != 0 && !error) error = errno;
  if (!error) return;
  ::unlink(file.c_str());
  throw Failure("cannot write " + printable(file) + ": " + std::strerror(error) + ". Choose another place.");
}

}  // namespace

int policy_list_command(const PolicyArguments& arguments) {
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  std::set<std::string> names;
  std::error_code error;
  for (const std::string& pack : packs)
    for (fs::directory_iterator it(fs::path(pack) / "policies", error), end; !error && it != end; it.increment(error))
      if (it->path().extension() == ".yaml") names.insert(it->path().stem().string());
  if (names.empty()) {
    write_standard_output("These rules have no policies. Make one with: caveat policy new FILE\n");
    return kExitClean;
  }
  PluginHost host;
  const cav_ext_rules& extension = extension_of(host);
  std::size_t width = 0;
  for (const std::string& name : names) width = std::max(width, columns(printable(name)));
  bool broken = false;
  for (const std::string& name : names) {
    std::string line = printable(name);
    line.append(width - columns(line) + 2, ' ');
    const PluginHost::Load load = host.load_rules(packs, find_policy(name, packs), 0);
    if (load.rules) {
      const cav_policy_info info = policy_of(extension, load.rules);
      line += printable(info.about) + (*info.about ? " " : "") + "Version " + printable(info.version) + ", " + extent(extension, load.rules) + ".\n";
    } else {
      broken = true;
      line += "has errors. See: caveat policy check " + printable(name) + "\n";
    }
    write_standard_output(line);
  }
  return broken ? kExitFindings : kExitClean;
}

int policy_check_command(const PolicyArguments& arguments) {
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const std::string file = find_policy(arguments.file, packs);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, file, 0);
  std::vector<Diagnostic> own;
  for (const Diagnostic& d : load.diagnostics)
    if (d.file == file) own.push_back(d);
  write_standard_output(describe(own));
  if (std::any_of(own.begin(), own.end(), [](const Diagnostic& d) { return d.error; })) {
    write_standard_output(count(own) + ".\n");
    return kExitFindings;
  }
  // Not this file's fault, but nothing was compared with the rules.
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  const cav_ext_rules& extension = extension_of(host);
  const cav_policy_info info = policy_of(extension, load.rules);
  write_standard_output("policy " + printable(info.id) + ", version " + printable(info.version) + ": no error; " + extent(extension, load.rules) + ".\n");
  return kExitClean;
}

int policy_new_command(const PolicyArguments& arguments) {
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  PluginHost host;
  const cav_ext_rules& extension = extension_of(host);
  const PluginHost::Load load = loaded(host, packs, find_policy(arguments.from, packs));
  const std::string text = as_yaml(extension, load.rules, arguments.file);
  if (arguments.file == "-") {
    write_standard_output(text);
    return kExitClean;
  }
  write_new(arguments.file, text);
  complain("wrote " + printable(arguments.file) + ". Change its numbers, then: caveat policy check " + printable(arguments.file));
  return kExitClean;
}

void add_policy_command(CLI::App& app, Chosen& chosen) {
  const auto policy = std::make_shared<PolicyArguments>();
  CLI::App& command = *app.add_subcommand("policy", "Playbooks: list, check, or make your own");
  command.require_subcommand(1);
  command.footer(R"(
Examples:
  caveat policy list
  caveat policy new house.yaml
  caveat scan --policy house.yaml offer.pdf)");
  const auto chosen_by = [&](CLI::App& sub, int (*run)(const PolicyArguments&)) {
    sub.callback([&chosen, policy, run] { chosen.run = [policy, run] { return run(*policy); }; });
  };
  CLI::App& list = *command.add_subcommand("list", "The playbooks that come with the rules");
  add_packs(list, policy->rules, policy->standard_rules);
  list.footer(R"(
Examples:
  caveat policy list
  caveat policy list --rules my-rules)");
  chosen_by(list, policy_list_command);
  CLI::App& check = *command.add_subcommand("check", "Does it fit the rules? Says line, column and what to do");
  check.add_option("FILE", policy->file, "A policy file, or the name of one")->required()->type_name(" ");
  add_packs(check, policy->rules, policy->standard_rules);
  check.footer(R"(
Exit code 1 where it has an error.

Examples:
  caveat policy check house.yaml
  caveat policy check --rules my-rules house.yaml)");
  chosen_by(check, policy_check_command);
  CLI::App& fresh = *command.add_subcommand("new", "Write one with every number, to change");
  fresh.add_option("FILE", policy->file, "The new file; - for standard output")->required()->type_name(" ");
  fresh.add_option("--from", policy->from, "Start with the numbers of this one")->type_name("POLICY")->capture_default_str();
  add_packs(fresh, policy->rules, policy->standard_rules);
  fresh.footer(R"(
A file that is there already is left as it is.

Examples:
  caveat policy new house.yaml
  caveat policy new --from strict-regulated house.yaml
  caveat policy new -)");
  chosen_by(fresh, policy_new_command);
}

}  // namespace caveat::cli
