// XmlString: text inside XML that we write. Tested by tests/unit/report/docx_comments_test.cpp.
//
//   append_xml(out, "R&D <b>\x1b")  ->  R&amp;D &lt;b&gt;␛        control characters, which XML cannot hold, as pictures
#ifndef CAVEAT_REPORT_XML_STRING_H
#define CAVEAT_REPORT_XML_STRING_H
#include <string>
#include <string_view>

#include "report/shown_text.h"

namespace caveat::report {

// Of well-formed text that a parser gave.
inline void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\t': out += "&#9;"; break;   // in an attribute they would become spaces
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default: out += c;
    }
  }
}

// Of any text. One line.
inline void append_xml(std::string& out, std::string_view text) { append_escaped(out, for_terminal(text)); }

}  // namespace caveat::report
#endif
