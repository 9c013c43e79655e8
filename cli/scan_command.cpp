// caveat scan: see scan_command.h. Tested by tests/cli.
//
// Threads read and scan; this thread writes, in the order of the input, so that the output is the same for any number
// of jobs and only a few reports are in memory at a time.
#include "scan_command.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>

#include "closing_table.h"
#include "diagnostics.h"
#include "exit_codes.h"
#include "files.h"
#include "formats.h"
#include "in_order.h"
#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "plugin_host.h"
#include "progress.h"
#include "rule_packs.h"
#include "severity.h"
#include "terminal.h"
#include "today.h"
#include "waiver_file.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

// What a thread hands over of one document.
struct Scanned {
  std::string report;
  ScanResult result;    // instead of the report, where all documents share one
  std::string problem;  // not empty: no report
  std::string warning;  // said on standard error; the report stands
  std::string unread;   // of a set: files that could not be read; the report on the others stands
  bool given_up = false;
  TableRow row;
};

// Where reports go: all into one stream, or a file each.
class Reports {
 public:
  virtual ~Reports() = default;
  virtual void add(std::size_t index, const Scanned& scanned) = 0;
  virtual void unread(const Scanned&) {}  // where there is a place for what could not be read
  virtual void finish() = 0;
};

// All reports in one stream: text with an empty line between, JSON as one object or one array, JSONL a line each.
class OneStream : public Reports {
 public:
  OneStream(const std::string& out, ReportStream::Between between) : stream_(out, between) {}
  void add(std::size_t, const Scanned& scanned) override { stream_.add(scanned.report); }
  void write(std::string_view bytes) { stream_.write(bytes); }
  void finish() override { stream_.finish(); }

 private:
  ReportStream stream_;
};

// A file each, whole as soon as its document is scanned, so that Ctrl-C keeps what is done. Says where on standard
// error.
class FileEach : public Reports {
 public:
  FileEach(const fs::path& folder, std::vector<std::string> names, bool ends_in_line_break, bool quiet)
      : folder_(folder), names_(std::move(names)), line_break_(ends_in_line_break), quiet_(quiet) {
    std::error_code error;
    if (!folder_.empty()) fs::create_directories(folder_, error);
    if (error)
      throw Failure(said(messages().folder_not_made, {printable(folder_.string()), error.message()}));
  }
  void add(std::size_t index, const Scanned& scanned) override {
    const std::string& report = scanned.report;
    const fs::path path = folder_ / names_[index];
    AtomicFile file(path);
    file.write(report);
    if (line_break_ && !report.ends_with('\n')) file.write("\n");
    file.commit();
    if (!quiet_) complain(said(messages().wrote, {path.string()}));
  }
  void finish() override {}

 private:
  fs::path folder_;
  std::vector<std::string> names_;
  bool line_break_, quiet_;
};

// One report of all documents, made by the plugin.
class OneTable : public Reports {
 public:
  OneTable(const PluginHost& host, const Ruleset& rules, const std::string& format, const std::string& language, const std::string& out, bool quiet)
      : named_(out), quiet_(quiet), calendar_(format.starts_with("ics")), stream_(out) {
    table_ = host.collect(rules, format, language, [this](std::string_view bytes) {
      dated_ = dated_ || bytes.find("BEGIN:VEVENT") != std::string_view::npos;
      stream_.write(bytes);
    });
  }
  void add(std::size_t, const Scanned& scanned) override {
    dated_ = false;
    table_->add(scanned.result);
    if (calendar_ && !dated_) undated_.push_back(scanned.row.name);
  }
  void unread(const Scanned& scanned) override { table_->unread(scanned.row.name, scanned.problem); }
  void finish() override {
    table_->finish();
    if (!undated_.empty()) complain(said(messages().no_dates, {some_of(undated_)}));
    stream_.finish();
    if (!quiet_ && !is_standard_output(named_)) complain(said(messages().wrote, {named_}));
  }

