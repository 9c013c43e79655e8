// caveat rules: see rules_command.h. Tested by tests/cli.
#include "rules_command.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "diagnostics.h"
#include "exit_codes.h"
#include "files.h"
#include "interrupt.h"
#include "new_rule.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "rule_rows.h"
#include "severity.h"
#include "terminal.h"
#include "today.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

// The packs to load, and what the answer is limited to (nothing: all of it).
struct Selection {
  std::vector<std::string> packs;
  std::vector<fs::path> own;  // canonical: rule files, or folders that stand on the standard rules

  bool limited() const { return !own.empty(); }
  bool covers(const std::string& name) const {
    std::error_code error;
    const fs::path file = fs::canonical(name, error);
    if (error || !limited()) return true;  // what has no place of its own (a policy's name, an id) concerns everybody
    return std::any_of(own.begin(), own.end(), [&](const fs::path& o) {
      return std::mismatch(o.begin(), o.end(), file.begin(), file.end()).first == o.end();
    });
  }
};

// A rule is written for its pack's lexicons and policy names, so a single file is checked inside its pack, and a pack of
// one's own that extends the standard rules is checked on top of them.
Selection select(const std::vector<std::string>& arguments) {
  Selection selection;
  if (arguments.empty()) {
    selection.packs = find_rule_packs({});
    return selection;
  }
  bool extends = false;
  const auto add = [&](const std::string& pack) {
    if (std::find(selection.packs.begin(), selection.packs.end(), pack) == selection.packs.end()) selection.packs.push_back(pack);
    extends = extends || extends_standard(pack);
  };
  std::vector<fs::path> folders;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      add(argument);
      folders.push_back(fs::canonical(argument));
      continue;
    }
    if (!fs::exists(argument, error)) throw Failure(printable(argument) + ": no such file or folder.");
    const fs::path file = fs::canonical(argument, error);
    fs::path folder = file.parent_path();
    while (!fs::exists(folder / "pack.yaml", error) && folder != folder.root_path()) folder = folder.parent_path();
    if (!fs::exists(folder / "pack.yaml", error))
      throw Failure(printable(argument) +
                    " lies in no pack: no folder above it holds a pack.yaml. Check the pack's folder.");
    add(folder.string());
    selection.own.push_back(file);
  }
  if (extends)
    for (const std::string& standard : find_rule_packs({})) selection.packs.insert(selection.packs.begin(), standard);
  if (extends || selection.limited()) selection.own.insert(selection.own.end(), folders.begin(), folders.end());
  return selection;
}

std::string plural(std::uint64_t n, const char* noun) { return std::to_string(n) + " " + noun + (n == 1 ? "" : "s"); }

int check(const RulesArguments& arguments, std::uint32_t flags) {
  Selection selection = select(arguments.folders);
  const std::string policy = find_policy(arguments.policy, selection.packs);
  PluginHost host;
  if (!arguments.rule.empty()) {
    // Its file stem is its id (docs/rule-format.md), whatever else is wrong with it.
    std::vector<fs::path> files;
    for (const std::string& pack : selection.packs)
      for (fs::recursive_directory_iterator it(pack), end; it != end; ++it)
        if (it->path().filename() == arguments.rule + ".yaml") files.push_back(fs::canonical(it->path()));
    if (files.empty()) throw Failure("no rule " + printable(arguments.rule) + " in these packs. See: caveat rules list");
    selection.own = files;
  }
  const std::string today = arguments.today.empty() ? system_date() : arguments.today;
  PluginHost::Load load = host.load_rules(selection.packs, policy, flags | CAV_LOAD_DRAFTS, today);
  std::vector<Diagnostic> shown;
  for (const Diagnostic& d : load.diagnostics)
    if (selection.covers(d.file)) shown.push_back(d);
  write_standard_output(describe(shown));
  const bool errors = std::any_of(shown.begin(), shown.end(), [](const Diagnostic& d) { return d.error; });
  if (errors) {
    write_standard_output(count(shown) + ".\n");
    return kExitFindings;
  }
  if (!load.rules) {
    if (load.diagnostics.size() == shown.size()) throw Failure(load.problem);
    // The selected rules are fine, others are not. Where the rest loads, those are rules like them, and ours were tried all the
    // same; where it does not, what all rules stand on is broken, and nothing was.
    load = host.load_rules(selection.packs, policy, CAV_LOAD_DRAFTS);
    if (!load.rules)
      throw Failure("what the rules stand on (lexicon, policy, pack.yaml) has errors, so that nothing was tried. See: caveat rules check");
  }
  std::uint64_t rules = 0, drafts = 0;
  for (const cav_rule_info& info : host.rule_infos(load.rules)) {
    if (!selection.covers(info.file ? info.file : "")) continue;
    ++rules;
    drafts += info.status && std::strcmp(info.status, "draft") == 0;
  }
  const char* verdict = flags & CAV_LOAD_RUN_EXAMPLES ? ": every example does what it says." : ": no error.";
  const std::string draft = drafts == 0 ? "" : " " + plural(drafts, "draft") + ": not used before status: stable.";
  write_standard_output(plural(rules, "rule") + verdict + draft + (shown.empty() ? "" : " (" + count(shown) + ")") + "\n");
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

std::string shown_severity(const RuleRow& row) { return row.neutral() ? "-" : row.severity; }

std::string as_json(const std::vector<RuleRow>& rows) {
  std::string out = "[";
  for (const RuleRow& r : rows) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += "{\"rule\":" + json_string(r.id) + ",\"version\":" + std::to_string(r.version) +
           ",\"status\":" + json_string(r.status) + ",\"taxonomy\":" + json_string(r.taxonomy) +
           ",\"kind\":" + json_string(r.kind) + ",\"severity\":" + json_string(shown_severity(r)) +
           ",\"confidence\":" + json_string(r.confidence) + ",\"category\":" + json_string(r.category) +
           ",\"title\":" + json_string(r.title) + "}";
  }
  return out + (rows.empty() ? "]\n" : "\n]\n");
}

