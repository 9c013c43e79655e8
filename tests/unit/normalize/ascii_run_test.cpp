// The two variants of the ASCII fast path against each other, and against what the words say.
#include "normalize/ascii_run.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>

using namespace caveat::normalize;

namespace {
struct Done {
  std::size_t size;
  std::string out;
};
Done run(decltype(fold_ascii_run)* variant, const std::string& in, bool after_space) {
  std::string out(in.size(), '?');
  const std::size_t size = variant(in.data(), in.size(), out.data(), after_space);
  return {size, out.substr(0, size)};
}
}  // namespace

BOOST_AUTO_TEST_CASE(capitals_become_small_and_their_neighbours_in_ascii_stay) {
  const std::string in = "@AZ[`az{09~ THE QUICK BROWN FOX. (JUMPS) OVER @AZ[";
  BOOST_TEST(run(fold_ascii_run, in, false).out == "@az[`az{09~ the quick brown fox. (jumps) over @az[");
}

BOOST_AUTO_TEST_CASE(a_run_ends_before_the_first_byte_that_needs_more) {
  BOOST_TEST(run(fold_ascii_run, "0123456789abcdefghij\nrest", false).size == 20u);
  BOOST_TEST(run(fold_ascii_run, "0123456789abcdefghij\xC3\xA9", false).size == 20u);
  BOOST_TEST(run(fold_ascii_run, "0123456789abcde  fghijklmnop", false).size ==
             16u);  // a pair of spaces across two steps
  BOOST_TEST(run(fold_ascii_run, " leading", true).size == 0u);
  BOOST_TEST(run(fold_ascii_run, " leading", false).size == 8u);
}

BOOST_AUTO_TEST_CASE(the_fast_and_the_plain_variant_agree_on_random_bytes) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    std::string in(random() % 60, ' ');
    for (char& c : in) c = static_cast<char>(random() % 40 == 0 ? random() % 256 : " aZq-M9"[random() % 7]);
    const bool after_space = random() % 2 == 0;
    const Done fast = run(fold_ascii_run, in, after_space), plain = run(fold_ascii_run_plain, in, after_space);
    BOOST_REQUIRE_EQUAL(fast.size, plain.size);
    BOOST_REQUIRE_EQUAL(fast.out, plain.out);
  }
}
