// Extension "caveat.rules/1": what a loaded ruleset holds, and what it answers to misuse.
#include "loaded_plugin.h"

#include <caveat/ext/rules.h>

using namespace caveat::abi_test;

namespace {
struct WithRules : Plugin {
  const cav_ext_rules* ext = static_cast<const cav_ext_rules*>(api->get_extension(plugin, CAV_EXT_RULES));
  cav_ruleset* ruleset = rules();
  WithRules() { BOOST_REQUIRE(ext != nullptr); }
  ~WithRules() { api->ruleset_free(ruleset); }
};
}  // namespace

BOOST_FIXTURE_TEST_CASE(it_lists_the_rules_of_the_pack_by_id, WithRules) {
  BOOST_TEST(ext->size == sizeof(cav_ext_rules));
  BOOST_REQUIRE(ext->count(ruleset) == 2u);
  cav_rule_info info = sized<cav_rule_info>();
  BOOST_REQUIRE(ext->info(ruleset, 0, &info) == CAV_OK);
  BOOST_TEST(info.rule_id == std::string("test-price-change"));
  BOOST_TEST(info.taxonomy == std::string("PRC-01"));
  BOOST_TEST(info.kind == std::string("presence"));
  BOOST_TEST(info.confidence == std::string("high"));
  BOOST_TEST(info.status == std::string("stable"));
  BOOST_TEST(info.category == std::string("pricing"));
  BOOST_TEST(info.severity == CAV_SEVERITY_CRITICAL);
  BOOST_TEST(info.version == 1u);
  BOOST_TEST(std::string(info.file).ends_with("pricing/test-price-change.yaml"));
  BOOST_REQUIRE(ext->info(ruleset, 1, &info) == CAV_OK);
  BOOST_TEST(info.rule_id == std::string("test-vague-time"));
}

BOOST_FIXTURE_TEST_CASE(a_policy_changes_a_severity, WithRules) {
  const char* paths[] = {kPack.c_str()};
  const std::string policy = kPack + "/policies/lenient.yaml";
  cav_load_options options = sized<cav_load_options>();
  options.paths = paths;
  options.path_count = 1;
  options.policy_path = policy.c_str();
  cav_error error = sized<cav_error>();
  cav_ruleset* lenient = nullptr;
  BOOST_REQUIRE_MESSAGE(api->ruleset_load(plugin, &options, &lenient, &error) == CAV_OK, error.message);
  cav_rule_info info = sized<cav_rule_info>();
  BOOST_REQUIRE(ext->info(lenient, 0, &info) == CAV_OK);
  BOOST_TEST(info.severity == CAV_SEVERITY_LOW);
  api->ruleset_free(lenient);
}

BOOST_FIXTURE_TEST_CASE(wording_comes_in_the_language_asked_for, WithRules) {
  BOOST_TEST(ext->string(ruleset, 0, "title", "de") == std::string("Preis änderbar"));
  BOOST_TEST(ext->string(ruleset, 0, "ask", "fr") == std::string("Les prix sont fermes pendant la durée initiale."));
  BOOST_TEST(ext->string(ruleset, 0, "fallback", "es") ==
             std::string("Los precios siguen un índice público determinado y con tope."));
}

