// The JSON result, read back by an independent parser (Poco) and held against docs/result.schema.json.
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <fstream>

#include "report/engine.h"
#include "sample_contract.h"
#include "surfaces.h"

using namespace caveat;
using Poco::Dynamic::Var;
using JsonObject = Poco::JSON::Object::Ptr;
using JsonArray = Poco::JSON::Array::Ptr;
using tests::SampleContract;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules(
      {{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical",
        .more = "law:\n  - { place: FR, ref: 'C. civ., art. 1165', checked: 2026-11-23 }\n"},
       {.id = "availability", .taxonomy = "SLA-02", .severity = "high", .kind = "threshold", .message = "{value} only, {lang}."},
       {.id = "term", .kind = "clause"}});
  return loaded;
}

// Two pages, German words of two bytes before the quotes, a value, a key term, an unread page, a truncated rule.
SampleContract contract() {
  SampleContract c(program());
  c.extracted_.media_type = "application/pdf";
  c.structure_.languages = {{"de", 2.0 / 3}, {"it", 1.0 / 3}};
  c.page().add("§ 1 Präambel: „Vergütung“ heißt Preis.");
  c.page().add("Die Preise ändern sich jederzeit. Verfügbarkeit: 98,5 %.", extract::BlockKind::paragraph, 0, Language::de);
  c.finding("price-up", "Die Preise ändern sich jederzeit.", "ändern sich", "7.2", Language::de);
  auto& low = c.finding("availability", "Verfügbarkeit: 98,5 %.", "98,5 %", "", Language::de);
  low.value = rules::Quantity{98.5, rules::Unit::percent, false, "", {}};
  low.place.value = low.place.trigger;
  c.term("term", "Preise ändern", "7.2").value = rules::Quantity{10000, rules::Unit::amount, false, "EUR", {}};
  c.unread("page-without-text", 1, "A scan.").unread("unsupported-language", 0, "it");
  c.list_.truncated.push_back(tests::rule_index(*program(), "price-up"));
  return c;
}

JsonObject parse(const std::string& text) {
  Poco::JSON::Parser parser;
  return parser.parse(text).extract<JsonObject>();
}

JsonObject schema() {
  std::ifstream in(CAVEAT_SOURCE_DIR "/docs/result.schema.json");
  return parse(std::string((std::istreambuf_iterator<char>(in)), {}));
}

bool has_type(const Var& value, const std::string& type) {
  if (type == "null") return value.isEmpty();
  if (value.isEmpty()) return false;
  if (type == "object") return value.type() == typeid(JsonObject);
  if (type == "array") return value.type() == typeid(JsonArray);
  if (type == "string") return value.isString();
  if (type == "boolean") return value.isBoolean();
  if (type == "integer") return value.isInteger() && !value.isBoolean();
  return type == "number" && value.isNumeric() && !value.isBoolean() && !value.isString();
}

