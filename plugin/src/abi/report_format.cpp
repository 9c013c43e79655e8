// See report_format.h. A new format is one line of kFormats, its writer in src/report, and a row of docs/formats.md.
#include "abi/report_format.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "report/comparison_report.h"
#include "report/rule_card.h"

namespace caveat::abi {
namespace {

using rules::RuleProgram;

struct Format {
  std::string_view name;
  // One of the first two. A format of one document ...
  Result<std::string> (*one)(const report::Input& input, const ReportOptions& options);
  // ... or a table of any number of them.
  std::unique_ptr<report::Collected> (*many)(const RuleProgram& program, const ReportOptions& options);
  bool known_too = false;  // says of each finding whether the baseline knows it; the others leave out what it knows
};

constexpr Format kFormats[] = {
    {"json", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::json(input, o.text.reader); }, nullptr},
    {"jsonl", nullptr, [](const RuleProgram&, const ReportOptions& o) { return report::json_lines(o.text.reader); }},
    {"csv", nullptr, [](const RuleProgram&, const ReportOptions& o) { return report::csv({o.text.reader, o.separator, o.ids}); }},
    {"xlsx", nullptr, [](const RuleProgram&, const ReportOptions& o) { return report::xlsx(o.text.reader); }},
    {"ics", nullptr, [](const RuleProgram&, const ReportOptions& o) { return report::ics(o.text.reader); }},
    {"html", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::html(input, o.text.reader); }, nullptr},
    {"docx", [](const report::Input& input, const ReportOptions& o) { return report::docx(input, {o.text.reader, o.counterparty}); }, nullptr},
    {"pdf", [](const report::Input& input, const ReportOptions& o) { return report::pdf(input, o.text.reader, o.counterparty); }, nullptr},
    {"sarif", nullptr, [](const RuleProgram& program, const ReportOptions& o) { return report::sarif(program, o.text.reader); }, true},
    {"mail", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::mail(input, o.text.reader); }, nullptr},
    {"text", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::text(input, o.text); }, nullptr},
    {"terms", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::key_terms_text(input, o.text); }, nullptr},
    {"terms-json", [](const report::Input& input, const ReportOptions& o) -> Result<std::string> { return report::key_terms_json(input, o.text.reader); }, nullptr},
};

constexpr std::string_view kOptions[] = {
    "min-severity=info|low|medium|high|critical",
    "width=20..400 (text, terms)",
    "colour=0|1 (text, terms)",
    "separator=comma|semicolon|tab (csv)",
    "heads=words|ids (csv)",
    "counterparty=1 (docx, pdf)",
};

Error not_understood(std::string what, bool many = false) {
  what += " Formats: ";
  bool first = true;
  for (const Format& format : kFormats) {
    if (many && !format.many) continue;
    what.append(first ? "" : ", ").append(format.name);
    first = false;
  }
  what += ". Options:";
  for (std::string_view option : kOptions) what.append(option == kOptions[0] ? " " : ", ").append(option);
  return {ErrorCode::argument, what + "."};
}

bool read_width(std::string_view value, std::uint32_t& width) {
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), width);
  return error == std::errc() && end == value.data() + value.size() && width >= 20 && width <= 400;
}

bool read_severity(std::string_view value, rules::Severity& least) {
  for (int s = 0; s <= static_cast<int>(rules::Severity::critical); ++s)
    if (rules::name(static_cast<rules::Severity>(s)) == value) {
      least = static_cast<rules::Severity>(s);
      return true;
    }
  return false;
}

struct Request {
  const Format* format = nullptr;
  ReportOptions options;
};

Result<Request> parse(std::string_view text, Language reader) {
  const std::string_view name = text.substr(0, text.find(';'));
  std::string_view rest = text.substr(std::min(text.size(), name.size() + 1));
  Request request;
  const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return f.name == name; });
  if (found == std::end(kFormats)) return not_understood("The report format \"" + std::string(name.substr(0, 40)) + "\" is not known.");
  request.format = found;
  request.options.text.reader = reader;
  while (!rest.empty()) {
    const std::string_view option = rest.substr(0, rest.find(';'));
    rest = rest.substr(std::min(rest.size(), option.size() + 1));
    const std::size_t equals = option.find('=');
    const std::string_view key = option.substr(0, equals), value = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    bool good = false;
    if (key == "width") good = read_width(value, request.options.text.width);
    if (key == "min-severity") good = read_severity(value, request.options.least);
    if (key == "separator") {
      good = value == "comma" || value == "semicolon" || value == "tab";
      request.options.separator = value == "semicolon" ? ';' : value == "tab" ? '\t' : ',';
    }
    if (key == "heads") {
      good = value == "words" || value == "ids";
      request.options.ids = value == "ids";
    }
    if (key == "counterparty" && value == "1") good = request.options.counterparty = true;
    if (key == "colour" && (value == "0" || value == "1")) {
      request.options.text.colour = value == "1";
      good = true;
    }
    if (!good) return not_understood("The option \"" + std::string(option.substr(0, 40)) + "\" of the report format is not understood.");
  }
  // Hints of severity info are for us: "ask which clause used this term".
  if (request.options.counterparty) request.options.least = std::max(request.options.least, rules::Severity::low);
  return request;
}

