// What a report says when it shows only what is new since an earlier one (findings/baseline.h), in four languages.
// Tested by tests/unit/report/baseline_words_test.cpp.
//
//   "Compared with the earlier report of offer.pdf: 2 new, 1 changed. 12 findings known from it are not shown; ..."
#ifndef CAVEAT_REPORT_BASELINE_WORDS_H
#define CAVEAT_REPORT_BASELINE_WORDS_H
#include <string>
#include <string_view>

#include "report/report.h"

namespace caveat::report {

// What the report was held against, and how much it leaves out; empty without a baseline. Harmless for a terminal and a browser.
std::string baseline_note(const Input& input, Language reader);

// Of a finding that the earlier report knows: what has changed since; empty for any other.
std::string_view change_note(const findings::Finding& finding, Language reader);

// Instead of Labels::no_findings, which would be untrue where known findings are left out.
std::string_view no_findings_note(const Input& input, Language reader);

}  // namespace caveat::report
#endif
