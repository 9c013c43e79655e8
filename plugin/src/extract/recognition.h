// Text recognition, the host's side: pages of a PDF that are pictures are shared out to several reader processes, which recognise their words
// (plugin/reader/recognition.h). What comes back is checked, and goes into the job that lays the document out. Tested by
// tests/unit/reader/recognition_test.cpp.
//
//   auto seen = recognise(document, options.password, program, {3, 4, 5}, cancel);
//   seen->pages                                                 of pages 3 to 5 those that could be recognised, by number
#ifndef CAVEAT_EXTRACT_RECOGNITION_H
#define CAVEAT_EXTRACT_RECOGNITION_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"
#include "extract/reader_protocol.h"

namespace caveat::extract {

struct Recognition {
  std::vector<reader::RecognisedPage> pages;
  bool installed = true;  // tesseract, with a model of one of our languages
};

// pages: by number, not empty. Errors: cancelled, deadline, no_memory, io. A page that fails is not among the pages that come back: no error.
Result<Recognition> recognise(const Document& document, std::string_view password, const std::string& program, const std::vector<std::uint32_t>& pages,
                              Cancel& cancel);

// Says of the text what recognition did for it: why a page is still unread, and which was read so badly that it may as well be.
// asked: the pages that were to be recognised.
void tell(const Recognition& recognition, const std::vector<std::uint32_t>& asked, ExtractedText& text);

}  // namespace caveat::extract
#endif
