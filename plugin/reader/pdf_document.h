// A PDF, opened by poppler for whoever reads or draws it. For files that know poppler.
#ifndef CAVEAT_READER_PDF_DOCUMENT_H
#define CAVEAT_READER_PDF_DOCUMENT_H
#include <PDFDoc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/limits.h"
#include "extract/reader_protocol.h"

namespace caveat::reader {

// `document` must outlive it; never null. Whether it is good: failure_of.
std::unique_ptr<PDFDoc> open_pdf(std::string_view document, std::string_view password);
std::optional<extract::reader::Failure> failure_of(const PDFDoc& document, std::string_view password);

// What drawing a page has cost so far. Counted in operations and not in seconds, so that the same file has the same text on every machine.
class PageWork {
 public:
  static constexpr std::uint64_t kLetter = 5;  // with its way through the layout
  void add(std::uint64_t operations) { done_ += operations; }
  bool is_over() const { return done_ > limits::kPageWork; }
  // For OutputDev::useDrawForm: poppler draws no form of which a device says that it draws it itself.
  bool refuses_form() {
    add(200);
    return is_over();
  }
  // For PDFDoc::displayPage, which asks after every ten operations of a stream or so.
  static bool is_over(void* work) {
    static_cast<PageWork*>(work)->add(10);
    return static_cast<PageWork*>(work)->is_over();
  }

 private:
  std::uint64_t done_ = 0;
};

}  // namespace caveat::reader
#endif
