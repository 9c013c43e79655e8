// Relationships: which part of an office file another one names as its styles, its headers, its comments.
// Tested by tests/unit/extract/docx_test.cpp.
#ifndef CAVEAT_EXTRACT_DOCX_RELATIONSHIPS_H
#define CAVEAT_EXTRACT_DOCX_RELATIONSHIPS_H
#include <map>
#include <string>
#include <string_view>

#include "extract/xml_part.h"

namespace caveat::extract {

struct Relationship {
  std::string type;    // the last word of its URI: "styles", "header"
  std::string target;  // the name of a part, from the root
};

class Relationships : public XmlHandler {
 public:
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;

  const Relationship* by_id(const std::string& id) const;
  // Empty: none.
  std::string by_type(std::string_view type) const;

 private:
  std::string resolve(std::string_view target) const;

  std::string folder_;
  std::map<std::string, Relationship> by_id_;
};

// "word/document.xml" -> "word/" and "word/_rels/document.xml.rels"
std::string folder_of(const std::string& part);
std::string relationships_of(const std::string& part);

}  // namespace caveat::extract
#endif
