// Tests findings/baseline.cpp: what counts as known, new, changed and gone, and that no file, however wrong, does harm.
#include "findings/baseline.h"

#include <boost/test/unit_test.hpp>

#include "base/limits.h"
#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::tests;
using findings::Baseline;
using findings::Change;
using findings::FindingList;
using rules::Severity;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = [] {
    SamplePack pack;
    pack.write("pricing/price-up.yaml", sample_rule());
    rules::Diagnostics d;
    return rules::load({{pack.path()}, "", false}, d).value();
  }();
  return loaded;
}

const std::string kPrint = "54a1c8e07b0d9f12", kOther = "54a1c8e07b0d9f13";

std::string known(const std::string& print, const std::string& numbers = "0c9e41aa", const std::string& severity = "high", const std::string& status = "open",
                  const std::string& rule = "price-up") {
  return R"({"rule":")" + rule + R"(","fingerprint":")" + print + R"(","numbers":")" + numbers + R"(","severity":")" + severity + R"(","status":")" + status +
         R"(","message":"It says so.","clause":"7.2","places":[{"clause":"9"}]})";
}
std::string report(const std::string& findings, const std::string& name = "offer.txt", const std::string& sha = "aa") {
  return R"({"schema":"caveat.result/1","document":{"name":")" + name + R"(","sha256":")" + sha + R"("},"findings":[)" + findings +
         R"(],"clauses":[{"rule":"x","fingerprint":"no"}],"baseline":null})";
}
std::string sarif(const std::string& results, const std::string& tool = "Caveat") {
  return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":")" + tool + R"(","rules":[{"id":"price-up"}]}},"results":[)" + results +
         R"(],"artifacts":[{"location":{"uri":"a"},"properties":{"name":"a.txt"}},{"location":{"uri":"offer.txt"},"hashes":{"sha-256":"aa"},"properties":{"name":"offer.txt"}}]}]})";
}
std::string sarif_result(const std::string& print, const std::string& state = "new", int artifact = 1) {
  return R"({"ruleId":"price-up","message":{"text":"It says so."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"offer.txt","index":)" + std::to_string(artifact) +
         R"(}}}],"partialFingerprints":{"caveat/v1":")" + print + R"("},"baselineState":")" + state + R"(","properties":{"numbers":"0c9e41aa","severity":"high","status":"open","clause":"7.2"}})";
}

FindingList now(Severity severity = Severity::high) {
  FindingList list;
  list.findings.resize(1);
  list.findings[0].fingerprint = kPrint;
  list.findings[0].numbers = "0c9e41aa";
  list.findings[0].severity = severity;
  return list;
}

FindingList against(const std::string& text, FindingList list = now(), const std::string& name = "offer.txt", bool named_only = false) {
  auto baseline = Baseline::read(text);
  BOOST_REQUIRE_MESSAGE(baseline, (baseline ? std::string() : baseline.error().message));
  findings::apply_baseline(baseline.value(), name, "aa", named_only, *program(), list);
  return list;
}

