// Extension "caveat.reports/1": one report of many results, and what it answers to misuse.
#include "loaded_plugin.h"

#include <caveat/ext/reports.h>

using namespace caveat::abi_test;

namespace {

struct WithReports : Scanned {
  const cav_ext_reports* ext = static_cast<const cav_ext_reports*>(api->get_extension(plugin, CAV_EXT_REPORTS));
  std::string out;
  cav_writer writer = sized<cav_writer>();
  cav_error error = sized<cav_error>();
  WithReports() {
    BOOST_REQUIRE(ext != nullptr);
    writer.user = &out;
    writer.write = append;
  }
  cav_collection* open(const char* format) {
    cav_collection* made = nullptr;
    BOOST_REQUIRE_MESSAGE(ext->collection_new(ruleset, format, "en", &writer, &made, &error) == CAV_OK, error.message);
    return made;
  }
};

int32_t CAV_CALL refuse(void*, const void*, size_t) { return 1; }

}  // namespace

BOOST_FIXTURE_TEST_CASE(results_come_in_the_order_in_which_they_were_added, WithReports) {
  BOOST_TEST(ext->size == sizeof(cav_ext_reports));
  cav_collection* lines = open("jsonl");
  cav_result* other = scan(scanner_, "Nothing of note.", "other.txt");
  BOOST_TEST(ext->collection_add(lines, other, &error) == CAV_OK);
  api->result_free(other);  // a collection keeps nothing of it
  BOOST_TEST(ext->collection_add(lines, result, &error) == CAV_OK);
  BOOST_TEST(ext->collection_finish(lines, &error) == CAV_OK);
  ext->collection_free(lines);
  other = scan(scanner_, "Nothing of note.", "other.txt");
  BOOST_TEST(out == write(api, other, "json") + "\n" + write(api, result, "json") + "\n");
  api->result_free(other);
}

BOOST_FIXTURE_TEST_CASE(a_table_of_one_is_what_result_write_gives, WithReports) {
  cav_collection* lines = open("jsonl;min-severity=high");
  BOOST_TEST(ext->collection_add(lines, result, &error) == CAV_OK);
  BOOST_TEST(ext->collection_finish(lines, &error) == CAV_OK);
  ext->collection_free(lines);
  BOOST_TEST(out == write(api, result, "jsonl;min-severity=high"));
  BOOST_TEST(out != write(api, result, "jsonl"));
}

