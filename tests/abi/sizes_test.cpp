// Hosts compiled with an older or a newer header: a struct with fewer fields is read and written only as far as it
// goes, and what a host does not have counts as 0.
#include "loaded_plugin.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <vector>

using namespace caveat::abi_test;

namespace {

constexpr unsigned char kPoison = 0xA5;

// Calls fill(struct) with every size from `least` to the whole, and proves that nothing beyond the size was written and
// that what lies before it is what the whole struct got.
template <class Struct>
void every_size(std::size_t least, const std::vector<std::size_t>& field_ends,
                const std::function<cav_status(Struct*)>& fill) {
  Struct whole{};
  whole.size = sizeof whole;
  BOOST_REQUIRE(fill(&whole) == CAV_OK);
  for (const std::size_t size : field_ends) {
    if (size < least) continue;
    BOOST_TEST_CONTEXT("size " << size) {
      std::vector<unsigned char> memory(sizeof(Struct) + 16, kPoison);
      auto* small = reinterpret_cast<Struct*>(memory.data());
      small->size = static_cast<std::uint32_t>(size);
      BOOST_TEST(fill(small) == CAV_OK);
      BOOST_TEST(small->size == size);
      BOOST_TEST(std::memcmp(memory.data() + sizeof small->size,
                             reinterpret_cast<unsigned char*>(&whole) + sizeof whole.size,
                             size - sizeof whole.size) == 0);
      BOOST_TEST(std::all_of(memory.begin() + static_cast<std::ptrdiff_t>(size), memory.end(),
                             [](unsigned char c) { return c == kPoison; }));
    }
  }
}

#define END_OF(Struct, field) (offsetof(Struct, field) + sizeof(Struct::field))

}  // namespace

BOOST_AUTO_TEST_CASE(a_summary_of_any_older_size_is_filled_as_far_as_it_goes) {
  Scanned s;
  every_size<cav_summary>(END_OF(cav_summary, risk_score),
                          {END_OF(cav_summary, risk_score), END_OF(cav_summary, finding_count),
                           END_OF(cav_summary, reserved), END_OF(cav_summary, languages),
                           END_OF(cav_summary, pack_version), END_OF(cav_summary, policy_version), END_OF(cav_summary, lane),
                           END_OF(cav_summary, document_kind), END_OF(cav_summary, waived_count), sizeof(cav_summary)},
                          [&](cav_summary* out) { return s.api->result_summary(s.result, out); });
}

BOOST_AUTO_TEST_CASE(a_finding_of_any_older_size_is_filled_as_far_as_it_goes) {
  Scanned s;
  every_size<cav_finding>(END_OF(cav_finding, severity),
                          {END_OF(cav_finding, severity), END_OF(cav_finding, weight), END_OF(cav_finding, rule_id),
                           END_OF(cav_finding, span_count), END_OF(cav_finding, language), END_OF(cav_finding, fingerprint),
                           END_OF(cav_finding, status), END_OF(cav_finding, outcome), END_OF(cav_finding, place_count),
                           END_OF(cav_finding, unlisted_count), sizeof(cav_finding)},
                          [&](cav_finding* out) { return s.api->result_finding(s.result, 0, out); });
}

BOOST_AUTO_TEST_CASE(a_span_of_any_older_size_is_filled_as_far_as_it_goes) {
  Scanned s;
  every_size<cav_span>(END_OF(cav_span, role),
                       {END_OF(cav_span, role), END_OF(cav_span, text_end), END_OF(cav_span, page), END_OF(cav_span, clause),
                        END_OF(cav_span, box_count), sizeof(cav_span)},
                       [&](cav_span* out) { return s.api->result_span(s.result, 0, 0, out); });
}

BOOST_AUTO_TEST_CASE(a_newer_host_with_longer_structs_is_served) {
  Scanned s;
  std::vector<unsigned char> memory(sizeof(cav_summary) + 64, kPoison);
  auto* summary = reinterpret_cast<cav_summary*>(memory.data());
  summary->size = static_cast<std::uint32_t>(memory.size());
  BOOST_REQUIRE(s.api->result_summary(s.result, summary) == CAV_OK);
  BOOST_TEST(summary->finding_count == 2u);
  BOOST_TEST(summary->languages == std::string("en"));
}

