// caveat extract: see extract_command.h. Tested by tests/cli.
#include "extract_command.h"

#include <filesystem>

#include "exit_codes.h"
#include "files.h"
#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "terminal.h"

namespace caveat::cli {

int extract_command(const ExtractArguments& arguments) {
  const Input input{arguments.file, {}};
  std::error_code ignored;
  if (!is_standard_output(arguments.out) &&
      std::filesystem::equivalent(arguments.out, arguments.file, ignored))
    throw Failure(std::string(messages().out_is_the_document_text));
  PluginHost host;
  const Bytes bytes = host.read(input);
  if (!bytes.problem.empty()) throw Failure(about(input.name(), bytes.problem), kExitNotRead);
  const PluginHost::Load load = host.load_rules({}, "", 0);  // no pack: extraction alone
  if (!load.rules) throw Failure(load.problem);
  const Scanner scanner = host.new_scanner(load.rules);
  ScanTerms terms;
  arguments.reading.tell(terms);
  const Scan scan = host.scan(scanner, bytes.data, input.name(), arguments.reading.deadline_ms(), [] { return interrupted(); }, terms);
  if (!scan.result && interrupted()) return interrupted_exit_code();
  if (!scan.result) throw Failure(about(input.name(), scan.problem), kExitNotRead);
  if (host.summary(scan.result).flags & CAV_SUMMARY_NO_TEXT)
    complain(input.name() + ": " + std::string(messages().pages_without_text));
  std::uint64_t length = 0;
  const char* text = host.api().result_text(scan.result.get(), &length);
  ReportStream stream(arguments.out);
  stream.write({text, length});
  stream.finish();
  return kExitClean;
}

void add_extract_command(CLI::App& app, Chosen& chosen) {
  const auto extract = std::make_shared<ExtractArguments>();
  CLI::App& command = *app.add_subcommand("extract", "Print the text of a document, as reports count it");
  command.add_option("FILE", extract->file, "The document; - for standard input")->required()->type_name(" ");
  command.add_option("-o,--out", extract->out, "Write here")->type_name("FILE");
  add_reading(command, extract->reading);
  command.footer(R"(
Offsets in JSON and SARIF count the bytes of this text.

Examples:
  caveat extract offer.pdf
  caveat extract --out offer.txt offer.docx
  caveat extract offer.pdf | grep -n -i liability)");
  command.callback([&chosen, extract] { chosen.run = [extract] { return extract_command(*extract); }; });
}

}  // namespace caveat::cli
