// caveat scan: see scan_command.h. Tested by tests/cli.
//
// Threads read and scan; this thread writes, in the order of the input, so that the output is the same for any number
// of jobs and only a few reports are in memory at a time.
#include "scan_command.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>

#include "closing_table.h"
#include "diagnostics.h"
#include "exit_codes.h"
#include "files.h"
#include "formats.h"
#include "in_order.h"
#include "interrupt.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "severity.h"
#include "terminal.h"
#include "waiver_file.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

// The one place where Caveat looks at a clock: what it is told is part of its input, so that a report can be made again.
std::string system_date() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (!::localtime_r(&now, &local)) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  return text;
}

// What a thread hands over of one document.
struct Scanned {
  std::string report;
  ScanResult result;    // instead of the report, where all documents share one
  std::string problem;  // not empty: no report
  std::string warning;  // said on standard error; the report stands
  bool given_up = false;
  TableRow row;
};

// Where reports go: all into one stream, or a file each.
class Reports {
 public:
  virtual ~Reports() = default;
  virtual void add(std::size_t index, const Scanned& scanned) = 0;
  virtual void finish() = 0;
};

// All reports in one stream: text with an empty line between, JSON as one object or one array, JSONL a line each.
class OneStream : public Reports {
 public:
  OneStream(std::string format, bool array, const std::string& out) : format_(std::move(format)), array_(array) {
    if (!out.empty() && out != "-") file_.emplace(out);
    if (array_) write("[");
  }
  void add(std::size_t, const Scanned& scanned) override {
    const std::string& report = scanned.report;
    if (array_)
      write(first_ ? "\n" : ",\n");
    else if (!first_ && format_ == "text")
      write("\n");
    first_ = false;
    write(report);
    if (!array_ && !report.ends_with('\n')) write("\n");
  }
  void finish() override {
    if (array_) write(first_ ? "]\n" : "\n]\n");
    if (file_) file_->commit();
  }
  void write(std::string_view bytes) {
    if (file_)
      file_->write(bytes);
    else
      write_standard_output(bytes);
  }

 private:
  std::string format_;
  bool array_;
  bool first_ = true;
  std::optional<AtomicFile> file_;
};

// A file each, whole as soon as its document is scanned, so that Ctrl-C keeps what is done. Says where on standard
// error.
class FileEach : public Reports {
 public:
  FileEach(const fs::path& folder, std::vector<std::string> names, bool ends_in_line_break)
      : folder_(folder), names_(std::move(names)), line_break_(ends_in_line_break) {
    std::error_code error;
    if (!folder_.empty()) fs::create_directories(folder_, error);
    if (error)
      throw Failure("cannot make the folder " + printable(folder_.string()) + ": " + error.message() +
                    ". Choose another place with --out.");
  }
  void add(std::size_t index, const Scanned& scanned) override {
    const std::string& report = scanned.report;
    const fs::path path = folder_ / names_[index];
    AtomicFile file(path);
    file.write(report);
    if (line_break_ && !report.ends_with('\n')) file.write("\n");
    file.commit();
    complain("wrote " + path.string());
  }
  void finish() override {}

 private:
  fs::path folder_;
  std::vector<std::string> names_;
  bool line_break_;
};

// One report of all documents, made by the plugin.
class OneTable : public Reports {
 public:
  OneTable(const PluginHost& host, const Ruleset& rules, const std::string& format, const std::string& language, const std::string& out)
      : named_(out) {
    if (!out.empty() && out != "-") file_.emplace(out);
    table_ = host.collect(rules, format, language, [this](std::string_view bytes) {
      if (file_)
        file_->write(bytes);
      else
        write_standard_output(bytes);
    });
  }
  void add(std::size_t, const Scanned& scanned) override { table_->add(scanned.result); }
  void finish() override {
    table_->finish();
    if (!file_) return;
    file_->commit();
    complain("wrote " + named_);
  }

 private:
  std::string named_;
  std::optional<AtomicFile> file_;
  std::unique_ptr<Collection> table_;
};