std::string as_text(const std::vector<RuleRow>& rows) {
  const auto padded = [](std::string text, std::size_t width) {
    const std::size_t have = columns(text);
    return text.append(have < width ? width - have : 0, ' ');
  };
  std::size_t id = 4;
  for (const RuleRow& r : rows) id = std::max(id, columns(r.id));
  std::string out;
  std::map<std::string, std::uint64_t> by_severity, by_kind;
  std::uint64_t neutral = 0;
  for (const RuleRow& r : rows) {
    out += padded(r.id, id) + "  " + padded(r.taxonomy.empty() ? "-" : r.taxonomy, 7) + "  " + padded(shown_severity(r), 8) +
           "  " + padded(r.kind, 9) + "  " + printable(r.title) + (r.status == "stable" ? "" : " (" + r.status + ")") +
           "\n";
    ++by_kind[r.kind];
    if (r.neutral())
      ++neutral;
    else
      ++by_severity[r.severity];
  }
  out += "\n" + plural(rows.size(), "rule") + ":";
  for (auto severity = kSeverities.rbegin(); severity != kSeverities.rend(); ++severity)
    if (by_severity[*severity] > 0) out += " " + std::to_string(by_severity[*severity]) + " " + *severity + ",";
  out += " " + plural(neutral, "neutral clause type") + ".";
  std::string kinds;
  for (const auto& [kind, n] : by_kind) kinds += (kinds.empty() ? " Kinds: " : ", ") + std::to_string(n) + " " + kind;
  return out + kinds + (kinds.empty() ? "" : "; each in en, fr, de, es.") + "\n";
}

std::string or_empty(const char* text) { return text ? text : ""; }

bool matches(const RulesArguments& asked, const RuleRow& row) {
  return (asked.kind.empty() || asked.kind == row.kind) && (asked.category.empty() || asked.category == row.category) &&
         row.taxonomy.starts_with(asked.taxonomy);  // "SLA" finds SLA-02
}

}  // namespace

int rules_check_command(const RulesArguments& arguments) { return check(arguments, CAV_LOAD_COMPILE_ALL); }

int rules_test_command(const RulesArguments& arguments) { return check(arguments, CAV_LOAD_RUN_EXAMPLES); }

int rules_list_command(const RulesArguments& arguments) {
  const Selection selection = select(arguments.folders);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(selection.packs, find_policy(arguments.policy, selection.packs), 0);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  std::vector<RuleRow> rows = rule_rows(host, load.rules, arguments.language);
  std::erase_if(rows, [&](const RuleRow& row) { return !selection.covers(row.file) || !matches(arguments, row); });
  write_standard_output(arguments.format == "json" ? as_json(rows) : as_text(rows));
  return kExitClean;
}

