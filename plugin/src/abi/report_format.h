// The format strings of result_write and of ext/reports.h: a name, then options after ';':
// "text;width=100;colour=1;min-severity=high". Tested by tests/abi.
#ifndef CAVEAT_ABI_REPORT_FORMAT_H
#define CAVEAT_ABI_REPORT_FORMAT_H
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "scan/scanner.h"

namespace caveat::abi {

// What the options of a format string say; each format reads those that it knows.
struct ReportOptions {
  report::TextOptions text;  // its `reader` is the reader of every format
  rules::Severity least = rules::Severity::info;
  char separator = ',';  // csv
  bool ids = false;      // csv: heads are ids
  bool counterparty = false;  // for the other side: what to ask for, no internal notes
};

// Errors (argument): an unknown format or option; the message lists the known ones.
Result<std::string> write_report(const scan::ScanResult& result, std::string_view format, Language reader);

// What one rule looks for: "text", with its options, or "json". Errors (argument): as write_report, and an unknown rule.
Result<std::string> write_rule(const rules::RuleProgram& program, std::string_view rule, std::string_view format, Language reader);

// Two drafts of one contract. Formats: text, html, json. Errors (argument): another one, min-severity, and drafts that were not
// scanned with one ruleset for one side.
Result<std::string> write_comparison(const scan::ScanResult& before, const scan::ScanResult& after, std::string_view format, Language reader);

// A report to which results are added one by one.
class Collection {
 public:
  // Errors (argument): as write_report, and a format that is of one document.
  static Result<Collection> open(std::shared_ptr<const rules::RuleProgram> program, std::string_view format, Language reader);
  Result<std::string> add(const scan::ScanResult& result);
  Result<std::string> unread(std::string_view name, std::string_view problem);
  Result<std::string> finish();

 private:
  std::shared_ptr<const rules::RuleProgram> program_;  // the writer borrows it
  ReportOptions options_;
  bool known_too_ = false;
  std::unique_ptr<report::Collected> writer_;
};

}  // namespace caveat::abi
#endif
