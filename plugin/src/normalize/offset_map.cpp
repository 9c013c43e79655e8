// OffsetMap, see offset_map.h. Pieces partition both texts; a look-up is one binary search.
//
// Where pieces of no size stand on a boundary (a dropped soft hyphen), a begin takes the place after them and an end
// the place before them: quotes are as tight as they can be.
#include "normalize/offset_map.h"

#include <algorithm>

namespace caveat::normalize {
namespace {

using Piece = OffsetMap::Piece;

// The last piece that begins at or before `offset`, which must be inside the text: so it holds the byte `offset`.
template <std::uint32_t Piece::*kBegin>
std::vector<Piece>::const_iterator holding(const std::vector<Piece>& pieces, std::uint32_t offset) {
  return std::upper_bound(pieces.begin(), pieces.end(), offset,
                          [](std::uint32_t value, const Piece& piece) { return value < piece.*kBegin; }) -
         1;
}

}  // namespace

void OffsetMap::append(std::uint32_t text_size, std::uint32_t normal_size, bool exact) {
  if (text_size == 0 && normal_size == 0) return;
  exact = exact && text_size == normal_size;
  bool grow = false;
  if (!pieces_.empty()) {
    const Piece& last = pieces_.back();
    const bool last_dropped = last.normal_begin == normal_end_ && !last.exact;
    grow = exact ? last.exact : normal_size == 0 && last_dropped;
  }
  if (!grow) pieces_.push_back({text_end_, normal_end_, exact});
  text_end_ += text_size;
  normal_end_ += normal_size;
}

TextSpan OffsetMap::to_text(NormalSpan span) const {
  if (span.begin >= normal_end_) return {text_end_, text_end_};
  TextSpan out;
  auto piece = holding<&Piece::normal_begin>(pieces_, span.begin);
  out.begin = piece->text_begin + (piece->exact ? span.begin - piece->normal_begin : 0);
  if (span.end <= span.begin) return {out.begin, out.begin};
  // Most spans are within one piece, or end in the next.
  const std::uint32_t last = std::min(span.end, normal_end_) - 1;
  for (int steps = 0; piece + 1 != pieces_.end() && (piece + 1)->normal_begin <= last; ++piece)
    if (++steps > 2) {
      piece = holding<&Piece::normal_begin>(pieces_, last);
      break;
    }
  out.end = piece->exact                 ? piece->text_begin + (std::min(span.end, normal_end_) - piece->normal_begin)
            : piece + 1 == pieces_.end() ? text_end_
                                         : (piece + 1)->text_begin;
  return out;
}

NormalSpan OffsetMap::to_normal(TextSpan span) const {
  NormalSpan out{normal_end_, normal_end_};
  if (span.begin < text_end_) {
    const auto piece = holding<&Piece::text_begin>(pieces_, span.begin);
    out.begin = piece->normal_begin + (piece->exact ? span.begin - piece->text_begin : 0);
  }
  if (span.end <= span.begin) return {out.begin, out.begin};
  if (span.begin >= text_end_) return out;
  const auto piece = holding<&Piece::text_begin>(pieces_, std::min(span.end, text_end_) - 1);
  out.end = piece->exact                 ? piece->normal_begin + (std::min(span.end, text_end_) - piece->text_begin)
            : piece + 1 == pieces_.end() ? normal_end_
                                         : (piece + 1)->normal_begin;
  return out;
}

}  // namespace caveat::normalize
