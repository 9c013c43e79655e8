// RtfCharset: see rtf_charset.h. Tested by tests/unit/extract/rtf_test.cpp.
#include "extract/rtf_charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "extract/utf8.h"

namespace caveat::extract {

int code_page_of_charset(int charset) {
  struct Pair {
    int charset, code_page;
  };
  static constexpr Pair kPairs[] = {{77, 10000}, {128, 932},  {129, 949},  {134, 936},  {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
                                    {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850}};
  const auto* const found = std::find_if(std::begin(kPairs), std::end(kPairs), [&](const Pair& pair) { return pair.charset == charset; });
  return found == std::end(kPairs) ? 0 : found->code_page;
}

RtfCharset::RtfCharset() = default;
RtfCharset::~RtfCharset() = default;
void RtfCharset::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

UConverter* RtfCharset::converter(int code_page) {
  constexpr std::size_t kOpen = 32;  // a file may name as many code pages as it likes
  if (const auto found = converters_.find(code_page); found != converters_.end()) return found->second.get();
  const std::string number = std::to_string(code_page);
  const std::string names[] = {code_page == 10000 ? "macintosh" : code_page == 65001 ? "UTF-8" : "windows-" + number, "ibm-" + number, "windows-1252"};
  for (const std::string& name : names) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* const opened = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status)) continue;
    if (converters_.size() >= kOpen) converters_.clear();
    return (converters_[code_page] = std::unique_ptr<UConverter, Close>(opened)).get();
  }
  return nullptr;
}

std::uint32_t RtfCharset::decode(std::string_view bytes, int code_page, std::string& out) {
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    out += bytes;
    return 0;
  }
  UConverter* const from = converter(code_page);
  std::uint32_t wrong = 0;
  std::vector<UChar> units(bytes.size() * 2 + 8);
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t count = from == nullptr ? 0 : ucnv_toUChars(from, units.data(), static_cast<std::int32_t>(units.size()), bytes.data(),
                                                                   static_cast<std::int32_t>(bytes.size()), &status);
  if (from == nullptr || U_FAILURE(status)) {
    append_utf8(out, 0xFFFD);
    return 1;
  }
  for (std::int32_t i = 0; i < count;) {
    UChar32 c;
    U16_NEXT(units.data(), i, count, c);
    if (c == 0x1A || (c >= 0x80 && c < 0xA0 && c != 0x85)) c = 0xFFFD;  // a byte that the code page leaves open
    wrong += c == 0xFFFD;
    append_utf8(out, static_cast<std::uint32_t>(c));
  }
  return wrong;
}

}  // namespace caveat::extract
