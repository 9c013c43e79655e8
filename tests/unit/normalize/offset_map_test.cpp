// OffsetMap by hand-made pieces.
#include "normalize/offset_map.h"

#include <boost/test/unit_test.hpp>

using namespace caveat;
using namespace caveat::normalize;

namespace {
// text "ab" "ﬁ" SHY "cd", normal "ab" "fi" "cd"
OffsetMap sample() {
  OffsetMap map;
  map.append(2, 2, true);
  map.append(3, 2, false);
  map.append(2, 0, false);
  map.append(2, 2, true);
  return map;
}
}  // namespace

namespace caveat {
template <class T>
std::ostream& operator<<(std::ostream& out, const Span<T>& span) {
  return out << '[' << span.begin << ',' << span.end << ')';
}
}  // namespace caveat

BOOST_AUTO_TEST_CASE(exact_pieces_map_byte_by_byte) {
  BOOST_TEST(sample().to_text(NormalSpan{0, 1}) == (TextSpan{0, 1}));
  BOOST_TEST(sample().to_text(NormalSpan{5, 6}) == (TextSpan{8, 9}));
  BOOST_TEST(sample().to_normal(TextSpan{7, 8}) == (NormalSpan{4, 5}));
}
BOOST_AUTO_TEST_CASE(a_begin_inside_a_unit_rounds_down_and_an_end_up) {
  BOOST_TEST(sample().to_text(NormalSpan{3, 4}) == (TextSpan{2, 5}));
  BOOST_TEST(sample().to_text(NormalSpan{1, 3}) == (TextSpan{1, 5}));
  BOOST_TEST(sample().to_normal(TextSpan{3, 4}) == (NormalSpan{2, 4}));
}
BOOST_AUTO_TEST_CASE(dropped_text_at_the_ends_of_a_span_stays_outside) {
  BOOST_TEST(sample().to_text(NormalSpan{2, 4}) == (TextSpan{2, 5}));
  BOOST_TEST(sample().to_text(NormalSpan{4, 6}) == (TextSpan{7, 9}));
  BOOST_TEST(sample().to_text(NormalSpan{0, 6}) == (TextSpan{0, 9}));
  BOOST_TEST(sample().to_normal(TextSpan{5, 7}) == (NormalSpan{4, 4}));
  BOOST_TEST(sample().to_normal(TextSpan{6, 8}) == (NormalSpan{4, 5}));
}
BOOST_AUTO_TEST_CASE(empty_spans_stay_empty_and_spans_behind_the_end_are_cut) {
  BOOST_TEST(sample().to_text(NormalSpan{1, 1}) == (TextSpan{1, 1}));
  BOOST_TEST(sample().to_text(NormalSpan{4, 4}) == (TextSpan{7, 7}));
  BOOST_TEST(sample().to_text(NormalSpan{6, 6}) == (TextSpan{9, 9}));
  BOOST_TEST(sample().to_text(NormalSpan{5, 99}) == (TextSpan{8, 9}));
  BOOST_TEST(sample().to_text(NormalSpan{50, 99}) == (TextSpan{9, 9}));
  BOOST_TEST(sample().to_normal(TextSpan{50, 99}) == (NormalSpan{6, 6}));
  BOOST_TEST(OffsetMap().to_text(NormalSpan{0, 1}) == (TextSpan{0, 0}));
  BOOST_TEST(OffsetMap().to_normal(TextSpan{0, 1}) == (NormalSpan{0, 0}));
}
BOOST_AUTO_TEST_CASE(a_piece_without_text_belongs_to_its_place) {
  OffsetMap map;  // "a" + inserted line end + "b"
  map.append(1, 1, true);
  map.append(0, 1, false);
  map.append(1, 1, true);
  BOOST_TEST(map.to_text(NormalSpan{0, 3}) == (TextSpan{0, 2}));
  BOOST_TEST(map.to_text(NormalSpan{1, 2}) == (TextSpan{1, 1}));
  BOOST_TEST(map.to_normal(TextSpan{1, 2}) == (NormalSpan{2, 3}));
}
BOOST_AUTO_TEST_CASE(neighbours_of_one_kind_are_one_piece) {
  OffsetMap map;
  map.append(5, 5, true);
  map.append(7, 7, true);
  map.append(2, 0, false);
  map.append(3, 0, false);
  map.append(0, 0, false);
  map.append(2, 2, false);
  map.append(2, 2, false);
  BOOST_TEST(map.pieces().size() == 4u);
}
