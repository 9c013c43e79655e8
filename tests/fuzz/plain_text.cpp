// Text files: their encoding, then their paragraphs.
#include "extract/plain_text.h"

#include "extract/encoding.h"
#include "extract/utf8.h"
#include "extracted_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const extract::Document document{fuzz::view(data, size), "a.txt", {}};
  Cancel never;
  if (const auto decoded = extract::decode(document, never)) {
    const std::string& text = decoded.value().text;
    fuzz::require(extract::is_utf8(text), "decoded text is UTF-8");
    fuzz::require(text.find('\r') == text.npos && text.find('\0') == text.npos && text.find("\xEF\xBB\xBF") == text.npos, "decoded text has no CR, NUL or byte order mark");
    fuzz::require(!decoded.value().encoding.empty(), "the encoding has a name");
    // What is decoded is UTF-8, and read once more it stays as it is. Escapes of ISO-2022 are characters to UTF-8 and a switch to others.
    if (text.find('\x1B') == text.npos && !text.empty()) {
      const auto again = extract::decode({text, "a.txt", {}}, never);
      if (again && again.value().encoding == "UTF-8") fuzz::require(again.value().text == text, "decoding twice changes nothing");
    }
  } else {
    fuzz::require_refusal(decoded.error(), "a.txt");
  }
  fuzz::require_read_or_refused(extract::read_plain_text(document, never), "a.txt");
  return 0;
}
