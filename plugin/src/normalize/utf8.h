// Utf8: one character at a time, forward. Bytes that are no UTF-8 come out one by one as kNotUtf8: extracted text has
// none, but rule fragments come from people's files. Tested by tests/unit/normalize/utf8_test.cpp.
#ifndef CAVEAT_NORMALIZE_UTF8_H
#define CAVEAT_NORMALIZE_UTF8_H
#include <cstdint>

namespace caveat::normalize {

inline constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

struct Decoded {
  char32_t code_point;
  std::uint32_t size;  // 1..4
};

// at < end.
inline Decoded decode(const char* at, const char* end) {
  const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
  const auto tail = [&](int i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && end - at >= 2 && tail(1))
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  if (lead >= 0xE0 && lead < 0xF0 && end - at >= 3 && tail(1) && tail(2)) {
    const auto c = static_cast<char32_t>((lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && end - at >= 4 && tail(1) && tail(2) && tail(3)) {
    const auto c =
        static_cast<char32_t>((lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F));
    if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4};
  }
  return {kNotUtf8, 1};
}

}  // namespace caveat::normalize
#endif
