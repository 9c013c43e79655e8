// A written PDF (written_pdf.h), read through the process; what comes out keeps the contract of extracted_text.h.
#ifndef CAVEAT_TESTS_READER_PDF_READING_H
#define CAVEAT_TESTS_READER_PDF_READING_H
#include "../extract/invariants.h"
#include "reading.h"
#include "written_pdf.h"

namespace caveat::tests {

inline ExtractedText pdf(const WrittenPdf& written) {
  ExtractedText out = read_good(written.bytes(), "application/pdf");
  BOOST_CHECK_EQUAL(broken_invariant(out), "");
  return out;
}

}  // namespace caveat::tests
#endif