// What the options leave of a result: score and lane stay those of the whole contract.
class Shown {
 public:
  Shown(const scan::ScanResult& result, const ReportOptions& options, bool known_too) : result_(result), list_(result.list), assessment_(result.assessment) {
    list_.findings.clear();
    assessment_.top.clear();
    std::vector<std::uint32_t> place(result.list.findings.size(), ~0u);
    for (std::uint32_t i = 0; i < result.list.findings.size(); ++i) {
      if (result.list.findings[i].severity < options.least) continue;
      if (!known_too && result.list.findings[i].change == findings::Change::unchanged) continue;
      place[i] = static_cast<std::uint32_t>(list_.findings.size());
      list_.findings.push_back(result.list.findings[i]);
    }
    if (list_.baseline)
      std::erase_if(list_.baseline->absent, [&](const findings::KnownFinding& known) { return known.severity && *known.severity < options.least; });
    // What to read first is then what is worst of the new.
    if (list_.baseline && !known_too) {
      assessment_.top = risk::assess(*result.program, list_).top;
      return;
    }
    for (std::uint32_t top : result.assessment.top)
      if (place[top] != ~0u) assessment_.top.push_back(place[top]);
  }
  report::Input input() const {
    report::Input whole = result_.report_input();
    return {whole.name, whole.sha256, whole.extracted, whole.normal, whole.structure, whole.program, list_, assessment_,
            std::move(whole.not_read), whole.side, whole.today, whole.original, whole.file_bytes, whole.text_is_file};
  }

 private:
  const scan::ScanResult& result_;
  findings::FindingList list_;
  risk::Assessment assessment_;
};

}  // namespace

Result<std::string> write_report(const scan::ScanResult& result, std::string_view format, Language reader) {
  auto request = parse(format, reader);
  if (!request) return request.error();
  const auto& [kind, options] = request.value();
  const Shown shown(result, options, kind->known_too);
  if (kind->one) return kind->one(shown.input(), options);
  const auto writer = kind->many(*result.program, options);
  auto begin = writer->add(shown.input());
  if (!begin) return begin;
  auto end = writer->finish();
  if (!end) return end;
  return std::move(begin).value() + end.value();
}

Result<std::string> write_rule(const RuleProgram& program, std::string_view rule, std::string_view format, Language reader) {
  auto request = parse(format, reader);
  if (!request) return request.error();
  const auto& [kind, options] = request.value();
  if (kind->name == "json") return report::rule_card_json(program, rule, options.text.reader);
  if (kind->name == "text") return report::rule_card_text(program, rule, options.text);
  return Error{ErrorCode::argument, "A rule is described as \"text\" or \"json\", not as \"" + std::string(kind->name) + "\"."};
}

Result<std::string> write_comparison(const scan::ScanResult& before, const scan::ScanResult& after, std::string_view format, Language reader) {
  auto request = parse(format, reader);
  if (!request) return request.error();
  const auto& [kind, options] = request.value();
  if (options.least != rules::Severity::info || (kind->name != "text" && kind->name != "html" && kind->name != "json"))
    return Error{ErrorCode::argument, "\"" + std::string(format.substr(0, 40)) + "\" is no format of a comparison. Formats: text (options width, colour), html, json."};
  const report::Input then = before.report_input(), now = after.report_input();
  const auto side = [](const report::Input& i) { return compare::Side{i.extracted, i.normal, i.structure, i.program, i.list, i.assessment, i.side}; };
  Cancel never;
  const auto comparison = compare::run(side(then), side(now), never);
  if (!comparison) return comparison.error();
  const report::Rounds rounds{then, now, comparison.value()};
  if (kind->name == "json") return report::comparison_json(rounds, reader);
  return kind->name == "html" ? report::comparison_html(rounds, reader) : report::comparison_text(rounds, options.text);
}

Result<Collection> Collection::open(std::shared_ptr<const RuleProgram> program, std::string_view format, Language reader) {
  auto request = parse(format, reader);
  if (!request) return request.error();
  if (!request.value().format->many)
    return not_understood("The report format \"" + std::string(request.value().format->name) + "\" is of one document. Write it with result_write.", true);
  Collection made;
  made.options_ = request.value().options;
  made.known_too_ = request.value().format->known_too;
  made.writer_ = request.value().format->many(*program, made.options_);
  made.program_ = std::move(program);
  return made;
}

Result<std::string> Collection::add(const scan::ScanResult& result) {
  const Shown shown(result, options_, known_too_);
  return writer_->add(shown.input());
}

Result<std::string> Collection::unread(std::string_view name, std::string_view problem) { return writer_->unread(name, problem); }

Result<std::string> Collection::finish() { return writer_->finish(); }

}  // namespace caveat::abi
