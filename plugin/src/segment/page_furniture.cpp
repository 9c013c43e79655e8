// PageFurniture, see page_furniture.h.
#include "segment/page_furniture.h"

#include <algorithm>

namespace caveat::segment {
namespace {

constexpr std::size_t kLineBytes = 160;
constexpr std::size_t kLeastPages = 3;  // "Definitions" may well stand on both pages of two

}  // namespace

PageFurniture::PageFurniture(const extract::ExtractedText& extracted) {
  if (extracted.pages.size() < kLeastPages) return;
  least_ = static_cast<std::uint32_t>(std::max<std::size_t>(kLeastPages, (extracted.pages.size() + 1) / 2));
  for (const extract::Block& block : extracted.blocks)
    if (block.span.size() <= kLineBytes) ++count_of_[block.span.of(extracted.text)];
}

bool PageFurniture::holds(std::string_view block) const {
  if (least_ == 0 || block.size() > kLineBytes) return false;
  const auto found = count_of_.find(block);
  return found != count_of_.end() && found->second >= least_;
}

}  // namespace caveat::segment
