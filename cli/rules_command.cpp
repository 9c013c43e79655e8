// caveat rules: see rules_command.h. Tested by tests/cli.
#include "rules_command.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <map>
#include <tuple>

#include "diagnostics.h"
#include "exit_codes.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "severity.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

// The packs to load, and the rule files that the answer is limited to (none: all).
struct Selection {
  std::vector<std::string> packs;
  std::vector<fs::path> files;
};

// A rule is written for its pack's lexicons and policy names, so a single file is checked inside its pack.
Selection select(const std::vector<std::string>& arguments) {
  Selection selection;
  if (arguments.empty()) {
    selection.packs = find_rule_packs({});
    return selection;
  }
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      selection.packs.push_back(argument);
      continue;
    }
    if (!fs::exists(argument, error)) throw Failure(printable(argument) + ": no such file or folder.");
    const fs::path file = fs::canonical(argument, error);
    fs::path folder = file.parent_path();
    while (!fs::exists(folder / "pack.yaml", error) && folder != folder.root_path()) folder = folder.parent_path();
    if (!fs::exists(folder / "pack.yaml", error))
      throw Failure(printable(argument) +
                    " lies in no pack: no folder above it holds a pack.yaml. Check the pack's folder.");
    if (std::find(selection.packs.begin(), selection.packs.end(), folder.string()) == selection.packs.end())
      selection.packs.push_back(folder.string());
    selection.files.push_back(file);
  }
  return selection;
}

bool is_about(const Diagnostic& diagnostic, const std::vector<fs::path>& files) {
  std::error_code error;
  const fs::path file = fs::canonical(diagnostic.file, error);
  return error || std::find(files.begin(), files.end(), file) != files.end();
}

std::string plural(std::uint64_t n, const char* noun) { return std::to_string(n) + " " + noun + (n == 1 ? "" : "s"); }

int check(const RulesArguments& arguments, std::uint32_t flags) {
  Selection selection = select(arguments.folders);
  const std::string policy = find_policy(arguments.policy, selection.packs);
  PluginHost host;
  std::uint64_t rules = 0;
  if (!arguments.rule.empty()) {
    // Its file stem is its id (docs/rule-format.md), whatever else is wrong with it.
    for (const std::string& pack : selection.packs)
      for (fs::recursive_directory_iterator it(pack), end; it != end; ++it)
        if (it->path().filename() == arguments.rule + ".yaml") selection.files.push_back(fs::canonical(it->path()));
    if (selection.files.empty())
      throw Failure("no rule " + printable(arguments.rule) + " in these packs. See: caveat rules list");
  }
  PluginHost::Load load = host.load_rules(selection.packs, policy, flags);
  std::vector<Diagnostic> shown;
  for (const Diagnostic& d : load.diagnostics)
    if (selection.files.empty() || is_about(d, selection.files)) shown.push_back(d);
  write_standard_output(describe(shown));
  if (load.rules)
    rules = selection.files.empty() ? host.rules_extension().count(load.rules.get()) : selection.files.size();
  const bool errors = std::any_of(shown.begin(), shown.end(), [](const Diagnostic& d) { return d.error; });
  if (errors) {
    write_standard_output(count(shown) + ".\n");
    return kExitFindings;
  }
  if (!load.rules) {
    if (load.diagnostics.size() == shown.size() || selection.files.empty()) throw Failure(load.problem);
    // The selected files are fine, others of the pack are not. Where the pack loads without its examples, only examples
    // of others failed, and ours were tried; otherwise nothing was.
    if ((flags & CAV_LOAD_RUN_EXAMPLES) &&
        !host.load_rules(selection.packs, policy, CAV_LOAD_COMPILE_ALL).rules)
      throw Failure("other files of the pack have errors, so that nothing was tried. See: caveat rules check");
    rules = selection.files.size();
  }
  const std::string warnings = shown.empty() ? "" : " (" + count(shown) + ")";
  const char* verdict = flags & CAV_LOAD_RUN_EXAMPLES ? ": every example does what it says." : ": no error.";
  write_standard_output(plural(rules, "rule") + verdict + warnings + "\n");
  return kExitClean;
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      ((out += "\\u00") += "0123456789abcdef"[c >> 4 & 15]) += "0123456789abcdef"[c & 15];
    else
      out += c;
  }
  return out + "\"";
}

struct Row {
  std::string id, taxonomy, kind, confidence, status, category, title, severity;
  std::uint32_t version = 0;
};

