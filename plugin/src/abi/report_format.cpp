// See report_format.h.
#include "abi/report_format.h"

#include <algorithm>

namespace caveat::abi {
namespace {

Error unknown(std::string what) {
  return {ErrorCode::argument, std::move(what) + " Formats: json, html, text. Options: width=20..400, colour=0|1 (text), min-severity=info|low|medium|high|critical."};
}

struct Shown {
  findings::FindingList list;
  risk::Assessment assessment;
};

// What is left when only findings from `least` on are shown: score and lane stay those of the whole contract.
Shown from_severity(const scan::ScanResult& result, rules::Severity least) {
  Shown shown{result.list, result.assessment};
  shown.list.findings.clear();
  shown.assessment.top.clear();
  std::vector<std::uint32_t> place(result.list.findings.size(), ~0u);
  for (std::uint32_t i = 0; i < result.list.findings.size(); ++i) {
    if (result.list.findings[i].severity < least) continue;
    place[i] = static_cast<std::uint32_t>(shown.list.findings.size());
    shown.list.findings.push_back(result.list.findings[i]);
  }
  for (std::uint32_t top : result.assessment.top)
    if (place[top] != ~0u) shown.assessment.top.push_back(place[top]);
  return shown;
}

}  // namespace

Result<std::string> write_report(const scan::ScanResult& result, std::string_view format, Language reader) {
  std::string_view name = format.substr(0, format.find(';'));
  std::string_view rest = format.substr(std::min(format.size(), name.size() + 1));
  report::TextOptions text;
  text.reader = reader;
  rules::Severity least = rules::Severity::info;
  while (!rest.empty()) {
    const std::string_view option = rest.substr(0, rest.find(';'));
    rest = rest.substr(std::min(rest.size(), option.size() + 1));
    const std::size_t equals = option.find('=');
    const std::string_view key = option.substr(0, equals), value = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    bool good = false;
    if (key == "width" && !value.empty() && value.size() <= 4 && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      text.width = 0;
      for (char c : value) text.width = text.width * 10 + static_cast<std::uint32_t>(c - '0');
      good = text.width >= 20 && text.width <= 400;
    } else if (key == "colour" && (value == "0" || value == "1")) {
      text.colour = value == "1";
      good = true;
    } else if (key == "min-severity") {
      for (int s = 0; s <= static_cast<int>(rules::Severity::critical); ++s)
        if (rules::name(static_cast<rules::Severity>(s)) == value) {
          least = static_cast<rules::Severity>(s);
          good = true;
        }
    }
    if (!good) return unknown("The option \"" + std::string(option.substr(0, 40)) + "\" of the report format is not understood.");
  }

  report::Input whole = result.report_input();
  const Shown shown = from_severity(result, least);
  const report::Input input = {whole.name, whole.sha256, whole.extracted, whole.normal, whole.structure, whole.program, shown.list, shown.assessment, std::move(whole.not_read), whole.side, whole.today};
  if (name == "json") return report::json(input, reader);
  if (name == "html") return report::html(input, reader);
  if (name == "text") return report::text(input, text);
  return unknown("The report format \"" + std::string(name.substr(0, 40)) + "\" is not known.");
}

}  // namespace caveat::abi
