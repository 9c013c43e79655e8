// RtfCharset: the bytes of an RTF file, each in the code page of its font, as UTF-8. Tested by tests/unit/extract/rtf_test.cpp.
#ifndef CAVEAT_EXTRACT_RTF_CHARSET_H
#define CAVEAT_EXTRACT_RTF_CHARSET_H
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct UConverter;

namespace caveat::extract {

// \fcharset of a font; 0 where it means the code page of the document.
int code_page_of_charset(int charset);

class RtfCharset {
 public:
  RtfCharset();
  ~RtfCharset();
  // Appends `bytes`; what is no character of the code page becomes U+FFFD. How many did.
  std::uint32_t decode(std::string_view bytes, int code_page, std::string& out);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  UConverter* converter(int code_page);
  std::map<int, std::unique_ptr<UConverter, Close>> converters_;
};

}  // namespace caveat::extract
#endif