 private:
  // "a.pdf, b.pdf, … (14)".
  static std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t kNamed = 5;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kNamed; ++i) text.append(i == 0 ? "" : ", ").append(names[i]);
    return names.size() > kNamed ? text + ", \xE2\x80\xA6 (" + std::to_string(names.size()) + ")" : text;
  }

  std::string named_;
  bool quiet_;
  bool calendar_;
  bool dated_ = false;                // the document gave the calendar an event
  std::vector<std::string> undated_;  // that gave none: an empty calendar must not look like all is well
  ReportStream stream_;
  std::unique_ptr<Collection> table_;
};

bool is_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

// Where the reports go, decided before anything is scanned.
struct Destination {
  enum class Kind { one_stream, one_table, file_each } kind = Kind::one_stream;
  std::string out;  // the file or folder; empty: standard output
  bool to_standard_output() const { return kind != Kind::file_each && is_standard_output(out); }
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
      throw Failure(said(messages().one_report_only, {format.name, std::to_string(inputs.size())}));
    if (fs::exists(out, error))
      throw Failure(said(messages().out_is_a_file, {printable(out), std::to_string(inputs.size())}));
    return {Kind::file_each, out};
  }
  Destination to{format.shape == Format::Shape::table ? Kind::one_table : Kind::one_stream, out};
  if (format.binary && out.empty()) to.out = inputs.size() == 1 ? report_names(inputs, format.ending).front() : "caveat." + std::string(format.ending);
  if (format.binary && out == "-" && terminal.interactive)
    throw Failure(said(messages().not_for_a_terminal, {format.name}));
  if (!to.to_standard_output()) refuse_to_overwrite(to.out, inputs);
  return to;
}

std::unique_ptr<Reports> open_reports(const Destination& to, const ScanArguments& arguments, const Format& format, const std::vector<Input>& inputs,
                                      const PluginHost& host, const Ruleset& rules, const std::string& plugin_format) {
  switch (to.kind) {
    case Destination::Kind::file_each: return std::make_unique<FileEach>(to.out, report_names(inputs, format.ending), format.shape == Format::Shape::stream, arguments.quiet);
    case Destination::Kind::one_table: return std::make_unique<OneTable>(host, rules, plugin_format, arguments.language, to.out, arguments.quiet);
    case Destination::Kind::one_stream: break;
  }
  using Between = ReportStream::Between;
  const bool array = arguments.format == "json" && !arguments.set && !names_one_document(arguments.files);
  return std::make_unique<OneStream>(to.out, array ? Between::array : arguments.format == "text" ? Between::empty_line : Between::nothing);
}

// The format as result_write takes it.
std::string plugin_format(const ScanArguments& arguments, const Terminal& terminal, bool to_standard_output) {
  std::string format = arguments.format == "jsonl" ? "json" : arguments.format;
  if (arguments.format == "text") {
    format += shape_of(to_standard_output ? terminal : Terminal{});
  }
  if (arguments.counterparty) format += ";counterparty=1";
  if (!arguments.separator.empty()) format += ";separator=" + arguments.separator;
  if (!arguments.heads.empty()) format += ";heads=" + arguments.heads;
  if (!arguments.min_severity.empty()) format += ";min-severity=" + arguments.min_severity;
  return format;
}

// One thread's scanner.
class Worker {
 public:
  Worker(const PluginHost& host, const Ruleset& rules, const ScanArguments& arguments, const std::vector<Input>& inputs,
         std::string format, bool collected, ScanTerms terms)
      : host_(host),
        arguments_(arguments),
        inputs_(inputs),
        format_(std::move(format)),
        collected_(collected),
        terms_(std::move(terms)),
        scanner_(host.new_scanner(rules)) {}

