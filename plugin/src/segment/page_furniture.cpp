// PageFurniture, see page_furniture.h.
#include "segment/page_furniture.h"

#include <algorithm>

namespace caveat::segment {
namespace {

constexpr std::size_t kLineBytes = 160;
constexpr std::size_t kLeastPages = 3;  // "Definitions" may well stand on both pages of two

}  // namespace

PageFurniture::PageFurniture(const extract::ExtractedText& extracted) {
  for (const extract::Part& part : extracted.parts) documents_.push_back({part.span});
  if (documents_.empty()) documents_.push_back({{0, static_cast<std::uint32_t>(extracted.text.size())}});
  auto block = extracted.blocks.begin();
  auto page = extracted.pages.begin();
  for (Document& document : documents_) {
    std::size_t pages = 0;
    for (; page != extracted.pages.end() && page->span.begin < document.span.end; ++page) ++pages;
    if (pages >= kLeastPages) document.least = static_cast<std::uint32_t>(std::max<std::size_t>(kLeastPages, (pages + 1) / 2));
    for (; block != extracted.blocks.end() && block->span.begin < document.span.end; ++block)
      if (document.least > 0 && block->span.size() <= kLineBytes) ++document.count_of[block->span.of(extracted.text)];
  }
}

bool PageFurniture::holds(std::string_view block, std::uint32_t begin) const {
  const auto after = std::upper_bound(documents_.begin(), documents_.end(), begin, [](std::uint32_t at, const Document& d) { return at < d.span.begin; });
  if (after == documents_.begin()) return false;
  const Document& document = *(after - 1);
  if (document.least == 0 || block.size() > kLineBytes) return false;
  const auto found = document.count_of.find(block);
  return found != document.count_of.end() && found->second >= document.least;
}

}  // namespace caveat::segment
