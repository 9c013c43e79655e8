// Tests policies: read_policy of rules/rule_reader.cpp and what rules/loader.cpp makes of one. The three that are shipped are tested too.
#include <boost/test/unit_test.hpp>

#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::rules;
using namespace caveat::tests;

namespace {

// price-up reports what is over `cap`; level-low what is under `level`; `idle` no rule compares with.
struct PolicyPack : SamplePack {
  PolicyPack() {
    write("pricing/price-up.yaml", threshold("price-up", "value > policy(cap)", "  cap: { default: 3, unit: percent, min: 0, max: 20 }\n  idle: { default: 1, unit: percent, min: 0, max: 20 }\n"));
    write("pricing/level-low.yaml", replaced(threshold("level-low", "value < policy(level)", "  level: { default: 99.5, unit: percent, min: 90, max: 100 }\n"), "taxonomy: PRC-01", "taxonomy: SLA-02"));
  }
  static std::string threshold(const std::string& id, const std::string& when, const std::string& policy) {
    std::string text = sample_rule(id);
    text = replaced(text, "kind: presence\n  find: { near: [may, price], within: 6 words }", "kind: threshold\n  find: { near: [may, price, rate], within: 6 words }\n  value: rate\n  report_when: '" + when + "'");
    text = replaced(text, "  cap: { default: 3, unit: percent, min: 0, max: 20 }\n", policy);
    for (std::size_t at = 0; (at = text.find("      consent: [", at)) != std::string::npos; at += 40) text.insert(at, "      rate: ['{{percent}}']\n");
    return text;
  }
  std::vector<Diagnostic> refused(const std::string& values) {
    write("policies/house.yaml", "policy: house\nversion: 1\nvalues:\n" + values);
    Diagnostics d;
    const auto program = load({{path()}, "house", false}, d);
    BOOST_REQUIRE_MESSAGE(!program, values << " was accepted");
    return d;
  }
  std::shared_ptr<const RuleProgram> accepted(const std::string& rest) {
    write("policies/house.yaml", "policy: house\nversion: 1\n" + rest);
    Diagnostics d;
    auto program = load({{path()}, "house", false}, d);
    BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
    return program.value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(policies, PolicyPack)

BOOST_AUTO_TEST_CASE(one_number_is_what_is_acceptable) {
  const auto program = accepted("values: { cap: 5 }\n");
  const Parameter& cap = program->parameters().at("cap");
  BOOST_TEST(cap.value == 5);
  BOOST_TEST(cap.initial == 3);
  BOOST_TEST(cap.from_policy);
  BOOST_TEST(!cap.preferred.has_value());
  BOOST_TEST(!program->parameters().at("level").from_policy);
}

BOOST_AUTO_TEST_CASE(three_numbers_are_preferred_acceptable_and_walk_away) {
  const auto program = accepted("about: 'Ours.'\nvalues:\n  cap: { preferred: 0, acceptable: 2, walk_away: 5 }\n  level: { preferred: 99.9, walk_away: 98 }\n");
  const Parameter& cap = program->parameters().at("cap");
  BOOST_TEST(*cap.preferred == 0);
  BOOST_TEST(cap.value == 2);
  BOOST_TEST(*cap.walk_away == 5);
  BOOST_TEST(cap.direction == -1);
  BOOST_TEST(cap.used_by == "price-up");
  const Parameter& level = program->parameters().at("level");
  BOOST_TEST(level.value == 99.5);  // the rule's own
  BOOST_TEST(level.direction == 1);
  BOOST_TEST(program->policy().about == "Ours.");
  BOOST_TEST(program->policy().file.ends_with("policies/house.yaml"));
}

BOOST_AUTO_TEST_CASE(numbers_out_of_order_are_refused_at_their_place) {
  for (const char* values : {"  cap: { preferred: 4, acceptable: 2 }\n", "  cap: { acceptable: 6, walk_away: 5 }\n", "  level: { preferred: 99, acceptable: 99.5 }\n",
                             "  level: { walk_away: 99.9 }\n"}) {
    const auto d = refused(values);
    BOOST_TEST(d[0].code == "R032", values);
    BOOST_TEST(d[0].mark.line == 4u);
    BOOST_TEST(d[0].mark.column == 3u);
  }
  BOOST_TEST(refused("  cap: { preferred: 4, acceptable: 2 }\n")[0].message.find("less is better") != std::string::npos);
  BOOST_TEST(refused("  level: { preferred: 99, acceptable: 99.5 }\n")[0].message.find("more is better") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(better_and_worse_need_a_rule_that_compares) {
  BOOST_TEST(refused("  idle: { preferred: 0, acceptable: 1 }\n")[0].code == "R033");
  accepted("values: { idle: 2 }\n");
}

BOOST_AUTO_TEST_CASE(each_of_the_three_numbers_keeps_to_the_rules_bounds) {
  for (const char* values : {"  cap: 21\n", "  cap: { preferred: -1, acceptable: 3 }\n", "  cap: { acceptable: 3, walk_away: 99 }\n"}) {
    const auto d = refused(values);
    BOOST_TEST(d[0].code == "R031", values);
    BOOST_TEST(d[0].message.find("between 0 and 20 percent") != std::string::npos, d[0].message);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_policy_is_told) {
  BOOST_TEST(refused("  cap: much\n")[0].code == "R014");
  BOOST_TEST(refused("  cap: [1, 2]\n")[0].code == "R013");
  BOOST_TEST(refused("  cap: { wanted: 1 }\n")[0].code == "R010");
  BOOST_TEST(refused("  cap: { preferred: [1] }\n")[0].code == "R013");
  BOOST_TEST(refused("  hat: 1\n")[0].code == "R031");
  write("policies/list.yaml", "- 1\n- 2\n");
  Diagnostics d;
  BOOST_TEST(!load({{path()}, "list", false}, d));
  BOOST_TEST(d[0].code == "R013");
}

BOOST_AUTO_TEST_CASE(texts_may_name_all_three_numbers) {
  write("pricing/price-up.yaml", replaced(threshold("price-up", "value > policy(cap)", "  cap: { default: 3, unit: percent, min: 0, max: 20 }\n"), "{policy.cap}", "{policy.cap.preferred} {policy.cap.walk_away}"));
  accepted("values: { cap: 2 }\n");
  write("pricing/price-up.yaml", replaced(sample_rule(), "{policy.cap}", "{policy.cap.best}"));
  Diagnostics d;
  BOOST_TEST(!load({{path()}, "", false}, d));
  BOOST_TEST(d[0].code == "R025");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(the_shipped_policies_fit_the_shipped_rules_and_name_every_number) {
  for (const char* name : {"default", "strict-regulated", "public-sector"}) {
    Diagnostics d;
    const auto program = load({{CAVEAT_SOURCE_DIR "/rules"}, name, false}, d);
    BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
    BOOST_TEST(program.value()->policy().id == name);
    BOOST_TEST(!program.value()->policy().about.empty());
    for (const auto& [parameter, value] : program.value()->parameters()) BOOST_TEST(value.from_policy, name << " does not say " << parameter);
  }
}
