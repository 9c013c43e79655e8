// See xml_tree.h. Poco's parser is expat as well, but does not tell at which byte it is.
#include "report/xml_tree.h"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <climits>
#include <memory>
#include <new>
#include <unordered_map>

#include "base/limits.h"

namespace caveat::report {
namespace {

constexpr char kBetween = '\n';  // namespace and local name; no URI holds it

bool is_word(std::string_view uri) {
  return uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" || uri == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

XmlKind kind_of(std::string_view local) {
  using enum XmlKind;
  static const std::unordered_map<std::string_view, XmlKind> kinds = {
      {"p", paragraph}, {"r", run}, {"t", text}, {"rPr", run_properties}, {"pPr", paragraph_properties}, {"rPrChange", properties_change},
      {"document", block}, {"body", block}, {"tbl", block}, {"tr", block}, {"sdt", block}, {"sdtContent", block}, {"customXml", block}, {"tc", cell},
      {"ins", inline_block}, {"moveTo", inline_block}, {"hyperlink", inline_block}, {"smartTag", inline_block}, {"bdo", inline_block}, {"dir", inline_block},
      {"sdtPr", control_properties}, {"dataBinding", control_bound}, {"dropDownList", control_bound}, {"comboBox", control_bound}, {"date", control_bound},
      {"text", control_bound}, {"picture", control_bound},
  };
  const auto found = kinds.find(local);
  return found == kinds.end() ? other : found->second;
}

}  // namespace

struct XmlTree::Handlers {
  XML_Parser parser;
  XmlTree& tree;
  const std::vector<std::uint32_t>& wanted;
  std::size_t next_wanted = 0;
  std::vector<std::uint32_t> open;
  std::string* text = nullptr;  // of the innermost open element, where it is wanted
  bool failed = false;

  void fail() {
    failed = true;
    XML_StopParser(parser, XML_FALSE);
  }

  // No exception crosses the C frames of expat.
  template <class Work>
  static void guarded(void* data, Work work) {
    Handlers& self = *static_cast<Handlers*>(data);
    if (self.failed) return;
    try {
      work(self);
    } catch (...) {
      self.fail();
    }
  }

  static void start(void* data, const XML_Char* name, const XML_Char** attributes) {
    guarded(data, [&](Handlers& self) {
      XmlTree& tree = self.tree;
      if (tree.elements_.size() > limits::kDocxElements) return self.fail();
      const std::string_view full = name;
      const std::size_t between = full.find(kBetween);
      const std::string_view uri = full.substr(0, between == full.npos ? 0 : between), local = full.substr(between == full.npos ? 0 : between + 1);
      if (self.open.empty()) tree.root_namespace_ = uri;
      XmlElement element;
      element.begin = static_cast<std::uint32_t>(XML_GetCurrentByteIndex(self.parser));
      element.content = element.begin + static_cast<std::uint32_t>(XML_GetCurrentByteCount(self.parser));
      element.parent = self.open.empty() ? 0 : self.open.back();
      if (is_word(uri)) element.kind = kind_of(local);
      for (const XML_Char** a = attributes; *a; a += 2) {
        const std::string_view attribute = a[0], value = a[1];
        const std::size_t at = attribute.find(kBetween);
        if (at == attribute.npos || !is_word(attribute.substr(0, at))) continue;
        if (attribute.substr(at + 1) == "id") {
          std::int64_t id = 0;
          if (std::from_chars(value.data(), value.data() + value.size(), id).ec == std::errc()) tree.ids_.push_back(id);
        } else if (attribute.substr(at + 1) == "fldCharType" && local == "fldChar" && is_word(uri)) {
          if (value == "begin") element.kind = XmlKind::field_begin;
          if (value == "end") element.kind = XmlKind::field_end;
        }
      }
      const auto number = static_cast<std::uint32_t>(tree.elements_.size());
      tree.elements_.push_back(element);
      self.open.push_back(number);
      self.text = nullptr;
      while (self.next_wanted < self.wanted.size() && self.wanted[self.next_wanted] < number) ++self.next_wanted;
      if (self.next_wanted < self.wanted.size() && self.wanted[self.next_wanted] == number) self.text = &tree.texts_[number];
    });
  }
  static void end(void* data, const XML_Char*) {
    guarded(data, [&](Handlers& self) {
      XmlElement& element = self.tree.elements_[self.open.back()];
      element.close = static_cast<std::uint32_t>(XML_GetCurrentByteIndex(self.parser));
      element.end = element.close + static_cast<std::uint32_t>(XML_GetCurrentByteCount(self.parser));
      element.after = static_cast<std::uint32_t>(self.tree.elements_.size());
      self.open.pop_back();
      self.text = nullptr;  // a text with elements in it is not split
    });
  }
  static void characters(void* data, const XML_Char* text, int length) {
    guarded(data, [&](Handlers& self) {
      if (self.text) self.text->append(text, static_cast<std::size_t>(length));
    });
  }
  static void declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
    guarded(data, [&](Handlers& self) {
      std::string name = encoding ? encoding : "utf-8";
      std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
      if (name != "utf-8" && name != "utf8") self.fail();  // what we write is UTF-8
    });
  }
  static void doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Handlers*>(data)->fail();  // office files have none; entities expand without bound
  }
};

bool XmlTree::read(std::string_view part, const std::vector<std::uint32_t>& wanted) {
  part_ = part;
  elements_.assign(1, {});
  texts_.clear();
  ids_.clear();
  if (part.size() > INT_MAX || part.starts_with("\xFE\xFF") || part.starts_with("\xFF\xFE")) return false;
  if (part.size() > 1 && (part[0] == 0 || part[1] == 0)) return false;  // UTF-16 without a mark
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS(nullptr, kBetween), XML_ParserFree);
  if (!parser) return false;
  Handlers handlers{parser.get(), *this, wanted, 0, {}, nullptr, false};
  XML_SetUserData(parser.get(), &handlers);
  XML_SetElementHandler(parser.get(), Handlers::start, Handlers::end);
  XML_SetCharacterDataHandler(parser.get(), Handlers::characters);
  XML_SetXmlDeclHandler(parser.get(), Handlers::declaration);
  XML_SetStartDoctypeDeclHandler(parser.get(), Handlers::doctype);
  if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), 1) != XML_STATUS_OK || handlers.failed) return false;
  std::sort(ids_.begin(), ids_.end());
  return elements_.size() > 1;
}

const std::string& XmlTree::text(std::uint32_t element) const {
  static const std::string none;
  const auto found = texts_.find(element);
  return found == texts_.end() ? none : found->second;
}

std::string_view XmlTree::name(std::uint32_t element) const {
  const std::string_view tag = part_.substr(elements_[element].begin + 1);
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

}  // namespace caveat::report
