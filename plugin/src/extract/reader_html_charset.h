// HTML bytes -> UTF-8, before they go to the reader: byte order mark, else UTF-8 if that is what the bytes are, else
// the <meta charset>, else what old_encoding.h finds likeliest. Tested by
// tests/unit/reader/html_charset_test.cpp.
#ifndef CAVEAT_EXTRACT_READER_HTML_CHARSET_H
#define CAVEAT_EXTRACT_READER_HTML_CHARSET_H
#include <cstdint>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"

namespace caveat::extract {

struct Utf8Html {
  std::string text;               // valid UTF-8, without byte order mark
  std::uint32_t undecodable = 0;  // places where bytes stood for no character; U+FFFD stands there now
};

// Error: limit (the text grows beyond limits::kInputBytes), or what cancel says.
Result<Utf8Html> html_to_utf8(std::string_view bytes, Cancel& cancel);

}  // namespace caveat::extract
#endif
