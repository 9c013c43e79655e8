// SARIF, read back by an independent parser (Poco). That it fits the published schema: tests/node/sarif.test.mjs.
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>

#include "report/report.h"
#include "surfaces.h"

using namespace caveat;
using JsonObject = Poco::JSON::Object::Ptr;
using JsonArray = Poco::JSON::Array::Ptr;
using tests::SampleContract;

namespace {

std::string written(const std::vector<report::Input>& inputs, const rules::RuleProgram& program, Language reader = Language::en) {
  const auto writer = report::sarif(program, reader);
  std::string out;
  for (const report::Input& input : inputs) out += writer->add(input).value();
  return out + writer->finish().value();
}

JsonObject run_of(const std::string& text) {
  return Poco::JSON::Parser().parse(text).extract<JsonObject>()->getArray("runs")->getObject(0);
}

JsonObject surface_run() {
  SampleContract c = tests::surface_contract();
  return run_of(written({c.input()}, *tests::surface_rules()));
}

JsonObject result_of(const JsonObject& run, const std::string& rule) {
  const JsonArray results = run->getArray("results");
  for (unsigned i = 0; i < results->size(); ++i)
    if (results->getObject(i)->getValue<std::string>("ruleId") == rule) return results->getObject(i);
  throw std::runtime_error("no result of " + rule);
}

std::string uri_of(const std::string& name) {
  SampleContract c = tests::surface_contract();
  c.name_ = name;
  return run_of(written({c.input()}, *tests::surface_rules()))->getArray("artifacts")->getObject(0)->getObject("location")->getValue<std::string>("uri");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sarif)

BOOST_AUTO_TEST_CASE(without_a_document_there_are_all_rules_and_an_empty_list_of_results) {
  const JsonObject run = run_of(written({}, *tests::surface_rules()));
  BOOST_TEST(run->getArray("results")->size() == 0u);
  const JsonArray rules = run->getObject("tool")->getObject("driver")->getArray("rules");
  std::set<std::string> declared;
  for (unsigned i = 0; i < rules->size(); ++i) declared.insert(rules->getObject(i)->getValue<std::string>("id"));
  std::set<std::string> expected;
  for (const rules::Rule& rule : tests::surface_rules()->rules())
    if (rule.kind != rules::Kind::clause) expected.insert(rule.id);
  BOOST_TEST(declared == expected, boost::test_tools::per_element());
  BOOST_TEST(rules->size() == expected.size());
}

BOOST_AUTO_TEST_CASE(severity_gives_the_level_and_points_the_rank) {
  const JsonObject run = surface_run();
  for (const auto& [rule, level, rank] : {std::tuple{"level", "error", 40.0}, {"credits", "warning", 16.0}, {"promptly", "note", 1.6}}) {
    const JsonObject result = result_of(run, rule);
    BOOST_TEST(result->getValue<std::string>("level") == level, rule);
    BOOST_TEST(result->getValue<double>("rank") == rank, rule);
  }
}

BOOST_AUTO_TEST_CASE(several_places_of_one_cause_are_related_locations) {
  const JsonObject vague = result_of(surface_run(), "promptly");
  BOOST_TEST(vague->getArray("locations")->size() == 1u);
  BOOST_REQUIRE_EQUAL(vague->getArray("relatedLocations")->size(), 2u);
  const JsonObject second = vague->getArray("relatedLocations")->getObject(0);
  BOOST_TEST(second->getValue<int>("id") == 1);
  BOOST_TEST(second->getObject("properties")->getValue<std::string>("quote") == "4.2 Faults are mended promptly.");
  BOOST_TEST(second->getArray("logicalLocations")->getObject(0)->getValue<std::string>("fullyQualifiedName") == "4.2");
  BOOST_TEST(vague->getObject("properties")->getValue<int>("unlisted") == 4);
}

BOOST_AUTO_TEST_CASE(an_absence_without_a_place_is_of_the_document_and_quotes_nothing) {
  const JsonObject place = result_of(surface_run(), "breach-notice")->getArray("locations")->getObject(0);
  BOOST_TEST(place->has("physicalLocation"));
  BOOST_TEST(!place->has("properties"));
}

BOOST_AUTO_TEST_CASE(a_waiver_in_force_suppresses_and_one_without_effect_is_rejected) {
  const JsonObject run = surface_run();
  const JsonObject held = result_of(run, "auto-renewal")->getArray("suppressions")->getObject(0);
  BOOST_TEST(held->getValue<std::string>("status") == "accepted");
  BOOST_TEST(held->getValue<std::string>("justification") == "Accepted <b>for</b> the pilot");
  BOOST_TEST(held->getObject("properties")->getValue<std::string>("expires") == "2027-03-31");
  const JsonObject expired = result_of(run, "breach-notice")->getArray("suppressions")->getObject(0);
  BOOST_TEST(expired->getValue<std::string>("status") == "rejected");
  BOOST_TEST(expired->getObject("properties")->getValue<std::string>("problem") == "expired");
  BOOST_TEST(result_of(run, "credits")->getArray("suppressions")->size() == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_told_by_notifications) {
  SampleContract c = tests::surface_contract();
  c.unread("page-without-text", 2).unread("hidden-text", 1).unread("rule-skipped", 0, "some-rule: R012");
  c.list_.truncated = {0};
  const JsonObject invocation = run_of(written({c.input()}, *tests::surface_rules()))->getArray("invocations")->getObject(0);
  std::vector<std::string> told;
  for (const char* list : {"toolExecutionNotifications", "toolConfigurationNotifications"}) {
    const JsonArray all = invocation->getArray(list);
    for (unsigned i = 0; i < all->size(); ++i)
      told.push_back(all->getObject(i)->getObject("descriptor")->getValue<std::string>("id") + " " + all->getObject(i)->getValue<std::string>("level"));
  }
  const std::vector<std::string> expected = {"page-without-text warning", "hidden-text note",      "undetermined warning",     "undetermined warning",
                                             "truncated warning",         "rule-skipped warning", "waiver-expired warning", "waiver-malformed warning"};
  for (const std::string& one : expected) BOOST_TEST((std::count(told.begin(), told.end(), one) > 0), one);
}

BOOST_AUTO_TEST_CASE(regions_count_characters_only_where_the_text_is_the_file) {
  SampleContract c(tests::surface_rules());
  c.add("§ 1 Präambel.").add("Der Anbieter handelt „promptly“.\nEnde promptly 🙂 hier.");
  c.finding("promptly", "Ende promptly 🙂 hier.", "promptly", "1");
  report::Input input = c.input();
  const auto location = [&] { return run_of(written({input}, *tests::surface_rules()))->getArray("results")->getObject(0)->getArray("locations")->getObject(0); };
  BOOST_TEST(!location()->getObject("physicalLocation")->has("region"));
  BOOST_TEST(location()->getObject("properties")->getValue<std::string>("quote") == "Ende promptly 🙂 hier.");
  input.text_is_file = true;
  const JsonObject region = location()->getObject("physicalLocation")->getObject("region");
  const std::map<std::string, int> expected = {{"startLine", 4},   {"startColumn", 1},  {"endLine", 4},     {"endColumn", 22},
                                               {"charOffset", 48}, {"charLength", 21}, {"byteOffset", 54}, {"byteLength", 24}};
  for (const auto& [key, value] : expected) BOOST_TEST(region->getValue<int>(key) == value, key);
}

BOOST_AUTO_TEST_CASE(nothing_in_a_name_is_taken_for_a_part_of_an_address) {
  BOOST_TEST(uri_of("offers/a b.pdf") == "offers/a%20b.pdf");
  BOOST_TEST(uri_of("javascript:alert(1)") == "javascript%3Aalert%281%29");
  BOOST_TEST(uri_of("a?b#c%20") == "a%3Fb%23c%2520");
  BOOST_TEST(uri_of("//evil.example/x") == "file:///evil.example/x");
  BOOST_TEST(uri_of("/home/é") == "file:///home/%C3%A9");
  BOOST_TEST(uri_of("C:\\x") == "C%3A%5Cx");
  BOOST_TEST(uri_of("\xFF") == "%EF%BF%BD");
}

BOOST_AUTO_TEST_CASE(foreign_words_are_no_placeholder_and_no_link_in_a_message) {
  SampleContract c(tests::surface_rules());
  c.heading("1. [here](http://evil.example) {0}").add("It answers promptly.");
  c.finding("promptly", "It answers promptly.", "promptly", "1").change = findings::Change::added;
  findings::BaselineSummary& baseline = c.list_.baseline.emplace();
  baseline.found = true;
  baseline.absent = {{"credits", "1111111111111111", "2222", {}, false, "[here](http://evil.example) {0}\x1b[31m", "8"}};
  const JsonArray results = run_of(written({c.input()}, *tests::surface_rules()))->getArray("results");
  for (const JsonObject& holder : {results->getObject(0)->getArray("locations")->getObject(0), results->getObject(1)}) {
    const std::string message = holder->getObject("message")->getValue<std::string>("text");
    BOOST_TEST(message.find("here] (http") != std::string::npos, message);
    BOOST_TEST(message.find("{{0}}") != std::string::npos, message);
    BOOST_TEST(message.find('\x1b') == std::string::npos, message);
  }
}

BOOST_AUTO_TEST_CASE(a_baseline_gives_states_and_lists_what_is_gone) {
  SampleContract c = tests::surface_contract();
  for (findings::Finding& f : c.list_.findings) f.change = findings::Change::unchanged;
  c.list_.findings[0].change = findings::Change::updated;
  c.list_.findings[0].change_reason = "numbers";
  findings::BaselineSummary& baseline = c.list_.baseline.emplace();
  baseline.found = true;
  baseline.absent = {{"credits", "1111111111111111", "2222", rules::Severity::high, false, "It was \x80 there.", "8"}, {"no-such-rule", "1111111111111112", "", {}, false, "", ""}};
  const JsonObject run = run_of(written({c.input()}, *tests::surface_rules()));
  const JsonArray results = run->getArray("results");
  std::map<std::string, int> states;
  for (unsigned i = 0; i < results->size(); ++i) ++states[results->getObject(i)->getValue<std::string>("baselineState")];
  BOOST_TEST(states["updated"] == 1);
  BOOST_TEST(states["absent"] == 1);
  BOOST_TEST(states["unchanged"] == static_cast<int>(c.list_.findings.size()) - 1);
  const JsonObject gone = results->getObject(results->size() - 1);
  BOOST_TEST(gone->getValue<std::string>("level") == "error");  // as grave as it was
  BOOST_TEST(gone->getObject("message")->getValue<std::string>("text") == "It was \xEF\xBF\xBD there.");
}

BOOST_AUTO_TEST_CASE(documents_come_one_by_one_and_the_same_bytes_twice) {
  SampleContract a = tests::surface_contract(), b = tests::surface_contract();
  b.name_ = "second.pdf";
  const auto writer = report::sarif(*tests::surface_rules(), Language::de);
  const std::string first = writer->add(a.input()).value(), second = writer->add(b.input()).value();
  BOOST_TEST(first.size() > second.size());  // the rules come with the first
  BOOST_TEST(second.find("\"rules\"") == std::string::npos);
  const std::string whole = first + second + writer->finish().value();
  BOOST_TEST(whole == written({a.input(), b.input()}, *tests::surface_rules(), Language::de));
  const JsonObject run = run_of(whole);
  BOOST_TEST(run->getArray("artifacts")->size() == 2u);
  const JsonArray results = run->getArray("results");
  const JsonObject last = results->getObject(results->size() - 1)->getArray("locations")->getObject(0)->getObject("physicalLocation")->getObject("artifactLocation");
  BOOST_TEST(last->getValue<int>("index") == 1);
  BOOST_TEST(last->getValue<std::string>("uri") == "second.pdf");
}

BOOST_AUTO_TEST_SUITE_END()
