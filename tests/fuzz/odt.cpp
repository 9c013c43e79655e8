// OpenDocument texts: the parts of the input (fuzz_target.h) as a ZIP, in each view; an input without parts is a flat document (.fodt).
#include "extract/odt.h"

#include "extracted_promise.h"
#include "stored_zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const std::string_view input = fuzz::view(data, size);
  const auto parts = fuzz::parts_of(input);
  const std::string packed = parts.empty() ? std::string(input) : fuzz::stored_zip(parts);
  for (const auto view : {extract::View::final_, extract::View::original, extract::View::both}) {
    Cancel never;
    extract::Options options;
    options.view = view;
    const extract::Document document{packed, "a.odt", {}};
    fuzz::require_read_or_refused(parts.empty() ? extract::read_flat_odt(document, options, never) : extract::read_odt(document, options, never), "a.odt");
  }
  return 0;
}
