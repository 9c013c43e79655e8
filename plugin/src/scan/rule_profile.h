// What each rule costs in the scans of some documents, worst first: text to read, or JSON. For `caveat rules profile`.
// Time differs from run to run; work (match/profile.h) does not, so that a build may fail by it.
// Tested by tests/rules/rule_cost_test.cpp and tests/cli/rules_test.cpp; what it tells: docs/write-a-rule.md.
#ifndef CAVEAT_SCAN_RULE_PROFILE_H
#define CAVEAT_SCAN_RULE_PROFILE_H
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "match/profile.h"
#include "scan/scanner.h"

namespace caveat::scan {

class RuleProfile {
 public:
  explicit RuleProfile(std::shared_ptr<const rules::RuleProgram> program);

  // Scans it twice, and counts the second time: at the first, expressions and their tables are made.
  std::optional<Error> add(const extract::Document& document, Options options, Cancel& cancel);

  struct Row {
    std::uint32_t rule = 0;
    match::Profile::Cost cost;
    std::uint64_t findings = 0;
    double time_percent = 0, work_percent = 0;  // of the way from the text to the JSON
  };
  // By work, worst first; ties by id. Without rules that did nothing.
  std::vector<Row> rows() const;

  // top: rules told; 0: all.
  std::string as_text(std::uint32_t top) const;
  std::string as_json(std::uint32_t top) const;

 private:
  double time_of_all() const;  // without reading, and what is made once
  std::shared_ptr<const rules::RuleProgram> program_;
  Scanner scanner_;
  match::Profile profile_;
  std::vector<std::uint64_t> findings_;  // per rule
  std::uint64_t documents_ = 0;
};

}  // namespace caveat::scan
#endif
