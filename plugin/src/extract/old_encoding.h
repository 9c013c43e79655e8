// OldEncoding: which encoding from before Unicode the bytes of a text are in. Tested by tests/unit/extract/old_encoding_test.cpp.
//
// Windows-1252 and ISO-8859-15 (Windows, Unix), Mac Roman and code page 850 (DOS) put é, ü, ñ and the quotes at different bytes. Each is
// tried, and of the readings the one wins in which the characters stand where they do in words of the four languages: letters in words, no
// capital within a word, quotes around words, § before a number, and words that are words ("für", "même", "según"). Windows-1252 is by far
// the commonest, so another one needs more than a single sign. Other alphabets are left to ICU.
//
//   guess_old_encoding("pr\x82" "avis")  ->  "ibm-850_P100-1995"      é in DOS; a low quote within a word in Windows
#ifndef CAVEAT_EXTRACT_OLD_ENCODING_H
#define CAVEAT_EXTRACT_OLD_ENCODING_H
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::extract {

// What bytes 0x80 to 0xFF stand for; 0: not assigned.
using HighCharacters = std::array<std::uint32_t, 128>;

struct OldEncoding {
  std::string icu_name;                      // for a converter of ICU
  std::string name;                          // for people: "Mac Roman"
  const HighCharacters* characters{};        // null: no encoding of one byte a character that is known here
  int score = 0;                             // how well its characters fit their places; below 0: no text of our languages
  std::uint64_t implausible = 0;             // characters, of the first few thousand above ASCII, that fit nowhere
};

// bytes: text that is not Unicode. Looks at the first 64 KB, or a little more where these are ASCII.
OldEncoding guess_old_encoding(std::string_view bytes);

// How well a piece of the same text, a line, fits the encoding.
int fit(std::string_view bytes, const HighCharacters& characters);

}  // namespace caveat::extract
#endif
