// PdfNotes: the findings as highlights and notes on the pages of a PDF, before anybody draws them. Tested by
// tests/unit/report/pdf_notes_test.cpp, tests/node/pdf_notes.test.mjs.
//
//   a place         highlight on the words that made the rule fire, with title, why, ask and fallback; further places of the same cause
//                   with a short note that says where the long one is
//   an absence      note beside the place where it would belong, else at the edge of page 1
//   the verdict     note at the edge of page 1, with what was not read; not in a copy for the other side
//   a signature,    note at the edge of page 1, only in documents that have it (extract::Annotation::When)
//   a form
#ifndef CAVEAT_REPORT_PDF_NOTES_H
#define CAVEAT_REPORT_PDF_NOTES_H
#include <vector>

#include "extract/annotation.h"
#include "report/report.h"

namespace caveat::report {

// In the order of the pages' text. Keeps the limits of base/limits.h; what they leave out is counted in a note of its own.
std::vector<extract::Annotation> pdf_notes(const Input& input, Language reader, bool counterparty);

}  // namespace caveat::report
#endif
