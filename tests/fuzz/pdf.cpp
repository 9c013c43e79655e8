// PDF as the reader process reads it. Poppler itself is not compiled for fuzzing: this finds what our code makes of its words, and crashes of poppler's
// that cost an error message because the reader is a process of its own.
#include "pdf_pages.h"

#include "reader_answer.h"

namespace {

// With a password and the pages that text recognition has read, where the reader takes them.
template <class Bytes>
auto read(Bytes bytes) {
  const caveat::reader::PageProgress nobody = [](std::uint32_t, std::uint32_t) {};
  if constexpr (requires { caveat::reader::read_pdf(bytes, std::string_view(), {}, nobody); }) return caveat::reader::read_pdf(bytes, std::string_view(), {}, nobody);
  else if constexpr (requires { caveat::reader::read_pdf(bytes, std::string_view(), nobody); }) return caveat::reader::read_pdf(bytes, std::string_view(), nobody);
  else return caveat::reader::read_pdf(bytes, nobody);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  static const bool prepared = (reader::prepare_pdf(), true);
  if (!prepared || size == 0) return 0;
  fuzz::require_answer_is_taken(read(fuzz::view(data, size)), "application/pdf");
  return 0;
}
