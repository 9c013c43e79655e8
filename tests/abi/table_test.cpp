// The whole function table, misused: NULL in every place, sizes that are too small, another ABI. Each function answers
// CAV_E_ARGUMENT (or what caveat.h says instead), writes a message, and leaves its out pointers NULL.
#include "loaded_plugin.h"

#include <cstring>
#include <vector>

using namespace caveat::abi_test;

namespace {

// An error as a careful host hands it in, and what must be in it after a failure.
struct Expect {
  cav_error error = sized<cav_error>();
  void failed(cav_status status, cav_status wanted) {
    BOOST_TEST(status == wanted);
    BOOST_TEST(error.code == wanted);
    BOOST_TEST(std::strlen(error.message) > 10u);
    error = sized<cav_error>();
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_table_says_its_size_and_version) {
  Plugin p;
  BOOST_TEST(p.api->size == sizeof(cav_api));
  BOOST_TEST(p.api->abi_major == CAV_ABI_MAJOR);
  BOOST_TEST(p.api->abi_minor == CAV_ABI_MINOR);
  BOOST_TEST(p.api->reserved == 0u);
  BOOST_TEST(std::strlen(p.api->version) >= 5u);
  // No hole in the table: hosts test its size alone.
  const auto* slots = reinterpret_cast<void* const*>(&p.api->close);
  const std::size_t count = (offsetof(cav_api, document_limit) - offsetof(cav_api, close)) / sizeof(void*);
  BOOST_TEST(count == 15u);  // 14 in ABI 1.0 to 1.2; scan_set since 1.3
  for (std::size_t i = 0; i < count; ++i) BOOST_TEST(slots[i] != nullptr);
}

BOOST_AUTO_TEST_CASE(a_document_over_the_limit_of_the_table_is_refused_and_one_of_it_is_looked_at) {
  Scanned s;
  const std::string bytes(s.api->document_limit + 1, '\0');
  cav_result* out = nullptr;
  cav_error error = sized<cav_error>();
  cav_document d = document(bytes);
  BOOST_TEST(s.api->scan(s.scanner_, &d, &kDefaults, &out, &error) == CAV_E_LIMIT);
  d.data_size = s.api->document_limit;
  BOOST_TEST(s.api->scan(s.scanner_, &d, &kDefaults, &out, &error) == CAV_E_FORMAT);
}

BOOST_AUTO_TEST_CASE(another_abi_major_is_refused_with_a_reason) {
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  const cav_host host = sized<cav_host>();
  for (const std::uint32_t major : {0u, CAV_ABI_MAJOR + 1, 4'000'000'000u}) {
    Expect expect;
    expect.failed(cav_open(major, &host, &api, &plugin, &expect.error), CAV_E_ABI);
    BOOST_TEST(plugin == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(open_refuses_null) {
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  const cav_host host = sized<cav_host>();
  Expect expect;
  expect.failed(cav_open(CAV_ABI_MAJOR, nullptr, &api, &plugin, &expect.error), CAV_E_ARGUMENT);
  expect.failed(cav_open(CAV_ABI_MAJOR, &host, nullptr, &plugin, &expect.error), CAV_E_ARGUMENT);
  expect.failed(cav_open(CAV_ABI_MAJOR, &host, &api, nullptr, &expect.error), CAV_E_ARGUMENT);
  cav_host small = sized<cav_host>();
  small.size = 2;
  expect.failed(cav_open(CAV_ABI_MAJOR, &small, &api, &plugin, &expect.error), CAV_E_ARGUMENT);
  BOOST_TEST(plugin == nullptr);
}

BOOST_AUTO_TEST_CASE(an_error_struct_is_optional_everywhere) {
  Scanned s;
  cav_ruleset* ruleset = nullptr;
  cav_scanner* scanner = nullptr;
  cav_result* result = nullptr;
  BOOST_TEST(cav_open(CAV_ABI_MAJOR, nullptr, nullptr, nullptr, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(cav_open(99, nullptr, nullptr, nullptr, nullptr) == CAV_E_ABI);
  BOOST_TEST(s.api->ruleset_load(s.plugin, nullptr, &ruleset, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->scanner_new(nullptr, &scanner, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->scan(s.scanner_, nullptr, &kDefaults, &result, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_write(s.result, "json", "en", nullptr, nullptr) == CAV_E_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(ruleset_load_refuses_null_and_small_structs) {
  Plugin p;
  Expect expect;
  cav_ruleset* out = nullptr;
  cav_load_options options = sized<cav_load_options>();
  expect.failed(p.api->ruleset_load(nullptr, &options, &out, &expect.error), CAV_E_ARGUMENT);
  expect.failed(p.api->ruleset_load(p.plugin, nullptr, &out, &expect.error), CAV_E_ARGUMENT);
  expect.failed(p.api->ruleset_load(p.plugin, &options, nullptr, &expect.error), CAV_E_ARGUMENT);
  options.path_count = 1;  // and paths is NULL
  expect.failed(p.api->ruleset_load(p.plugin, &options, &out, &expect.error), CAV_E_ARGUMENT);
  const char* none[] = {nullptr};
  options.paths = none;
  expect.failed(p.api->ruleset_load(p.plugin, &options, &out, &expect.error), CAV_E_ARGUMENT);
  options.size = 3;
  expect.failed(p.api->ruleset_load(p.plugin, &options, &out, &expect.error), CAV_E_ARGUMENT);
  BOOST_TEST(out == nullptr);
}

BOOST_AUTO_TEST_CASE(scanner_new_refuses_null) {
  Scanned s;
  Expect expect;
  cav_scanner* out = nullptr;
  expect.failed(s.api->scanner_new(nullptr, &out, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->scanner_new(s.ruleset, nullptr, &expect.error), CAV_E_ARGUMENT);
  BOOST_TEST(out == nullptr);
}

BOOST_AUTO_TEST_CASE(scan_refuses_null_and_small_structs) {
  Scanned s;
  Expect expect;
  cav_result* out = nullptr;
  const cav_document good = document(kContract);
  cav_scan_options options = sized<cav_scan_options>();
  expect.failed(s.api->scan(nullptr, &good, &options, &out, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->scan(s.scanner_, nullptr, &options, &out, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->scan(s.scanner_, &good, &options, nullptr, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->scan(s.scanner_, &good, nullptr, &out, &expect.error), CAV_E_ARGUMENT);
  cav_document bad = good;
  bad.data = nullptr;  // with a data_size
  expect.failed(s.api->scan(s.scanner_, &bad, &options, &out, &expect.error), CAV_E_ARGUMENT);
  bad = good;
  bad.size = sizeof(std::uint32_t);
  expect.failed(s.api->scan(s.scanner_, &bad, &options, &out, &expect.error), CAV_E_ARGUMENT);
  bad = good;
  bad.name = "\xff\xfe.txt";
  expect.failed(s.api->scan(s.scanner_, &bad, &options, &out, &expect.error), CAV_E_ARGUMENT);
  options.size = 1;
  expect.failed(s.api->scan(s.scanner_, &good, &options, &out, &expect.error), CAV_E_ARGUMENT);
  BOOST_TEST(out == nullptr);
  // After all that, the scanner is not broken and not busy.
  s.api->result_free(s.scan(s.scanner_, kContract));
}

BOOST_AUTO_TEST_CASE(result_functions_refuse_null_small_structs_and_indexes_past_the_end) {
  Scanned s;
  cav_summary summary = sized<cav_summary>();
  cav_finding finding = sized<cav_finding>();
  cav_span span = sized<cav_span>();
  BOOST_TEST(s.api->result_summary(nullptr, &summary) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_summary(s.result, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_finding(nullptr, 0, &finding) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_finding(s.result, 0, nullptr) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_span(nullptr, 0, 0, &span) == CAV_E_ARGUMENT);
  BOOST_TEST(s.api->result_span(s.result, 0, 0, nullptr) == CAV_E_ARGUMENT);
  for (const std::uint64_t past : {std::uint64_t{2}, ~std::uint64_t{0}}) {
    BOOST_TEST(s.api->result_finding(s.result, past, &finding) == CAV_E_ARGUMENT);
    BOOST_TEST(s.api->result_span(s.result, past, 0, &span) == CAV_E_ARGUMENT);
    BOOST_TEST(s.api->result_string(s.result, past, "title", "en") == std::string());
  }
  BOOST_TEST(s.api->result_span(s.result, 0, ~0u, &span) == CAV_E_ARGUMENT);
  for (const std::uint32_t size : {0u, 3u}) {
    summary.size = finding.size = span.size = size;
    BOOST_TEST(s.api->result_summary(s.result, &summary) == CAV_E_ARGUMENT);
    BOOST_TEST(s.api->result_finding(s.result, 0, &finding) == CAV_E_ARGUMENT);
    BOOST_TEST(s.api->result_span(s.result, 0, 0, &span) == CAV_E_ARGUMENT);
  }
}

BOOST_AUTO_TEST_CASE(functions_that_give_text_give_an_empty_one_for_null) {
  Scanned s;
  std::uint64_t length = 99;
  const char* text = s.api->result_text(nullptr, &length);
  BOOST_TEST(length == 0u);
  BOOST_REQUIRE(text != nullptr);
  BOOST_TEST(text == std::string());
  BOOST_TEST(s.api->result_text(s.result, nullptr) != nullptr);
  BOOST_TEST(s.api->result_string(nullptr, 0, "title", "en") == std::string());
  BOOST_TEST(s.api->result_string(s.result, 0, nullptr, "en") == std::string());
  BOOST_TEST(s.api->result_string(s.result, 0, "no such key", "en") == std::string());
  // Without a locale: English.
  BOOST_TEST(s.api->result_string(s.result, 0, "title", nullptr) == std::string("Price may change"));
  BOOST_TEST(s.api->result_string(s.result, 0, "title", "xx") == std::string("Price may change"));
}

BOOST_AUTO_TEST_CASE(result_write_refuses_null_and_names_the_formats_it_knows) {
  Scanned s;
  Expect expect;
  std::string out;
  cav_writer writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = append;
  expect.failed(s.api->result_write(nullptr, "json", "en", &writer, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->result_write(s.result, nullptr, "en", &writer, &expect.error), CAV_E_ARGUMENT);
  expect.failed(s.api->result_write(s.result, "json", "en", nullptr, &expect.error), CAV_E_ARGUMENT);
  for (const char* format : {"", "rtf", "text;width", "text;width=wide", "text;width=-1", "text;colour=2",
                             "json;min-severity=awful", "json;x=y"}) {
    BOOST_TEST_CONTEXT(format) {
      const cav_status status = s.api->result_write(s.result, format, "en", &writer, &expect.error);
      BOOST_TEST((std::strstr(expect.error.message, "json") || std::strstr(expect.error.message, "min-severity")));
      expect.failed(status, CAV_E_ARGUMENT);
    }
  }
  cav_writer bad = writer;
  bad.write = nullptr;
  expect.failed(s.api->result_write(s.result, "json", "en", &bad, &expect.error), CAV_E_ARGUMENT);
  bad = writer;
  bad.size = 5;
  expect.failed(s.api->result_write(s.result, "json", "en", &bad, &expect.error), CAV_E_ARGUMENT);
  BOOST_TEST(out.empty());
}

BOOST_AUTO_TEST_CASE(a_writer_that_fails_is_an_io_error) {
  Scanned s;
  for (const char* format : {"json", "text", "html"}) {
    Expect expect;
    cav_writer full = sized<cav_writer>();
    full.write = [](void*, const void*, size_t) -> int32_t { return 28; };
    expect.failed(s.api->result_write(s.result, format, "en", &full, &expect.error), CAV_E_IO);
  }
}

BOOST_AUTO_TEST_CASE(free_functions_and_close_take_null) {
  Plugin p;
  p.api->ruleset_free(nullptr);
  p.api->scanner_free(nullptr);
  p.api->result_free(nullptr);
  p.api->close(nullptr);
}

BOOST_AUTO_TEST_CASE(an_unknown_extension_is_null) {
  Plugin p;
  BOOST_TEST(p.api->get_extension(p.plugin, "caveat.unheard-of/1") == nullptr);
  BOOST_TEST(p.api->get_extension(p.plugin, "") == nullptr);
  BOOST_TEST(p.api->get_extension(p.plugin, nullptr) == nullptr);
  BOOST_TEST(p.api->get_extension(nullptr, "caveat.rules/1") == nullptr);
}

BOOST_AUTO_TEST_CASE(success_leaves_the_error_untouched) {
  Scanned s;
  cav_error error = sized<cav_error>();
  error.code = 7;
  std::strcpy(error.message, "mine");
  const cav_document d = document(kContract);
  cav_result* out = nullptr;
  BOOST_TEST(s.api->scan(s.scanner_, &d, &kDefaults, &out, &error) == CAV_OK);
  BOOST_TEST(error.code == 7);
  BOOST_TEST(error.message == std::string("mine"));
  s.api->result_free(out);
}
