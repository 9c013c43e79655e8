// main: the command line of Caveat, one file a command, which describes its own options (command.h). Tested by tests/cli.
//
//   caveat scan offer.pdf --lang de --fail-on high
#include <CLI/CLI.hpp>

#include <functional>
#include <new>
#include <set>
#include <string>

#include "command.h"
#include "compare_command.h"
#include "completions_command.h"
#include "eval_command.h"
#include "exit_codes.h"
#include "explain_command.h"
#include "extract_command.h"
#include "interrupt.h"
#include "man_command.h"
#include "mcp/mcp_command.h"
#include "messages.h"
#include "options.h"
#include "policy_command.h"
#include "rules_command.h"
#include "scan_command.h"
#include "serve/serve_command.h"
#include "terminal.h"
#include "terms_command.h"
#include "waive_command.h"

namespace caveat::cli {
namespace {

// In the order of the help. A new command is its file and a line here.
constexpr void (*kCommands[])(CLI::App&, Chosen&) = {
    add_scan_command,
    add_terms_command,
    add_explain_command,
    add_compare_command,
    add_extract_command,
    add_rules_command,
    add_policy_command,
    add_waive_command,
    add_eval_command,
    add_serve_command,
    add_mcp_command,
    add_completions_command,
    add_man_command,
};

constexpr char kMainExamples[] = R"(
Examples:
  caveat scan offer.pdf                          what to negotiate: verdict, the three to read first, all findings
  caveat terms offer.pdf                         term, renewal, the last day to give notice
  caveat compare offer-1.docx offer-2.docx       what the second round changed
  caveat scan --format html --lang de offer.docx a report to read beside the contract
  caveat scan --fail-on high contracts/          for scripts: exit code 1 when something is high or critical

Examples of each command: caveat scan --help

Exit codes: 0 done, nothing at or above --fail-on; 1 findings at or above --fail-on, or errors in rules; 2 usage;
3 a document could not be read (the others were).)";

// In a list of their own, below what a buyer needs.
const std::set<std::string> kForAuthorsAndPrograms = {"extract", "rules", "policy", "eval", "serve", "mcp", "completions", "man"};

int run(int argc, char** argv) {
  CLI::App app{
      "Caveat reads vendor contracts (English, French, German, Spanish) and says what is worth negotiating. Offline.",
      "caveat"};
  app.set_version_flag("--version", std::function<std::string()>(version_text), "Engine, ABI and rules, and exit");
  app.require_subcommand(1);
  app.footer(kMainExamples);
  app.get_formatter()->column_width(34);
  speak(reader_language());
  Chosen chosen;
  for (const auto add : kCommands) add(app, chosen);
  for (CLI::App* command : app.get_subcommands([](const CLI::App* c) { return kForAuthorsAndPrograms.contains(c->get_name()); }))
    command->group("For playbooks, rules and other programs");

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
    complain(said(messages().see_help, {error.what()}));
    return kExitUsage;
  }
  return chosen.run();
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
    complain(messages().out_of_memory);
    return kExitUsage;
  } catch (const std::exception& error) {
    complain(said(messages().unknown_error, {error.what()}));
    return kExitUsage;
  }
}
