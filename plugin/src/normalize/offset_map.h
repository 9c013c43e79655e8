// OffsetMap: from a place in the folded text back to the place in the contract, and forth.
// Inside a changed span (the ligature "ﬁ" folded to "fi") begins round down and ends round up, so a quote never cuts a
// character. Tested by tests/unit/normalize/offset_map_test.cpp and tests/property/fold_property_test.cpp.
//
//   text   "Haftung fu¨r ..."  ->  normal "haftung fuer ..."
//   map.to_text(NormalSpan{8, 12})  ==  the bytes of "fu¨r"
#ifndef CAVEAT_NORMALIZE_OFFSET_MAP_H
#define CAVEAT_NORMALIZE_OFFSET_MAP_H
#include <cstdint>
#include <vector>

#include "base/spans.h"

namespace caveat::normalize {

class OffsetMap {
 public:
  TextSpan to_text(NormalSpan span) const;
  NormalSpan to_normal(TextSpan span) const;

  // Building, in increasing order. A piece is normal_size bytes that came from text_size bytes; equal sizes with
  // `exact` map byte by byte, otherwise the piece is one unit. text_size 0 or normal_size 0 are allowed.
  void append(std::uint32_t text_size, std::uint32_t normal_size, bool exact);

  struct Piece {
    std::uint32_t text_begin;
    std::uint32_t normal_begin;
    bool exact;
  };
  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;  // the last one ends at text_end_, normal_end_
  std::uint32_t text_end_ = 0;
  std::uint32_t normal_end_ = 0;
};

}  // namespace caveat::normalize
#endif
