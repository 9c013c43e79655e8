// PageFurniture: lines that stand on most pages of a document, as "Acme GmbH, Berlin" at the foot. They look like
// headings and would cut every clause that runs over a page. Tested by tests/unit/segment/headings_test.cpp.
#ifndef CAVEAT_SEGMENT_PAGE_FURNITURE_H
#define CAVEAT_SEGMENT_PAGE_FURNITURE_H
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/extracted_text.h"

namespace caveat::segment {

// Refers to the text it was made from.
class PageFurniture {
 public:
  explicit PageFurniture(const extract::ExtractedText& extracted);
  // `block` begins at byte `begin` of the text.
  bool holds(std::string_view block, std::uint32_t begin) const;

 private:
  // Of one document; of a set there are several, in text order.
  struct Document {
    TextSpan span;
    std::unordered_map<std::string_view, std::uint32_t> count_of = {};  // only looked up: its order is never seen
    std::uint32_t least = 0;
  };
  std::vector<Document> documents_;
};

}  // namespace caveat::segment
#endif
