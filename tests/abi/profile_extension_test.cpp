// Extension "caveat.profile/1": what each rule costs, and what it answers to misuse.
#include "loaded_plugin.h"

#include <caveat/ext/profile.h>

#include <limits>

using namespace caveat::abi_test;

namespace {

struct WithProfile : Plugin {
  const cav_ext_profile* ext = static_cast<const cav_ext_profile*>(api->get_extension(plugin, CAV_EXT_PROFILE));
  cav_ruleset* ruleset = rules();
  cav_profile* profile = nullptr;
  WithProfile() {
    BOOST_REQUIRE(ext != nullptr);
    cav_error error = sized<cav_error>();
    BOOST_REQUIRE_MESSAGE(ext->profile_new(ruleset, &profile, &error) == CAV_OK, error.message);
    api->ruleset_free(ruleset);  // the profile keeps it
  }
  ~WithProfile() { ext->profile_free(profile); }
  cav_status add(std::string_view bytes) {
    const cav_document d = document(bytes);
    return ext->profile_add(profile, &d, &kDefaults, nullptr);
  }
  std::string written(const char* format, std::uint32_t top = 0) {
    std::string out;
    cav_writer writer = sized<cav_writer>();
    writer.user = &out;
    writer.write = [](void* user, const void* data, std::size_t size) -> std::int32_t {
      static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
      return 0;
    };
    BOOST_REQUIRE(ext->profile_write(profile, format, top, &writer, nullptr) == CAV_OK);
    return out;
  }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_CASE(it_tells_what_was_done_for_each_rule, WithProfile) {
  BOOST_TEST(ext->size == sizeof(cav_ext_profile));
  BOOST_TEST(ext->profile_above(profile, 0) == 0u);
  BOOST_REQUIRE(add(kContract) == CAV_OK);
  BOOST_REQUIRE(add(kContract) == CAV_OK);
  const std::string json = written("json");
  BOOST_TEST(json.starts_with("{\"documents\":2,\"text_bytes\":"), json);
  BOOST_TEST(holds(json, "{\"rule\":\"test-price-change\","), json);
  BOOST_TEST(holds(json, "{\"rule\":\"test-vague-time\","), json);
  BOOST_TEST(holds(json, "\"findings\":2}"), json);
  BOOST_TEST(!holds(written("json", 1), "},{\"rule\""));
  const std::string text = written("text", 1);
  BOOST_TEST(holds(text, "  (1 more)\n"), text);
  BOOST_TEST(holds(text, "2 documents, "), text);
  BOOST_TEST(ext->profile_above(profile, 0) == 2u);
  BOOST_TEST(ext->profile_above(profile, 100) == 0u);
}

BOOST_FIXTURE_TEST_CASE(misuse_is_answered, WithProfile) {
  cav_profile* out = nullptr;
  BOOST_TEST(ext->profile_new(nullptr, &out, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->profile_new(ruleset, nullptr, nullptr) == CAV_E_ARGUMENT);
  const cav_document d = document(kContract);
  BOOST_TEST(ext->profile_add(nullptr, &d, &kDefaults, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->profile_add(profile, nullptr, &kDefaults, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->profile_add(profile, &d, nullptr, nullptr) == CAV_E_ARGUMENT);
  cav_document other = d;
  other.language = "tlh";
  BOOST_TEST(ext->profile_add(profile, &other, &kDefaults, nullptr) == CAV_E_ARGUMENT);
  other = d;
  other.size = 4;
  BOOST_TEST(ext->profile_add(profile, &other, &kDefaults, nullptr) == CAV_E_ARGUMENT);
  cav_writer writer = sized<cav_writer>();
  cav_error error = sized<cav_error>();
  BOOST_TEST(ext->profile_write(profile, "json", 0, &writer, &error) == CAV_E_ARGUMENT);
  writer.write = [](void*, const void*, std::size_t) -> std::int32_t { return 1; };
  BOOST_TEST(ext->profile_write(nullptr, "json", 0, &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->profile_write(profile, nullptr, 0, &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->profile_write(profile, "yaml", 0, &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(holds(error.message, "\"text\" or \"json\""));
  BOOST_TEST(ext->profile_write(profile, "json", 0, &writer, &error) == CAV_E_IO);
  BOOST_TEST(ext->profile_above(nullptr, 1) == 0u);
  BOOST_TEST(ext->profile_above(profile, std::numeric_limits<double>::quiet_NaN()) == 0u);
  ext->profile_free(nullptr);
}

// What a cancelled scan did is not told.
BOOST_FIXTURE_TEST_CASE(a_document_that_fails_counts_for_nothing, WithProfile) {
  const cav_document d = document(kContract);
  cav_scan_options options = kDefaults;
  options.on_progress = [](void*, const cav_progress*) -> std::int32_t { return 1; };
  BOOST_TEST(ext->profile_add(profile, &d, &options, nullptr) == CAV_E_CANCELLED);
  BOOST_TEST(holds(written("json"), "{\"documents\":0,\"text_bytes\":0,"));
}
