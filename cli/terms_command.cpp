// caveat terms: see terms_command.h.
#include "terms_command.h"

#include <algorithm>
#include <memory>

#include "exit_codes.h"
#include "files.h"
#include "formats.h"
#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "progress.h"
#include "rule_packs.h"
#include "terminal.h"
#include "today.h"

namespace caveat::cli {
namespace {

constexpr char kExamples[] = R"(
Examples:
  caveat terms offer.pdf                         term, renewal, last day to give notice, cap, law
  caveat terms --format json contracts/          the same for a program: one array
  caveat terms --today 2027-01-01 offer.pdf      what is past on that day is said to be)";

bool calendars() {
  return std::any_of(formats().begin(), formats().end(), [](const Format& f) { return f.name == "ics"; });
}

}  // namespace

int terms_command(const TermsArguments& arguments) {
  speak(arguments.language);
  if (std::count(arguments.files.begin(), arguments.files.end(), "-") > 1) throw Failure(std::string(messages().standard_input_once));
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const std::vector<Input> inputs = arguments.set ? std::vector<Input>{expand_as_set(arguments.files)} : expand(arguments.files);
  const bool to_standard_output = is_standard_output(arguments.out), json = arguments.format == "json";
  if (!to_standard_output) refuse_to_overwrite(arguments.out, inputs);
  const Terminal terminal = to_standard_output ? standard_output() : Terminal{};
  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, "", 0);
  if (!load.rules) throw Failure(said(messages().nothing_scanned, {load.problem}));
  const Scanner scanner = host.new_scanner(load.rules);
  const std::string format = json ? "terms-json" : "terms" + shape_of(terminal);
  ScanTerms terms;
  arguments.reading.tell(terms);
  terms.today = arguments.today.empty() ? system_date() : arguments.today;

  using Between = ReportStream::Between;
  ReportStream stream(arguments.out, json && !arguments.set && !names_one_document(arguments.files) ? Between::array : Between::empty_line);
  Progress progress(inputs, arguments.quiet);
  bool failed = false;
  std::size_t done = 0, reports = 0;
  for (std::size_t i = 0; i < inputs.size() && !interrupted(); ++i) {
    std::string problem = inputs[i].problem, report;
    if (problem.empty()) {
      const Bytes bytes = host.read(inputs[i]);
      if (interrupted()) break;
      problem = bytes.problem;
      if (!bytes.unread.empty()) {
        failed = true;
        complain(bytes.unread);
      }
      if (problem.empty()) {
        terms.wordless_pictures = inputs[i].found;
        const Scan scan = host.scan(scanner, bytes, inputs[i].name(), arguments.reading.deadline_ms(), [] { return interrupted(); }, terms);
        if (!scan.result && interrupted()) break;
        if (scan.result) report = host.write(scan.result, format, arguments.language);
        else problem = refusal(scan, inputs[i].name());
      }
    }
    ++done;
    if (!problem.empty()) {
      failed = true;
      complain(inputs[i].name() + ": " + problem);
    } else {
      ++reports;
      stream.add(report);
    }
    progress.done(i);
  }
  clear_transient();
  stream.finish();
  if (!to_standard_output && !arguments.quiet) complain(said(messages().wrote, {arguments.out}));
  if (interrupted()) {
    complain(said(messages().interrupted, {std::to_string(done), std::to_string(inputs.size())}));
    return interrupted_exit_code();
  }
  if (terminal.interactive && !json && reports > 0 && !arguments.quiet && calendars()) {
    const std::string what = arguments.files.size() == 1 ? printable(arguments.files[0]) : "...";
    write_standard_output("\n" + hint(terminal, said(messages().calendar_hint, {"caveat scan --format ics " + what})));
  }
  return failed ? kExitNotRead : kExitClean;
}

void add_terms_command(CLI::App& app, Chosen& chosen) {
  const auto terms = std::make_shared<TermsArguments>();
  terms->language = reader_language();
  CLI::App& command = *app.add_subcommand("terms", "Key terms: term, renewal, last day to give notice, cap, law");
  command.add_option("FILE", terms->files, "Documents and directories; - for standard input")->required()->type_name(" ");
  command.add_flag("--set", terms->set, "All these files are one contract: an agreement and its annexes");
  command.add_option("-f,--format", terms->format, "text or json")->check(one_of({"text", "json"}))->type_name("FORMAT")->capture_default_str();
  command.add_option("-o,--out", terms->out, "Write here")->type_name("FILE");
  add_language(command, terms->language, "Your language: en, fr, de or es (default: from LC_ALL, LC_MESSAGES, LANG)");
  command.add_option("--today", terms->today, "The day on which dates are judged (default: the system's)")->check(a_date())->type_name("DATE");
  add_packs(command, terms->rules, terms->standard_rules);
  add_reading(command, terms->reading);
  command.add_flag("-q,--quiet", terms->quiet, "No progress, no hints; errors stay");
  command.footer(kExamples);
  command.callback([&chosen, terms] { chosen.run = [terms] { return terms_command(*terms); }; });
}

}  // namespace caveat::cli