std::string as_json(const std::vector<Row>& rows) {
  std::string out = "[";
  for (const Row& r : rows) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += "{\"rule\":" + json_string(r.id) + ",\"version\":" + std::to_string(r.version) +
           ",\"status\":" + json_string(r.status) + ",\"taxonomy\":" + json_string(r.taxonomy) +
           ",\"kind\":" + json_string(r.kind) + ",\"severity\":" + json_string(r.severity) +
           ",\"confidence\":" + json_string(r.confidence) + ",\"category\":" + json_string(r.category) +
           ",\"title\":" + json_string(r.title) + "}";
  }
  return out + (rows.empty() ? "]\n" : "\n]\n");
}

std::string as_text(const std::vector<Row>& rows) {
  const auto padded = [](std::string text, std::size_t width) {
    const std::size_t have = columns(text);
    return text.append(have < width ? width - have : 0, ' ');
  };
  std::size_t id = 4;
  for (const Row& r : rows) id = std::max(id, columns(r.id));
  std::string out;
  std::map<std::string, std::uint64_t> by_severity;
  std::uint64_t neutral = 0;
  for (const Row& r : rows) {
    out += padded(r.id, id) + "  " + padded(r.taxonomy.empty() ? "-" : r.taxonomy, 7) + "  " + padded(r.severity, 8) +
           "  " + padded(r.kind, 9) + "  " + printable(r.title) + (r.status == "stable" ? "" : " (" + r.status + ")") +
           "\n";
    if (r.kind == "clause")
      ++neutral;
    else
      ++by_severity[r.severity];
  }
  out += "\n" + plural(rows.size(), "rule") + ":";
  for (auto severity = kSeverities.rbegin(); severity != kSeverities.rend(); ++severity)
    if (by_severity[*severity] > 0) out += " " + std::to_string(by_severity[*severity]) + " " + *severity + ",";
  return out + " " + plural(neutral, "neutral clause type") + ".\n";
}

std::string or_empty(const char* text) { return text ? text : ""; }

}  // namespace

int rules_check_command(const RulesArguments& arguments) { return check(arguments, CAV_LOAD_COMPILE_ALL); }

int rules_test_command(const RulesArguments& arguments) { return check(arguments, CAV_LOAD_RUN_EXAMPLES); }

int rules_list_command(const RulesArguments& arguments) {
  const Selection selection = select(arguments.folders);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(selection.packs, find_policy(arguments.policy, selection.packs), 0);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  const cav_ext_rules& extension = host.rules_extension();
  std::vector<Row> rows;
  for (std::uint64_t i = 0; i < extension.count(load.rules.get()); ++i) {
    cav_rule_info info{};
    info.size = sizeof info;
    if (extension.info(load.rules.get(), i, &info) != CAV_OK)
      throw Failure("the plugin does not give rule " + std::to_string(i) + ": please report this.");
    const bool clause = or_empty(info.kind) == "clause";  // neutral: its severity says nothing
    const auto severity = static_cast<std::size_t>(std::clamp<std::int32_t>(info.severity, 0, CAV_SEVERITY_CRITICAL));
    rows.push_back({or_empty(info.rule_id), or_empty(info.taxonomy), or_empty(info.kind), or_empty(info.confidence),
                    or_empty(info.status), or_empty(info.category),
                    or_empty(extension.string(load.rules.get(), i, "title", arguments.language.c_str())),
                    clause ? "-" : kSeverities[severity], info.version});
  }
  // By the trade's order, neutral clause types (without a taxonomy code) last.
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::make_tuple(a.taxonomy.empty(), a.taxonomy, a.id) <
           std::make_tuple(b.taxonomy.empty(), b.taxonomy, b.id);
  });
  write_standard_output(arguments.format == "json" ? as_json(rows) : as_text(rows));
  return kExitClean;
}

std::string version_text() {
  std::string text = "caveat " CAVEAT_VERSION;
  try {
    PluginHost host;
    text += "\nengine " + std::string(host.api().version) + ", ABI " + std::to_string(host.api().abi_major) + "." +
            std::to_string(host.api().abi_minor) + " (" + printable(host.path()) + ")";
    const PluginHost::Load load = host.load_rules(find_rule_packs({}), "", 0);
    if (!load.rules) throw Failure(load.problem);
    // The pack's name card is part of a result: what produced it.
    const Scan scan = host.scan(host.new_scanner(load.rules), "Caveat emptor.\n", "version", 0, [] { return false; });
    if (!scan.result) throw Failure(scan.problem);
    text += "\nrules " + std::string(host.summary(scan.result).pack_version) + ", " +
            plural(host.rules_extension().count(load.rules.get()), "rule");
  } catch (const Failure& failure) {  // the version of the rest is still worth knowing
    text += std::string("\n") + failure.what();
  }
  return text;
}

}  // namespace caveat::cli
