// A PDF, opened by poppler for whoever reads or draws it. For files that know poppler.
#ifndef CAVEAT_READER_PDF_DOCUMENT_H
#define CAVEAT_READER_PDF_DOCUMENT_H
#include <PDFDoc.h>

#include <memory>
#include <string_view>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// `document` must outlive it; never null. Whether it is good: failure_of.
std::unique_ptr<PDFDoc> open_pdf(std::string_view document, std::string_view password);
std::optional<extract::reader::Failure> failure_of(const PDFDoc& document, std::string_view password);

// Whether one picture, or several together, cover most of the page.
bool is_filled_by_pictures(PDFDoc& document, std::uint32_t page, double width, double height);

}  // namespace caveat::reader
#endif