bool is_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

// A report must not take the place of a contract.
void refuse_to_overwrite(const std::string& out, const std::vector<Input>& inputs) {
  std::error_code error;
  for (const Input& input : inputs)
    if (input.path != "-" && fs::is_regular_file(out, error) && fs::equivalent(out, input.path, error))
      throw Failure("--out names the document " + input.name() + " itself. Choose another place for the report.");
}

// Where the reports go, decided before anything is scanned.
struct Destination {
  enum class Kind { one_stream, one_table, file_each } kind = Kind::one_stream;
  std::string out;  // the file or folder; empty: standard output
  bool to_standard_output() const { return kind != Kind::file_each && (out.empty() || out == "-"); }
};

Destination destination(const ScanArguments& arguments, const Format& format, const std::vector<Input>& inputs, const Terminal& terminal) {
  using Kind = Destination::Kind;
  const std::string& out = arguments.out;
  const bool each = format.shape == Format::Shape::each;
  if (!out.empty() && out != "-" && is_folder(out)) return {Kind::file_each, out};
  if (each && out.empty()) return {Kind::file_each, {}};
  if (each && inputs.size() > 1) {
    std::error_code error;
    if (out == "-")
      throw Failure("standard output takes one " + std::string(format.name) + " report, not " + std::to_string(inputs.size()) +
                    ". Name a folder with --out.");
    if (fs::exists(out, error))
      throw Failure(printable(out) + " is a file, and " + std::to_string(inputs.size()) +
                    " documents give a report each. Name a folder with --out.");
    return {Kind::file_each, out};
  }
  Destination to{format.shape == Format::Shape::table ? Kind::one_table : Kind::one_stream, out};
  if (format.binary && out.empty()) to.out = inputs.size() == 1 ? report_names(inputs, format.ending).front() : "caveat." + std::string(format.ending);
  if (format.binary && out == "-" && terminal.interactive)
    throw Failure("a terminal cannot show " + std::string(format.name) + ". Name a file with --out.");
  if (!to.to_standard_output()) refuse_to_overwrite(to.out, inputs);
  return to;
}

std::unique_ptr<Reports> open_reports(const Destination& to, const ScanArguments& arguments, const Format& format, const std::vector<Input>& inputs,
                                      const PluginHost& host, const Ruleset& rules, const std::string& plugin_format) {
  switch (to.kind) {
    case Destination::Kind::file_each: return std::make_unique<FileEach>(to.out, report_names(inputs, format.ending), format.shape == Format::Shape::stream);
    case Destination::Kind::one_table: return std::make_unique<OneTable>(host, rules, plugin_format, arguments.language, to.out);
    case Destination::Kind::one_stream: break;
  }
  return std::make_unique<OneStream>(arguments.format, arguments.format == "json" && !names_one_document(arguments.files), to.out);
}

// The format as result_write takes it.
std::string plugin_format(const ScanArguments& arguments, const Terminal& terminal, bool to_terminal) {
  std::string format = arguments.format == "jsonl" ? "json" : arguments.format;
  if (arguments.format == "text") {
    format += ";width=" + std::to_string(to_terminal ? terminal.width : Terminal{}.width);
    format += to_terminal && terminal.colour ? ";colour=1" : ";colour=0";
  }
  if (arguments.counterparty) format += ";counterparty=1";
  if (!arguments.min_severity.empty()) format += ";min-severity=" + arguments.min_severity;
  return format;
}

// "offer.pdf: is damaged." once, whether or not the plugin's sentence begins with the name.
std::string about(const std::string& name, const std::string& problem) {
  return problem.starts_with(name + ":") ? problem : name + ": " + problem;
}

// One thread's scanner.
class Worker {
 public:
  Worker(const PluginHost& host, const Ruleset& rules, const ScanArguments& arguments, const std::vector<Input>& inputs,
         std::string format, bool collected, std::string today, std::string_view baseline)
      : host_(host),
        arguments_(arguments),
        inputs_(inputs),
        format_(std::move(format)),
        collected_(collected),
        today_(std::move(today)),
        baseline_(baseline),
        scanner_(host.new_scanner(rules)) {}

