// Tests match/near.cpp.
#include "match/near.h"

#include <boost/test/unit_test.hpp>

using namespace caveat;
using namespace caveat::match;

namespace {

// Occurrences of single letters in a text: part 0 is 'a', part 1 is 'b', part 2 is 'c'.
std::vector<Occurrence> letters(std::string_view text) {
  std::vector<Occurrence> all;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (text[i] >= 'a' && text[i] <= 'c') all.push_back({{i, i + 1}, static_cast<std::uint16_t>(text[i] - 'a')});
  return all;
}

std::vector<std::string> near(std::string_view text, std::uint32_t parts, std::uint32_t within, bool in_order = false) {
  std::vector<std::string> out;
  for (NormalSpan hull : find_near(text, letters(text), parts, within, in_order)) out.emplace_back(hull.of(text));
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(near_slots)

BOOST_AUTO_TEST_CASE(slots_at_the_distance_meet_and_one_word_further_they_do_not) {
  BOOST_CHECK((near("a x x b", 2, 2) == Strings{"a x x b"}));
  BOOST_CHECK((near("a x x x b", 2, 2).empty()));
}

BOOST_AUTO_TEST_CASE(order_matters_only_when_given) {
  BOOST_CHECK((near("b x a", 2, 3) == Strings{"b x a"}));
  BOOST_CHECK((near("b x a", 2, 3, true).empty()));
}

BOOST_AUTO_TEST_CASE(the_smallest_hull_wins) { BOOST_CHECK((near("a x a b", 2, 5) == Strings{"a b"})); }

BOOST_AUTO_TEST_CASE(hulls_do_not_overlap) { BOOST_CHECK((near("a b a b", 2, 5) == Strings{"a b", "a b"})); }

BOOST_AUTO_TEST_CASE(three_slots_chain_by_neighbours) {
  BOOST_CHECK((near("a x x b x x c", 3, 2) == Strings{"a x x b x x c"}));
  BOOST_CHECK((near("c x b x a", 3, 1) == Strings{"c x b x a"}));
  BOOST_CHECK((near("c x b x a", 3, 1, true).empty()));
}

BOOST_AUTO_TEST_CASE(a_part_that_occurs_twice_does_not_hide_the_chain) {
  // The first b is one word too far from c; the second is not.
  BOOST_CHECK((near("a b x b x c", 3, 2, true) == Strings{"a b x b x c"}));
  BOOST_CHECK((near("a b x x b x c", 3, 3, true) == Strings{"a b x x b x c"}));
}

BOOST_AUTO_TEST_CASE(a_long_occurrence_does_not_hide_the_short_one_beside_it) {
  const std::string_view text = "aaaa bbbb cccc";
  const std::vector<Occurrence> all = {{{0, 4}, 0}, {{0, 9}, 0}, {{5, 9}, 1}, {{10, 14}, 2}};
  BOOST_TEST(find_near(text, all, 3, 0, true).size() == 1u);
}

BOOST_AUTO_TEST_CASE(slots_on_the_same_words_are_not_two) {
  const std::vector<Occurrence> overlapping = {{{0, 5}, 0}, {{2, 7}, 1}};
  BOOST_TEST(find_near("aaaaaaa", overlapping, 2, 5, false).empty());
}

BOOST_AUTO_TEST_CASE(counting_words_stops_past_the_bound) { BOOST_TEST(words_between(std::string(100'000, 'x') + " y z w", 0, 100'006, 2) == 3u); }

BOOST_AUTO_TEST_SUITE_END()
