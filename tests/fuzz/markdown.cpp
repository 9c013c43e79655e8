#include "extract/markdown.h"

#include "extracted_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  Cancel never;
  fuzz::require_read_or_refused(extract::read_markdown({fuzz::view(data, size), "a.md", {}}, never), "a.md");
  return 0;
}
