// main: the command line of Caveat, one file a command. Tested by tests/cli.
//
//   caveat scan offer.pdf --lang de --fail-on high
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "eval_command.h"
#include "exit_codes.h"
#include "extract_command.h"
#include "formats.h"
#include "interrupt.h"
#include "policy_command.h"
#include "rules_command.h"
#include "scan_command.h"
#include "severity.h"
#include "terminal.h"
#include "waive_command.h"

namespace caveat::cli {
namespace {

// The language of the person, as POSIX orders the variables; English where it is none of ours.
std::string reader_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (!value || !*value) continue;
    for (const char* language : {"en", "fr", "de", "es"})
      if (std::strncmp(value, language, 2) == 0 && (value[2] == '\0' || std::strchr("_.@-", value[2]))) return language;
    return "en";
  }
  return "en";
}

constexpr char kMainExamples[] = R"(
Examples:
  caveat scan offer.pdf                          findings, the worst first
  caveat scan --format html --lang de offer.docx a report to read beside the contract
  caveat scan --fail-on high contracts/          for scripts: exit code 1 when something is high or critical
  caveat extract offer.pdf                       the text that all offsets count in
  caveat rules test rules/                       every rule against its own examples
  caveat policy new house.yaml                   your own numbers, for scan --policy house.yaml
  caveat waive offer.pdf                         findings with the fingerprints to waive them by

Exit codes: 0 done, nothing at or above --fail-on; 1 findings at or above --fail-on, or errors in rules; 2 usage;
3 a document could not be read (the others were).)";

constexpr char kScanExamples[] = R"(
A directory is searched for txt, md, markdown, html, htm, docx and pdf files; hidden ones are left out. "-" is standard input.
JSON is one object for one document, and an array where several or a directory are named; jsonl is one object a line.

Examples:
  caveat scan offer.pdf annex.docx
  caveat scan --format jsonl --out findings.jsonl contracts/
  caveat scan --format html --out reports/ contracts/
  caveat scan --format docx offer.docx           the contract itself with comments, as offer.caveat.docx
  pdftotext offer.pdf - | caveat scan -)";

