// ExtractedText: the page and the part of a byte, and how sure its words are. Tested by tests/unit/extract/extracted_text_test.cpp.
#include "extract/extracted_text.h"

#include <algorithm>
#include <cmath>

namespace caveat::extract {

const Part* ExtractedText::part_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(parts.begin(), parts.end(), offset, [](std::uint32_t value, const Part& part) { return value < part.span.begin; });
  return after == parts.begin() ? nullptr : &*(after - 1);
}

bool ExtractedText::is_wordless_picture() const {
  return blocks.empty() && std::any_of(not_read.begin(), not_read.end(), [](const NotRead& part) { return part.code == "picture-without-words"; });
}

const std::string& ExtractedText::media_type_at(std::uint32_t offset) const {
  const Part* part = part_of(offset);
  return part == nullptr ? media_type : part->media_type;
}

std::uint32_t ExtractedText::page_of(std::uint32_t offset) const {
  // The last page that begins at or before the byte.
  auto after = std::upper_bound(pages.begin(), pages.end(), offset,
                                [](std::uint32_t value, const Page& page) { return value < page.span.begin; });
  if (after == pages.begin()) return 0;
  const Page& page = *(after - 1);
  if (page.span.contains(offset)) return page.number;
  // A part without pages, between two that have them; or what stands behind the pages of a part.
  if (const Part* part = part_of(offset); part != nullptr) {
    if (page.span.begin < part->span.begin) return 0;
    const bool last = after == pages.end() || after->span.begin >= part->span.end;
    return !last || offset == page.span.end ? page.number : 0;
  }
  // The line break between two pages belongs to the first, and so does the end of the last one: both are the
  // (exclusive) end of spans. What stands behind all pages (headers and footers, each once) is on no one page.
  return after != pages.end() || offset == page.span.end ? page.number : 0;
}

std::optional<float> ExtractedText::confidence_of(TextSpan span) const {
  auto word = std::partition_point(recognised.begin(), recognised.end(), [&](const Recognised& one) { return one.span.end <= span.begin; });
  double sum = 0, bytes = 0;
  for (; word != recognised.end() && word->span.begin < span.end; ++word) {
    const double size = word->span.end - word->span.begin;
    sum += size * word->confidence;
    bytes += size;
  }
  if (bytes == 0) return std::nullopt;
  return static_cast<float>(sum / bytes);
}

std::string ExtractedText::recognised_pages() const {
  const auto sure = confidence_of({0, static_cast<std::uint32_t>(text.size())});
  if (!sure) return {};
  std::string out;
  std::uint32_t first = 0, last = 0;
  const auto add_run = [&] {
    if (first == 0) return;
    if (!out.empty()) out += ", ";
    out += std::to_string(first);
    if (last > first) out += "-" + std::to_string(last);
  };
  for (const Page& page : pages) {
    if (!confidence_of(page.span)) continue;
    if (first == 0 || page.number != last + 1) {
      add_run();
      first = page.number;
    }
    last = page.number;
  }
  add_run();
  return out + " (" + std::to_string(std::lround(*sure * 100)) + " %)";
}

}  // namespace caveat::extract