int rules_coverage_command(const RulesArguments& arguments) {
  // The families of the trade's taxonomy of 116 codes, in its order, and how many codes each has.
  static constexpr std::pair<const char*, int> kFamilies[] = {
      {"VAG", 10}, {"SLA", 17}, {"PRC", 14}, {"PAY", 5}, {"TRM", 10}, {"LIA", 7}, {"WAR", 2}, {"IND", 2}, {"INS", 1}, {"IPR", 4},
      {"DAT", 7}, {"SEC", 1}, {"AI", 3}, {"AUD", 2}, {"EXI", 4}, {"STP", 1}, {"SUB", 1}, {"ASG", 2}, {"CHG", 3}, {"PRD", 2},
      {"GOV", 4}, {"SUP", 2}, {"ADO", 1}, {"CNF", 1}, {"PUB", 1}, {"EXC", 1}, {"FMJ", 1}, {"LAW", 3}, {"STR", 4}};
  static constexpr const char* kLanguages[] = {"en", "fr", "de", "es"};
  const std::vector<std::string> packs = find_rule_packs(arguments.folders);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, "", 0);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  std::map<std::string, std::map<std::string, int>> cells;
  std::map<std::string, std::string> ids;
  const std::vector<cav_rule_info> infos = host.rule_infos(load.rules);
  for (std::size_t i = 0; i < infos.size(); ++i) {
    const cav_rule_info& info = infos[i];
    if (or_empty(info.taxonomy).empty() || or_empty(info.status) != "stable") continue;
    const std::string code = or_empty(info.taxonomy);
    ids[code] += (ids[code].empty() ? "" : " ") + or_empty(info.rule_id);
    for (const char* language : kLanguages)
      if (!host.rule_text(load.rules, i, "title", language).empty()) ++cells[code][language];
  }
  std::string out = "code     en  fr  de  es  rules\n";
  int codes = 0, covered = 0;
  for (const auto& [family, count] : kFamilies)
    for (int n = 1; n <= count; ++n) {
      std::string code = std::string(family) + (n < 10 ? "-0" : "-") + std::to_string(n);
      std::string line = code + std::string(7 - code.size(), ' ');
      bool full = true;
      for (const char* language : kLanguages) {
        const std::string cell = std::to_string(cells[code][language]);
        line += std::string(4 - cell.size(), ' ') + cell;
        full = full && cells[code][language] > 0;
      }
      out += line + "  " + (full ? "" : "MISSING ") + ids[code] + "\n";
      ++codes;
      covered += full;
    }
  out += "\n" + std::to_string(covered) + " of " + std::to_string(codes) + " codes have a rule in each of the four languages.\n";
  write_standard_output(out);
  return covered == codes ? kExitClean : kExitFindings;
}

int rules_explain_command(const RulesArguments& arguments) {
  const std::vector<std::string> packs = packs_with(arguments.folders, arguments.standard_rules);
  PluginHost host;
  // Drafts too: who writes one asks about it before it is stable.
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), CAV_LOAD_DRAFTS);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  for (const Diagnostic& d : load.diagnostics)
    if (fs::path(d.file).stem() == arguments.rule) {
      write_standard_output(describe({d}));
      throw Failure("the rule " + printable(arguments.rule) + " has an error, so that it cannot be tried. Mend it first.");
    }
  const Input input{arguments.document, {}};
  const Bytes bytes = host.read(input);
  if (!bytes.problem.empty()) throw Failure(input.name() + ": " + bytes.problem, kExitNotRead);
  const Scanner scanner = host.new_scanner(load.rules);
  std::string text = host.explain(scanner, bytes.data, input.name(), arguments.language, arguments.rule, arguments.format);
  if (!text.ends_with('\n')) text += '\n';
  write_standard_output(text);
  return kExitClean;
}

int rules_profile_command(const RulesArguments& arguments) {
  const std::vector<std::string> packs = packs_with(arguments.folders, arguments.standard_rules);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), CAV_LOAD_DRAFTS);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  const Profile profile = host.new_profile(load.rules);
  ScanTerms terms;
  terms.recognise = false;  // a second a page, and not one of a rule
  std::uint64_t counted = 0, unread = 0;
  for (const Input& input : expand(arguments.documents)) {
    if (interrupted()) return interrupted_exit_code();
    Bytes bytes{{}, input.problem};
    if (bytes.problem.empty()) bytes = host.read(input);
    if (!bytes.problem.empty()) {
      complain(input.name() + ": " + bytes.problem);
      ++unread;
      continue;
    }
    const Scan scan = host.add(profile, bytes.data, input.name(), interrupted, terms);
    if (scan.status == CAV_E_CANCELLED) return interrupted_exit_code();
    if (scan.status == CAV_OK) ++counted;
    else {
      complain(refusal(scan, input.name()));
      ++unread;
    }
  }
  if (counted == 0) throw Failure("no document was read, so that nothing is known of what the rules cost.", kExitNotRead);
  std::string text = host.write(profile, arguments.format, arguments.top);
  if (!text.ends_with('\n')) text += '\n';
  write_standard_output(text);
  if (arguments.most > 0)
    if (const std::uint64_t above = PluginHost::rules_above(profile, arguments.most); above > 0) {
      complain(plural(above, "rule") + (above == 1 ? " does" : " do") + " more of the work than --most allows.");
      return kExitFindings;
    }
  return unread > 0 ? kExitNotRead : kExitClean;
}

