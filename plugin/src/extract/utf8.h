// Utf8: one step through bytes that may or may not be UTF-8, and the white space of Unicode in UTF-8.
// Tested by tests/unit/extract/encoding_test.cpp (against ICU) and, through every block, by the invariants.
//
//   utf8_step("\xC3\xA9t\xC3", 0)  ->  {2, true}    é
//   utf8_step("\xC3\xA9t\xC3", 3)  ->  {1, false}   cut off: one U+FFFD stands for it
#ifndef CAVEAT_EXTRACT_UTF8_H
#define CAVEAT_EXTRACT_UTF8_H
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::extract {

struct Utf8Step {
  std::uint32_t size;  // at least 1
  bool valid;
};

// The character at `at`, or the maximal part of one that is cut off or wrong (Unicode 15, table 3-7), so that replacing
// each invalid step by U+FFFD gives what browsers and ICU give.
inline Utf8Step utf8_step(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return {1, true};
  if (first < 0xC2) return {1, false};
  if (first < 0xE0) return tail(1) ? Utf8Step{2, true} : Utf8Step{1, false};
  if (first < 0xF0) {
    const unsigned second = byte(1);
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
    if (second < low || second > high) return {1, false};
    return tail(2) ? Utf8Step{3, true} : Utf8Step{2, false};
  }
  if (first < 0xF5) {
    const unsigned second = byte(1);
    const unsigned low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) return {1, false};
    if (!tail(2)) return {2, false};
    return tail(3) ? Utf8Step{4, true} : Utf8Step{3, false};
  }
  return {1, false};
}

inline void append_utf8(std::string& out, std::uint32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    out += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

// Bytes of the white-space character (Unicode White_Space) that begins at `at`; 0: none.
inline std::size_t white_space_at(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u;
  };
  const unsigned first = byte(0);
  if (first <= 0x20) return first == 0x20 || (first >= 0x09 && first <= 0x0D) ? 1 : 0;
  switch (first) {
    case 0xC2: return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    case 0xE2:
      if (byte(1) == 0x80) {
        const unsigned third = byte(2);
        return (third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0;
      }
      return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0;
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    default: return 0;
  }
}

// Bytes of the white-space character that ends just before `end`, in valid UTF-8; 0: none.
inline std::size_t white_space_before(std::string_view s, std::size_t end) {
  if (end == 0) return 0;
  const unsigned char last = static_cast<unsigned char>(s[end - 1]);
  if (last < 0x80) return white_space_at(s, end - 1);
  if (end >= 2 && white_space_at(s.substr(0, end), end - 2) == 2) return 2;
  if (end >= 3 && white_space_at(s.substr(0, end), end - 3) == 3) return 3;
  return 0;
}

inline bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Step step = utf8_step(text, i);
    if (!step.valid) return false;
    i += step.size;
  }
  return true;
}

// Moves begin and end inward over white space; begin == end when there is nothing else.
template <class Offset>
void trim(std::string_view s, Offset& begin, Offset& end) {
  while (begin < end) {
    const std::size_t size = white_space_at(s, begin);
    if (size == 0) break;
    begin += static_cast<Offset>(size);
  }
  while (end > begin) {
    const std::size_t size = white_space_before(s, end);
    if (size == 0) break;
    end -= static_cast<Offset>(size);
  }
}

}  // namespace caveat::extract
#endif
