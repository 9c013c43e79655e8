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

BOOST_AUTO_TEST_CASE(a_structure_rule_must_name_a_check_that_exists) {
  const auto rule = [](const std::string& logic) {
    std::string yaml = "rule: odd\nversion: 1\nstatus: stable\ntaxonomy: STR-01\nseverity: high\nconfidence: high\nlogic:\n  kind: structure\n" + logic + "text:\n";
    for (const char* lang : {"en", "fr", "de", "es"})
      yaml += std::string("  ") + lang + ":\n    title: T\n    message: 'M {count}'\n    why: W\n    recommendation: { ask: A, fallback: F }\n    examples: { match: [a, b], no_match: [c, d] }\n";
    return yaml;
  };
  SamplePack pack;
  pack.write("document/odd.yaml", rule("  check: no-such-check\n"));
  Diagnostics d;
  BOOST_TEST(!load({{pack.path()}, "", false}, d));
  BOOST_TEST(d.at(0).code == "R052");
  BOOST_TEST(d.at(0).message.find("annex-missing, blank") != std::string::npos);
  pack.write("document/odd.yaml", rule("  check: comments\n  of: [no-such-clause]\n"));
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R053");
  pack.write("document/odd.yaml", rule("  check: term-unused\n"));
  BOOST_TEST(first_code({{pack.path()}, "", false}) == "R025");  // {count} is not what that check fills
  pack.write("document/odd.yaml", rule("  check: comments\n"));
  Diagnostics fine;
  BOOST_TEST(!!load({{pack.path()}, "", true}, fine));
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

// ---- a broken rule costs itself alone ----
namespace {
struct Skipping : SamplePack {
  Diagnostics diagnostics;
  Result<std::shared_ptr<const RuleProgram>> loaded(const std::string& policy = "", bool drafts = false) {
    diagnostics.clear();
    return load({.paths = {path()}, .policy = policy, .verify = false, .skip_broken = true, .drafts = drafts}, diagnostics);
  }
  static std::string ids(const RuleProgram& p) {
    std::string out;
    for (const Rule& r : p.rules()) out += r.id + " ";
    for (const SkippedRule& s : p.skipped()) out += "-" + s.id + ":" + s.first_code + " ";
    return out;
  }
};
std::string without_policy(const std::string& id) {
  return replaced(sample_rule(id), "policy:\n  cap: { default: 3, unit: percent, min: 0, max: 20 }\n", "");
}
}  // namespace

BOOST_FIXTURE_TEST_CASE(a_broken_rule_is_left_out_and_named, Skipping) {
  write("pricing/price-up.yaml", sample_rule());
  const std::vector<std::pair<std::string, std::string>> ways = {
      {replaced(without_policy("b"), "severity", "sevrity"), "R010"},             // told by the reader
      {replaced(without_policy("b"), "  kind", " - kind"), "R002"},               // no YAML
      {replaced(without_policy("b"), "{policy.cap}", "{policy.hat}"), "R025"},     // told across files
      {replaced(without_policy("b"), "'darf anheben'", "'darf (?=x)'"), "R024"},   // told while it is compiled, third language
      {without_policy("price-up"), "R015"},
      {std::string(limits::kRuleFileBytes + 1, '#'), "R001"}};
  for (const auto& [text, code] : ways) {
    write("pricing/b.yaml", text);
    const auto program = loaded();
    BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
    BOOST_TEST(ids(*program.value()) == "price-up -b:" + code + " ");
    BOOST_TEST(program.value()->compiled().size() == 4u);
    for (const auto& compiled : program.value()->compiled()) BOOST_TEST(compiled.rule == 0u);
  }
}

BOOST_FIXTURE_TEST_CASE(what_is_left_is_the_same_program_as_without_the_broken_file, Skipping) {
  write("pricing/price-up.yaml", sample_rule());
  const auto alone = loaded();
  write("pricing/another.yaml", replaced(without_policy("another"), "'precios'", "'(?=x)'"));
  const auto rest = loaded();
  BOOST_REQUIRE(alone);
  BOOST_REQUIRE(rest);
  BOOST_TEST(rest.value()->slots().size() == alone.value()->slots().size());
  BOOST_TEST(rest.value()->fragments().size() == alone.value()->fragments().size());
  BOOST_TEST(rest.value()->patterns().size() == alone.value()->patterns().size());
}

BOOST_FIXTURE_TEST_CASE(a_policy_may_speak_of_a_broken_rule, Skipping) {
  std::string other = without_policy("other");
  for (int language = 0; language < 4; ++language) other = replaced(other, "A cap of {policy.cap} %.", "A cap.");
  write("pricing/other.yaml", other);
  write("pricing/price-up.yaml", replaced(sample_rule(), "severity", "sevrity"));
  write("policies/house.yaml", "policy: house\nversion: 1\nvalues: { cap: 1 }\nseverity: { price-up: low }\n");
  const auto program = loaded("house");
  BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
  BOOST_TEST(ids(*program.value()) == "other -price-up:R010 ");
}

BOOST_FIXTURE_TEST_CASE(what_all_rules_stand_on_stays_fatal, Skipping) {
  write("pricing/price-up.yaml", sample_rule());
  write("policies/house.yaml", "policy: house\nversion: 1\nvalues: { hat: 1 }\n");
  BOOST_TEST(!loaded("house"));
  write("lexicons/fr.yaml", "lexicon: fr\n");
  BOOST_TEST(!loaded());
  write("lexicons/fr.yaml", "lexicon: fr\nmacros: { a: ['b'] }\n");
  BOOST_TEST(bool(loaded()));
  write("pack.yaml", "pack: sample\n");
  BOOST_TEST(!loaded());
}

BOOST_FIXTURE_TEST_CASE(a_pack_of_broken_rules_alone_is_an_error, Skipping) {
  write("pricing/price-up.yaml", "rule: price-up\n");
  BOOST_TEST(!loaded());
}

BOOST_FIXTURE_TEST_CASE(a_draft_is_read_only_for_those_who_write_it, Skipping) {
  write("pricing/price-up.yaml", sample_rule());
  write("pricing/b.yaml", replaced(without_policy("b"), "status: stable", "status: draft"));
  BOOST_TEST(ids(*loaded().value()) == "price-up ");
  BOOST_TEST(ids(*loaded("", true).value()) == "b price-up ");
  // A broken draft is nobody's loss, and its author is told.
  write("pricing/b.yaml", replaced(replaced(without_policy("b"), "status: stable", "status: draft"), "title: 'Price up'", "title: '<fill: a title>'"));
  BOOST_TEST(ids(*loaded().value()) == "price-up ");
  BOOST_TEST(diagnostics.empty());
  BOOST_TEST(ids(*loaded("", true).value()) == "price-up ");
  BOOST_REQUIRE(diagnostics.size() == 1u);
  BOOST_TEST(diagnostics[0].code == "R060");
}

BOOST_AUTO_TEST_CASE(no_pack_is_a_program_without_rules) {
  Diagnostics d;
  auto program = load({}, d);
  BOOST_REQUIRE(program);
  BOOST_TEST(program.value()->rules().empty());
}

BOOST_AUTO_TEST_SUITE_END()
