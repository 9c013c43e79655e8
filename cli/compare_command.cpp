// caveat compare: see compare_command.h.
#include "compare_command.h"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <filesystem>
#include <memory>

#include "exit_codes.h"
#include "files.h"
#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "terminal.h"
#include "today.h"
#include "waiver_file.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kExamples[] = R"(
Risks that are new, worse, better or resolved, with the words before and after; key terms with their old and new value; and the clauses
that changed without effect on either. Clauses are recognised where they were moved, renumbered or split.
A waiver file beside a draft (NAME.waivers.yaml) counts: changes among waived findings are told apart.

Examples:
  caveat compare offer-1.docx offer-2.docx
  caveat compare --format html --out changes.html offer-1.pdf offer-2.docx
  caveat compare --fail-on worse signed.pdf renewal.pdf    exit code 1 when a risk is new or worse)";

// "drafts/offer-2.docx" -> "offer-2.comparison.html"
std::string report_name(const std::string& after) {
  const std::string stem = after == "-" ? "" : fs::path(after).stem().string();
  return (stem.empty() ? "caveat" : stem) + ".comparison.html";
}

ScanResult scanned(const PluginHost& host, const Scanner& scanner, const std::string& path, const CompareArguments& arguments, const std::string& today) {
  std::error_code ignored;
  const Input input = fs::is_directory(path, ignored) ? expand_as_set({path}) : Input{path, {}};  // a folder is one draft: an agreement and its annexes
  if (!input.problem.empty()) throw Failure(input.name() + ": " + input.problem, kExitNotRead);
  const Bytes bytes = host.read(input);
  if (!bytes.problem.empty()) throw Failure(input.name() + ": " + bytes.problem, kExitNotRead);
  if (!bytes.unread.empty()) throw Failure(bytes.unread, kExitNotRead);
  WaiverFile waivers = waivers_of(input.path, {});
  if (!waivers.problem.empty()) complain(said(messages().warning, {waivers.problem}));
  ScanTerms terms;
  terms.side = arguments.side;
  arguments.reading.tell(terms);
  terms.today = today;
  terms.waivers = std::move(waivers.text);
  Scan scan = host.scan(scanner, bytes, input.name(), arguments.reading.deadline_ms(), [] { return interrupted(); }, terms);
  if (scan.result) return std::move(scan.result);
  throw Failure(about(input.name(), scan.problem), kExitNotRead);
}

bool over(const std::string& json, const std::string& fail_on) {
  const auto counts = Poco::JSON::Parser().parse(json).extract<Poco::JSON::Object::Ptr>()->getObject("counts");
  const int fresh = counts->getValue<int>("new");
  return fail_on == "new" ? fresh > 0 : fresh + counts->getValue<int>("worse") > 0;
}

}  // namespace

int compare_command(const CompareArguments& arguments) {
  speak(arguments.language);
  if (arguments.before == "-" && arguments.after == "-") throw Failure(std::string(messages().standard_input_once));
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const std::string today = arguments.today.empty() ? system_date() : arguments.today;
  std::string out = arguments.out;
  if (arguments.format == "html" && out.empty()) out = report_name(arguments.after);
  const bool to_standard_output = is_standard_output(out);
  if (!to_standard_output) refuse_to_overwrite(out, {{arguments.before, {}}, {arguments.after, {}}});

  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), 0);
  if (!load.rules) throw Failure(said(messages().nothing_compared, {load.problem}));
  const Scanner scanner = host.new_scanner(load.rules);
  ScanResult before, after;
  try {
    before = scanned(host, scanner, arguments.before, arguments, today);
    after = scanned(host, scanner, arguments.after, arguments, today);
  } catch (const Failure&) {
    if (interrupted()) return interrupted_exit_code();
    throw;
  }

  std::string format = arguments.format;
  if (format == "text") format += shape_of(to_standard_output ? standard_output() : Terminal{});
  const std::string report = host.compare(before, after, format, arguments.language);
  ReportStream stream(out);
  stream.add(report);
  stream.finish();
  if (!to_standard_output) complain(said(messages().wrote, {out}));
  if (arguments.fail_on == "none") return kExitClean;
  return over(arguments.format == "json" ? report : host.compare(before, after, "json", "en"), arguments.fail_on) ? kExitFindings : kExitClean;
}

void add_compare_command(CLI::App& app, Chosen& chosen) {
  const auto compare = std::make_shared<CompareArguments>();
  compare->language = reader_language();
  CLI::App& command = *app.add_subcommand("compare", "What the later draft of a contract changed: risks, terms, clauses");
  command.add_option("OLD", compare->before, "The earlier draft; - for standard input")->required()->type_name(" ");
  command.add_option("NEW", compare->after, "The later draft; - for standard input")->required()->type_name(" ");
  command.add_option("-f,--format", compare->format, "text, html or json")->check(one_of({"text", "html", "json"}))->type_name("FORMAT")->capture_default_str();
  command.add_option("-o,--out", compare->out, "Write here (default: standard output; html: NEW's name, ending in .comparison.html)")->type_name("FILE");
  add_language(command, compare->language, "Your language: en, fr, de or es (default: from LC_ALL, LC_MESSAGES, LANG)");
  command.add_option("-p,--policy", compare->policy, "Your playbook: a file, or a name in the rules' policies/")->type_name("POLICY");
  add_packs(command, compare->rules, compare->standard_rules);
  command.add_option("--side", compare->side, "Whom you read for: customer or supplier")
      ->check(one_of({"customer", "supplier"}))
      ->type_name("SIDE")
      ->capture_default_str();
  command.add_option("--today", compare->today, "The day on which waivers and dates are judged (default: the system's)")->check(a_date())->type_name("DATE");
  command.add_option("--fail-on", compare->fail_on, "Exit with 1 when a risk is new (new), or new or worse (worse); none: never")
      ->check(one_of({"none", "new", "worse"}))
      ->type_name("CHANGE")
      ->capture_default_str();
  add_reading(command, compare->reading);
  command.footer(kExamples);
  command.callback([&chosen, compare] { chosen.run = [compare] { return compare_command(*compare); }; });
}

}  // namespace caveat::cli