int rules_new_command(const RulesArguments& arguments) {
  const auto name = [](const std::string& text, const char* what) {
    if (!is_rule_id(text))
      throw Failure(std::string(what) + " " + printable(text) + " must be of lower case letters, digits and hyphens, such as price-increase.");
  };
  name(arguments.rule, "the id");
  name(arguments.category, "the category");
  const fs::path pack = arguments.folders.empty() ? fs::path("my-rules") : fs::path(arguments.folders.front());
  const fs::path file = pack / arguments.category / (arguments.rule + ".yaml");
  std::error_code error;
  if (fs::exists(file, error)) throw Failure(printable(file.string()) + " is there already. Choose another id, or edit it.");
  const std::vector<std::string> standard = find_rule_packs({});
  PluginHost host;
  const PluginHost::Load load = host.load_rules(standard, "", 0);
  if (load.rules)
    for (const cav_rule_info& info : host.rule_infos(load.rules))
      if (or_empty(info.rule_id) == arguments.rule)
        throw Failure("the standard rules have a rule " + printable(arguments.rule) + " already. Ids are for ever: choose another.");
  fs::create_directories(file.parent_path(), error);
  if (error) throw Failure("cannot make the folder " + printable(file.parent_path().string()) + ": " + error.message() + ".");
  const fs::path card = pack / "pack.yaml";
  if (!fs::exists(card, error)) {
    const std::string id = is_rule_id(pack.filename().string()) ? pack.filename().string() : "my-rules";
    AtomicFile out(card);
    out.write("# A pack of our own rules, beside the standard ones: caveat scan --rules " + pack.filename().string() + " offer.pdf\npack: " + id +
              "\nversion: 0.1.0\nextends: standard\n");
    out.commit();
  }
  NewRule rule{arguments.rule, arguments.category, arguments.kind, arguments.taxonomy, {}};
  const fs::path schema = fs::path(standard.front()) / "schema/rule.schema.json";
  if (fs::exists(schema, error)) rule.schema = fs::absolute(schema, error).string();
  AtomicFile out(file);
  out.write(new_rule_text(rule));
  out.commit();
  write_standard_output("Written: " + printable(file.string()) + "\nFill in each <fill: ...>, then: caveat rules check " +
                        printable(file.string()) + "\n");
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

void add_rules_command(CLI::App& app, Chosen& chosen) {
  const auto rules = std::make_shared<RulesArguments>();
  rules->language = reader_language();
  const auto document_language = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand("rules", "Check, test, explain, list and begin rules");
  command.require_subcommand(1);
  command.footer(R"(
Examples:
  caveat rules list --taxonomy SLA
  caveat rules new price-review --category pricing --kind presence
  caveat rules test my-rules
  caveat rules explain auto-renewal offer.pdf)");
  const auto chosen_by = [&](CLI::App& sub, int (*run)(const RulesArguments&)) {
    sub.callback([&chosen, rules, run] { chosen.run = [rules, run] { return run(*rules); }; });
  };
  const auto add_policy = [&](CLI::App& sub) {
    sub.add_option("-p,--policy", rules->policy, "A policy file, or a name in the rules' policies/")->type_name("POLICY");
  };
  const auto add_folders = [&](CLI::App& sub) {
    sub.add_option("DIR", rules->folders, "Rules folders, or rule files (default: the standard rules)")->type_name(" ");
    add_policy(sub);
  };
  const auto add_format = [&](CLI::App& sub) {
    sub.add_option("-f,--format", rules->format, "text or json")->check(one_of({"text", "json"}))->type_name("FORMAT")->capture_default_str();
  };

  CLI::App& check = *command.add_subcommand("check", "Does every file fit the rule format? Says line, column and what to do");
  add_folders(check);
  check.footer(R"(
Exit code 1 where a rule has an error.

Examples:
  caveat rules check my-rules
  caveat rules check my-rules/pricing/price-review.yaml)");
  chosen_by(check, rules_check_command);
  CLI::App& test = *command.add_subcommand("test", "Does every example do what it says?");
  add_folders(test);
  test.add_option("--rule", rules->rule, "Only this one")->type_name("ID");
  test.footer(R"(
Exit code 1 where an example does not do what it says.

Examples:
  caveat rules test my-rules
  caveat rules test --rule auto-renewal)");
  chosen_by(test, rules_test_command);
  for (CLI::App* sub : {&check, &test})
    sub->add_option("--today", rules->today, "The date by which the law's date of checking is judged (default: the system's)")
        ->check(a_date())
        ->type_name("DATE");

  CLI::App& list = *command.add_subcommand("list", "What is looked for");
  add_folders(list);
  add_format(list);
  add_language(list, rules->language, "Language of the titles: en, fr, de or es");
  const auto kinds = one_of({"presence", "threshold", "absence", "structure", "clause"});
  list.add_option("--kind", rules->kind, "Only: presence, threshold, absence, structure or clause")->check(kinds)->type_name("KIND");
  list.add_option("--taxonomy", rules->taxonomy, "Only codes that begin so: SLA, SLA-02")->type_name("CODE");
  list.add_option("--category", rules->category, "Only of this folder")->type_name("NAME");
  list.footer(R"(
Examples:
  caveat rules list
  caveat rules list --taxonomy SLA --lang fr
  caveat rules list --kind absence --format json)");
  chosen_by(list, rules_list_command);

  CLI::App& coverage = *command.add_subcommand("coverage", "Rules per code of the taxonomy and language; 1 where one is missing");
  add_folders(coverage);
  coverage.footer(R"(
Examples:
  caveat rules coverage
  caveat rules coverage my-rules)");
  chosen_by(coverage, rules_coverage_command);

  CLI::App& explain = *command.add_subcommand("explain", "Why did a rule fire in a document, or not?");
  explain.add_option("RULE", rules->rule, "The rule's id")->required()->type_name(" ");
  explain.add_option("FILE", rules->document, "The document; - for standard input")->required()->type_name(" ");
  add_language(explain, *document_language, "Language of the document, where it is not to be detected");
  add_format(explain);
  add_policy(explain);
  add_packs(explain, rules->folders, rules->standard_rules);
  explain.footer(R"(
What the rule looks for in general: caveat explain RULE

Examples:
  caveat rules explain auto-renewal offer.pdf
  echo "This contract renews automatically." | caveat rules explain auto-renewal --lang en -)");
  explain.callback([&chosen, rules, document_language] {
    chosen.run = [rules, document_language] {
      rules->language = *document_language;
      return rules_explain_command(*rules);
    };
  });

  CLI::App& profile = *command.add_subcommand("profile", "What does each rule cost?");
  profile.add_option("FILE", rules->documents, "Documents, or folders of them")->required()->type_name(" ");
  profile.add_option("--top", rules->top, "Show so many rules, the dearest first; 0: all that did something")->type_name("N")->capture_default_str();
  profile.add_option("--most", rules->most, "Exit code 1 where a rule does more than so many per cent of the work")->check(CLI::Range(0.0, 100.0))->type_name("PERCENT");
  add_format(profile);
  add_policy(profile);
  add_packs(profile, rules->folders, rules->standard_rules);
  profile.footer(R"(
candidates  paragraphs that may hold words of the rule, by the index
confirms    paragraphs searched for such words; hits: how often they stood there
work        a count of what was done, the same on every machine; time differs from run to run
Per cents are of the way from text to JSON: without reading files, and without what a process makes once. Each document is scanned
twice, and the second time counts. Words that several rules share are searched once: time and work of it are divided among the rules
that asked, by how often each asked; candidates, confirms and hits are counted in each.

Examples:
  caveat rules profile contracts
  caveat rules profile --rules my-rules --top 10 contracts
  caveat rules profile --most 1 contracts)");
  chosen_by(profile, rules_profile_command);

  CLI::App& fresh = *command.add_subcommand("new", "Write a rule file to fill in: four languages, examples");
  fresh.add_option("ID", rules->rule, "The rule's id, which is its file's name: price-increase")->required()->type_name(" ");
  fresh.add_option("--category", rules->category, "The folder: pricing")->required()->type_name("NAME");
  fresh.add_option("--kind", rules->kind, "presence, threshold, absence, structure or clause")->required()->check(kinds)->type_name("KIND");
  fresh.add_option("--taxonomy", rules->taxonomy, "A code such as PRC-01")->type_name("CODE");
  fresh.add_option("--dir", rules->folders, "The pack's folder, made where it is missing (default: my-rules)")->type_name("DIR")->expected(1);
  fresh.footer(R"(
Examples:
  caveat rules new price-review --category pricing --kind presence
  caveat rules new notice-long --category term --kind threshold --taxonomy TRM-02 --dir house-rules)");
  chosen_by(fresh, rules_new_command);
}

}  // namespace caveat::cli
