// DocxStyles: what word/styles.xml says about a paragraph: is it a heading, and does its style number it.
// Tested by tests/unit/extract/docx_test.cpp.
//
// A heading is known by its outline level or by the name "heading N" (which Word writes in English whatever the
// language, next to an id like "berschrift1"), on the style itself or on one that it is based on.
#ifndef CAVEAT_EXTRACT_DOCX_STYLES_H
#define CAVEAT_EXTRACT_DOCX_STYLES_H
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/xml_part.h"

namespace caveat::extract {

struct DocxNumberReference {
  std::optional<int> number;  // w:numId; 0: explicitly none
  std::optional<int> level;   // w:ilvl, from 0
};

class DocxStyles : public XmlHandler {
 public:
  // 1..9; 0: not a heading. An empty id means the default paragraph style.
  int heading_level(std::string_view style_id) const;
  DocxNumberReference numbering(std::string_view style_id) const;
  // The style and those that it is based on, nearest first.
  std::vector<std::string> chain(std::string_view style_id) const;
  // "de-DE" of w:docDefaults; empty: none.
  const std::string& language() const { return language_; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;

 private:
  struct Style {
    std::string name, based_on;
    std::optional<int> outline;
    DocxNumberReference numbering;
  };
  const Style* find(std::string_view id) const;

  std::map<std::string, Style, std::less<>> styles_;
  std::string default_id_, language_;
  Style* current_ = nullptr;
  bool in_defaults_ = false;
};

}  // namespace caveat::extract
#endif
