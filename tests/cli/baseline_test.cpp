// caveat scan --baseline and --format sarif: what is shown, what the exit code says, and which files are refused.
#include "program.h"

#include <algorithm>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::cli_test;

namespace {

Poco::JSON::Object::Ptr parsed(const std::string& text) { return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>(); }

const std::string kChanged =
    "Master Services Agreement\n\n1. Fees. The Supplier may increase the fees at any time by written notice to the Customer.\n\n"
    "2. Help. Requests of the Customer are answered promptly by the Supplier on working days.\n";

}  // namespace

BOOST_FIXTURE_TEST_CASE(only_what_is_new_is_shown_and_score_and_lane_stay_those_of_the_whole_contract, Folder) {
  write("offer.txt", kRisky);
  for (const char* format : {"json", "sarif"})
    BOOST_REQUIRE_EQUAL(caveat({"scan", "offer.txt", "--format", format, "--out", std::string("base.") + format}).code, 0);
  const auto whole = parsed(caveat({"scan", "offer.txt", "--format", "json"}).out);
  write("offer.txt", kChanged);
  const auto changed = parsed(caveat({"scan", "offer.txt", "--format", "json"}).out);
  for (const char* base : {"base.json", "base.sarif"}) {
    const auto result = parsed(caveat({"scan", "offer.txt", "--format", "json", "--baseline", base}).out);
    const auto findings = result->getArray("findings");
    BOOST_REQUIRE_EQUAL(findings->size(), 1u);
    BOOST_TEST(findings->getObject(0)->getValue<std::string>("rule") == "test-vague-time");
    BOOST_TEST(findings->getObject(0)->getValue<std::string>("change") == "new");
    const auto baseline = result->getObject("baseline");
    BOOST_TEST(baseline->getValue<int>("new") == 1);
    BOOST_TEST(baseline->getValue<int>("unchanged") == 1);
    BOOST_TEST(baseline->getArray("left_out")->getObject(0)->getValue<std::string>("rule") == "test-price-change");
    BOOST_TEST(baseline->getArray("absent")->getObject(0)->getValue<std::string>("rule") == "test-vague-time");
    BOOST_TEST(result->getValue<double>("score") == changed->getValue<double>("score"));
    BOOST_TEST(result->getValue<std::string>("lane") == changed->getValue<std::string>("lane"));
    std::string text = caveat({"scan", "offer.txt", "--baseline", base}).out;
    std::replace(text.begin(), text.end(), '\n', ' ');  // wherever its lines are broken
    BOOST_TEST(holds(text, "1 new, 0 changed, 1 no longer found. 1 finding known from it is not shown"));
    BOOST_TEST(holds(text, "answered promptly"));
    BOOST_TEST(holds(text, "1. "));  // what to read first is the worst of the new
    BOOST_TEST(!holds(text, "increase the fees"));
  }
  BOOST_TEST(whole->get("baseline").isEmpty());
}

BOOST_FIXTURE_TEST_CASE(a_report_against_a_baseline_is_the_next_baseline, Folder) {
  write("offer.txt", kRisky);
  caveat({"scan", "offer.txt", "--format", "json", "--out", "1.json"});
  write("offer.txt", kChanged);
  caveat({"scan", "offer.txt", "--format", "json", "--baseline", "1.json", "--out", "2.json"});
  const auto third = parsed(caveat({"scan", "offer.txt", "--format", "json", "--baseline", "2.json"}).out);
  BOOST_TEST(third->getArray("findings")->size() == 0u);
  BOOST_TEST(third->getObject("baseline")->getValue<int>("unchanged") == 2);
  BOOST_TEST(third->getObject("baseline")->getArray("absent")->size() == 0u);
}

BOOST_FIXTURE_TEST_CASE(fail_on_counts_what_is_new_or_changed_alone_in_every_format, Folder) {
  write("offer.txt", kRisky);
  caveat({"scan", "offer.txt", "--format", "jsonl", "--out", "base.jsonl"});
  for (const char* format : {"text", "json", "sarif"}) {
    BOOST_TEST(caveat({"scan", "offer.txt", "--format", format, "--fail-on", "low"}).code == 1, format);
    BOOST_TEST(caveat({"scan", "offer.txt", "--format", format, "--fail-on", "low", "--baseline", "base.jsonl"}).code == 0, format);
  }
  write("offer.txt", kChanged);
  BOOST_TEST(caveat({"scan", "offer.txt", "--fail-on", "low", "--baseline", "base.jsonl"}).code == 1);
  BOOST_TEST(caveat({"scan", "offer.txt", "--fail-on", "critical", "--baseline", "base.jsonl"}).code == 0);
  const Ran calm = caveat({"scan", "offer.txt", "--fail-on", "critical", "--baseline", "base.jsonl", "--min-severity", "high"});
  BOOST_TEST(holds(calm.out, "Nothing new since the earlier report."));
}