// The part of JSON Schema that our schema uses. A keyword that it does not know is a failure, not silence.
void check(const JsonObject& root, JsonObject rule, const Var& value, const std::string& path, std::vector<std::string>& wrong) {
  if (rule->has("$ref")) {
    const std::string ref = rule->getValue<std::string>("$ref");
    rule = root->getObject("$defs")->getObject(ref.substr(ref.rfind('/') + 1));
  }
  static const std::set<std::string> known = {"$schema", "$id", "title", "description", "type", "required", "properties", "items",
                                              "enum", "const", "minimum", "maximum", "$defs", "$ref"};
  for (const std::string& key : rule->getNames())
    if (!known.contains(key)) wrong.push_back(path + ": the schema uses " + key);
  if (rule->has("const") && value.toString() != rule->get("const").toString()) wrong.push_back(path + ": not the constant");
  if (rule->has("enum")) {
    bool found = false;
    for (const Var& allowed : *rule->getArray("enum")) found = found || (!value.isEmpty() && allowed.toString() == value.toString());
    if (!found) wrong.push_back(path + ": not in the enum: " + value.toString());
  }
  if (rule->has("type")) {
    bool fits = false;
    if (rule->isArray("type")) {
      for (const Var& type : *rule->getArray("type")) fits = fits || has_type(value, type.toString());
    } else {
      fits = has_type(value, rule->getValue<std::string>("type"));
    }
    if (!fits) return wrong.push_back(path + ": wrong type");
  }
  if (value.isEmpty()) return;
  if (rule->has("minimum") && value.convert<double>() < rule->getValue<double>("minimum")) wrong.push_back(path + ": too small");
  if (rule->has("maximum") && value.convert<double>() > rule->getValue<double>("maximum")) wrong.push_back(path + ": too large");
  if (value.type() == typeid(JsonArray) && rule->has("items")) {
    std::size_t i = 0;
    for (const Var& item : *value.extract<JsonArray>()) check(root, rule->getObject("items"), item, path + "[" + std::to_string(i++) + "]", wrong);
  }
  if (value.type() == typeid(JsonObject) && rule->has("properties")) {
    const JsonObject object = value.extract<JsonObject>();
    const JsonObject properties = rule->getObject("properties");
    for (const Var& key : *rule->getArray("required"))
      if (!object->has(key.toString())) wrong.push_back(path + ": lacks " + key.toString());
    for (const std::string& key : object->getNames()) {
      if (!properties->has(key)) wrong.push_back(path + ": undocumented key " + key);
      else check(root, properties->getObject(key), object->get(key), path + "." + key, wrong);
    }
  }
}

