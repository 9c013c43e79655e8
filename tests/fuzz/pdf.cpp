// PDF as the reader process reads it. Poppler itself is not compiled for fuzzing: this finds what our code makes of its words, and crashes of poppler's
// that cost an error message because the reader is a process of its own.
#include "pdf_pages.h"

#include "reader_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  static const bool prepared = (reader::prepare_pdf(), true);
  if (!prepared || size == 0) return 0;
  fuzz::require_answer_is_taken(reader::read_pdf(fuzz::view(data, size), [](std::uint32_t, std::uint32_t) {}), "application/pdf");
  return 0;
}
