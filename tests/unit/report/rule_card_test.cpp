// What caveat explain shows of a rule: all of its words in the reader's language, and near names for an unknown one.
#include "report/rule_card.h"

#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <sstream>

#include "report/rule_words.h"
#include "report/shown_text.h"
#include "sample_contract.h"

using namespace caveat;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules(
      {{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical", .more = "law:\n  - { place: DE, ref: 'BGB 307', checked: 2026-11-23 }\n"},
       {.id = "level-low", .taxonomy = "SLA-02", .kind = "threshold", .message = "Only {value}; policy asks for {policy.level.min} %."},
       {.id = "level-gone", .taxonomy = "SLA-03"},
       {.id = "term", .kind = "clause"}});
  return loaded;
}

std::string card(std::string_view id, const report::TextOptions& options = {}) {
  const auto text = report::rule_card_text(*program(), id, options);
  BOOST_REQUIRE(text);
  return text.value();
}

static_assert(std::is_trivially_copyable_v<report::RuleWords> && sizeof(report::RuleWords) % sizeof(std::string_view) == 0);

std::vector<std::string_view> all(Language language) {
  std::vector<std::string_view> out(sizeof(report::RuleWords) / sizeof(std::string_view));
  std::memcpy(static_cast<void*>(out.data()), &report::rule_words(language), sizeof(report::RuleWords));
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_word_is_empty_and_placeholders_agree) {
  const auto english = all(Language::en);
  for (const Language language : kAllLanguages) {
    const auto words = all(language);
    for (std::size_t i = 0; i < words.size(); ++i) {
      BOOST_TEST(!words[i].empty(), code(language) << " word " << i);
      BOOST_TEST((words[i].find("{n}") == std::string_view::npos) == (english[i].find("{n}") == std::string_view::npos), code(language) << ": " << words[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_card_has_every_text_of_the_rule_its_law_and_its_examples) {
  const std::string text = card("price-up");
  for (const char* part : {"Title of price-up (en) [PRC-01 price-up]\n", "CRITICAL", "confidence: high", "version 2", "Message in en.",
                           "Why it matters: Reason of price-up (en).", "Ask for: Ask of price-up (en).", "Fall back to: Fallback of price-up (en).",
                           "DE: BGB 307 (checked 23\xC2\xA0November 2026)", "  + wording 1 %\n", "  - none\n", "English, French, German, Spanish"})
    BOOST_TEST(text.find(part) != std::string::npos, part << " is not in\n" << text);
  const std::string german = card("price-up", {.reader = Language::de});
  BOOST_TEST(german.find("Message in de.") != std::string::npos);
  BOOST_TEST(german.find("KRITISCH") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_number_of_the_policy_is_told_as_the_reader_writes_it) {
  BOOST_TEST(card("level-low").find("level.min: at least 99.5\xC2\xA0%") != std::string::npos, card("level-low"));
  BOOST_TEST(card("level-low", {.reader = Language::fr}).find("au moins 99,5\xC2\xA0%") != std::string::npos);
  // What only a contract could fill in.
  BOOST_TEST(card("level-low").find("Only \xE2\x80\xA6; policy asks for 99.5\xC2\xA0%.") != std::string::npos, card("level-low"));
  BOOST_TEST(card("price-up").find("level.min") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_neutral_clause_has_no_severity) {
  const std::string text = card("term");
  BOOST_TEST(text.find("[term]") != std::string::npos);
  for (const char* word : {"HIGH", "INFO", "confidence"}) BOOST_TEST(text.find(word) == std::string::npos, word);
}

BOOST_AUTO_TEST_CASE(near_names_are_told_for_an_unknown_rule_in_the_readers_language) {
  const auto near = report::near_rules(*program(), "level-lwo");
  BOOST_REQUIRE(near.size() == 1u);
  BOOST_TEST(near[0] == "level-low");
  BOOST_TEST(report::near_rules(*program(), "SLA").size() == 2u);
  BOOST_TEST(report::near_rules(*program(), "quite-another").empty());
  BOOST_TEST(report::near_rules(*program(), std::string(10'000, 'x')).empty());
  const auto unknown = report::rule_card_text(*program(), "price-pu", {.reader = Language::es});
  BOOST_REQUIRE(!unknown);
  BOOST_TEST(unknown.error().message == "No existe la regla «price-pu». ¿Quería decir price-up?");
  const auto hostile = report::rule_card_json(*program(), "x\x1b[31m" + std::string(5000, 'y'), Language::en);
  BOOST_REQUIRE(!hostile);
  BOOST_TEST(hostile.error().message.find('\x1b') == std::string::npos);
  BOOST_TEST(hostile.error().message.size() < 300u);
}

BOOST_AUTO_TEST_CASE(no_line_of_a_card_is_wider_than_the_terminal) {
  for (const std::uint32_t width : {40u, 80u, 120u})
    for (const Language reader : kAllLanguages)
      for (const char* id : {"price-up", "level-low", "term"}) {
        std::istringstream in(card(id, {.reader = reader, .width = width, .colour = false}));
        for (std::string line; std::getline(in, line);) BOOST_TEST(report::display_width(line) <= width, line);
      }
}

BOOST_AUTO_TEST_CASE(the_json_of_a_rule_reads_back) {
  Poco::JSON::Parser parser;
  const auto rule = parser.parse(report::rule_card_json(*program(), "level-low", Language::fr).value()).extract<Poco::JSON::Object::Ptr>();
  BOOST_TEST(rule->getValue<std::string>("schema") == "caveat.rule/1");
  BOOST_TEST(rule->getValue<std::string>("kind") == "threshold");
  BOOST_TEST(rule->getValue<std::string>("title") == "Title of level-low (fr)");
  BOOST_TEST(rule->getArray("languages")->size() == 4u);
  BOOST_TEST(rule->getArray("numbers")->getObject(0)->getValue<double>("value") == 99.5);
  BOOST_TEST(rule->getObject("examples")->getObject("de")->getArray("match")->size() == 2u);
}
