// Memo: a Word document of our own for a contract in another format: verdict, what must, should and could be changed, key terms, what was not read.
// For the other side: the words and what is asked for, in the order of the contract. Tested by tests/unit/report/docx_test.cpp.
#ifndef CAVEAT_REPORT_MEMO_H
#define CAVEAT_REPORT_MEMO_H
#include <string>
#include <string_view>

#include "report/report.h"

namespace caveat::report {

// `note`: said first; empty: nothing.
std::string memo(const Input& input, const DocxOptions& options, std::string_view note);

// "approved by M. Dupont, until 31 March 2027, reason".
std::string waiver_text(const findings::Finding& finding, Language reader);

}  // namespace caveat::report
#endif