int run(int argc, char** argv) {
  CLI::App app{
      "Caveat reads vendor contracts (English, French, German, Spanish) and says what is worth negotiating. Offline.",
      "caveat"};
  app.set_version_flag("--version", std::function<std::string()>(version_text), "Engine, ABI and rules, and exit");
  app.require_subcommand(1);
  app.footer(kMainExamples);
  app.get_formatter()->column_width(34);
  std::function<int()> command;

  // Without the list that CLI11 adds to the help: the descriptions name the words already.
  const auto one_of = [](std::vector<std::string> words) { return CLI::IsMember(std::move(words)).description(""); };
  const auto severities = one_of({"info", "low", "medium", "high", "critical"});
  const auto languages = one_of({"en", "fr", "de", "es"});
  constexpr double kLongestTimeout = 86'400;
  // Not CLI::Range, which lets "nan" pass.
  const auto timeout = CLI::Validator(
      [](const std::string& text) {
        double seconds = -1;
        const bool read = CLI::detail::lexical_cast(text, seconds);
        return read && seconds >= 0 && seconds <= kLongestTimeout ? std::string() : "must be seconds from 0 to 86400, not \"" + text + "\"";
      },
      "");
  // Whether the day exists is the plugin's to say; here only that it is written the one way nobody reads differently.
  const auto iso_date = CLI::Validator(
      [](const std::string& text) {
        bool fine = text.size() == 10;
        for (std::size_t i = 0; fine && i < text.size(); ++i)
          fine = i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
        return fine ? std::string() : "must be a date like 2026-11-23, not \"" + text + "\"";
      },
      "");
  const std::string language = reader_language();

  ScanArguments scan;
  scan.language = language;
  scan.jobs = std::max(1u, std::thread::hardware_concurrency());
  CLI::App* scan_app = app.add_subcommand("scan", "Find what is worth negotiating");
  scan_app->add_option("FILE", scan.files, "Documents and directories; - for standard input")
      ->required()
      ->type_name(" ");
  std::vector<std::string> format_names;
  for (const Format& format : formats()) format_names.emplace_back(format.name);
  scan_app->add_option("-f,--format", scan.format, "text, json, jsonl; html or docx (a file each)")
      ->check(one_of(format_names))
      ->type_name("FORMAT")
      ->capture_default_str();
  scan_app->add_option("-o,--out", scan.out, "Write here; a directory gets a file each")->type_name("PATH");
  scan_app
      ->add_option("-l,--lang", scan.language,
                   "Your language: en, fr, de or es (default: from LC_ALL, LC_MESSAGES, LANG)")
      ->check(languages)
      ->type_name("LANG");
  scan_app->add_option("-p,--policy", scan.policy, "Your playbook: a file, or a name in the rules' policies/")
      ->type_name("POLICY");
  scan_app->add_option("--rules", scan.rules, "Your own rules beside the standard ones; may be repeated")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  scan_app->add_flag("!--no-standard-rules", scan.standard_rules, "Only the rules named with --rules");
  scan_app
      ->add_option("--min-severity", scan.min_severity,
                   "Show only findings at or above it: info, low, medium, high, critical")
      ->check(severities)
      ->type_name("SEVERITY");
  scan_app->add_option("--fail-on", scan.fail_on, "Exit with 1 when a finding is at or above it (none: never)")
      ->check(one_of({"none", "info", "low", "medium", "high", "critical"}))
      ->type_name("SEVERITY")
      ->capture_default_str();
  scan_app->add_option("--side", scan.side, "Whom you read for: customer or supplier")
      ->check(one_of({"customer", "supplier"}))
      ->type_name("SIDE")
      ->capture_default_str();
  scan_app
      ->add_option("--waivers", scan.waivers,
                   "Accepted findings, with reason and expiry (default: NAME.waivers.yaml beside the document)")
      ->type_name("FILE");
  scan_app->add_option("--today", scan.today, "The day on which waivers and dates are judged (default: the system's)")
      ->check(iso_date)
      ->type_name("DATE");
  scan_app->add_option("--timeout", scan.timeout_seconds, "Seconds for each document; 0: no limit")
      ->check(timeout)
      ->type_name("SECONDS");
  scan_app->add_option("-j,--jobs", scan.jobs, "Documents at a time (default: the cores)")
      ->check(CLI::Range(1u, 256u).description(""))
      ->type_name("N");
  scan_app->add_flag("--counterparty", scan.counterparty, "With --format docx: for the other side, what is asked for and no reasons");
  scan_app->footer(kScanExamples);
  scan_app->callback([&] { command = [&] { return scan_command(scan); }; });

  ExtractArguments extract;
  CLI::App* extract_app = app.add_subcommand("extract", "Print the text of a document, as reports count it");
  extract_app->add_option("FILE", extract.file, "The document; - for standard input")->required()->type_name(" ");
  extract_app->add_option("-o,--out", extract.out, "Write here")->type_name("FILE");
  extract_app->add_option("--timeout", extract.timeout_seconds, "Seconds; 0: no limit")
      ->check(timeout)
      ->type_name("SECONDS");
  extract_app->callback([&] { command = [&] { return extract_command(extract); }; });

  RulesArguments rules;
  rules.language = language;
  std::string explain_language;
  CLI::App* rules_app = app.add_subcommand("rules", "Check, test, explain, list and begin rules");
  rules_app->require_subcommand(1);
  const auto folders = [&](CLI::App* sub) {
    sub->add_option("DIR", rules.folders, "Rules folders, or rule files (default: the standard rules)")->type_name(" ");
    sub->add_option("-p,--policy", rules.policy, "A policy file, or a name in the rules' policies/")
        ->type_name("POLICY");
  };
  CLI::App* check_app =
      rules_app->add_subcommand("check", "Does every file fit the rule format? Says line, column and what to do");
  folders(check_app);
  check_app->callback([&] { command = [&] { return rules_check_command(rules); }; });
  CLI::App* test_app = rules_app->add_subcommand("test", "Does every example do what it says?");
  folders(test_app);
  test_app->add_option("--rule", rules.rule, "Only this one")->type_name("ID");
  for (CLI::App* sub : {check_app, test_app})
    sub->add_option("--today", rules.today, "The date by which the law's date of checking is judged (default: the system's)")
        ->check(CLI::Validator([](const std::string& text) {
          const bool date = text.size() == 10 && text[4] == '-' && text[7] == '-' && text.find_first_not_of("0123456789-") == std::string::npos;
          return date ? std::string() : "must be a date such as 2026-11-23, not \"" + text + "\"";
        }, ""))
        ->type_name("DATE");
  test_app->callback([&] { command = [&] { return rules_test_command(rules); }; });
  CLI::App* list_app = rules_app->add_subcommand("list", "What is looked for");
  folders(list_app);
  list_app->add_option("-f,--format", rules.format, "text or json")
      ->check(one_of({"text", "json"}))
      ->type_name("FORMAT")
      ->capture_default_str();
  list_app->add_option("-l,--lang", rules.language, "Language of the titles: en, fr, de or es")
      ->check(languages)
      ->type_name("LANG");
  const auto kinds = one_of({"presence", "threshold", "absence", "structure", "clause"});
  list_app->add_option("--kind", rules.kind, "Only: presence, threshold, absence, structure or clause")->check(kinds)->type_name("KIND");
  list_app->add_option("--taxonomy", rules.taxonomy, "Only codes that begin so: SLA, SLA-02")->type_name("CODE");
  list_app->add_option("--category", rules.category, "Only of this folder")->type_name("NAME");
  list_app->callback([&] { command = [&] { return rules_list_command(rules); }; });

  CLI::App* coverage_app = rules_app->add_subcommand("coverage", "Rules per code of the taxonomy and language; 1 where one is missing");
  folders(coverage_app);
  coverage_app->callback([&] { command = [&] { return rules_coverage_command(rules); }; });

  CLI::App* explain_app = rules_app->add_subcommand("explain", "Why did a rule fire in a document, or not?");
  explain_app->add_option("RULE", rules.rule, "The rule's id")->required()->type_name(" ");
  explain_app->add_option("FILE", rules.document, "The document; - for standard input")->required()->type_name(" ");
  explain_app->add_option("-l,--lang", explain_language, "Language of the document, where it is not to be detected")->check(languages)->type_name("LANG");
  explain_app->add_option("-f,--format", rules.format, "text or json")->check(one_of({"text", "json"}))->type_name("FORMAT")->capture_default_str();
  explain_app->add_option("-p,--policy", rules.policy, "A policy file, or a name in the rules' policies/")->type_name("POLICY");
  explain_app->add_option("--rules", rules.folders, "Your own rules beside the standard ones; may be repeated")->type_name("DIR")->expected(1)->take_all();
  explain_app->add_flag("!--no-standard-rules", rules.standard_rules, "Only the rules named with --rules");
  explain_app->callback([&] {
    command = [&] {
      rules.language = explain_language;
      return rules_explain_command(rules);
    };
  });
  CLI::App* new_app = rules_app->add_subcommand("new", "Write a rule file to fill in: four languages, examples");
  new_app->add_option("ID", rules.rule, "The rule's id, which is its file's name: price-increase")->required()->type_name(" ");
  new_app->add_option("--category", rules.category, "The folder: pricing")->required()->type_name("NAME");
  new_app->add_option("--kind", rules.kind, "presence, threshold, absence, structure or clause")->required()->check(kinds)->type_name("KIND");
  new_app->add_option("--taxonomy", rules.taxonomy, "A code such as PRC-01")->type_name("CODE");
  new_app->add_option("--dir", rules.folders, "The pack's folder, made where it is missing (default: my-rules)")->type_name("DIR")->expected(1);
  new_app->callback([&] { command = [&] { return rules_new_command(rules); }; });
  PolicyArguments policy;
  CLI::App* policy_app = app.add_subcommand("policy", "Playbooks: list, check, or make your own");
  policy_app->require_subcommand(1);
  const auto packs = [](CLI::App* sub, auto& arguments) {
    sub->add_option("--rules", arguments.rules, "Your own rules beside the standard ones; may be repeated")->type_name("DIR")->expected(1)->take_all();
    sub->add_flag("!--no-standard-rules", arguments.standard_rules, "Only the rules named with --rules");
  };
  CLI::App* policy_list_app = policy_app->add_subcommand("list", "The playbooks that come with the rules");
  packs(policy_list_app, policy);
  policy_list_app->callback([&] { command = [&] { return policy_list_command(policy); }; });
  CLI::App* policy_check_app = policy_app->add_subcommand("check", "Does it fit the rules? Says line, column and what to do");
  policy_check_app->add_option("FILE", policy.file, "A policy file, or the name of one")->required()->type_name(" ");
  packs(policy_check_app, policy);
  policy_check_app->callback([&] { command = [&] { return policy_check_command(policy); }; });
  CLI::App* policy_new_app = policy_app->add_subcommand("new", "Write one with every number, to change");
  policy_new_app->add_option("FILE", policy.file, "The new file; - for standard output")->required()->type_name(" ");
  policy_new_app->add_option("--from", policy.from, "Start with the numbers of this one")->type_name("POLICY")->capture_default_str();
  packs(policy_new_app, policy);
  policy_new_app->callback([&] { command = [&] { return policy_new_command(policy); }; });

  WaiveArguments waive;
  waive.language = language;
  CLI::App* waive_app = app.add_subcommand("waive", "Accept a finding: who, why, until when");
  waive_app->add_option("CONTRACT", waive.contract, "The document")->required()->type_name(" ");
  waive_app->add_option("FINGERPRINT", waive.fingerprint, "The finding's, or its beginning (default: list all)")->type_name(" ");
  waive_app->add_option("--reason", waive.reason, "Why it is accepted")->type_name("TEXT");
  waive_app->add_option("--approver", waive.approver, "Who accepts it")->type_name("NAME");
  waive_app->add_option("--until", waive.until, "The last day on which it counts, as YYYY-MM-DD")->type_name("DATE");
  waive_app->add_option("--waivers", waive.file, "Add it to this file (default: <CONTRACT>.waivers.yaml)")->type_name("FILE");
  waive_app->add_option("-p,--policy", waive.policy, "Your playbook, as for scan")->type_name("POLICY");
  packs(waive_app, waive);
  waive_app->add_option("-l,--lang", waive.language, "Your language: en, fr, de or es")->check(languages)->type_name("LANG");
  waive_app->callback([&] { command = [&] { return waive_command(waive); }; });

  EvalArguments eval;
  eval.jobs = std::max(1u, std::thread::hardware_concurrency());
  CLI::App* eval_app = app.add_subcommand("eval", "Measure the rules on labelled texts: precision, recall, F1");
  eval_app->add_option("FILE", eval.files, "Labelled texts as JSONL, plain or gzipped")->type_name(" ");
  eval_app->add_option("-m,--mapping", eval.mapping, "Which rules speak for which label (tests/eval/*.yaml)")->type_name("FILE");
  eval_app->add_option("--parallel", eval.parallel, "Instead: the same contracts in several languages, {group: {language: [files]}}")->type_name("FILE");
  eval_app->add_option("--documents", eval.documents, "The folder of files that labels without text, or --parallel, name")->type_name("DIR");
  eval_app->add_option("--label", eval.labels, "Only this label; may be repeated")->type_name("LABEL")->expected(1)->take_all();
  eval_app->add_option("--part", eval.part, "Only items of this part, such as dev or test")->type_name("NAME");
  eval_app->add_flag("--errors", eval.errors, "List what was missed and what was wrong, to read");
  eval_app->add_flag("--by-rule", eval.by_rule, "Right and wrong of each rule too, the weakest first");
  eval_app->add_option("--baseline", eval.baseline, "Exit with 1 when a figure falls below this file's")->type_name("FILE");
  eval_app->add_option("-f,--format", eval.format, "text, json or markdown")->check(one_of({"text", "json", "markdown"}))->type_name("FORMAT")->capture_default_str();
  eval_app->add_option("-p,--policy", eval.policy, "A policy file, or a name in the rules' policies/")->type_name("POLICY");
  packs(eval_app, eval);
  eval_app->add_option("-j,--jobs", eval.jobs, "Documents at a time (default: the cores)")->check(CLI::Range(1u, 256u).description(""))->type_name("N");
  eval_app->callback([&] { command = [&] { return eval_command(eval); }; });

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    write_standard_output(std::string(version.what()) + "\n");
    return kExitClean;
  } catch (const CLI::Success&) {  // help, of whichever command
    std::string help = app.help();
    if (!help.ends_with('\n')) help += '\n';
    write_standard_output(help);
    return kExitClean;
  } catch (const CLI::ParseError& error) {
    complain(std::string(error.what()) + ". See: caveat --help");
    return kExitUsage;
  }
  return command();
}

}  // namespace
}  // namespace caveat::cli

int main(int argc, char** argv) {
  using namespace caveat::cli;
  catch_signals();
  try {
    return run(argc, argv);
  } catch (const OutputClosed&) {
    end_by_broken_pipe();
  } catch (const Failure& failure) {
    complain(failure.what());
    return failure.exit_code();
  } catch (const std::bad_alloc&) {
    complain("out of memory. Scan fewer documents at a time with --jobs 1.");
    return kExitUsage;
  } catch (const std::exception& error) {
    complain(std::string("an error that Caveat does not know: ") + error.what() + ". Please report it.");
    return kExitUsage;
  }
}
