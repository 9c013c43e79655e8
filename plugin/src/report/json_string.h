// JSON strings, quoted and escaped: of the result (json.cpp) and of the explanation of a rule (scan/rule_explanation.cpp).
#ifndef CAVEAT_REPORT_JSON_STRING_H
#define CAVEAT_REPORT_JSON_STRING_H
#include <string>
#include <string_view>

namespace caveat::report {

// `text`: valid UTF-8 (shown_text.h).
inline void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace caveat::report
#endif
