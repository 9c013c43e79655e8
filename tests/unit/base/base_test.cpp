// Tests base: spans, results, cancellation, language tags.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "base/cancel.h"
#include "base/language.h"
#include "base/spans.h"

using namespace caveat;

BOOST_AUTO_TEST_CASE(spans_are_half_open) {
  const TextSpan a{2, 5}, b{5, 7}, c{4, 6};
  BOOST_TEST(!a.overlaps(b));
  BOOST_TEST(a.overlaps(c));
  BOOST_TEST(a.contains(2u));
  BOOST_TEST(!a.contains(5u));
  BOOST_TEST(a.contains(TextSpan{3, 5}));
  BOOST_TEST(a.of("0123456") == "234");
  BOOST_TEST((TextSpan{3, 3}).empty());
}

BOOST_AUTO_TEST_CASE(a_passed_deadline_stops_and_says_so) {
  Cancel cancel(1, nullptr);
  std::this_thread::sleep_for(std::chrono::milliseconds(3));
  const auto stop = cancel.poll(Stage::match);
  BOOST_REQUIRE(stop);
  BOOST_CHECK(stop->code == ErrorCode::deadline);
  BOOST_TEST(*cancel.remaining_ms() == 1u);
}

BOOST_AUTO_TEST_CASE(a_progress_callback_may_cancel) {
  Cancel cancel(0, [](Stage, std::uint64_t done, std::uint64_t) { return done == 2; });
  BOOST_CHECK(!cancel.poll(Stage::match, 1));
  BOOST_CHECK(cancel.poll(Stage::match, 2)->code == ErrorCode::cancelled);
  BOOST_CHECK(!cancel.remaining_ms());
}

BOOST_AUTO_TEST_CASE(language_tags_are_read_by_their_first_part) {
  BOOST_CHECK(parse_language("de") == Language::de);
  BOOST_CHECK(parse_language("DE_at.UTF-8") == Language::de);
  BOOST_CHECK(parse_language("fr-CA") == Language::fr);
  BOOST_CHECK(!parse_language("deu"));
  BOOST_CHECK(!parse_language("it"));
  BOOST_CHECK(!parse_language(""));
}
