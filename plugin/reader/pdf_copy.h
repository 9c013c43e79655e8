// A copy of a PDF with highlights and notes drawn into it, by qpdf. Tested by tests/unit/reader/annotate_test.cpp.
#ifndef CAVEAT_READER_PDF_COPY_H
#define CAVEAT_READER_PDF_COPY_H
#include <variant>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// The document is written anew, not appended to: a signature no longer holds. Its contents, forms and earlier notes stay. The
// same request gives the same bytes.
std::variant<extract::reader::Copy, extract::reader::Failure> copy_pdf(const extract::reader::CopyRequest& request);

}  // namespace caveat::reader
#endif