BOOST_FIXTURE_TEST_CASE(a_waiver_that_has_ended_brings_its_finding_back, Folder) {
  write("offer.txt", kVague);
  const auto finding = parsed(caveat({"scan", "offer.txt", "--format", "json"}).out)->getArray("findings")->getObject(0);
  write("offer.txt.waivers.yaml", "- rule: test-vague-time\n  fingerprint: '" + finding->getValue<std::string>("fingerprint") + "'\n  numbers: '" +
                                      finding->getValue<std::string>("numbers") + "'\n  reason: Pilot\n  approver: M. Dupont\n  until: 2026-12-31\n");
  caveat({"scan", "offer.txt", "--today", "2026-11-23", "--format", "json", "--out", "base.json"});
  BOOST_TEST(caveat({"scan", "offer.txt", "--today", "2026-12-31", "--baseline", "base.json", "--fail-on", "low"}).code == 0);
  const Ran ended = caveat({"scan", "offer.txt", "--today", "2027-01-01", "--baseline", "base.json", "--fail-on", "low"});
  BOOST_TEST(ended.code == 1);
  BOOST_TEST(holds(ended.out, "it was waived in the earlier report and no longer is"));
}

BOOST_FIXTURE_TEST_CASE(contracts_of_a_set_are_held_against_themselves_only, Folder) {
  write("set/a.txt", kRisky);
  caveat({"scan", "set", "--format", "json", "--out", "base.json"});
  write("set/b.txt", kRisky + "3. End.\n");
  const auto lines = caveat({"scan", "set", "--format", "jsonl", "--baseline", "base.json"}).out;
  const auto a = parsed(lines.substr(0, lines.find('\n'))), b = parsed(lines.substr(lines.find('\n') + 1));
  BOOST_TEST(a->getArray("findings")->size() == 0u);
  BOOST_TEST(b->getArray("findings")->size() == 2u);
  BOOST_TEST(!b->getObject("baseline")->getValue<bool>("found"));
  BOOST_TEST(holds(caveat({"scan", "set", "--baseline", "base.json"}).out, "does not know this document"));
  // One contract alone may be the next draft of another name.
  BOOST_TEST(parsed(caveat({"scan", "set/b.txt", "--format", "json", "--baseline", "base.json"}).out)->getArray("findings")->size() == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_no_baseline_is_refused_once_before_anything_is_written, Folder) {
  write("a.txt", kRisky);
  write("b.txt", kVague);
  write("empty.json", "");
  write("bad.jsonl", "\n{\"schema\":\n");
  write("other.json", "{\"schema\":\"other\"}");
  for (const auto& [file, part] : std::map<std::string, std::string>{
           {"no-such.json", "no-such.json"}, {"empty.json", "is empty"}, {"bad.jsonl", "line 2"}, {"other.json", "no report of a scan"}, {"a.txt", "line 1"}, {".", "directory"}}) {
    const Ran ran = caveat({"scan", "a.txt", "b.txt", "--baseline", file, "--out", "report.txt"});
    BOOST_TEST(ran.code == 2, file);
    BOOST_TEST(ran.out == "");
    BOOST_TEST(holds(ran.err, part), ran.err);
    BOOST_TEST(std::count(ran.err.begin(), ran.err.end(), '\n') == 1, ran.err);
    BOOST_TEST(!fs::exists(path() / "report.txt"));
  }
}

BOOST_FIXTURE_TEST_CASE(sarif_is_one_run_of_all_documents_and_empty_when_clean, Folder) {
  write("set/a.txt", kRisky);
  write("set/b.txt", kCalm);
  const Ran ran = caveat({"scan", "set", "--format", "sarif", "--fail-on", "critical"});
  BOOST_TEST(ran.code == 1);
  const auto run = parsed(ran.out)->getArray("runs")->getObject(0);
  BOOST_TEST(run->getArray("results")->size() == 2u);
  BOOST_TEST(run->getArray("artifacts")->size() == 2u);
  const Ran clean = caveat({"scan", "set/b.txt", "--format", "sarif", "--fail-on", "info"});
  BOOST_TEST(clean.code == 0);
  const auto nothing = parsed(clean.out)->getArray("runs")->getObject(0);
  BOOST_TEST(nothing->getArray("results")->size() == 0u);
  BOOST_TEST(nothing->getObject("tool")->getObject("driver")->getArray("rules")->size() == 2u);
}
