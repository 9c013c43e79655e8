// DocxBuilder: Word documents for the tests, from the XML of their parts, packed by Poco (a writer that is not our
// reader).
//
//   docx(paragraph("Term") + numbered("Fees", 1, 0), {{"word/numbering.xml", ...}})
#ifndef CAVEAT_TESTS_EXTRACT_DOCX_BUILDER_H
#define CAVEAT_TESTS_EXTRACT_DOCX_BUILDER_H
#include <Poco/DateTime.h>
#include <Poco/Zip/Compress.h>

#include <map>
#include <sstream>
#include <string>

namespace caveat::extract {

using Parts = std::map<std::string, std::string>;

inline std::string zip(const Parts& parts,
                       Poco::Zip::ZipCommon::CompressionMethod method = Poco::Zip::ZipCommon::CM_DEFLATE) {
  std::ostringstream out;
  Poco::Zip::Compress compress(out, true);
  for (const auto& [name, content] : parts) {
    std::istringstream in(content);
    compress.addFile(in, Poco::DateTime(2024, 1, 1), Poco::Path(name, Poco::Path::PATH_UNIX), method);
  }
  compress.close();
  return out.str();
}

inline const std::string kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
    R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" )"
    R"(xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" )"
    R"(xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
    R"(xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" )"
    R"(xmlns:v="urn:schemas-microsoft-com:vml" )"
    R"(xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")";

inline std::string run(const std::string& text) { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"; }
inline std::string p(const std::string& runs, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + runs + "</w:p>";
}
inline std::string paragraph(const std::string& text) { return p(run(text)); }
inline std::string styled(const std::string& style, const std::string& text) {
  return p(run(text), "<w:pStyle w:val=\"" + style + "\"/>");
}
inline std::string numbered(const std::string& text, int number, int level) {
  return p(run(text), "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                          std::to_string(number) + "\"/></w:numPr>");
}
inline std::string level(int ilvl, const std::string& format, const std::string& text, const std::string& more = "",
                         int start = 1) {
  return "<w:lvl w:ilvl=\"" + std::to_string(ilvl) + "\"><w:start w:val=\"" + std::to_string(start) +
         "\"/><w:numFmt w:val=\"" + format + "\"/>" + more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}
inline std::string numbering_part(const std::string& content) {
  return "<w:numbering " + kNamespaces + ">" + content + "</w:numbering>";
}
inline std::string styles_part(const std::string& content) {
  return "<w:styles " + kNamespaces + ">" + content + "</w:styles>";
}

inline Parts docx_parts(const std::string& body, Parts more = {}) {
  Parts parts = {
      {"[Content_Types].xml",
       R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
      {"_rels/.rels",
       R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)"},
      {"word/document.xml", R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                            "\n<w:document " +
                                kNamespaces + "><w:body>" + body + "</w:body></w:document>"}};
  for (auto& [name, content] : more) parts[name] = content;
  return parts;
}
inline std::string docx(const std::string& body, const Parts& more = {}) { return zip(docx_parts(body, more)); }

}  // namespace caveat::extract
#endif
