// Tests rules/loader.cpp: packs, lexicons, policies, what is checked across files.
#include "rules/loader.h"

#include <boost/test/unit_test.hpp>

#include "base/limits.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::rules;
using namespace caveat::tests;

namespace {

std::string first_code(const LoadOptions& options) {
  Diagnostics d;
  const auto program = load(options, d);
  BOOST_REQUIRE(!program);
  BOOST_CHECK(program.error().code == ErrorCode::rules);
  return d.at(0).code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loader)

BOOST_AUTO_TEST_CASE(a_pack_is_loaded_with_its_card_and_hash) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Diagnostics d;
  auto program = load({{pack.path()}, "", true}, d);
  BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
  const RuleProgram& p = *program.value();
  BOOST_TEST(p.pack() == "sample");
  BOOST_TEST(p.pack_hash().size() == 64u);
  BOOST_TEST(p.rules().size() == 1u);
  BOOST_TEST(p.compiled().size() == 4u);
  BOOST_TEST(p.parameters().at("cap").value == 3);
  auto again = load({{pack.path()}, "", true}, d);
  BOOST_TEST(again.value()->pack_hash() == p.pack_hash());
}

BOOST_AUTO_TEST_CASE(a_policy_sets_numbers_and_severities) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  pack.write("policies/strict.yaml", "policy: strict\nversion: 2\nvalues: { cap: 1 }\nseverity: { price-up: critical }\n");
  Diagnostics d;
  auto program = load({{pack.path()}, "strict", false}, d);
  BOOST_REQUIRE(program);
  BOOST_TEST(program.value()->parameters().at("cap").value == 1);
  BOOST_CHECK(program.value()->rules()[0].severity == Severity::critical);
  BOOST_TEST(program.value()->policy().id == "strict");
}

BOOST_AUTO_TEST_CASE(a_policy_outside_the_bounds_or_for_nobody_is_refused) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  pack.write("policies/wild.yaml", "policy: wild\nversion: 1\nvalues: { cap: 99 }\n");
  BOOST_TEST(first_code({{pack.path()}, "wild", false}) == "R031");
  pack.write("policies/wild.yaml", "policy: wild\nversion: 1\nvalues: { hat: 1 }\n");
  BOOST_TEST(first_code({{pack.path()}, "wild", false}) == "R031");
  BOOST_TEST(first_code({{pack.path()}, "nowhere", false}) == "R030");
}

BOOST_AUTO_TEST_CASE(two_rules_with_one_id_are_refused) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  pack.write("change/price-up.yaml", sample_rule());
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R015");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_none_is_refused) { BOOST_TEST(first_code({{"/nowhere/at/all"}, "", false}) == "R001"); }

BOOST_AUTO_TEST_CASE(a_pattern_without_a_literal_is_refused) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", replaced(replaced(sample_rule(), "may: ['may raise']", "may: ['\\w{2,9}']"), "price: ['fees']", "price: ['\\w{2,9}']"));
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R026");
}

BOOST_AUTO_TEST_CASE(ten_thousand_alternations_are_an_error_not_a_hang) {
  SamplePack pack;
  std::string many = "(?:aaa";
  for (int i = 0; i < 10'000; ++i) many += "|w" + std::to_string(i);
  pack.write("pricing/price-up.yaml", replaced(sample_rule(), "may: ['may raise']", "may: ['" + many + ")']"));
  BOOST_TEST(first_code({{pack.path()}, "", true}) == "R024");
}

BOOST_AUTO_TEST_CASE(a_repeat_bomb_is_refused_when_verified) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", replaced(sample_rule(), "may: ['may raise']", "may: ['may (?:(?:(?:x{0,99}y){0,99}z){0,99}){0,99}raise']"));
  BOOST_TEST(first_code({{pack.path()}, "", true}) == "R024");
}

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_is_refused) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", std::string(limits::kRuleFileBytes + 1, '#'));
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R001");
}

BOOST_AUTO_TEST_CASE(an_unknown_placeholder_is_told) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", replaced(sample_rule(), "{policy.cap}", "{policy.hat}"));
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R025");
}

BOOST_AUTO_TEST_CASE(no_pack_is_a_program_without_rules) {
  Diagnostics d;
  auto program = load({}, d);
  BOOST_REQUIRE(program);
  BOOST_TEST(program.value()->rules().empty());
}

BOOST_AUTO_TEST_SUITE_END()
