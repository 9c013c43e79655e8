// A ZIP of parts that are stored, not packed, with right sizes and checksums: the fuzzer's changes reach the XML instead of ending at a checksum.
#ifndef CAVEAT_TESTS_FUZZ_STORED_ZIP_H
#define CAVEAT_TESTS_FUZZ_STORED_ZIP_H
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::fuzz {

inline std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
      out[i] = c;
    }
    return out;
  }();
  std::uint32_t c = 0xFFFFFFFFu;
  for (const char b : bytes) c = table[(c ^ static_cast<unsigned char>(b)) & 0xFF] ^ c >> 8;
  return ~c;
}

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string_view>>& parts) {
  std::string out, table;
  const auto put = [](std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> 8 * i & 0xFF);
  };
  for (const auto& [name, content] : parts) {
    const std::size_t at = out.size();
    std::string common;
    put(common, 20, 2);           // version needed
    put(common, 1u << 11, 2);     // the name is UTF-8
    put(common, 0, 2);            // stored
    put(common, 0x5821'0000u, 4);  // 2024-01-01
    put(common, crc32(content), 4);
    put(common, content.size(), 4);
    put(common, content.size(), 4);
    put(common, name.size(), 2);
    put(common, 0, 2);  // no extra field
    put(out, 0x04034B50, 4);
    out += common + name;
    out += content;
    put(table, 0x02014B50, 4);
    put(table, 20, 2);  // made by
    table += common;
    put(table, 0, 2);  // no comment
    put(table, 0, 2);
    put(table, 0, 2);
    put(table, 0, 4);
    put(table, at, 4);
    table += name;
  }
  const std::size_t at = out.size();
  out += table;
  put(out, 0x06054B50, 4);
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, table.size(), 4);
  put(out, at, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace caveat::fuzz
#endif
