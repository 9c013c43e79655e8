// Loaded plugin: what every test of the ABI begins with, through caveat.h alone.
// Tested by every test of this folder.
#ifndef CAVEAT_TESTS_ABI_LOADED_PLUGIN_H
#define CAVEAT_TESTS_ABI_LOADED_PLUGIN_H
#include <caveat/caveat.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace caveat::abi_test {

template <class Struct>
Struct sized() {
  Struct value{};
  value.size = sizeof value;
  return value;
}

inline const cav_scan_options kDefaults = sized<cav_scan_options>();

// English, four sentences, two findings of the test pack: critical, then low.
inline constexpr std::string_view kContract =
    "Master Services Agreement\n"
    "\n"
    "1. Fees. The Supplier may increase the fees at any time by written notice to the Customer.\n"
    "\n"
    "2. Support. Faults that affect the service are repaired promptly by the Supplier during business hours.\n"
    "\n"
    "3. Law. This agreement is governed by the laws of Ireland, and the courts of Dublin have jurisdiction.\n";

inline const std::string kPack = CAVEAT_SOURCE_DIR "/tests/abi/pack";

inline cav_document document(std::string_view bytes, const char* name = "contract.txt") {
  cav_document d = sized<cav_document>();
  d.data = bytes.data();
  d.data_size = bytes.size();
  d.name = name;
  return d;
}

struct Plugin {
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  cav_host host = sized<cav_host>();
  Plugin() {
    host.name = "abi-test";
    host.version = "1";
    cav_error error = sized<cav_error>();
    BOOST_REQUIRE_MESSAGE(cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, &error) == CAV_OK, error.message);
  }
  ~Plugin() { api->close(plugin); }
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  cav_ruleset* rules(const std::string& folder = kPack) const {
    const char* paths[] = {folder.c_str()};
    cav_load_options options = sized<cav_load_options>();
    options.paths = paths;
    options.path_count = 1;
    cav_error error = sized<cav_error>();
    cav_ruleset* out = nullptr;
    BOOST_REQUIRE_MESSAGE(api->ruleset_load(plugin, &options, &out, &error) == CAV_OK, error.message);
    return out;
  }
  cav_scanner* scanner(const cav_ruleset* rules) const {
    cav_error error = sized<cav_error>();
    cav_scanner* out = nullptr;
    BOOST_REQUIRE_MESSAGE(api->scanner_new(rules, &out, &error) == CAV_OK, error.message);
    return out;
  }
  cav_result* scan(cav_scanner* scanner, std::string_view bytes, const char* name = "contract.txt") const {
    const cav_document d = document(bytes, name);
    cav_error error = sized<cav_error>();
    cav_result* out = nullptr;
    BOOST_REQUIRE_MESSAGE(api->scan(scanner, &d, &kDefaults, &out, &error) == CAV_OK, error.message);
    return out;
  }
};

inline int32_t CAV_CALL append(void* user, const void* data, size_t size) {
  static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
  return 0;
}

inline std::string write(const cav_api* api, const cav_result* result, const char* format, const char* locale = "en") {
  std::string out;
  cav_writer writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = append;
  cav_error error = sized<cav_error>();
  const cav_status status = api->result_write(result, format, locale, &writer, &error);
  BOOST_REQUIRE_MESSAGE(status == CAV_OK, error.message);
  return out;
}

// Plugin, rules, scanner and one result of kContract.
struct Scanned : Plugin {
  cav_ruleset* ruleset = rules();
  cav_scanner* scanner_ = scanner(ruleset);
  cav_result* result = nullptr;
  Scanned() { result = scan(scanner_, kContract); }
  ~Scanned() {
    api->result_free(result);
    api->scanner_free(scanner_);
    api->ruleset_free(ruleset);
  }
};

}  // namespace caveat::abi_test
#endif
