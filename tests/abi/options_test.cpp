// What ABI 1.1 and 1.2 added: side, date, waivers and baseline of a scan, and what a finding then says. Outcomes and several places are
// made by rules of the pack; here it is what crosses the boundary.
#include "loaded_plugin.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

using namespace caveat::abi_test;

namespace {

struct Answer {
  cav_status status = CAV_OK;
  std::string message;
};

Answer scan_with(const Scanned& s, const cav_scan_options& options) {
  const cav_document d = document(kContract);
  cav_error error = sized<cav_error>();
  cav_result* out = nullptr;
  Answer answer;
  answer.status = s.api->scan(s.scanner_, &d, &options, &out, &error);
  if (answer.status != CAV_OK) answer.message = error.message;
  s.api->result_free(out);
  return answer;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_known_sides_are_understood_and_another_is_refused_with_the_known_ones, Scanned) {
  cav_scan_options options = sized<cav_scan_options>();
  for (const char* side : {static_cast<const char*>(nullptr), "customer", "supplier"}) {
    options.side = side;
    BOOST_TEST(scan_with(*this, options).status == CAV_OK);
  }
  for (const char* side : {"", "buyer", "Customer", "supplier "}) {
    options.side = side;
    const Answer answer = scan_with(*this, options);
    BOOST_TEST(answer.status == CAV_E_ARGUMENT, side);
    BOOST_TEST(answer.message.find("\"customer\"") != std::string::npos);
    BOOST_TEST(answer.message.find("\"supplier\"") != std::string::npos);
  }
}

BOOST_FIXTURE_TEST_CASE(a_date_is_written_one_way_and_exists, Scanned) {
  cav_scan_options options = sized<cav_scan_options>();
  for (const char* day : {"2026-11-23", "2028-02-29", "2000-02-29"}) {
    options.today = day;
    BOOST_TEST(scan_with(*this, options).status == CAV_OK, day);
  }
  for (const char* day : {"", "2026-11-31", "2027-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "0000-01-01",
                          "23.11.2026", "2026-11-23T00:00", "2026/11/23", "2026-1-23 ", "-026-11-23", "2026-11-2x"}) {
    options.today = day;
    const Answer answer = scan_with(*this, options);
    BOOST_TEST(answer.status == CAV_E_ARGUMENT, day);
    BOOST_TEST(answer.message.find("2026-11-23") != std::string::npos);
  }
}

BOOST_FIXTURE_TEST_CASE(waivers_are_bytes_and_their_count, Scanned) {
  cav_scan_options options = sized<cav_scan_options>();
  options.waivers_size = 12;
  BOOST_TEST(scan_with(*this, options).status == CAV_E_ARGUMENT);
  options.waivers = "anything";
  options.waivers_size = 0;
  BOOST_TEST(scan_with(*this, options).status == CAV_OK);
  options.waivers = "- : [ {\x01\xFF";  // what is wrong in the file is told by the report, never by refusing the document
  options.waivers_size = std::strlen(static_cast<const char*>(options.waivers));
  BOOST_TEST(scan_with(*this, options).status == CAV_OK);
}

BOOST_FIXTURE_TEST_CASE(options_of_abi_1_0_end_before_the_new_fields, Scanned) {
  cav_scan_options options = sized<cav_scan_options>();
  options.size = offsetof(cav_scan_options, side);
  options.side = options.today = reinterpret_cast<const char*>(0x1);  // reading past the size would crash here
  options.waivers = options.side;
  options.waivers_size = 1u << 20;
  BOOST_TEST(scan_with(*this, options).status == CAV_OK);
  for (const std::size_t size : {offsetof(cav_scan_options, today), offsetof(cav_scan_options, waivers)}) {
    options.size = static_cast<std::uint32_t>(size);
    options.side = "supplier";
    options.today = size > offsetof(cav_scan_options, today) ? "2026-11-23" : reinterpret_cast<const char*>(0x1);
    BOOST_TEST(scan_with(*this, options).status == CAV_OK);
  }
}

BOOST_FIXTURE_TEST_CASE(an_open_finding_says_so_and_counts_its_places, Scanned) {
  for (std::uint64_t i = 0; i < 2; ++i) {
    cav_finding finding = sized<cav_finding>();
    BOOST_REQUIRE(api->result_finding(result, i, &finding) == CAV_OK);
    BOOST_TEST(finding.status == std::string("open"));
    BOOST_TEST(finding.outcome == std::string("found"));
    BOOST_TEST(finding.place_count == 1u);
    BOOST_TEST(finding.unlisted_count == 0u);
    BOOST_TEST(finding.span_count == 2u);
    for (const char* key : {"searched", "waiver_reason", "waiver_approver", "waiver_expires", "waiver_problem"})
      BOOST_TEST(api->result_string(result, i, key, "en") == std::string(), key);
    cav_span span = sized<cav_span>();
    BOOST_TEST(api->result_span(result, i, finding.span_count, &span) == CAV_E_ARGUMENT);
  }
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(result, &summary) == CAV_OK);
  BOOST_TEST(summary.waived_count == 0u);
  BOOST_TEST(summary.undetermined_count == 0u);
  BOOST_REQUIRE(summary.document_kind != nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_flag_that_is_not_known_is_refused, Scanned) {
  const cav_document d = document(kContract);
  cav_scan_options options = sized<cav_scan_options>();
  options.flags = 1u << 31;
  cav_error error = sized<cav_error>();
  cav_result* out = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &options, &out, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(std::string(error.message).find("flags") != std::string::npos);
  BOOST_TEST(out == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_picture_without_words_is_a_result_where_the_host_asks_for_it, Scanned) {
  if (!std::ifstream("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata")) {
    BOOST_TEST_MESSAGE("skipped: tesseract-ocr is not installed");
    return;
  }
  std::ifstream in(CAVEAT_SOURCE_DIR "/corpus/damaged/pictures/blank.png", std::ios::binary);
  const std::string picture(std::istreambuf_iterator<char>(in), {});
  const cav_document d = document(picture, "logo.png");
  cav_scan_options options = sized<cav_scan_options>();
  cav_result* out = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &options, &out, nullptr) == CAV_E_FORMAT);
  options.flags = CAV_SCAN_WORDLESS_PICTURES;
  BOOST_REQUIRE(api->scan(scanner_, &d, &options, &out, nullptr) == CAV_OK);
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(out, &summary) == CAV_OK);
  BOOST_TEST(summary.document_kind == std::string("not-a-contract"));
  BOOST_TEST(summary.flags == 0u);
  BOOST_TEST(summary.finding_count == 0u);
  std::uint64_t length = 1;
  api->result_text(out, &length);
  BOOST_TEST(length == 0u);
  api->result_free(out);
}

