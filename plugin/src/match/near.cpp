// See near.h.
#include "match/near.h"

#include <algorithm>

namespace caveat::match {
namespace {

bool word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80); }

}  // namespace

std::uint32_t words_between(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t most) {
  std::uint32_t words = 0;
  bool inside = false;
  for (std::uint32_t i = begin; i < end && words <= most; ++i) {
    const bool word = word_byte(text[i]);
    if (word && !inside) ++words;
    inside = word;
  }
  return words;
}

std::vector<NormalSpan> find_near(std::string_view text, std::span<const Occurrence> occurrences, std::uint32_t parts,
                                  std::uint32_t within, bool in_order) {
  std::vector<NormalSpan> hulls;
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    if (in_order && occurrences[i].part != 0) continue;
    std::uint32_t covered = 1u << occurrences[i].part, count = 1;
    NormalSpan last = occurrences[i].span;
    for (std::size_t j = i + 1; j < occurrences.size() && count < parts; ++j) {
      const Occurrence& next = occurrences[j];
      if (next.span.begin < last.end) continue;
      if (words_between(text, last.end, next.span.begin, within) > within) break;
      if (covered & (1u << next.part)) continue;
      if (in_order && next.part != count) continue;
      covered |= 1u << next.part;
      ++count;
      last = next.span;
    }
    if (count == parts) hulls.push_back({occurrences[i].span.begin, last.end});
  }
  // Smallest first by end: keep a hull when it contains no kept one and does not overlap the one before.
  std::sort(hulls.begin(), hulls.end(), [](NormalSpan a, NormalSpan b) { return a.end != b.end ? a.end < b.end : a.begin > b.begin; });
  std::vector<NormalSpan> kept;
  for (NormalSpan hull : hulls)
    if (kept.empty() || hull.begin >= kept.back().end) kept.push_back(hull);
  return kept;
}

}  // namespace caveat::match
