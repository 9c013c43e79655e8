// Which format a file is: the first byte of the input chooses its name and declared type, the rest are its bytes.
#include "extract/sniff.h"

#include "fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a.txt", "a.md", "a.docx", "a.pdf", "a.html", "a", "a.eml", "a.zip"};
  constexpr const char* kTypes[] = {"", "text/plain", "text/markdown", "text/html; charset=utf-8", "application/pdf", "application/octet-stream"};
  const std::string_view name = kNames[data[0] % std::size(kNames)];
  const extract::Document document{fuzz::view(data + 1, size - 1), name, kTypes[data[0] / std::size(kNames) % std::size(kTypes)]};
  Cancel never;
  const auto type = extract::sniff(document, never);
  if (!type) fuzz::require_refusal(type.error(), name);
  else fuzz::require(type.value().find('/') != std::string_view::npos, "a format is a media type");
  return 0;
}