BOOST_FIXTURE_TEST_CASE(a_baseline_is_bytes_and_their_count_and_a_wrong_one_is_refused, Scanned) {
  cav_scan_options options = sized<cav_scan_options>();
  options.baseline_size = 12;
  BOOST_TEST(scan_with(*this, options).status == CAV_E_ARGUMENT);
  options.baseline = "{\n{";
  options.baseline_size = 3;
  const Answer answer = scan_with(*this, options);
  BOOST_TEST(answer.status == CAV_E_ARGUMENT);
  BOOST_TEST(answer.message.find("line 2") != std::string::npos);
  options.baseline_size = 0;
  BOOST_TEST(scan_with(*this, options).status == CAV_OK);
  // Options of ABI 1.1 end before it.
  options.size = offsetof(cav_scan_options, baseline);
  options.baseline = reinterpret_cast<const void*>(0x1);
  options.baseline_size = 1u << 20;
  BOOST_TEST(scan_with(*this, options).status == CAV_OK);
}

BOOST_FIXTURE_TEST_CASE(a_finding_says_how_it_stands_to_the_baseline, Scanned) {
  const auto changes = [&](const std::string& baseline, std::uint32_t flags) {
    const cav_document d = document(kContract);
    cav_scan_options options = sized<cav_scan_options>();
    options.flags = flags;
    options.baseline = baseline.data();
    options.baseline_size = baseline.size();
    cav_result* out = nullptr;
    cav_error error = sized<cav_error>();
    BOOST_REQUIRE_MESSAGE(api->scan(scanner_, &d, &options, &out, &error) == CAV_OK, error.message);
    std::string all;
    for (std::uint64_t i = 0; i < 2; ++i) {
      cav_finding finding = sized<cav_finding>();
      BOOST_REQUIRE(api->result_finding(out, i, &finding) == CAV_OK);
      all += finding.change + std::string(" ");
    }
    // Reports but SARIF show what is new; the two agree on how much that is.
    const std::string json = write(api, out, "json"), sarif = write(api, out, "sarif");
    BOOST_TEST((json.find("\"change\":\"new\"") != std::string::npos) == (all.find("new") != std::string::npos));
    BOOST_TEST(json.find("\"change\":\"unchanged\"") == std::string::npos);
    BOOST_TEST((sarif.find("\"baselineState\":\"unchanged\"") != std::string::npos) == (all.find("unchanged") != std::string::npos));
    api->result_free(out);
    return all;
  };
  const std::string known = write(api, result, "json");
  BOOST_TEST(changes({}, 0) == "  ");
  BOOST_TEST(changes(known, 0) == "unchanged unchanged ");
  // The same scanner, another baseline: nothing of the first is left.
  std::string other = known;
  other.replace(other.find("\"fingerprint\":\"") + 15, 16, "0000000000000000");
  BOOST_TEST(changes(other, 0) == "new unchanged ");
  BOOST_TEST(changes(known, 0) == "unchanged unchanged ");
  std::string renamed = known;
  renamed.replace(renamed.find("\"name\":\"") + 8, 1, "\u00e9");
  const std::size_t sha = renamed.find("\"sha256\":\"") + 10;
  renamed.replace(sha, 4, renamed.substr(sha, 4) == "0000" ? "1111" : "0000");
  BOOST_TEST(changes(renamed, 0) == "unchanged unchanged ");
  BOOST_TEST(changes(renamed, CAV_SCAN_BASELINE_BY_NAME) == "new new ");
}

