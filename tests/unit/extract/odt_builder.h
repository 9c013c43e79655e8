// OdtBuilder: OpenDocument texts for the tests, from the XML of their parts.
//
//   odt(p("Term") + list("L1", item(p("Fees"))), list_style("L1", level(1, "1", "%1%.")))
#ifndef CAVEAT_TESTS_EXTRACT_ODT_BUILDER_H
#define CAVEAT_TESTS_EXTRACT_ODT_BUILDER_H
#include <string>

#include "docx_builder.h"

namespace caveat::extract::odf {

inline const std::string kNames =
    R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
    R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" )"
    R"(xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" )"
    R"(xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
    R"(xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0")";

inline std::string p(const std::string& text, const std::string& style = "") { return "<text:p text:style-name=\"" + style + "\">" + text + "</text:p>"; }
inline std::string h(int level, const std::string& text, const std::string& more = "") {
  return "<text:h text:outline-level=\"" + std::to_string(level) + "\" " + more + ">" + text + "</text:h>";
}
inline std::string item(const std::string& content, const std::string& more = "") { return "<text:list-item " + more + ">" + content + "</text:list-item>"; }
inline std::string list(const std::string& style, const std::string& items, const std::string& more = "") {
  return "<text:list " + (style.empty() ? std::string() : "text:style-name=\"" + style + "\" ") + more + ">" + items + "</text:list>";
}
inline std::string level(int level, const std::string& format, const std::string& drawn, const std::string& more = "") {
  return "<text:list-level-style-number text:level=\"" + std::to_string(level) + "\" style:num-format=\"" + format + "\" loext:num-list-format=\"" + drawn + "\" " + more + "/>";
}
inline std::string list_style(const std::string& name, const std::string& levels) { return "<text:list-style style:name=\"" + name + "\">" + levels + "</text:list-style>"; }
inline std::string style(const std::string& family, const std::string& name, const std::string& properties, const std::string& more = "") {
  return "<style:style style:name=\"" + name + "\" style:family=\"" + family + "\" " + more + ">" + properties + "</style:style>";
}
inline std::string span(const std::string& style, const std::string& text) { return "<text:span text:style-name=\"" + style + "\">" + text + "</text:span>"; }
inline std::string cell(const std::string& content, const std::string& more = "") { return "<table:table-cell " + more + ">" + content + "</table:table-cell>"; }
inline std::string row(const std::string& cells, const std::string& more = "") { return "<table:table-row " + more + ">" + cells + "</table:table-row>"; }
inline std::string table(const std::string& rows) { return "<table:table>" + rows + "</table:table>"; }

inline std::string content(const std::string& body, const std::string& automatic = "", const std::string& text_attributes = "") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content " + kNames + "><office:automatic-styles>" + automatic +
         "</office:automatic-styles><office:body><office:text " + text_attributes + ">" + body + "</office:text></office:body></office:document-content>";
}
inline std::string styles(const std::string& common, const std::string& master = "") {
  return "<office:document-styles " + kNames + "><office:styles>" + common + "</office:styles><office:master-styles>" + master + "</office:master-styles></office:document-styles>";
}
inline std::string package(const std::string& content, const Parts& more = {}) {
  Parts parts = {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}};
  for (const auto& [name, bytes] : more) parts[name] = bytes;
  return zip(parts);
}
inline std::string odt(const std::string& body, const std::string& automatic = "") { return package(content(body, automatic)); }

}  // namespace caveat::extract::odf
#endif