  Scanned operator()(std::size_t index, const std::atomic<bool>& stop) {
    const Input& input = inputs_[index];
    Scanned scanned;
    scanned.row.name = input.name();
    scanned.problem = input.problem;
    if (!scanned.problem.empty()) return scanned;
    const Bytes bytes = read(input);
    scanned.problem = bytes.problem;
    scanned.given_up = interrupted();
    if (!scanned.problem.empty() || scanned.given_up) return scanned;
    const auto deadline = static_cast<std::uint32_t>(std::ceil(arguments_.timeout_seconds * 1000));
    WaiverFile waivers = waivers_of(input.path, arguments_.waivers);
    scanned.warning = std::move(waivers.problem);
    ScanTerms terms;
    terms.side = arguments_.side;
    terms.today = today_;
    terms.waivers = std::move(waivers.text);
    terms.baseline = baseline_;
    terms.baseline_by_name = !names_one_document(arguments_.files);  // two contracts of one set are not drafts of each other
    terms.keep_document = format_named(arguments_.format).into_document;
    Scan scan =
        host_.scan(scanner_, bytes.data, input.name(), deadline, [&] { return interrupted() || stop; }, terms);
    scanned.given_up = scan.status == CAV_E_CANCELLED || (!scan.result && interrupted());
    scanned.problem = scan.problem;
    if (scan.status == CAV_E_DEADLINE) scanned.problem += " (--timeout)";
    if (!scan.result) return scanned;
    const cav_summary summary = host_.summary(scan.result);
    scanned.row.read = true;
    scanned.row.complete =
        (summary.flags & (CAV_SUMMARY_INCOMPLETE | CAV_SUMMARY_NO_TEXT | CAV_SUMMARY_UNKNOWN_LANGUAGE)) == 0;
    scanned.row.lane = summary.lane ? summary.lane : "";
    scanned.row.score = summary.risk_score;
    scanned.row.not_a_contract = summary.document_kind && std::strcmp(summary.document_kind, "not-a-contract") == 0;
    scanned.row.waived = summary.waived_count;
    for (const cav_finding& finding : host_.findings(scan.result)) {
      if (finding.status && std::strcmp(finding.status, "waived") == 0) continue;  // somebody answers for it
      if (finding.change && std::strcmp(finding.change, "unchanged") == 0) continue;  // the baseline has it
      ++scanned.row.by_severity[static_cast<std::size_t>(
          std::clamp<std::int32_t>(finding.severity, 0, CAV_SEVERITY_CRITICAL))];
    }
    if (collected_)
      scanned.result = std::move(scan.result);
    else
      scanned.report = host_.write(scan.result, format_, arguments_.language);
    return scanned;
  }

 private:
  const PluginHost& host_;
  const ScanArguments& arguments_;
  const std::vector<Input>& inputs_;
  std::string format_;
  bool collected_;
  std::string today_;
  std::string_view baseline_;
  Scanner scanner_;
};

// The text of --baseline, which the plugin has tried: a file that it cannot use is told once, before anything is scanned.
std::string usable_baseline(const std::string& path, const PluginHost& host, const Ruleset& rules) {
  if (path.empty()) return {};
  Bytes bytes = read({path, {}});
  const std::string name = "--baseline " + printable(path);
  if (!bytes.problem.empty()) throw Failure(name + ": " + bytes.problem);
  if (bytes.data.empty()) throw Failure(name + ": is empty. Give a report that caveat scan wrote as json, jsonl or sarif.");
  ScanTerms terms;
  terms.baseline = bytes.data;
  const Scan tried = host.scan(host.new_scanner(rules), "-", "baseline", 0, [] { return interrupted(); }, terms);
  if (tried.status == CAV_E_ARGUMENT || tried.status == CAV_E_LIMIT) throw Failure(name + ": " + tried.problem);
  return std::move(bytes.data);
}

}  // namespace

