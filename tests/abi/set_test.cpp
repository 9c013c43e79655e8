// What ABI 1.3 added for contract sets: documents that are one contract, and the document of each place.
#include "loaded_plugin.h"

#include <cstring>
#include <string>
#include <vector>

using namespace caveat::abi_test;

namespace {

constexpr std::string_view kAnnex = "Prices\n\n1. Notice. Faults of the meters are repaired promptly by the Supplier during business hours.\n";

struct SetResult {
  cav_status status = CAV_OK;
  std::string message;
  cav_result* result = nullptr;
};

SetResult scan_set(const Scanned& s, const std::vector<cav_document>& documents, const char* name = "deal") {
  cav_error error = sized<cav_error>();
  SetResult out;
  out.status = s.api->scan_set(s.scanner_, documents.data(), documents.size(), name, &kDefaults, &out.result, &error);
  if (out.status != CAV_OK) out.message = error.message;
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(places_say_the_document_they_are_in, Scanned) {
  const SetResult set = scan_set(*this, {document(kAnnex, "Annex 1.txt"), document(kContract, "MSA.txt")});
  BOOST_REQUIRE_MESSAGE(set.status == CAV_OK, set.message);
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(set.result, &summary) == CAV_OK);
  std::vector<std::string> seen;
  std::uint64_t length = 0;
  const std::string text(api->result_text(set.result, &length));
  for (std::uint64_t i = 0; i < summary.finding_count; ++i) {
    cav_finding finding = sized<cav_finding>();
    BOOST_REQUIRE(api->result_finding(set.result, i, &finding) == CAV_OK);
    for (std::uint32_t k = 0; k < finding.span_count; ++k) {
      cav_span span = sized<cav_span>();
      BOOST_REQUIRE(api->result_span(set.result, i, k, &span) == CAV_OK);
      BOOST_REQUIRE(span.document != nullptr);
      // The agreement comes first, and its words are before the annex's.
      BOOST_TEST((std::strcmp(span.document, "MSA.txt") == 0) == (span.text_begin < text.find("Prices")));
      seen.emplace_back(span.document);
    }
  }
  BOOST_TEST(std::count(seen.begin(), seen.end(), "MSA.txt") > 0);
  BOOST_TEST(std::count(seen.begin(), seen.end(), "Annex 1.txt") > 0);
  api->result_free(set.result);
  cav_span alone = sized<cav_span>();
  BOOST_REQUIRE(api->result_span(result, 0, 0, &alone) == CAV_OK);
  BOOST_TEST(alone.document == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_document_that_cannot_be_read_is_told_and_the_set_is_incomplete, Scanned) {
  const SetResult set = scan_set(*this, {document(kContract, "MSA.txt"), document("\x89PNG\r\n\x1A\n", "scan.png"), document("", "empty.txt")});
  BOOST_REQUIRE_MESSAGE(set.status == CAV_OK, set.message);
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(set.result, &summary) == CAV_OK);
  BOOST_TEST((summary.flags & CAV_SUMMARY_INCOMPLETE) != 0u);
  const std::string json = write(api, set.result, "json");
  BOOST_TEST(json.find("\"code\":\"part-not-read\",\"document\":\"scan.png\"") != std::string::npos);
  api->result_free(set.result);
  const SetResult none = scan_set(*this, {document("\x89PNG\r\n\x1A\n", "scan.png")});
  BOOST_TEST(none.status == CAV_E_FORMAT);
  BOOST_TEST(none.message.find("scan.png") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(every_misuse_is_an_argument_error, Scanned) {
  const cav_document one = document(kContract);
  cav_result* out = nullptr;
  cav_error error = sized<cav_error>();
  BOOST_TEST(api->scan_set(nullptr, &one, 1, "x", &kDefaults, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(api->scan_set(scanner_, nullptr, 1, "x", &kDefaults, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(api->scan_set(scanner_, &one, 0, "x", &kDefaults, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(api->scan_set(scanner_, &one, 1, "x", nullptr, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(api->scan_set(scanner_, &one, 1, "x", &kDefaults, nullptr, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(api->scan_set(scanner_, &one, 1, "\xFF", &kDefaults, &out, &error) == CAV_E_ARGUMENT);
  std::vector<cav_document> two = {one, one};
  two[1].size = 8;
  BOOST_TEST(api->scan_set(scanner_, two.data(), 2, "x", &kDefaults, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(out == nullptr);
  BOOST_TEST(api->scan_set(scanner_, &one, 1, nullptr, &kDefaults, &out, &error) == CAV_OK);
  api->result_free(out);
}

// A host that was built when cav_document was shorter has shorter steps from one to the next.
BOOST_FIXTURE_TEST_CASE(documents_of_an_older_host_are_read_at_its_steps, Scanned) {
  struct Old {
    std::uint32_t size, flags;
    const void* data;
    std::uint64_t data_size;
    const char* name;
  } old[2] = {{sizeof(Old), 0, kContract.data(), kContract.size(), "a.txt"}, {sizeof(Old), 0, kAnnex.data(), kAnnex.size(), "b.txt"}};
  cav_result* out = nullptr;
  cav_error error = sized<cav_error>();
  BOOST_REQUIRE_MESSAGE(api->scan_set(scanner_, reinterpret_cast<const cav_document*>(old), 2, "x", &kDefaults, &out, &error) == CAV_OK, error.message);
  std::uint64_t length = 0;
  BOOST_TEST(std::string(api->result_text(out, &length)).find("Prices") != std::string::npos);
  api->result_free(out);
}
