// Excel workbooks: the parts of the input (fuzz_target.h) as a ZIP.
#include "extract/xlsx.h"

#include "extracted_promise.h"
#include "stored_zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const auto parts = fuzz::parts_of(fuzz::view(data, size));
  if (parts.empty()) return 0;
  const std::string packed = fuzz::stored_zip(parts);
  Cancel never;
  fuzz::require_read_or_refused(extract::read_xlsx({packed, "a.xlsx", {}}, {}, never), "a.xlsx");
  return 0;
}
