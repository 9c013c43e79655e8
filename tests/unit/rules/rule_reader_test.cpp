// Tests rules/yaml_tree.cpp and rules/rule_reader.cpp: each complaint has its place and a way out.
#include "rules/rule_reader.h"

#include <boost/test/unit_test.hpp>

#include "sample_pack.h"

using namespace caveat;
using namespace caveat::rules;
using caveat::tests::replaced;
using caveat::tests::sample_rule;

namespace {

Diagnostics complaints(const std::string& yaml) {
  auto parsed = parse_yaml(yaml, "pricing/price-up.yaml");
  if (auto* d = std::get_if<Diagnostic>(&parsed)) return {*d};
  Diagnostics out;
  const bool read = read_rule(std::get<YamlNode>(parsed), "pricing/price-up.yaml", out).has_value();
  BOOST_TEST(read == out.empty());
  return out;
}

void expect(const std::string& yaml, const std::string& code, std::uint32_t line, const std::string& part) {
  const auto all = complaints(yaml);
  BOOST_REQUIRE_MESSAGE(!all.empty(), "no complaint, expected " << code << " " << part);
  BOOST_TEST(all[0].code == code);
  BOOST_TEST(all[0].mark.line == line);
  BOOST_TEST(all[0].message.find(part) != std::string::npos, all[0].message);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_reader)

BOOST_AUTO_TEST_CASE(a_sound_rule_is_read_whole) {
  auto parsed = parse_yaml(sample_rule(), "rules/pricing/price-up.yaml");
  Diagnostics out;
  const auto rule = read_rule(std::get<YamlNode>(parsed), "rules/pricing/price-up.yaml", out);
  for (const auto& d : out) BOOST_ERROR(d.message);
  BOOST_REQUIRE(rule);
  BOOST_TEST(rule->id == "price-up");
  BOOST_TEST(rule->category == "pricing");
  BOOST_CHECK(rule->severity == Severity::high);
  BOOST_TEST(rule->slots.size() == 3u);
  BOOST_TEST(rule->find.at(0).within == 6u);
  BOOST_TEST(rule->words[index(Language::de)].slots[0][0].text == "darf anheben");
  BOOST_TEST(rule->words[index(Language::en)].no_match.at(0).why == "unless consent");
}

BOOST_AUTO_TEST_CASE(a_typo_in_a_key_is_told_at_its_line) { expect(replaced(sample_rule(), "severity:", "sevrity:"), "R010", 5, "sevrity"); }
BOOST_AUTO_TEST_CASE(an_unknown_severity_lists_the_known) { expect(replaced(sample_rule(), "severity: high", "severity: huge"), "R014", 5, "critical"); }
BOOST_AUTO_TEST_CASE(a_missing_language_is_told) {
  const std::string rule = sample_rule();
  expect(rule.substr(0, rule.find("  es:\n")), "R011", 15, "\"es\" is missing");
}
BOOST_AUTO_TEST_CASE(a_duplicate_key_is_refused) { expect(replaced(sample_rule(), "version: 1\n", "version: 1\nversion: 2\n"), "R002", 3, "duplicate"); }
BOOST_AUTO_TEST_CASE(broken_yaml_is_told_with_its_line) {
  const auto all = complaints("rule: [unclosed\nversion: 1\n");
  BOOST_REQUIRE(!all.empty());
  BOOST_TEST(all[0].code == "R002");
  BOOST_TEST(all[0].mark.line >= 1u);
}
BOOST_AUTO_TEST_CASE(an_empty_slot_is_told) { expect(replaced(sample_rule(), "consent: ['consent']", "consent: []"), "R012", 23, "\"consent\" is empty in en"); }
BOOST_AUTO_TEST_CASE(a_slot_that_logic_does_not_know_is_told) { expect(replaced(sample_rule(), "consent: ['consent']", "consent: ['consent']\n      other: ['x']"), "R021", 24, "\"other\""); }
BOOST_AUTO_TEST_CASE(an_alias_bomb_is_refused) { expect("a: &a [x, x]\nb: [*a, *a]\n", "R003", 2, "alias"); }
BOOST_AUTO_TEST_CASE(a_near_without_distance_is_told) { expect(replaced(sample_rule(), ", within: 6 words", ""), "R011", 10, "within"); }
BOOST_AUTO_TEST_CASE(a_threshold_needs_its_condition) { expect(replaced(sample_rule(), "kind: presence", "kind: threshold"), "R017", 9, "report_when"); }
BOOST_AUTO_TEST_CASE(one_example_is_not_enough) {
  expect(replaced(sample_rule(), "        - { text: 'Z may raise fees.' }\n", ""), "R023", 26, "at least two match");
}
BOOST_AUTO_TEST_CASE(deep_nesting_is_refused) {
  std::string deep = "a: ";
  for (int i = 0; i < 60; ++i) deep += "[";
  for (int i = 0; i < 60; ++i) deep += "]";
  BOOST_TEST(!complaints(deep + "\n").empty());
}
BOOST_AUTO_TEST_CASE(garbage_never_crashes) {
  std::string rule = sample_rule();
  std::uint32_t state = 1;
  for (int round = 0; round < 400; ++round) {
    std::string hurt = rule;
    for (int k = 0; k < 4; ++k) {
      state = state * 1664525u + 1013904223u;
      hurt[(state >> 8) % hurt.size()] = static_cast<char>("{}[]:'\"-\n\t&*!%@ \x80z"[(state >> 3) % 18]);
    }
    complaints(hurt);
  }
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