BOOST_FIXTURE_TEST_CASE(the_side_and_the_date_stand_in_the_report, Scanned) {
  const cav_document d = document(kContract);
  cav_scan_options options = sized<cav_scan_options>();
  options.side = "supplier";
  options.today = "2026-11-23";
  cav_result* out = nullptr;
  BOOST_REQUIRE(api->scan(scanner_, &d, &options, &out, nullptr) == CAV_OK);
  const std::string json = write(api, out, "json");
  BOOST_TEST(json.find("\"side\":\"supplier\"") != std::string::npos);
  BOOST_TEST(json.find("\"today\":\"2026-11-23\"") != std::string::npos);
  api->result_free(out);
  const std::string plain = write(api, result, "json");
  BOOST_TEST(plain.find("\"side\":\"customer\"") != std::string::npos);
  BOOST_TEST(plain.find("\"today\":null") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_format_that_is_written_into_the_document_needs_its_bytes, Scanned) {
  std::ifstream file(CAVEAT_SOURCE_DIR "/tests/cli/fixtures/plain.pdf", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto written = [&](std::uint32_t flags, const char* format) {
    cav_scan_options options = sized<cav_scan_options>();
    options.flags = flags;
    const cav_document d = document(bytes, "plain.pdf");
    cav_error error = sized<cav_error>();
    cav_result* made = nullptr;
    BOOST_REQUIRE_MESSAGE(api->scan(scanner_, &d, &options, &made, &error) == CAV_OK, error.message);
    std::string out;
    cav_writer writer = sized<cav_writer>();
    writer.user = &out;
    writer.write = append;
    const std::string given(std::exchange(bytes, std::string(bytes.size(), 'x')));  // the host's buffer is its own again
    Answer answer{api->result_write(made, format, "en", &writer, &error), {}};
    bytes = given;
    answer.message = answer.status == CAV_OK ? out : error.message;
    api->result_free(made);
    return answer;
  };
  const Answer whole = written(CAV_SCAN_KEEP_DOCUMENT, "pdf"), other = written(CAV_SCAN_KEEP_DOCUMENT, "pdf;counterparty=1");
  BOOST_TEST(whole.status == CAV_OK, whole.message);
  BOOST_TEST(whole.message.starts_with("%PDF-"));
  BOOST_TEST(other.message.starts_with("%PDF-"));
  BOOST_TEST(whole.message.find("Why it matters") != std::string::npos);
  BOOST_TEST(other.message.find("Why it matters") == std::string::npos);
  BOOST_TEST(written(CAV_SCAN_KEEP_DOCUMENT, "pdf;counterparty=yes").status == CAV_E_ARGUMENT);
  const Answer forgotten = written(0, "pdf");
  BOOST_TEST(forgotten.status == CAV_E_ARGUMENT);
  BOOST_TEST(forgotten.message.find("CAV_SCAN_KEEP_DOCUMENT") != std::string::npos);
}
