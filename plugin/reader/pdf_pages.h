// PDF -> Answer, by poppler. Tested by tests/unit/reader/pdf_test.cpp.
#ifndef CAVEAT_READER_PDF_PAGES_H
#define CAVEAT_READER_PDF_PAGES_H
#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// What poppler reads from the disk when it starts; call it before the file system is closed.
void prepare_pdf();

using PageProgress = std::function<void(std::uint32_t done, std::uint32_t total)>;
// password: UTF-8, of the user or the owner; not used where the document opens without. recognised: by page; of pages that have no text, or little.
std::variant<extract::reader::Answer, extract::reader::Failure> read_pdf(std::string_view document, std::string_view password,
                                                                         const std::vector<extract::reader::RecognisedPage>& recognised,
                                                                         const PageProgress& progress);

}  // namespace caveat::reader
#endif
