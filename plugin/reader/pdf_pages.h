// PDF -> Answer, by poppler. Tested by tests/unit/reader/pdf_test.cpp.
#ifndef CAVEAT_READER_PDF_PAGES_H
#define CAVEAT_READER_PDF_PAGES_H
#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// What poppler reads from the disk when it starts; call it before the file system is closed.
void prepare_pdf();

using PageProgress = std::function<void(std::uint32_t done, std::uint32_t total)>;
std::variant<extract::reader::Answer, extract::reader::Failure> read_pdf(std::string_view document,
                                                                         const PageProgress& progress);

}  // namespace caveat::reader
#endif