  Scanned operator()(std::size_t index, const std::atomic<bool>& stop) {
    const Input& input = inputs_[index];
    Scanned scanned;
    scanned.row.name = input.name();
    scanned.problem = input.problem;
    if (!scanned.problem.empty()) return scanned;
    const Bytes bytes = host_.read(input);
    scanned.problem = bytes.problem;
    scanned.given_up = interrupted();
    if (!scanned.problem.empty() || scanned.given_up) return scanned;
    WaiverFile waivers = waivers_of(input.path, arguments_.waivers);
    scanned.warning = std::move(waivers.problem);
    scanned.unread = bytes.unread;
    ScanTerms terms = terms_;
    terms.waivers = std::move(waivers.text);
    terms.wordless_pictures = input.found;  // a logo beside contracts; who names one takes it for a document
    Scan scan =
        host_.scan(scanner_, bytes, input.name(), arguments_.reading.deadline_ms(), [&] { return interrupted() || stop; }, terms);
    scanned.given_up = scan.status == CAV_E_CANCELLED || (!scan.result && interrupted());
    if (!scan.result) scanned.problem = refusal(scan, input.name());
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
      write(scan.result, scanned);
    return scanned;
  }

 private:
  // Not every document takes every format: notes go into a PDF only. The others are done all the same.
  void write(const ScanResult& result, Scanned& scanned) const {
    try {
      scanned.report = host_.write(result, format_, arguments_.language);
    } catch (const Failure& failure) {
      if (!format_named(arguments_.format).into_document) throw;
      scanned.problem = failure.what();
      scanned.row.read = false;
    }
  }

  const PluginHost& host_;
  const ScanArguments& arguments_;
  const std::vector<Input>& inputs_;
  std::string format_;
  bool collected_;
  ScanTerms terms_;  // but for the waivers, which each document has of its own
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
  speak(arguments.language);
  if (std::count(arguments.files.begin(), arguments.files.end(), "-") > 1)
    throw Failure(std::string(messages().standard_input_once));
  // A report with the reasons must not reach the other side because a flag did nothing.
  if (arguments.counterparty && !format_named(arguments.format).into_document) throw Failure("--counterparty is for --format docx or pdf.");
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const std::string policy = find_policy(arguments.policy, packs);
  const std::vector<Input> inputs = arguments.set ? std::vector<Input>{expand_as_set(arguments.files)} : expand(arguments.files);
  if (!arguments.waivers.empty()) {
    if (inputs.size() > 1)
      throw Failure(said(messages().waivers_for_one, {std::to_string(inputs.size()), kWaiverEnding}));
    const WaiverFile waivers = waivers_of({}, arguments.waivers);
    if (!waivers.problem.empty()) throw Failure(waivers.problem);
  }
  if (arguments.format != "csv" && !(arguments.separator.empty() && arguments.heads.empty()))
    throw Failure("--separator and --heads are of --format csv.");
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
    throw Failure(said(messages().nothing_scanned, {load.problem}));
  }
  if (const std::string skipped = broken_files(load.diagnostics); !skipped.empty())
    complain(said(messages().warning, {said(messages().rules_left_out, {skipped})}));
  const std::string baseline = usable_baseline(arguments.baseline, host, load.rules);
  ScanTerms terms;
  terms.side = arguments.side;
  terms.today = today;
  terms.baseline = baseline;
  terms.baseline_by_name = !arguments.set && !names_one_document(arguments.files);  // two contracts of one set are not drafts of each other
  terms.keep_document = kind.into_document;
  arguments.reading.tell(terms);
  const bool to_terminal = to.to_standard_output() && terminal.interactive;
  const std::string format = plugin_format(arguments, terminal, to.to_standard_output());
  const std::unique_ptr<Reports> reports = open_reports(to, arguments, kind, inputs, host, load.rules, format);

  const std::int32_t threshold = severity_of(arguments.fail_on);  // -1: none
  bool over = false, failed = false;
  std::size_t done = 0;
  std::vector<TableRow> rows;
  Progress progress(inputs, arguments.quiet);
  const auto take = [&](std::size_t index, Scanned scanned) {
    if (scanned.given_up) return;
    ++done;
    if (!scanned.unread.empty()) {
      failed = true;
      complain(scanned.unread);
    }
    if (!scanned.warning.empty()) complain(said(messages().warning, {scanned.warning}));
    if (scanned.row.read) {
      reports->add(index, scanned);
    } else {
      failed = true;
      complain(about(scanned.row.name, scanned.problem));
      reports->unread(scanned);
    }
    for (std::int32_t s = std::max<std::int32_t>(threshold, 0); threshold >= 0 && s <= CAV_SEVERITY_CRITICAL; ++s)
      over = over || scanned.row.by_severity[static_cast<std::size_t>(s)] > 0;
    rows.push_back(std::move(scanned.row));
    progress.done(index);
  };
  const unsigned jobs =
      static_cast<unsigned>(std::min<std::size_t>(arguments.jobs, std::max<std::size_t>(inputs.size(), 1)));
  in_order<Scanned>(
      inputs.size(), jobs, [&] { return Worker(host, load.rules, arguments, inputs, format, to.kind == Destination::Kind::one_table, terms); }, take, interrupted);
  clear_transient();

  const bool text_in_one = arguments.format == "text" && to.kind == Destination::Kind::one_stream;
  if (text_in_one && rows.size() > 1) {
    const Terminal shape = to.to_standard_output() ? terminal : Terminal{};
    static_cast<OneStream&>(*reports).write("\n" + closing_table(rows, arguments.language, shape));
  }
  reports->finish();
  if (kind.shape == Format::Shape::each && rows.size() > 1)
    write_standard_output(closing_table(rows, arguments.language, terminal));
  if (text_in_one && to_terminal && done > 0 && !arguments.quiet) {
    const std::string what = arguments.files.size() == 1 ? printable(arguments.files[0]) : "...";
    write_standard_output("\n" + hint(terminal, said(messages().html_hint, {"caveat scan --format html " + what})));
  }
  if (interrupted()) {
    complain(said(messages().interrupted, {std::to_string(done), std::to_string(inputs.size())}));
    return interrupted_exit_code();
  }
  return failed ? kExitNotRead : over ? kExitFindings : kExitClean;
}

