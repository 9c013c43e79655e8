// Who outlives whom: results their scanner, scanners their ruleset, everything its plugin. ASan proves what these tests
// walk through.
#include "loaded_plugin.h"

using namespace caveat::abi_test;

namespace {
struct Parts {
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  cav_ruleset* ruleset = nullptr;
  cav_scanner* scanner = nullptr;
  Parts() {
    cav_host host = sized<cav_host>();
    BOOST_REQUIRE(cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, nullptr) == CAV_OK);
    const char* paths[] = {kPack.c_str()};
    cav_load_options options = sized<cav_load_options>();
    options.paths = paths;
    options.path_count = 1;
    BOOST_REQUIRE(api->ruleset_load(plugin, &options, &ruleset, nullptr) == CAV_OK);
    BOOST_REQUIRE(api->scanner_new(ruleset, &scanner, nullptr) == CAV_OK);
  }
  cav_result* scan() const {
    const cav_document d = document(kContract);
    cav_result* result = nullptr;
    BOOST_REQUIRE(api->scan(scanner, &d, &kDefaults, &result, nullptr) == CAV_OK);
    return result;
  }
};
}  // namespace

BOOST_FIXTURE_TEST_CASE(a_result_outlives_scanner_ruleset_and_plugin, Parts) {
  cav_result* result = scan();
  const std::string before = write(api, result, "json");
  api->scanner_free(scanner);
  api->ruleset_free(ruleset);
  api->close(plugin);
  BOOST_TEST(write(api, result, "json") == before);
  BOOST_TEST(write(api, result, "html").find("Price may change") != std::string::npos);
  BOOST_TEST(api->result_string(result, 0, "title", "fr") == std::string("Prix modifiable"));
  api->result_free(result);
}

BOOST_FIXTURE_TEST_CASE(a_scanner_keeps_its_ruleset_alive, Parts) {
  api->ruleset_free(ruleset);
  cav_result* result = scan();
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(result, &summary) == CAV_OK);
  BOOST_TEST(summary.finding_count == 2u);
  api->scanner_free(scanner);
  api->result_free(result);
  api->close(plugin);
}

BOOST_FIXTURE_TEST_CASE(objects_still_alive_survive_close, Parts) {
  api->close(plugin);
  cav_result* result = scan();
  api->ruleset_free(ruleset);
  api->scanner_free(scanner);
  api->result_free(result);
}

BOOST_FIXTURE_TEST_CASE(a_result_does_not_borrow_the_document, Parts) {
  std::string bytes(kContract);
  std::string name = "gone.txt";
  const cav_document d = document(bytes, name.c_str());
  cav_result* result = nullptr;
  BOOST_REQUIRE(api->scan(scanner, &d, &kDefaults, &result, nullptr) == CAV_OK);
  bytes.assign(bytes.size(), 'x');
  name.assign(name.size(), 'y');
  BOOST_TEST(write(api, result, "json").find("gone.txt") != std::string::npos);
  BOOST_TEST(write(api, result, "text").find("may increase the fees") != std::string::npos);
  api->result_free(result);
  api->scanner_free(scanner);
  api->ruleset_free(ruleset);
  api->close(plugin);
}

BOOST_AUTO_TEST_CASE(two_plugins_in_one_process_do_not_know_each_other) {
  Parts first, second;
  BOOST_TEST(first.plugin != second.plugin);
  first.api->scanner_free(first.scanner);
  first.api->ruleset_free(first.ruleset);
  first.api->close(first.plugin);
  cav_result* result = second.scan();
  BOOST_TEST(write(second.api, result, "json").find("test-price-change") != std::string::npos);
  second.api->result_free(result);
  second.api->scanner_free(second.scanner);
  second.api->ruleset_free(second.ruleset);
  second.api->close(second.plugin);
}

BOOST_FIXTURE_TEST_CASE(a_scanner_is_as_good_after_a_thousand_scans, Parts) {
  cav_result* first = scan();
  const std::string wanted = write(api, first, "json");
  api->result_free(first);
  for (int i = 0; i < 1000; ++i) {
    cav_result* result = scan();
    if (i % 250 == 0) BOOST_TEST(write(api, result, "json") == wanted);
    api->result_free(result);
  }
  api->scanner_free(scanner);
  api->ruleset_free(ruleset);
  api->close(plugin);
}
