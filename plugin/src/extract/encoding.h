// Encoding: the bytes of a text file -> UTF-8 as ExtractedText wants it (no NUL, CR or byte order mark; lines end in
// '\n'). Tested by tests/unit/extract/encoding_test.cpp.
//
// In this order: byte order mark, unless the bytes belie it; UTF-32 and UTF-16 without one (most bytes of Latin text are 0); UTF-8; else
// old_encoding.h. In a file that is UTF-8 in part, each line is what it can be.
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
  std::uint64_t doubtful = 0;     // of an encoding that was guessed against the odds: characters that fit nowhere
};

// Errors: format (binary data), limit, cancelled, deadline. A wrong byte is never an error: it becomes U+FFFD and is
// counted.
Result<Decoded> decode(const Document& document, Cancel& cancel);

// Notes what decode() could not read.
void note_undecodable(const Decoded& decoded, ExtractedText& out);

}  // namespace caveat::extract
#endif