namespace {

constexpr char kExamples[] = R"(
Hidden files of a directory are left out. A .doc, .xls or .ods is read by way of LibreOffice, where that is installed. "-" is standard input.
What is in a ZIP archive, or hangs on a mail, is one contract; --set takes all files that are named, or are in a directory, as one.
JSON is one object for one document, and an array where several or a directory are named; jsonl is one object a line.

Examples:
  caveat scan offer.pdf annex.docx
  caveat scan --format jsonl --out findings.jsonl contracts/
  caveat scan --format html --out reports/ contracts/
  caveat scan --format docx offer.docx        the contract itself with comments, as offer.caveat.docx
  caveat scan --baseline findings.jsonl --fail-on high contracts/
  caveat scan --set offer/                    the agreement and its annexes as one contract
  pdftotext offer.pdf - | caveat scan -)";

}  // namespace

void add_scan_command(CLI::App& app, Chosen& chosen) {
  const auto scan = std::make_shared<ScanArguments>();
  scan->language = reader_language();
  scan->jobs = default_jobs();
  CLI::App& command = *app.add_subcommand("scan", "Find what is worth negotiating");
  command.add_option("FILE", scan->files, "Documents and directories; - for standard input")->required()->type_name(" ");
  command.add_flag("--set", scan->set, "All these files are one contract: an agreement and its annexes");
  std::vector<std::string> names;
  std::string streams, files;
  for (const Format& format : formats()) {
    names.emplace_back(format.name);
    std::string& list = format.shape == Format::Shape::each ? files : streams;
    list.append(list.empty() ? "" : ", ").append(format.name);
  }
  command.add_option("-f,--format", scan->format, streams + "; a file each: " + files)
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
  add_reading(command, scan->reading);
  command.add_option("--separator", scan->separator, "Of csv: comma (default), semicolon (Excel in French, German, Spanish) or tab")
      ->check(one_of({"comma", "semicolon", "tab"}))
      ->type_name("NAME");
  command.add_option("--heads", scan->heads, "Of csv: words (default), or ids, which are the same in all languages")
      ->check(one_of({"words", "ids"}))
      ->type_name("KIND");
  add_jobs(command, scan->jobs);
  command.add_flag("-q,--quiet", scan->quiet, "No progress, no hints, no word on what was written; errors stay");
  command.footer("\nA directory is searched for files that end in\n" + known_endings() + "." + kExamples);
  command.callback([&chosen, scan] { chosen.run = [scan] { return scan_command(*scan); }; });
}

}  // namespace caveat::cli