int scan_command(const ScanArguments& arguments) {
  if (std::count(arguments.files.begin(), arguments.files.end(), "-") > 1)
    throw Failure("standard input (-) can be read once only.");
  // A report with the reasons must not reach the other side because a flag did nothing.
  if (arguments.counterparty && !format_named(arguments.format).into_document) throw Failure("--counterparty is for --format docx or pdf.");
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const std::string policy = find_policy(arguments.policy, packs);
  const std::vector<Input> inputs = expand(arguments.files);
  if (!arguments.waivers.empty()) {
    if (inputs.size() > 1)
      throw Failure("--waivers is for one document, and " + std::to_string(inputs.size()) +
                    " are named. Put a file beside each instead: NAME" + std::string(kWaiverEnding) + ".");
    const WaiverFile waivers = waivers_of({}, arguments.waivers);
    if (!waivers.problem.empty()) throw Failure(waivers.problem);
  }
  const std::string today = arguments.today.empty() ? system_date() : arguments.today;
  const Terminal terminal = standard_output();
  const Format& kind = format_named(arguments.format);
  const Destination to = destination(arguments, kind, inputs, terminal);

  PluginHost host;
  PluginHost::Load load = host.load_rules(packs, policy, 0);
  if (!load.rules) {
    for (const Diagnostic& d : load.diagnostics)
      if (d.error)
        complain(d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + ": error " + d.code + ": " +
                 d.message);
    throw Failure(load.problem + " Nothing was scanned. See it in place with: caveat rules check");
  }
  if (const std::string skipped = broken_files(load.diagnostics); !skipped.empty())
    complain("warning: rules with errors are left out: " + skipped + ". See them in place with: caveat rules check FILE");
  const std::string baseline = usable_baseline(arguments.baseline, host, load.rules);
  const bool to_terminal = to.to_standard_output() && terminal.interactive;
  const std::string format = plugin_format(arguments, terminal, to_terminal);
  const std::unique_ptr<Reports> reports = open_reports(to, arguments, kind, inputs, host, load.rules, format);

  const std::int32_t threshold = severity_of(arguments.fail_on);  // -1: none
  bool over = false, failed = false;
  std::size_t done = 0;
  std::vector<TableRow> rows;
  const auto take = [&](std::size_t index, Scanned scanned) {
    if (scanned.given_up) return;
    ++done;
    if (!scanned.warning.empty()) complain("warning: " + scanned.warning);
    if (scanned.row.read) {
      reports->add(index, scanned);
    } else {
      failed = true;
      complain(about(scanned.row.name, scanned.problem));
    }
    for (std::int32_t s = std::max<std::int32_t>(threshold, 0); threshold >= 0 && s <= CAV_SEVERITY_CRITICAL; ++s)
      over = over || scanned.row.by_severity[static_cast<std::size_t>(s)] > 0;
    rows.push_back(std::move(scanned.row));
  };
  const unsigned jobs =
      static_cast<unsigned>(std::min<std::size_t>(arguments.jobs, std::max<std::size_t>(inputs.size(), 1)));
  in_order<Scanned>(
      inputs.size(), jobs, [&] { return Worker(host, load.rules, arguments, inputs, format, to.kind == Destination::Kind::one_table, today, baseline); }, take, interrupted);

  const bool text_in_one = arguments.format == "text" && to.kind == Destination::Kind::one_stream;
  if (text_in_one && rows.size() > 1) {
    const Terminal shape = to.to_standard_output() ? terminal : Terminal{};
    static_cast<OneStream&>(*reports).write("\n" + closing_table(rows, arguments.language, shape));
  }
  reports->finish();
  if (kind.shape == Format::Shape::each && rows.size() > 1)
    write_standard_output(closing_table(rows, arguments.language, terminal));
  if (text_in_one && to_terminal && done > 0) {
    const char* dim = terminal.colour ? "\x1b[2m" : "";
    const char* plain = terminal.colour ? "\x1b[0m" : "";
    const std::string what = arguments.files.size() == 1 ? printable(arguments.files[0]) : "...";
    write_standard_output(std::string("\n") + dim + "As an HTML report: caveat scan --format html " + what + plain +
                          "\n");
  }
  if (interrupted()) {
    complain("interrupted after " + std::to_string(done) + " of " + std::to_string(inputs.size()) +
             " documents. What was done is kept.");
    return interrupted_exit_code();
  }
  return failed ? kExitNotRead : over ? kExitFindings : kExitClean;
}

