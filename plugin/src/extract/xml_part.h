// XmlPart: one XML part of an office file as events, by Poco's SAX parser, for files that nobody vouches for.
// Tested by tests/unit/extract/docx_test.cpp (a billion laughs, deep nesting, cut-off parts).
//
// A DOCTYPE is refused (office files have none, and entities expand without bound), nesting ends at limits::kXmlDepth.
// Names come as "w:p" whatever prefix the file uses, for transitional and strict documents alike; names of other
// namespaces come as "?:name".
#ifndef CAVEAT_EXTRACT_XML_PART_H
#define CAVEAT_EXTRACT_XML_PART_H
#include <optional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/zip_archive.h"

namespace Poco::XML {
class Attributes;
}

namespace caveat::extract {

class XmlAttributes {
 public:
  explicit XmlAttributes(const Poco::XML::Attributes& attributes) : attributes_(attributes) {}
  // By local name: no element that we read has two attributes that differ in their namespace only. Empty: none.
  std::string_view get(std::string_view local_name) const;
  // Nothing: no such attribute or no number. Clamped to +-1,000,000,000.
  std::optional<int> number(std::string_view local_name) const;

 private:
  const Poco::XML::Attributes& attributes_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view) {}
  virtual void text(std::string_view) {}
  // Looked at after each event; an error ends the parse.
  virtual const std::optional<Error>& error() const { return error_; }

 protected:
  std::optional<Error> error_;
};

// Nothing on success.
std::optional<Error> parse_part(const ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler,
                                UnpackBudget& budget, Cancel& cancel);

// The same of a document that is one XML file.
std::optional<Error> parse_xml(const Document& document, XmlHandler& handler, Cancel& cancel);

}  // namespace caveat::extract
#endif
