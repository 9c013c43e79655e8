// Tests rules/rarity.cpp: short words and words of many fragments are common, and a fragment is as rare as its rarest clause.
#include "rules/rarity.h"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace caveat::rules;

namespace {

CompiledFragment fragment(std::vector<std::vector<std::string>> clauses) {
  CompiledFragment out;
  out.clauses = std::move(clauses);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rarity)

BOOST_AUTO_TEST_CASE(what_many_fragments_hold_is_common_and_what_is_long_is_rare) {
  const CompiledFragment may = fragment({{"supplier"}, {"may"}, {"raise"}}), shall = fragment({{"supplier"}, {"shall"}}), fees = fragment({{"fees", "charges"}});
  const std::vector<const CompiledFragment*> all{&may, &shall, &fees};
  const Rarity of(all);
  BOOST_TEST(of.of(may.clauses[0]) == 2 / 64.0);
  BOOST_TEST(of.of(may.clauses[1]) > of.of(may.clauses[2]));
  BOOST_TEST(of.of(fees.clauses[0]) == 1 / 16.0 + 1 / 49.0);
  BOOST_TEST(of.rarest(may) == 0u);
  BOOST_TEST(of.rarest(may, 1) == 2u);
  BOOST_TEST(of.of(may) == of.of(may.clauses[0]));
  BOOST_TEST(std::isinf(of.of(fragment({}))));
}

BOOST_AUTO_TEST_SUITE_END()