BOOST_FIXTURE_TEST_CASE(a_document_that_could_not_be_read_is_told_where_there_is_a_place_for_it, WithReports) {
  cav_collection* sarif = open("sarif");
  BOOST_TEST(ext->collection_unread(sarif, "lost.pdf", "It is damaged.", &error) == CAV_OK);
  BOOST_TEST(ext->collection_add(sarif, result, &error) == CAV_OK);
  BOOST_TEST(ext->collection_finish(sarif, &error) == CAV_OK);
  BOOST_TEST(ext->collection_unread(sarif, "late.pdf", "It is damaged.", &error) == CAV_E_ARGUMENT);
  ext->collection_free(sarif);
  for (const char* part : {"lost.pdf", "It is damaged.", "\"executionSuccessful\":false", "contract.txt"})
    BOOST_TEST(out.find(part) != std::string::npos, part);
  out.clear();
  cav_collection* lines = open("jsonl");
  BOOST_TEST(ext->collection_unread(lines, "lost.pdf", "It is damaged.", &error) == CAV_OK);
  BOOST_TEST(ext->collection_unread(lines, nullptr, "It is damaged.", &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_unread(lines, "lost.pdf", nullptr, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_unread(nullptr, "lost.pdf", "It is damaged.", &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_finish(lines, &error) == CAV_OK);
  ext->collection_free(lines);
  BOOST_TEST(out.empty());
}

BOOST_FIXTURE_TEST_CASE(misuse_is_answered, WithReports) {
  cav_collection* made = nullptr;
  BOOST_TEST(ext->collection_new(nullptr, "jsonl", "en", &writer, &made, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_new(ruleset, nullptr, "en", &writer, &made, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_new(ruleset, "jsonl", "en", nullptr, &made, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_new(ruleset, "jsonl", "en", &writer, nullptr, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_new(ruleset, "html", "en", &writer, &made, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(std::string(error.message).find("of one document") != std::string::npos);
  BOOST_TEST(made == nullptr);
  BOOST_TEST(ext->collection_add(nullptr, result, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_finish(nullptr, &error) == CAV_E_ARGUMENT);
  ext->collection_free(nullptr);

  cav_collection* lines = open("jsonl");
  BOOST_TEST(ext->collection_add(lines, nullptr, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_finish(lines, &error) == CAV_OK);
  BOOST_TEST(ext->collection_add(lines, result, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->collection_finish(lines, &error) == CAV_E_ARGUMENT);
  ext->collection_free(lines);
}

BOOST_FIXTURE_TEST_CASE(a_writer_that_fails_ends_it, WithReports) {
  writer.write = refuse;
  cav_collection* lines = open("jsonl");
  BOOST_TEST(ext->collection_add(lines, result, &error) == CAV_E_IO);
  BOOST_TEST(ext->collection_add(lines, result, &error) == CAV_E_ARGUMENT);
  ext->collection_free(lines);
}

BOOST_FIXTURE_TEST_CASE(two_drafts_are_compared, WithReports) {
  cav_result* later = scan(scanner_, "Master Services Agreement\n\n2. Support. Faults that affect the service are repaired promptly by the Supplier during business hours.\n", "later.txt");
  BOOST_TEST(ext->compare(result, later, "json", "en", &writer, &error) == CAV_OK);
  BOOST_TEST(out.find("\"schema\":\"caveat.comparison/1\"") != std::string::npos);
  BOOST_TEST(out.find("\"counts\":{\"new\":0,\"worse\":0,\"unclear\":0,\"changed\":0,\"better\":0,\"resolved\":1,\"unchanged\":1,\"waived\":0}") != std::string::npos, out);
  out.clear();
  BOOST_TEST(ext->compare(later, result, "text;width=80;colour=0", "de", &writer, &error) == CAV_OK);
  BOOST_TEST(out.find("1 NEU") != std::string::npos, out);
  out.clear();
  BOOST_TEST(ext->compare(result, result, "html", "fr", &writer, &error) == CAV_OK);
  BOOST_TEST(out.find("Les deux versions disent la m\u00EAme chose.") != std::string::npos);
  api->result_free(later);
}

BOOST_FIXTURE_TEST_CASE(a_comparison_answers_misuse, WithReports) {
  BOOST_TEST(ext->compare(nullptr, result, "json", "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->compare(result, nullptr, "json", "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->compare(result, result, nullptr, "en", &writer, &error) == CAV_E_ARGUMENT);
  BOOST_TEST(ext->compare(result, result, "json", "en", nullptr, &error) == CAV_E_ARGUMENT);
  for (const char* format : {"jsonl", "nonsense", "json;min-severity=high", "text;width=3"}) BOOST_TEST(ext->compare(result, result, format, "en", &writer, &error) == CAV_E_ARGUMENT, format);
  BOOST_TEST(ext->compare(result, result, "json", nullptr, &writer, nullptr) == CAV_OK);
  // Read for another side: other findings, nothing to compare.
  cav_scan_options options = kDefaults;
  options.side = "supplier";
  cav_result* other = nullptr;
  const cav_document doc = document(kContract);
  BOOST_REQUIRE(api->scan(scanner_, &doc, &options, &other, &error) == CAV_OK);
  BOOST_TEST(ext->compare(result, other, "json", "en", &writer, &error) == CAV_E_ARGUMENT);
  api->result_free(other);
  writer.write = refuse;
  BOOST_TEST(ext->compare(result, result, "json", "en", &writer, &error) == CAV_E_IO);
}