BOOST_FIXTURE_TEST_CASE(misuse_is_answered, WithRules) {
  cav_rule_info info = sized<cav_rule_info>();
  BOOST_TEST(ext->count(nullptr) == 0u);
  BOOST_TEST(ext->info(nullptr, 0, &info) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->info(ruleset, 0, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->info(ruleset, 2, &info) == CAV_E_ARGUMENT);
  info.size = 2;
  BOOST_TEST(ext->info(ruleset, 0, &info) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->string(nullptr, 0, "title", "en") == std::string());
  BOOST_TEST(ext->string(ruleset, 2, "title", "en") == std::string());
  BOOST_TEST(ext->string(ruleset, 0, nullptr, "en") == std::string());
  BOOST_TEST(ext->string(ruleset, 0, "nonsense", "en") == std::string());
  BOOST_TEST(ext->string(ruleset, 0, "title", nullptr) == std::string("Price may change"));
}

BOOST_FIXTURE_TEST_CASE(it_lists_the_numbers_that_a_policy_may_set, WithRules) {
  const char* paths[] = {CAVEAT_SOURCE_DIR "/rules"};
  cav_load_options options = sized<cav_load_options>();
  options.paths = paths;
  options.path_count = 1;
  options.policy_path = "strict-regulated";
  cav_ruleset* shipped = nullptr;
  BOOST_REQUIRE(api->ruleset_load(plugin, &options, &shipped, nullptr) == CAV_OK);
  cav_policy_info policy = sized<cav_policy_info>();
  BOOST_REQUIRE(ext->policy_info(shipped, &policy) == CAV_OK);
  BOOST_TEST(policy.id == std::string("strict-regulated"));
  BOOST_TEST(policy.about != std::string());
  BOOST_TEST(std::string(policy.file).ends_with("policies/strict-regulated.yaml"));
  BOOST_REQUIRE(policy.severity_count > 0u);
  const char* rule = nullptr;
  std::int32_t severity = -1;
  BOOST_REQUIRE(ext->policy_severity(shipped, 0, &rule, &severity) == CAV_OK);
  BOOST_TEST(rule == std::string("availability-outage-long"));
  BOOST_TEST(severity == CAV_SEVERITY_HIGH);
  BOOST_TEST(ext->policy_severity(shipped, policy.severity_count, &rule, &severity) == CAV_E_ARGUMENT);
  bool seen = false;
  for (std::uint64_t i = 0; i < ext->parameter_count(shipped); ++i) {
    cav_parameter_info info = sized<cav_parameter_info>();
    BOOST_REQUIRE(ext->parameter_info(shipped, i, &info) == CAV_OK);
    if (info.name != std::string("sla.availability.min")) continue;
    seen = true;
    BOOST_TEST(info.flags == (CAV_PARAMETER_FROM_POLICY | CAV_PARAMETER_PREFERRED | CAV_PARAMETER_WALK_AWAY));
    BOOST_TEST(info.preferred == 99.95);
    BOOST_TEST(info.value == 99.9);
    BOOST_TEST(info.walk_away == 99.5);
    BOOST_TEST(info.initial == 99.5);
    BOOST_TEST(info.direction == 1);
    BOOST_TEST(info.unit == std::string("percent"));
    BOOST_TEST(info.used_by == std::string("availability-low"));
  }
  BOOST_TEST(seen);
  cav_parameter_info info = sized<cav_parameter_info>();
  BOOST_TEST(ext->parameter_info(shipped, ext->parameter_count(shipped), &info) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->parameter_info(nullptr, 0, &info) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->parameter_info(shipped, 0, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->parameter_count(nullptr) == 0u);
  BOOST_TEST(ext->policy_info(nullptr, &policy) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->policy_severity(shipped, 0, nullptr, &severity) == CAV_E_ARGUMENT);
  api->ruleset_free(shipped);
}

BOOST_FIXTURE_TEST_CASE(it_describes_a_rule_and_answers_misuse, WithRules) {
  std::string out;
  cav_writer writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = [](void* user, const void* data, size_t size) -> int32_t {
    static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
    return 0;
  };
  cav_error error = sized<cav_error>();
  BOOST_REQUIRE_MESSAGE(ext->describe(ruleset, "test-vague-time", "json", "de", &writer, &error) == CAV_OK, error.message);
  BOOST_TEST(out.starts_with("{\"schema\":\"caveat.rule/1\",\"rule\":\"test-vague-time\""), out);
  out.clear();
  BOOST_REQUIRE_MESSAGE(ext->describe(ruleset, "test-vague-time", "text;width=60;colour=1", "fr", &writer, &error) == CAV_OK, error.message);
  BOOST_TEST(out.find("VAG-02 test-vague-time") != std::string::npos, out);
  BOOST_TEST(out.find('\x1b') != std::string::npos);
  BOOST_TEST(ext->describe(ruleset, "test-vague-tmie", "text", "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(std::string(error.message).find("Did you mean test-vague-time?") != std::string::npos, error.message);
  for (const char* format : {"html", "xml", "text;width=wide"}) BOOST_TEST(ext->describe(ruleset, "test-vague-time", format, "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->describe(nullptr, "test-vague-time", "text", "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->describe(ruleset, nullptr, "text", "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->describe(ruleset, "test-vague-time", nullptr, "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->describe(ruleset, "test-vague-time", "text", nullptr, &writer, &error) == CAV_OK);
  BOOST_TEST(ext->describe(ruleset, "test-vague-time", "text", "en", nullptr, &error) == CAV_E_ARGUMENT);
  writer.write = [](void*, const void*, size_t) -> int32_t { return 1; };
  BOOST_TEST(ext->describe(ruleset, "test-vague-time", "text", "en", &writer, &error) == CAV_E_IO);
}

BOOST_FIXTURE_TEST_CASE(it_explains_a_rule_and_answers_misuse, WithRules) {
  cav_scanner* scanner = this->scanner(ruleset);
  std::string out;
  cav_writer writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = [](void* user, const void* data, size_t size) -> int32_t {
    static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
    return 0;
  };
  const cav_document d = document(kContract);
  cav_error error = sized<cav_error>();
  BOOST_REQUIRE_MESSAGE(ext->explain(scanner, &d, &kDefaults, "test-vague-time", "json", &writer, &error) == CAV_OK, error.message);
  BOOST_TEST(out.starts_with("{\"schema\":\"caveat.explanation/1\",\"rule\":{\"id\":\"test-vague-time\""), out);
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, "no-such", "json", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, "test-vague-time", "xml", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(nullptr, &d, &kDefaults, "test-vague-time", "json", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, nullptr, &kDefaults, "test-vague-time", "json", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, &d, nullptr, "test-vague-time", "json", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, nullptr, "json", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, "test-vague-time", nullptr, &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, "test-vague-time", "json", nullptr, &error) == CAV_E_ARGUMENT);
  writer.write = [](void*, const void*, size_t) -> int32_t { return 1; };
  BOOST_TEST(ext->explain(scanner, &d, &kDefaults, "test-vague-time", "json", &writer, &error) == CAV_E_IO);
  // The scanner is as good as before.
  cav_result* result = scan(scanner, kContract);
  cav_summary summary = sized<cav_summary>();
  BOOST_TEST(api->result_summary(result, &summary) == CAV_OK);
  BOOST_TEST(summary.finding_count == 2u);
  api->result_free(result);
  api->scanner_free(scanner);
}
