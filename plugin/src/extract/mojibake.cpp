// Mojibake: pairs that wrong decoding leaves. Tested by tests/unit/extract/mojibake_test.cpp.
#include "extract/mojibake.h"

#include <algorithm>
#include <string>

#include "extract/utf8.h"

namespace caveat::extract {
namespace {

// The character at `at` of valid UTF-8 and its size; 0 past the end.
std::uint32_t character(std::string_view text, std::size_t at, std::size_t& size) {
  size = 0;
  if (at >= text.size()) return 0;
  size = utf8_step(text, at).size;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  switch (size) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default: return 0x10000;
  }
}

bool one_of(std::uint32_t c, std::u32string_view all) { return all.find(static_cast<char32_t>(c)) != all.npos; }

// 0x80 to 0xBF, the second byte of a character of UTF-8, as each encoding shows it.
bool windows_tail(std::uint32_t c) {
  return (c >= 0x80 && c <= 0xBF) || one_of(c, U"\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178");
}
bool mac_tail(std::uint32_t c) {
  return one_of(c, U"\u00c4\u00c5\u00c7\u00c9\u00d1\u00d6\u00dc\u00e1\u00e0\u00e2\u00e4\u00e3\u00e5\u00e7\u00e9\u00e8\u00ea\u00eb\u00ed\u00ec\u00ee\u00ef\u00f1\u00f3\u00f2\u00f4\u00f6\u00f5\u00fa\u00f9\u00fb\u00fc"
                   U"\u2020\u00b0\u00a2\u00a3\u00a7\u2022\u00b6\u00df\u00ae\u00a9\u2122\u00b4\u00a8\u2260\u00c6\u00d8\u221e\u00b1\u2264\u2265\u00a5\u00b5\u2202\u2211\u220f\u03c0\u222b\u00aa\u00ba\u03a9\u00e6\u00f8");
}
bool dos_tail(std::uint32_t c) {
  return one_of(c, U"\u00c7\u00fc\u00e9\u00e2\u00e4\u00e0\u00e5\u00e7\u00ea\u00eb\u00e8\u00ef\u00ee\u00ec\u00c4\u00c5\u00c9\u00e6\u00c6\u00f4\u00f6\u00f2\u00fb\u00f9\u00ff\u00d6\u00dc\u00f8\u00a3\u00d8\u00d7\u0192"
                   U"\u00e1\u00ed\u00f3\u00fa\u00f1\u00d1\u00aa\u00ba\u00bf\u00ae\u00ac\u00bd\u00bc\u00a1\u00ab\u00bb");
}

}  // namespace

std::uint64_t count_mojibake(std::string_view text) {
  std::uint64_t sure = 0, perhaps = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    std::size_t size = 0, next_size = 0, third_size = 0;
    const std::uint32_t c = character(text, at, size);
    at += size;
    if (!(c == 0xC3 || c == 0xC2 || c == 0xE2 || c == 0xD4 || c == 0x221A || c == 0xAC || c == 0x201A || c == 0x251C || c == 0x252C)) continue;
    const std::uint32_t next = character(text, at, next_size), third = character(text, at + next_size, third_size);
    bool is = false;
    switch (c) {
      case 0xC3:  // Ã: U+00C0 to U+00FF
        is = windows_tail(next);
        if (is && one_of(next, U"\u201c\u201d\u2018\u2019\u2026\u2013\u2014\u00bb\u00ab\u00a0\u00ad\u2022")) {  // "IRMÃ”" is a Portuguese word in quotes
          ++perhaps;
          is = false;
        }
        break;
      case 0xC2:  // Â: U+0080 to U+00BF
        is = windows_tail(next) && !one_of(next, U"\u201c\u201d\u2018\u2019\u2026\u2013\u2014\u00a0\u00ad\u2022");
        perhaps += next == 0xA0;
        break;
      case 0xE2:  // â€™ â€œ â‚¬, or with the controls of Latin-1
        is = (one_of(next, U"\u20ac\u201a\u201e\u02c6") && windows_tail(third)) || (next >= 0x80 && next < 0x9F && windows_tail(third));
        break;
      case 0x221A: is = mac_tail(next); break;                                              // √©
      case 0xAC: perhaps += one_of(next, U"\u2020\u00df\u00aa\u00b0"); break;               // ¬ß for §
      case 0x201A: is = (next == 0xC4 && mac_tail(third)) || (next == 0xC7 && third == 0xA8); break;  // ‚Äô ‚Ç¨
      case 0x251C: is = dos_tail(next); break;                                              // ├®
      case 0x252C: perhaps += one_of(next, U"\u00ba\u00a1\u00ab\u00bb\u00bf"); break;
      case 0xD4: is = next == 0xC7 && (dos_tail(third)); break;                             // ÔÇÖ
      default: break;
    }
    if (!is) continue;
    ++sure;
    at += next_size;
  }
  return sure > 0 ? sure + perhaps : 0;
}

void note_mojibake(ExtractedText& out) {
  if (const std::uint64_t count = count_mojibake(out.text); count > 0)
    out.not_read.push_back({"mojibake", 0,
                            std::to_string(count) + (count == 1 ? " place holds" : " places hold") +
                                " letters that were decoded wrongly before this file was made (\"\u00c3\u00a9\" for \"\u00e9\"), and rules may miss the words. "
                                "Ask for the original, or save it anew from the program it was written with."});
  const bool told = std::any_of(out.not_read.begin(), out.not_read.end(), [](const NotRead& part) { return part.code.starts_with("undecodable"); });
  if (told) return;
  std::uint64_t lost = 0;
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  for (std::size_t at = out.text.find(kReplacement); at != out.text.npos; at = out.text.find(kReplacement, at + kReplacement.size())) ++lost;
  if (lost > 0)
    out.not_read.push_back({"undecodable-bytes", 0,
                            std::to_string(lost) + (lost == 1 ? " letter was" : " letters were") +
                                " lost before this file was made: U+FFFD stands in its place. Ask for the original, or save it anew from the program it "
                                "was written with."});
}

}  // namespace caveat::extract