namespace {

constexpr char kExamples[] = R"(
A directory is searched for txt, md, markdown, html, htm, docx and pdf files; hidden ones are left out. "-" is standard input.
JSON is one object for one document, and an array where several or a directory are named; jsonl is one object a line.

Examples:
  caveat scan offer.pdf annex.docx
  caveat scan --format jsonl --out findings.jsonl contracts/
  caveat scan --format html --out reports/ contracts/
  caveat scan --format docx offer.docx        the contract itself with comments, as offer.caveat.docx
  caveat scan --baseline findings.jsonl --fail-on high contracts/
  pdftotext offer.pdf - | caveat scan -)";

}  // namespace

void add_scan_command(CLI::App& app, Chosen& chosen) {
  const auto scan = std::make_shared<ScanArguments>();
  scan->language = reader_language();
  scan->jobs = default_jobs();
  CLI::App& command = *app.add_subcommand("scan", "Find what is worth negotiating");
  command.add_option("FILE", scan->files, "Documents and directories; - for standard input")->required()->type_name(" ");
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  command.add_option("-f,--format", scan->format, "text, json, jsonl, csv, xlsx, ics or sarif; html, docx or pdf (a file each)")
      ->check(one_of(names))
      ->type_name("FORMAT")
      ->capture_default_str();
  command.add_flag("--counterparty", scan->counterparty, "In docx and pdf: for the other side, what is asked for and no reasons");
  command.add_option("-o,--out", scan->out, "Write here; a directory gets a file each")->type_name("PATH");
  add_language(command, scan->language, "Your language: en, fr, de or es (default: from LC_ALL, LC_MESSAGES, LANG)");
  command.add_option("-p,--policy", scan->policy, "Your playbook: a file, or a name in the rules' policies/")->type_name("POLICY");
  add_packs(command, scan->rules, scan->standard_rules);
  command.add_option("--min-severity", scan->min_severity, "Show only findings at or above it: info, low, medium, high, critical")
      ->check(a_severity())
      ->type_name("SEVERITY");
  command.add_option("--fail-on", scan->fail_on, "Exit with 1 when a finding is at or above it (none: never)")
      ->check(one_of({"none", "info", "low", "medium", "high", "critical"}))
      ->type_name("SEVERITY")
      ->capture_default_str();
  command.add_option("--side", scan->side, "Whom you read for: customer or supplier")
      ->check(one_of({"customer", "supplier"}))
      ->type_name("SIDE")
      ->capture_default_str();
  command.add_option("--waivers", scan->waivers, "Accepted findings, with reason and expiry (default: NAME.waivers.yaml beside the document)")
      ->type_name("FILE");
  command.add_option("--baseline", scan->baseline, "Only what is new since this report (json, jsonl or sarif), here and for --fail-on")->type_name("FILE");
  command.add_option("--today", scan->today, "The day on which waivers and dates are judged (default: the system's)")
      ->check(a_date())
      ->type_name("DATE");
  command.add_option("--timeout", scan->timeout_seconds, "Seconds for each document; 0: no limit")->check(a_timeout())->type_name("SECONDS");
  add_jobs(command, scan->jobs);
  command.footer(kExamples);
  command.callback([&chosen, scan] { chosen.run = [scan] { return scan_command(*scan); }; });
}

}  // namespace caveat::cli
