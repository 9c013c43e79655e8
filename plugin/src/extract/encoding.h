// Encoding: the bytes of a text file -> UTF-8 as ExtractedText wants it (no NUL, CR or byte order mark; lines end in
// '\n'). Tested by tests/unit/extract/encoding_test.cpp.
//
// In this order: byte order mark; UTF-16 without one (every second byte of Latin text is 0); UTF-8; else what ICU finds
// most likely, where Latin means Windows-1252 or, when a euro or an œ shows it, ISO-8859-15.
//
//   decode(Document{"pr\xE9" "avis\r\n", "a.txt", ""})  ->  text "préavis\n", encoding "windows-1252", undecodable 0
#ifndef CAVEAT_EXTRACT_ENCODING_H
#define CAVEAT_EXTRACT_ENCODING_H
#include <cstdint>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

struct Decoded {
  std::string text;
  std::string encoding;           // "UTF-8", "UTF-16LE", "windows-1252", ...
  std::uint64_t undecodable = 0;  // places replaced by U+FFFD
};

// Errors: format (binary data), limit, cancelled, deadline. A wrong byte is never an error: it becomes U+FFFD and is
// counted.
Result<Decoded> decode(const Document& document, Cancel& cancel);

// Notes what decode() could not read.
void note_undecodable(const Decoded& decoded, ExtractedText& out);

}  // namespace caveat::extract
#endif
