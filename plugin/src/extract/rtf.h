// Rtf: a Rich Text file, of Word, LibreOffice, Outlook or a word processor of the nineties -> ExtractedText. Tested by tests/unit/extract/rtf_test.cpp.
//
//   {\rtf1\ansi{\listtext 7.2\tab}Caf\'e9 fees{\v  are final}.\par}  ->  "7.2 Café fees are final.", of which " are final" is hidden
#ifndef CAVEAT_EXTRACT_RTF_H
#define CAVEAT_EXTRACT_RTF_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

// Errors: limit, cancelled, deadline.
Result<ExtractedText> read_rtf(const Document& document, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
