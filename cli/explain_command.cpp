// caveat explain: see explain_command.h.
#include "explain_command.h"

#include <memory>

#include "exit_codes.h"
#include "messages.h"
#include "options.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr char kExamples[] = R"(
Examples:
  caveat explain auto-renewal                    the id stands in brackets in each report
  caveat explain --lang de availability-low
  caveat explain --policy strict-regulated availability-low   with the numbers of that playbook
  caveat rules explain auto-renewal offer.pdf    why it fired there, or not
  caveat rules list                              all rules)";

}  // namespace

int explain_command(const ExplainArguments& arguments) {
  speak(arguments.language);
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  PluginHost host;
  // Drafts too: who writes one wants to read it as others will.
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), CAV_LOAD_DRAFTS);
  if (!load.rules) throw Failure(load.problem + " See: caveat rules check");
  const Terminal terminal = standard_output();
  const bool text = arguments.format == "text";
  std::string card;
  try {
    card = host.describe(load.rules, arguments.rule, text ? "text" + shape_of(terminal) : "json", arguments.language);
  } catch (const Failure& failure) {
    throw Failure(said(messages().all_rules_hint, {failure.what()}));
  }
  if (!card.ends_with('\n')) card += '\n';
  write_standard_output(card);
  if (text && terminal.interactive)
    write_standard_output(hint(terminal, said(messages().fired_hint, {"caveat rules explain " + printable(arguments.rule) + " offer.pdf"})));
  return kExitClean;
}

void add_explain_command(CLI::App& app, Chosen& chosen) {
  const auto explain = std::make_shared<ExplainArguments>();
  explain->language = reader_language();
  CLI::App& command = *app.add_subcommand("explain", "What a rule looks for, why, and what to ask for");
  command.add_option("RULE", explain->rule, "The rule's id, as reports name it: auto-renewal")->required()->type_name(" ");
  command.add_option("-f,--format", explain->format, "text or json")->check(one_of({"text", "json"}))->type_name("FORMAT")->capture_default_str();
  add_language(command, explain->language, "Your language: en, fr, de or es (default: from LC_ALL, LC_MESSAGES, LANG)");
  command.add_option("-p,--policy", explain->policy, "Your playbook, whose numbers are shown")->type_name("POLICY");
  add_packs(command, explain->rules, explain->standard_rules);
  command.footer(kExamples);
  command.callback([&chosen, explain] { chosen.run = [explain] { return explain_command(*explain); }; });
}

}  // namespace caveat::cli
