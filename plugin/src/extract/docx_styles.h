// DocxStyles: what word/styles.xml says about a paragraph: is it a heading, does its style number it, and does it hide its words.
// Tested by tests/unit/extract/docx_test.cpp, docx_hidden_test.cpp.
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

#include "extract/docx_look.h"
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
  // How words look in a paragraph style and a character style (empty: none), which both may hide: hidden twice is shown.
  DocxLook look(std::string_view paragraph_style, std::string_view character_style) const;
  // What a paragraph style paints behind its paragraphs.
  DocxPaint shade(std::string_view paragraph_style) const;
  // Does a table style paint anything dark behind that row?
  bool paints_table(std::string_view table_style, bool first_row) const;
  // "de-DE" of w:docDefaults; empty: none.
  const std::string& language() const { return language_; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;

 private:
  struct Style {
    std::string name, based_on;
    std::optional<int> outline;
    DocxNumberReference numbering;
    DocxLook look;
    std::optional<DocxPaint> shade;                           // of the paragraph
    bool paints_first_row = false, paints_elsewhere = false;  // of a table
  };
  using Styles = std::map<std::string, Style, std::less<>>;
  const Style* find(std::string_view id) const;
  // A style of characters or tables and those that it is based on, as one look.
  static DocxLook look_of(const Styles& styles, std::string_view id);

  Styles styles_, character_styles_, table_styles_;
  std::string default_id_, language_;
  DocxLook defaults_;
  Style* current_ = nullptr;
  bool in_defaults_ = false, in_first_row_ = false, in_table_style_ = false;
  int in_run_ = 0;
};

}  // namespace caveat::extract
#endif