std::vector<std::string> violations(const std::string& text) {
  std::vector<std::string> wrong;
  const JsonObject root = schema();
  check(root, root, Var(parse(text)), "$", wrong);
  return wrong;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_result_fits_its_published_schema) {
  for (Language reader : kAllLanguages) {
    SampleContract c = contract();
    BOOST_TEST(violations(report::json(c.input(), reader)) == std::vector<std::string>{}, boost::test_tools::per_element());
  }
  SampleContract empty(program());
  BOOST_TEST(violations(report::json(empty.input(), Language::en)) == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_schema_check_itself_can_fail) {
  SampleContract c = contract();
  const std::string good = report::json(c.input(), Language::en);
  BOOST_TEST(!violations(tests::replaced(good, "\"severity\":\"critical\"", "\"severity\":\"dire\"")).empty());
  BOOST_TEST(!violations(tests::replaced(good, "\"page\":2", "\"page\":0")).empty());
  BOOST_TEST(!violations(tests::replaced(good, "\"fingerprint\":", "\"finger\":")).empty());
  BOOST_TEST(!violations(tests::replaced(good, "\"complete\":false", "\"complete\":\"no\"")).empty());
}

BOOST_AUTO_TEST_CASE(quotes_and_values_are_the_bytes_between_their_offsets) {
  SampleContract c = contract();
  const JsonObject result = parse(report::json(c.input(), Language::en));
  const std::string& text = c.extracted_.text;
  const auto slice = [&](const JsonObject& o) {
    return text.substr(o->getValue<std::size_t>("begin"), o->getValue<std::size_t>("end") - o->getValue<std::size_t>("begin"));
  };
  for (const char* list : {"findings", "clauses"})
    for (const Var& item : *result->getArray(list)) {
      const JsonObject finding = item.extract<JsonObject>();
      BOOST_TEST(slice(finding) == finding->getValue<std::string>("quote"));
    }
  const JsonObject first = result->getArray("findings")->getObject(0), second = result->getArray("findings")->getObject(1);
  BOOST_TEST(slice(first->getObject("trigger")) == "ändern sich");
  BOOST_TEST(second->getObject("value")->getValue<std::string>("text") == "98,5 %");
  BOOST_TEST(slice(second->getObject("value")) == "98,5 %");
  BOOST_TEST(second->getObject("value")->getValue<double>("number") == 98.5);
}

BOOST_AUTO_TEST_CASE(a_finding_says_all_that_the_contract_of_the_format_promises) {
  SampleContract c = contract();
  const JsonObject result = parse(report::json(c.input(), Language::fr));
  const JsonObject f = result->getArray("findings")->getObject(0);
  BOOST_TEST(f->getValue<std::string>("rule") == "price-up");
  BOOST_TEST(f->getValue<int>("rule_version") == 2);
  BOOST_TEST(f->getValue<std::string>("taxonomy") == "PRC-01");
  BOOST_TEST(f->getValue<std::string>("category") == "sample");
  BOOST_TEST(f->getValue<std::string>("kind") == "presence");
  BOOST_TEST(f->getValue<std::string>("severity") == "critical");
  BOOST_TEST(f->getValue<std::string>("language") == "de");
  BOOST_TEST(f->getValue<int>("page") == 2);
  BOOST_TEST(f->getValue<std::string>("clause") == "7.2");
  BOOST_TEST(f->get("value").isEmpty());
  BOOST_TEST(f->getValue<std::string>("message") == "Message in fr.");
  BOOST_TEST(f->getValue<std::string>("recommendation") == "Ask of price-up (fr).");
  BOOST_TEST(f->getObject("in_contract_language")->getValue<std::string>("message") == "Message in de.");
  BOOST_TEST(f->getArray("law")->getObject(0)->getValue<std::string>("checked") == "2026-11-23");
  BOOST_TEST(f->getValue<std::string>("fingerprint") == "0123456789abcdef");
  const JsonObject second = result->getArray("findings")->getObject(1);
  BOOST_TEST(second->get("clause").isEmpty());
  BOOST_TEST(second->getValue<std::string>("message") == "98,5\xC2\xA0% only, fr.");
  const JsonObject german = parse(report::json(c.input(), Language::de));
  BOOST_TEST(german->getArray("findings")->getObject(0)->get("in_contract_language").isEmpty());

  BOOST_TEST(result->getValue<bool>("complete") == false);
  BOOST_TEST(result->getArray("truncated")->getElement<std::string>(0) == "price-up");
  BOOST_TEST(result->getArray("not_read")->getObject(0)->getValue<int>("page") == 1);
  BOOST_TEST(result->getArray("not_read")->getObject(1)->get("page").isEmpty());
  BOOST_TEST(result->getObject("document")->getArray("languages")->getObject(1)->getValue<double>("share") == 0.3333);
  BOOST_TEST(result->getObject("engine")->getValue<std::string>("version") == std::string(report::kEngineVersion));
  BOOST_TEST(result->getObject("engine")->getValue<std::string>("pack_hash") == program()->pack_hash());
  double shares = 0;
  for (const Var& line : *result->getArray("score_lines")) shares += line.extract<JsonObject>()->getValue<double>("share");
  BOOST_TEST(std::llround(shares * 10) == std::llround(result->getValue<double>("score") * 10));
}

BOOST_AUTO_TEST_CASE(it_is_one_line_with_keys_in_the_order_of_the_schema_and_the_same_bytes_twice) {
  SampleContract c = contract();
  const std::string text = report::json(c.input(), Language::en);
  BOOST_TEST(text.find('\n') == std::string::npos);
  BOOST_TEST(text == report::json(contract().input(), Language::en));
  std::size_t last = 0;
  for (const char* key : {"\"schema\":\"", "\"document\":{", "\"findings\":[", "\"clauses\":[", "\"score\":", "\"lane\":", "\"lane_reason\":",
                          "\"complete\":", "\"score_lines\":[", "\"engine\":{", "\"not_read\":[", "\"truncated\":["}) {
    const std::size_t at = text.find(key, last);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, key);
    last = at;
  }
}

