// XmlTree: where the elements of a part of a Word document stand, byte by byte, so that a writer can put something between two of them and leave
// every other byte as it is. Elements are counted as extract::Source counts them: by their start tags, from 1; 0 is no element.
// Tested by tests/unit/report/docx_comments_test.cpp.
#ifndef CAVEAT_REPORT_XML_TREE_H
#define CAVEAT_REPORT_XML_TREE_H
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::report {

// What a writer of comments has to tell apart.
enum class XmlKind : std::uint8_t {
  other,
  paragraph,             // w:p
  run,                   // w:r
  text,                  // w:t
  run_properties,        // w:rPr
  paragraph_properties,  // w:pPr
  properties_change,     // w:rPrChange
  block,                 // holds paragraphs: w:document, w:body, w:tbl, w:tr, w:sdt and w:sdtContent (which may also hold runs), w:customXml
  cell,                  // w:tc: the same
  inline_block,          // holds runs, and comments may begin and end inside: w:ins, w:moveTo, w:hyperlink, w:smartTag, w:bdo, w:dir
  control_properties,    // w:sdtPr
  control_bound,         // inside these: what the control holds is not free text
  field_begin,           // w:fldChar, by its type
  field_end,
};

struct XmlElement {
  std::uint32_t begin = 0, content = 0;  // of the start tag: its first byte, and the one after it
  std::uint32_t close = 0, end = 0;      // of the end tag; the same three of an empty-element tag: content, close, end
  std::uint32_t parent = 0;
  std::uint32_t after = 0;  // the first element that is not inside
  XmlKind kind = XmlKind::other;

  bool is_empty_tag() const { return end == content; }
};

class XmlTree {
 public:
  // `wanted`: elements, sorted, whose text is kept. False: not well-formed, not UTF-8, or more elements than limits::kDocxElements.
  bool read(std::string_view part, const std::vector<std::uint32_t>& wanted = {});

  const std::vector<XmlElement>& elements() const { return elements_; }  // [0] stands for none
  const XmlElement& operator[](std::uint32_t element) const { return elements_[element]; }
  // The characters right inside a wanted element.
  const std::string& text(std::uint32_t element) const;
  // As written: "w:r".
  std::string_view name(std::uint32_t element) const;
  // The numbers of all w:id attributes, sorted.
  std::vector<std::int64_t>& ids() { return ids_; }
  // The namespace of the outermost element.
  const std::string& root_namespace() const { return root_namespace_; }

 private:
  struct Handlers;
  friend struct Handlers;

  std::string_view part_;
  std::vector<XmlElement> elements_;
  std::map<std::uint32_t, std::string> texts_;
  std::vector<std::int64_t> ids_;
  std::string root_namespace_;
};

}  // namespace caveat::report
#endif
