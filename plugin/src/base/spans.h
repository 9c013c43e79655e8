// Span: a half-open range of bytes that knows which text it counts in.
// A TextSpan and a NormalSpan do not convert into one another; OffsetMap is the only bridge (normalize/offset_map.h).
// Tested by tests/unit/base/spans_test.cpp; that a mix-up does not compile, by tests/compile_fail.
//
//   TextSpan where{120, 158};      // bytes of ExtractedText::text, what `caveat extract` prints
//   NormalSpan hit{96, 131};       // bytes of NormalText::text
#ifndef CAVEAT_BASE_SPANS_H
#define CAVEAT_BASE_SPANS_H
#include <compare>
#include <cstdint>
#include <string_view>

namespace caveat {

// 32 bits are enough: limits::kTextBytes is far below 4 GB, and positions are most of what a scan keeps in memory.
template <class Text>
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

using TextSpan = Span<struct ExtractedTextTag>;   // bytes of ExtractedText::text (UTF-8)
using NormalSpan = Span<struct NormalTextTag>;    // bytes of NormalText::text (folded, UTF-8)

}  // namespace caveat
#endif
