// HTML as the reader process reads it, its charset as the host finds it, and the answer as the host takes it: what the one makes, the other believes.
#include "html_blocks.h"

#include "extract/reader_html_charset.h"
#include "extract/utf8.h"
#include "reader_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  Cancel never;
  const auto html = extract::html_to_utf8(fuzz::view(data, size), never);
  if (!html) return 0;
  fuzz::require(extract::is_utf8(html.value().text), "the reader is given UTF-8");
  fuzz::require_answer_is_taken(reader::read_html(html.value().text), "text/html");
  return 0;
}
