// Tests rules/lint.cpp: what is no error and still worth a look. The exact words: tests/rules/diagnostics.
#include "rules/lint.h"

#include <boost/test/unit_test.hpp>

#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::rules;
using namespace caveat::tests;

namespace {

Diagnostics linted(const std::string& rule, std::string_view today = {}) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", rule);
  Diagnostics d;
  auto program = load({{pack.path()}, "", true}, d);
  BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
  BOOST_TEST(d.empty());
  lint(*program.value(), today, d);
  return d;
}

std::string codes(const Diagnostics& all) {
  std::string out;
  for (const Diagnostic& d : all) {
    BOOST_CHECK(d.level == Diagnostic::Level::warning);
    BOOST_TEST(d.mark.line > 0u);
    out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}

const std::string kLaw = "law:\n  - { place: EU, ref: 'Directive X', checked: 2026-03-01 }\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(linting)

BOOST_AUTO_TEST_CASE(a_plain_rule_is_left_in_peace) { BOOST_TEST(codes(linted(sample_rule(), "2026-11-23")) == ""); }

BOOST_AUTO_TEST_CASE(case_and_accents_make_no_other_word) {
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['tarifs']", "price: ['tarifs', 'Tarifs']"))) == "R062");
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['tarifs']", "price: ['révisés', 'revises']"))) == "R062");
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['tarifs']", "price: ['tarifs', 'tarif']"))) == "");
}

BOOST_AUTO_TEST_CASE(alternatives_inside_a_fragment_count_as_words) {
  const std::string ten = "'a1a', 'b1b', 'c1c', 'd1d', 'e1e', 'f1f', 'g1g', 'h1h', 'i1i', 'fees'";
  const std::string one = "'(?:a1a|b1b|c1c|d1d|e1e|f1f|g1g|h1h|i1i|fees)'";
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['fees']", "price: [" + ten + "]"))) == "R061");
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['fees']", "price: [" + one + "]"))) == "R061");
  // The same number in two forms is no gap.
  std::string even = sample_rule();
  for (const char* word : {"fees", "tarifs", "Preise", "precios"})
    even = replaced(even, std::string("price: ['") + word + "']", "price: [" + replaced(word == std::string("fees") ? ten : one, "fees", word) + "]");
  BOOST_TEST(codes(linted(even)) == "");
}

BOOST_AUTO_TEST_CASE(a_longer_word_of_the_pattern_stands_guard_for_a_short_one) {
  BOOST_TEST(codes(linted(replaced(sample_rule(), "price: ['fees']", "price: ['fee']"))) == "");
  BOOST_TEST(codes(linted(replaced(replaced(sample_rule(), "price: ['fees']", "price: ['fee']"), "may: ['may raise']", "may: ['may']"))) == "R063");
}

BOOST_AUTO_TEST_CASE(law_ages_by_the_date_that_is_handed_in) {
  const std::string rule = replaced(sample_rule(), "policy:\n", kLaw + "policy:\n");
  BOOST_TEST(codes(linted(rule)) == "");
  BOOST_TEST(codes(linted(rule, "2027-03-01")) == "");
  BOOST_TEST(codes(linted(rule, "2027-03-02")) == "R064");
  BOOST_TEST(codes(linted(rule, "2026-02-28")) == "R064");
}

BOOST_AUTO_TEST_SUITE_END()
