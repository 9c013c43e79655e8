// RTF, byte by byte, in each view.
#include "extract/rtf.h"

#include "extracted_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  for (const auto view : {extract::View::final_, extract::View::original, extract::View::both}) {
    Cancel never;
    extract::Options options;
    options.view = view;
    fuzz::require_read_or_refused(extract::read_rtf({fuzz::view(data, size), "a.rtf", {}}, options, never), "a.rtf");
  }
  return 0;
}
