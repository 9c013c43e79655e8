// caveat mcp: see mcp_command.h.
#include "mcp_command.h"

#include <unistd.h>

#include <atomic>
#include <memory>
#include <mutex>

#include "exit_codes.h"
#include "interrupt.h"
#include "options.h"
#include "reading.h"
#include "root_folder.h"
#include "rule_packs.h"
#include "rule_shelf.h"
#include "session.h"
#include "terminal.h"
#include "tools.h"

namespace caveat::cli {
namespace {

constexpr std::size_t kMostLineBytes = 1u << 20;  // a request is a path and a few words: under 2 kB

constexpr char kExamples[] = R"(
Speaks the Model Context Protocol on standard input and output; an assistant starts it, you do not. To offer it to one:

  {"mcpServers": {"caveat": {"command": "caveat", "args": ["mcp", "--root", "/home/me/contracts"]}}}

Only files below --root are read, and nothing is written.

Examples:
  caveat mcp --root /home/me/contracts
  caveat mcp --root contracts --lang de --policy strict-regulated)";

}  // namespace

int mcp_command(const McpArguments& arguments) {
  const mcp::RootFolder root(arguments.root);
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  PluginHost host;
  RuleShelf shelf(host, packs, arguments.policy);
  mcp::Tools tools(host, shelf, root, arguments.language, arguments.today,
                   milliseconds(arguments.timeout_seconds));
  std::atomic<bool> closed{false};
  std::mutex mutex;
  const auto send = [&](const std::string& message) {
    // Called from inside a scan too, where nothing may be thrown.
    try {
      const std::lock_guard lock(mutex);
      if (!closed) write_standard_output(message + "\n");
    } catch (...) {
      closed = true;
    }
  };
  const auto stop = [&] { return interrupted() || closed; };
  complain("reads " + printable(root.path().string()) + " for an assistant, over standard input and output. Ctrl-D ends it.");

  mcp::Session session(tools, arguments.jobs, send);
  mcp::LineReader lines(STDIN_FILENO, kMostLineBytes);
  std::string line;
  using Got = mcp::LineReader::Got;
  for (Got got; (got = lines.next(line, stop)) != Got::end;)
    if (got == Got::line)
      session.take(line);
    else
      session.refuse_long_line();
  if (stop()) return interrupted() ? interrupted_exit_code() : kExitClean;  // what runs is given up
  session.finish();
  return kExitClean;
}

void add_mcp_command(CLI::App& app, Chosen& chosen) {
  const auto arguments = std::make_shared<McpArguments>();
  arguments->language = reader_language();
  CLI::App* mcp = app.add_subcommand("mcp", "For assistants: a Model Context Protocol server on standard input and output");
  mcp->add_option("--root", arguments->root, "Only files below this folder are read")->type_name("DIR")->capture_default_str();
  add_language(*mcp, arguments->language, "Language of the answers where the assistant names none: en, fr, de or es");
  mcp->add_option("-p,--policy", arguments->policy, "Your playbook: a file, or a name in the rules' policies/")->type_name("POLICY");
  add_packs(*mcp, arguments->rules, arguments->standard_rules);
  mcp->add_option("--today", arguments->today, "The day on which waivers and dates are judged (default: the system's)")->check(a_date())->type_name("DATE");
  mcp->add_option("--timeout", arguments->timeout_seconds, "Seconds for each document; 0: no limit")->check(a_timeout())->type_name("SECONDS")->capture_default_str();
  add_jobs(*mcp, arguments->jobs);
  mcp->footer(kExamples);
  mcp->callback([arguments, &chosen] { chosen.run = [arguments] { return mcp_command(*arguments); }; });
}

}  // namespace caveat::cli
