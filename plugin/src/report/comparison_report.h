// The comparison of two drafts (compare/comparison.h) as people and programs read it. What the words mean: docs/rounds.md.
// Tested by tests/unit/compare/comparison_report_test.cpp. Same input, same bytes.
#ifndef CAVEAT_REPORT_COMPARISON_REPORT_H
#define CAVEAT_REPORT_COMPARISON_REPORT_H
#include <string>

#include "compare/comparison.h"
#include "report/report.h"

namespace caveat::report {

// Borrowed for the call. `comparison` is of these two, in this order.
struct Rounds {
  const Input& before;
  const Input& after;
  const compare::Comparison& comparison;
};

// For a terminal: verdict first, then the risks by what became of them, the terms, the wording.
std::string comparison_text(const Rounds& rounds, const TextOptions& options);
// One self-contained file, strict CSP, no script: before and after beside one another, changed words marked.
std::string comparison_html(const Rounds& rounds, Language reader);
// One object, one line: docs/comparison.schema.json.
std::string comparison_json(const Rounds& rounds, Language reader);

}  // namespace caveat::report
#endif