BOOST_AUTO_TEST_CASE(hostile_names_stay_inside_their_string) {
  for (const std::string& name : {std::string("a\"b\\c\n\x01\x7F"), std::string("\"},{\"schema\":\"x"), std::string("nul\0in", 6)}) {
    SampleContract c = contract();
    c.name_ = name;
    const JsonObject result = parse(report::json(c.input(), Language::en));
    BOOST_TEST(result->getObject("document")->getValue<std::string>("name") == name);
  }
  SampleContract c = contract();
  c.name_ = "bad\xFF\xC3";
  BOOST_TEST(parse(report::json(c.input(), Language::en))->getObject("document")->getValue<std::string>("name") ==
             "bad\xEF\xBF\xBD\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_CASE(the_whole_model_of_a_result_fits_the_schema) {
  for (Language reader : kAllLanguages) {
    SampleContract c = tests::surface_contract();
    BOOST_TEST(violations(report::json(c.input(), reader)) == std::vector<std::string>{}, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_result_against_a_baseline_fits_the_schema_and_names_what_it_left_out) {
  SampleContract c = tests::surface_contract();
  c.list_.findings[0].change = findings::Change::updated;
  c.list_.findings[0].change_reason = "numbers";
  findings::BaselineSummary& baseline = c.list_.baseline.emplace();
  baseline.found = true;
  baseline.document = "old.pdf";
  baseline.updated = 1;
  baseline.unchanged = {{"credits", "0123456789abcdef", "12345678", rules::Severity::low, true, "", "4"}};
  baseline.absent = {{"level", "0123456789abcdee", "", {}, false, "Bad \x80 bytes", ""}};
  const std::string text = report::json(c.input(), Language::en);
  for (const std::string& wrong : violations(text)) BOOST_ERROR(wrong);
  const JsonObject result = parse(text);
  BOOST_TEST(result->getArray("findings")->getObject(0)->getValue<std::string>("change") == "updated");
  BOOST_TEST(result->getArray("findings")->getObject(1)->get("change").isEmpty());
  const JsonObject told = result->getObject("baseline");
  BOOST_TEST(told->getArray("left_out")->getObject(0)->getValue<std::string>("status") == "waived");
  BOOST_TEST(told->getArray("absent")->getObject(0)->get("severity").isEmpty());
}

BOOST_AUTO_TEST_CASE(a_finding_with_several_places_names_each_and_counts_the_rest) {
  SampleContract c = tests::surface_contract();
  const JsonObject result = parse(report::json(c.input(), Language::en));
  const JsonObject f = result->getArray("findings")->getObject(0);
  BOOST_TEST(f->getValue<std::string>("outcome") == "found");
  BOOST_TEST(f->getValue<int>("unlisted") == 4);
  BOOST_TEST(f->getValue<std::string>("numbers") == "12345678");
  const JsonArray places = f->getArray("places");
  BOOST_REQUIRE_EQUAL(places->size(), 3u);
  BOOST_TEST(places->getObject(0)->getValue<std::string>("quote") == f->getValue<std::string>("quote"));
  BOOST_TEST(places->getObject(2)->getValue<std::string>("clause") == "4.3");
  for (const Var& item : *places) {
    const JsonObject place = item.extract<JsonObject>();
    const auto begin = place->getValue<std::size_t>("begin"), end = place->getValue<std::size_t>("end");
    BOOST_TEST(c.extracted_.text.substr(begin, end - begin) == place->getValue<std::string>("quote"));
  }
  const JsonObject level = result->getArray("findings")->getObject(1);
  BOOST_TEST(level->getValue<std::string>("band") == "walk-away");
  BOOST_TEST(level->getArray("places")->getObject(0)->getObject("value")->getValue<int>("begin") == level->getObject("value")->getValue<int>("begin"));
}

BOOST_AUTO_TEST_CASE(an_absence_quotes_nothing_or_where_it_would_belong_and_says_what_was_looked_for) {
  SampleContract c = tests::surface_contract();
  const JsonArray findings = parse(report::json(c.input(), Language::en))->getArray("findings");
  BOOST_TEST(findings->getObject(3)->getValue<std::string>("outcome") == "adverse");
  const JsonObject near = findings->getObject(4), nowhere = findings->getObject(5);
  BOOST_TEST(near->getValue<std::string>("outcome") == "absent");
  BOOST_TEST(near->getValue<std::string>("quote") == "9. Liability is limited to the fees.");
  BOOST_TEST(near->getArray("searched")->getElement<std::string>(0) == "gross negligence");
  BOOST_TEST(nowhere->getValue<std::string>("quote") == "");
  BOOST_TEST(nowhere->getValue<int>("end") == 0);
  BOOST_TEST(nowhere->get("page").isEmpty());
  BOOST_TEST(nowhere->getArray("places")->size() == 0u);
}

BOOST_AUTO_TEST_CASE(waivers_and_their_problems_are_told) {
  SampleContract c = tests::surface_contract();
  const JsonObject result = parse(report::json(c.input(), Language::de));
  const JsonObject waived = result->getArray("findings")->getObject(2), expired = result->getArray("findings")->getObject(5);
  BOOST_TEST(waived->getValue<std::string>("status") == "waived");
  BOOST_TEST(waived->getObject("waiver")->getValue<std::string>("approver") == "M. Dupont");
  BOOST_TEST(waived->getObject("waiver")->getValue<std::string>("expires") == "2027-03-31");
  BOOST_TEST(waived->get("waiver_problem").isEmpty());
  BOOST_TEST(expired->getValue<std::string>("status") == "open");
  BOOST_TEST(expired->getValue<std::string>("waiver_problem") == "expired");
  const JsonObject problem = result->getArray("waiver_problems")->getObject(0);
  BOOST_TEST(problem->getValue<std::string>("text") == "sie ist abgelaufen");
  BOOST_TEST(problem->getValue<int>("line") == 7);
  BOOST_TEST(result->getArray("waiver_problems")->getObject(1)->get("line").isEmpty());
}

BOOST_AUTO_TEST_CASE(kind_parties_undetermined_and_key_terms_are_told) {
  SampleContract c = tests::surface_contract();
  const JsonObject result = parse(report::json(c.input(), Language::fr));
  const JsonObject kind = result->getObject("document_kind");
  BOOST_TEST(kind->getValue<std::string>("kind") == "sla");
  BOOST_TEST(kind->getArray("evidence")->getObject(0)->getValue<std::string>("quote") == "Service Level Agreement");
  BOOST_TEST(result->getArray("parties")->getObject(0)->getObject("defined_at")->getValue<std::string>("quote") == "ACME GmbH (the \"Supplier\")");
  BOOST_TEST(result->getArray("parties")->getObject(1)->get("defined_at").isEmpty());
  BOOST_TEST(result->getValue<std::string>("side") == "supplier");
  BOOST_TEST(result->getValue<std::string>("today") == "2026-11-23");
  const JsonObject open = result->getArray("undetermined")->getObject(0);
  BOOST_TEST(open->getValue<std::string>("rule") == "exit-help");
  BOOST_TEST(open->getValue<std::string>("text") == "des pages sont sans texte (numérisées ou images)");
  const JsonObject last = result->getArray("key_terms")->getObject(4);
  BOOST_TEST(last->getValue<std::string>("id") == "last-notice-day");
  BOOST_TEST(last->getValue<std::string>("name") == "Dernier jour pour dénoncer");
  BOOST_TEST(last->getValue<std::string>("date") == "2028-09-30");
  const JsonObject step = last->getArray("arithmetic")->getObject(0);
  BOOST_TEST(step->getValue<std::string>("operation") == "minus");
  BOOST_TEST(step->getObject("delta")->getValue<double>("number") == 3);
  BOOST_TEST(step->getValue<std::string>("to") == "2028-09-30");
  SampleContract unknown(program());
  BOOST_TEST(parse(report::json(unknown.input(), Language::en))->get("document_kind").isEmpty());
}

BOOST_AUTO_TEST_CASE(the_score_can_be_computed_again_from_its_summands) {
  SampleContract c = tests::surface_contract();
  const JsonObject result = parse(report::json(c.input(), Language::en));
  double sum = 0;
  BOOST_TEST(result->getArray("score_lines")->size() >= 4u);
  for (const Var& item : *result->getArray("score_lines")) {
    const JsonObject line = item.extract<JsonObject>();
    const double points = line->getValue<double>("weight") * line->getValue<double>("factor") * line->getValue<double>("repeat");
    BOOST_TEST(std::abs(points - line->getValue<double>("points")) < 0.001);
    sum += points;
  }
  BOOST_TEST(std::abs(sum - result->getValue<double>("score_points")) < 0.01);
  BOOST_TEST(std::round(1000 * (1 - std::exp(-sum / 100))) / 10 == result->getValue<double>("score"));
}