BOOST_AUTO_TEST_CASE(a_document_that_ends_after_its_bytes_is_scanned) {
  Scanned s;
  cav_document d = document(kContract);
  d.size = END_OF(cav_document, data_size);
  d.name = reinterpret_cast<const char*>(0x1);  // reading past the size would crash here
  d.media_type = d.language = d.name;
  cav_result* out = nullptr;
  cav_error error = sized<cav_error>();
  BOOST_REQUIRE_MESSAGE(s.api->scan(s.scanner_, &d, &kDefaults, &out, &error) == CAV_OK, error.message);
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(s.api->result_summary(out, &summary) == CAV_OK);
  BOOST_TEST(summary.finding_count == 2u);
  s.api->result_free(out);
}

BOOST_AUTO_TEST_CASE(scan_options_that_end_early_have_no_callback) {
  Scanned s;
  const cav_document d = document(kContract);
  cav_scan_options options = sized<cav_scan_options>();
  options.size = END_OF(cav_scan_options, max_findings);
  options.on_progress = [](void*, const cav_progress*) -> int32_t { return 1; };  // would cancel, if it were there
  cav_result* out = nullptr;
  BOOST_TEST(s.api->scan(s.scanner_, &d, &options, &out, nullptr) == CAV_OK);
  s.api->result_free(out);
}

BOOST_AUTO_TEST_CASE(load_options_that_end_early_have_no_policy_and_no_callback) {
  Plugin p;
  const char* paths[] = {kPack.c_str()};
  cav_load_options options = sized<cav_load_options>();
  options.paths = paths;
  options.path_count = 1;
  options.policy_path = reinterpret_cast<const char*>(0x1);
  options.size = END_OF(cav_load_options, path_count);
  cav_ruleset* out = nullptr;
  BOOST_TEST(p.api->ruleset_load(p.plugin, &options, &out, nullptr) == CAV_OK);
  p.api->ruleset_free(out);
}

BOOST_AUTO_TEST_CASE(a_host_that_ends_early_has_no_log_and_no_extensions) {
  cav_host host = sized<cav_host>();
  host.size = END_OF(cav_host, version);
  host.name = host.version = "old";
  host.log = reinterpret_cast<void (*)(void*, int32_t, const char*)>(0x1);
  host.get_extension = reinterpret_cast<const void* (*)(void*, const char*)>(0x1);
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  BOOST_REQUIRE(cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, nullptr) == CAV_OK);
  cav_load_options options = sized<cav_load_options>();
  cav_ruleset* rules = nullptr;
  BOOST_TEST(api->ruleset_load(plugin, &options, &rules, nullptr) == CAV_OK);
  api->ruleset_free(rules);
  api->close(plugin);
}

BOOST_AUTO_TEST_CASE(an_error_is_written_only_as_far_as_it_goes) {
  Plugin p;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{4}, std::size_t{8}, std::size_t{9}, std::size_t{40}, sizeof(cav_error)}) {
    BOOST_TEST_CONTEXT("size " << size) {
      std::vector<unsigned char> memory(sizeof(cav_error) + 16, kPoison);
      auto* error = reinterpret_cast<cav_error*>(memory.data());
      error->size = static_cast<std::uint32_t>(size);
      cav_ruleset* out = nullptr;
      BOOST_TEST(p.api->ruleset_load(p.plugin, nullptr, &out, error) == CAV_E_ARGUMENT);
      const std::size_t written = std::max(size, sizeof error->size);
      BOOST_TEST(std::all_of(memory.begin() + static_cast<std::ptrdiff_t>(written), memory.end(),
                             [](unsigned char c) { return c == kPoison; }));
      if (size >= 8) BOOST_TEST(error->code == CAV_E_ARGUMENT);
      if (size > 8) BOOST_TEST(std::memchr(error->message, 0, size - 8) != nullptr);  // ends inside what the host has
    }
  }
}

BOOST_AUTO_TEST_CASE(a_writer_of_exactly_the_first_version_works) {
  Scanned s;
  std::string out;
  cav_writer writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = append;
  BOOST_TEST(s.api->result_write(s.result, "json", "en", &writer, nullptr) == CAV_OK);
  BOOST_TEST(out.starts_with("{\"schema\""));
}
