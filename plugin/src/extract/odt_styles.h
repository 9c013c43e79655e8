// OdtStyles: what the styles of an OpenDocument text say about words: does a viewer show them. Tested by tests/unit/extract/odt_test.cpp.
#ifndef CAVEAT_EXTRACT_ODT_STYLES_H
#define CAVEAT_EXTRACT_ODT_STYLES_H
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/xml_part.h"

namespace caveat::extract {

class OdtStyles {
 public:
  // What is not said is as around it.
  struct Look {
    std::optional<bool> hidden, tiny, white, painted;  // painted: on a background of its own that is not white
    bool shown() const { return !hidden.value_or(false) && !tiny.value_or(false) && !(white.value_or(false) && !painted.value_or(false)); }
    void apply(const Look& over);
  };
  struct Resolved {
    Look look;
    std::string list_style;
    bool page_break = false;  // before it
  };

  // style:style and what is in it.
  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);

  // Through all that the style is based on. family: "paragraph", "text", "table-cell", ...
  Resolved resolve(std::string_view family, std::string_view name) const;

 private:
  struct Style {
    std::string parent, list_style;
    Look look;
    std::optional<bool> page_break;
  };
  static std::string key(std::string_view family, std::string_view name);

  std::map<std::string, Style, std::less<>> styles_;
  Style* open_ = nullptr;
};

}  // namespace caveat::extract
#endif
