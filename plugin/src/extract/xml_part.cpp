// XmlPart: SAX events of one part. Tested by tests/unit/extract/docx_test.cpp.
#include "extract/xml_part.h"

#include <Poco/Exception.h>
#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/InputSource.h>
#include <Poco/SAX/LexicalHandler.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>

#include <algorithm>
#include <charconv>
#include <istream>

#include "base/limits.h"
#include "extract/complaint.h"

namespace caveat::extract {
namespace {

struct Namespace {
  std::string_view uri;
  std::string_view prefix;
};
constexpr Namespace kNamespaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w:"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc:"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m:"},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp:"},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a:"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", "pic:"},
    {"http://purl.oclc.org/ooxml/drawingml/picture", "pic:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c:"},
    {"http://purl.oclc.org/ooxml/drawingml/chart", "c:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm:"},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", "dgm:"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps:"},
    {"urn:schemas-microsoft-com:vml", "v:"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel:"},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x:"},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", "x:"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office:"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text:"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table:"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style:"},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw:"},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo:"},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg:"},
    {"urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form:"},
    {"http://purl.org/dc/elements/1.1/", "dc:"},
};

class Events : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
 public:
  Events(StoppableStream& part, XmlHandler& handler, std::string_view document, std::string_view entry)
      : part_(part), handler_(handler), document_(document), entry_(entry) {}

  void startElement(const Poco::XML::XMLString& uri, const Poco::XML::XMLString& local, const Poco::XML::XMLString&,
                    const Poco::XML::Attributes& attributes) override {
    if (part_.error()) return;
    if (++depth_ > limits::kXmlDepth) {
      part_.stop(complaint(
          ErrorCode::limit, document_,
          std::string(entry_) + " nests more than " + std::to_string(limits::kXmlDepth) +
              " elements, which no real document does. Save it anew from Word or LibreOffice and scan that."));
      return;
    }
    handler_.start(name(uri, local), XmlAttributes(attributes));
    look();
  }
  void endElement(const Poco::XML::XMLString& uri, const Poco::XML::XMLString& local,
                  const Poco::XML::XMLString&) override {
    if (part_.error()) return;
    --depth_;
    handler_.end(name(uri, local));
    look();
  }
  void characters(const Poco::XML::XMLChar chars[], int start, int length) override {
    if (part_.error() || length <= 0) return;
    handler_.text(std::string_view(chars + start, static_cast<std::size_t>(length)));
    look();
  }

  void startDTD(const Poco::XML::XMLString&, const Poco::XML::XMLString&, const Poco::XML::XMLString&) override {
    part_.stop(
        complaint(ErrorCode::format, document_,
                  std::string(entry_) +
                      " has a DOCTYPE, which office files never have. Do not trust this file; ask the sender for "
                      "the contract as PDF or DOCX."));
  }
  void endDTD() override {}
  void startEntity(const Poco::XML::XMLString&) override {}
  void endEntity(const Poco::XML::XMLString&) override {}
  void startCDATA() override {}
  void endCDATA() override {}
  void comment(const Poco::XML::XMLChar[], int, int) override {}

 private:
  // The stream ends at once, and what the parser still holds of it (under 64 KB) is passed over: no exception has to
  // cross the C frames of expat.
  void look() {
    if (handler_.error()) part_.stop(*handler_.error());
  }
  std::string_view name(const std::string& uri, const std::string& local) {
    name_ = "?:";
    for (const Namespace& known : kNamespaces)
      if (uri == known.uri) {
        name_ = known.prefix;
        break;
      }
    name_ += local;
    return name_;
  }

  StoppableStream& part_;
  XmlHandler& handler_;
  std::string_view document_, entry_;
  std::string name_;
  std::uint32_t depth_ = 0;
};

}  // namespace

std::string_view XmlAttributes::get(std::string_view local_name) const {
  for (int i = 0; i < attributes_.getLength(); ++i)
    if (attributes_.getLocalName(i) == local_name) return attributes_.getValue(i);
  return {};
}

std::optional<int> XmlAttributes::number(std::string_view local_name) const {
  constexpr long long kMost = 1'000'000'000;
  const std::string_view value = get(local_name);
  long long number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error == std::errc::result_out_of_range) return static_cast<int>(value.starts_with('-') ? -kMost : kMost);
  if (error != std::errc() || end == value.data()) return std::nullopt;
  return static_cast<int>(number < -kMost ? -kMost : number > kMost ? kMost : number);
}

namespace {

// A file in memory that is one XML part.
class MemoryPart : public StoppableStream {
 public:
  MemoryPart(std::string_view bytes, Cancel& cancel) : bytes_(bytes), cancel_(cancel) {}

 protected:
  int_type underflow() override {
    constexpr std::size_t kPiece = 64u << 10;  // how much is parsed between two looks at the clock
    if (!error_ && at_ < bytes_.size()) error_ = cancel_.poll(Stage::extract, at_, bytes_.size());
    const std::size_t size = error_ ? 0 : std::min(kPiece, bytes_.size() - at_);
    piece_.assign(bytes_, at_, size);
    at_ += size;
    setg(piece_.data(), piece_.data(), piece_.data() + size);
    return size == 0 ? traits_type::eof() : traits_type::to_int_type(piece_[0]);
  }

 private:
  std::string_view bytes_;
  Cancel& cancel_;
  std::string piece_;
  std::size_t at_ = 0;
};

std::optional<Error> parse_stream(StoppableStream& part, XmlHandler& handler, std::string_view document, const std::string& entry) {
  Events events(part, handler, document, entry);
  std::string wrong;
  try {
    std::istream stream(&part);
    Poco::XML::InputSource source(stream);
    Poco::XML::SAXParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, true);
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_GENERAL_ENTITIES, false);
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_PARAMETER_ENTITIES, false);
    parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER,
                       static_cast<Poco::XML::LexicalHandler*>(&events));
    parser.setContentHandler(&events);
    parser.parse(&source);
  } catch (const Poco::XML::SAXParseException& e) {
    wrong = entry + ", line " + std::to_string(e.getLineNumber()) + ": the XML is not well-formed";
  } catch (const Poco::Exception&) {
    wrong = entry + ": the XML is not well-formed";
  }
  // Our own reason first: it is why the parser met a cut-off end.
  if (part.error()) return part.error();
  if (!wrong.empty()) return damaged(document, wrong);
  return std::nullopt;
}

}  // namespace

std::optional<Error> parse_part(const ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler,
                                UnpackBudget& budget, Cancel& cancel) {
  ZipPart part(archive, entry, budget, cancel);
  if (part.error()) return part.error();
  return parse_stream(part, handler, archive.document_name(), entry.name);
}

std::optional<Error> parse_xml(const Document& document, XmlHandler& handler, Cancel& cancel) {
  MemoryPart part(document.bytes, cancel);
  return parse_stream(part, handler, document.name, "the file");
}

}  // namespace caveat::extract
