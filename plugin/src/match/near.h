// Near: slots that occur together, and the smallest spans (hulls) that hold one occurrence of each.
// Tested by tests/unit/match/near_test.cpp.
//
//   "the supplier may at any time increase the fees"
//    slots: may [13,16) change [29,37) price [42,46), within 4 words  ->  hull [13,46)
#ifndef CAVEAT_MATCH_NEAR_H
#define CAVEAT_MATCH_NEAR_H
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/spans.h"

namespace caveat::match {

struct Occurrence {
  NormalSpan span;
  std::uint16_t part = 0;  // which of the pattern's slots
  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

// How many words stand in text[begin, end); stops counting past `most`.
std::uint32_t words_between(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t most);

// `occurrences`: sorted by span, of `parts` slots. Neighbours at most `within` words apart, no overlap; in the slots' order if
// `in_order`. The result is sorted, holds no hull that contains another, and none that overlaps its predecessor.
std::vector<NormalSpan> find_near(std::string_view text, std::span<const Occurrence> occurrences, std::uint32_t parts,
                                  std::uint32_t within, bool in_order);

}  // namespace caveat::match
#endif