std::string refusal(const std::string& text) {
  const auto baseline = Baseline::read(text);
  BOOST_REQUIRE(!baseline);
  return baseline.error().message;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(baseline)

BOOST_AUTO_TEST_CASE(a_finding_is_known_by_rule_and_fingerprint_and_new_without_either) {
  const FindingList same = against(report(known(kPrint)));
  BOOST_CHECK(same.findings[0].change == Change::unchanged);
  BOOST_REQUIRE(same.baseline.has_value());
  BOOST_TEST(same.baseline->found);
  BOOST_TEST(same.baseline->document == "offer.txt");
  BOOST_TEST(same.baseline->unchanged.size() == 1u);
  BOOST_TEST(same.baseline->absent.empty());
  for (const std::string& other : {known(kOther), known(kPrint, "0c9e41aa", "high", "open", "another-rule"), std::string()}) {
    const FindingList fresh = against(report(other));
    BOOST_CHECK(fresh.findings[0].change == Change::added);
    BOOST_TEST(fresh.baseline->added == 1u);
    BOOST_TEST(fresh.baseline->unchanged.empty());
  }
}

BOOST_AUTO_TEST_CASE(another_number_a_graver_finding_and_a_waiver_that_ended_are_no_old_news) {
  const auto changed = [](const std::string& entry, FindingList list = now()) {
    const FindingList after = against(report(entry), std::move(list));
    BOOST_CHECK(after.findings[0].change == Change::updated);
    BOOST_TEST(after.baseline->updated == 1u);
    BOOST_TEST(after.baseline->absent.empty());
    return after.findings[0].change_reason;
  };
  BOOST_TEST(changed(known(kPrint, "0c9e41ab")) == "numbers");
  BOOST_TEST(changed(known(kPrint, "")) == "numbers");
  BOOST_TEST(changed(known(kPrint), now(Severity::critical)) == "severity");
  BOOST_TEST(changed(known(kPrint, "0c9e41aa", "high", "waived")) == "waiver");
  // Milder than before, and waived since: nobody has to look.
  BOOST_CHECK(against(report(known(kPrint)), now(Severity::low)).findings[0].change == Change::unchanged);
  FindingList waived = now();
  waived.findings[0].status = findings::Status::waived;
  BOOST_CHECK(against(report(known(kPrint)), waived).findings[0].change == Change::unchanged);
}

BOOST_AUTO_TEST_CASE(what_is_gone_is_told_but_not_what_nobody_looked_for) {
  const std::string two = known(kPrint) + "," + known(kOther);
  const FindingList gone = against(report(two));
  BOOST_REQUIRE_EQUAL(gone.baseline->absent.size(), 1u);
  BOOST_TEST(gone.baseline->absent[0].fingerprint == kOther);
  BOOST_TEST(gone.baseline->absent[0].message == "It says so.");
  BOOST_TEST(gone.baseline->absent[0].clause == "7.2");
  BOOST_TEST(against(report(known(kPrint) + "," + known(kOther, "", "high", "open", "removed-rule"))).baseline->absent.empty());
  FindingList cut = now();
  cut.truncated = {0};
  BOOST_TEST(against(report(two), cut).baseline->absent.empty());
  FindingList unknown = now();
  unknown.undetermined = {{0, "pages-without-text"}};
  BOOST_TEST(against(report(two), unknown).baseline->absent.empty());
}

BOOST_AUTO_TEST_CASE(the_document_is_found_by_name_then_by_bytes_then_as_the_only_one) {
  const std::string mine = report(known(kPrint)), theirs = report(known(kOther), "other.txt", "bb");
  const auto change = [&](const std::string& text, const std::string& name, bool named_only = false) { return against(text, now(), name, named_only).findings[0].change; };
  BOOST_CHECK(change(mine + "\n" + theirs, "offer.txt") == Change::unchanged);
  BOOST_CHECK(change(mine + "\n" + theirs, "other.txt") == Change::added);
  BOOST_CHECK(change(mine + "\n" + theirs, "moved.txt") == Change::unchanged);                              // the same bytes
  BOOST_CHECK(change(report(known(kPrint), "x.txt", "cc") + "\n" + theirs, "moved.txt") == Change::added);  // none of the two
  BOOST_CHECK(change(report(known(kPrint), "draft-1.txt", "cc"), "draft-2.txt") == Change::unchanged);
  BOOST_CHECK(change(report(known(kPrint), "draft-1.txt", "cc"), "draft-2.txt", true) == Change::added);
  BOOST_TEST(!against(theirs + "\n" + theirs, now(), "new.txt").baseline->found);
  // A file that was added to: the last word counts.
  BOOST_CHECK(change(report(known(kOther)) + "\n" + mine, "offer.txt") == Change::unchanged);
}

BOOST_AUTO_TEST_CASE(one_object_lines_an_array_and_sarif_say_the_same) {
  const std::string one = report(known(kPrint)), other = report(known(kOther), "other.txt", "bb");
  for (const std::string& text : {one, one + "\n", "\xEF\xBB\xBF" + one, "\r\n" + one + "\r\n", one + "\n\n" + other + "\n", "[\n" + one + ",\n" + other + "\n]\n", "[" + one + "]",
                                  sarif(sarif_result(kPrint)), replaced(sarif(sarif_result(kPrint)), "{", "{\n  ")}) {
    const FindingList list = against(text);
    BOOST_TEST(list.baseline->found, text.substr(0, 40));
    BOOST_CHECK(list.findings[0].change == Change::unchanged);
  }
}

BOOST_AUTO_TEST_CASE(of_sarif_what_was_absent_then_and_other_tools_do_not_count) {
  BOOST_CHECK(against(sarif(sarif_result(kPrint, "absent"))).findings[0].change == Change::added);
  BOOST_CHECK(against(sarif(sarif_result(kPrint, "unchanged"))).findings[0].change == Change::unchanged);
  BOOST_CHECK(against(sarif(sarif_result(kPrint, "new", 0))).findings[0].change == Change::added);  // of a.txt
  BOOST_TEST(holds(refusal(sarif(sarif_result(kPrint), "Other")), "another tool"));
  BOOST_TEST(holds(refusal(sarif(sarif_result(kPrint, "new", 2))), "names no document"));
}

BOOST_AUTO_TEST_CASE(a_report_that_left_known_findings_out_is_a_whole_baseline) {
  const std::string rolled = replaced(report(""), R"("baseline":null)", R"("baseline":{"document":"x","left_out":[)" + known(kPrint) + R"(],"absent":[)" + known(kOther) + "]}");
  const FindingList list = against(rolled);
  BOOST_CHECK(list.findings[0].change == Change::unchanged);
  BOOST_TEST(list.baseline->absent.empty());  // what was gone then is not gone once more
}

BOOST_AUTO_TEST_CASE(a_wrong_file_is_refused_with_its_line_and_what_to_give) {
  const std::string good = report(known(kPrint));
  BOOST_TEST(holds(refusal(good + "\n\n{\"schema\":"), "line 3"));
  BOOST_TEST(holds(refusal(good + "\n" + good + "x"), "line 2"));
  BOOST_TEST(holds(refusal("[\n" + good + ",\n" + good + "\n,,]"), "line 4"));
  BOOST_TEST(holds(refusal("rule: price-up\n"), "line 1"));
  BOOST_TEST(holds(refusal("{}"), "no report of a scan"));
  BOOST_TEST(holds(refusal(R"({"schema":"caveat.comparison/1"})"), "no report of a scan"));
  BOOST_TEST(holds(refusal("[]"), "no report of a document"));
  BOOST_TEST(holds(refusal(" \n"), "no report of a document"));
  BOOST_TEST(holds(refusal("7"), "no report of a document"));
  BOOST_TEST(holds(refusal(report(known("ABC"))), "no fingerprint"));
  BOOST_TEST(holds(refusal(report(known(kPrint, "1", "high", "open", ""))), "no rule"));
  BOOST_TEST(holds(refusal(good + "\n" + report("{}")), "line 2"));
  for (const std::string& text : {std::string("{}"), std::string("\xFF\xFE"), std::string("{\"a\":\"\xC3\"}")}) {
    const std::string message = refusal(text);
    BOOST_TEST(holds(message, "json, jsonl or sarif"));
    BOOST_TEST(!holds(message, "\xFF"));
    BOOST_TEST(!holds(message, "\xC3"));
  }
}

BOOST_AUTO_TEST_CASE(hostile_files_cost_little) {
  BOOST_TEST(holds(refusal(std::string(1'000'000, '[')), "nested too deeply"));
  std::string deep = R"({"schema":"caveat.result/1","x":)";
  for (int i = 0; i < 1000; ++i) deep += "{\"a\":";
  BOOST_TEST(holds(refusal(deep), "nested too deeply"));
  BOOST_TEST(holds(refusal(std::string(limits::kBaselineBytes + 1, ' ')), "64 MB"));
  BOOST_TEST(!refusal(report("7e999")).empty());
  // Keys that look like a path of ours, the same key twice, the wrong types everywhere.
  for (const std::string& text : {R"({"schema":"caveat.result/1","findings[]/rule":"x","findings":{"rule":1},"document":[[{"name":"a"}]]})",
                                  R"({"schema":"caveat.result/1","schema":"caveat.result/1","findings":["a",1,null,true,[],[["b"]]],"document":7})"})
    BOOST_TEST(against(text, now(), "x").baseline->added == 1u);
  // Long words are cut at a character.
  const std::string longer = replaced(known(kOther), "It says so.", std::string(limits::kKnownTextBytes - 1, 'x') + "\xC3\xA9\xC3\xA9");
  const FindingList list = against(report(longer));
  BOOST_TEST(list.baseline->absent.at(0).message == std::string(limits::kKnownTextBytes - 1, 'x'));
}

BOOST_AUTO_TEST_SUITE_END()
