// The terminal report: verdict first, nothing of a document that a terminal would obey, no line wider than asked.
#include <boost/test/unit_test.hpp>

#include <sstream>

#include "report/report.h"
#include "report/shown_text.h"
#include "sample_contract.h"

using namespace caveat;
using tests::SampleContract;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules({{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical"},
                                                {.id = "promptly", .taxonomy = "VAG-02", .severity = "medium"},
                                                {.id = "term", .kind = "clause"}});
  return loaded;
}

SampleContract contract(int promptly = 8) {
  SampleContract c(program());
  c.name_ = "offer.pdf";
  c.page().heading("Fees").add("3.1 The Supplier may increase the Fees at any time.");
  c.finding("price-up", "The Supplier may increase the Fees at any time.", "increase the Fees", "3.1");
  for (int i = 0; i < promptly; ++i) {
    const std::string sentence = "It answers query " + std::to_string(i) + " promptly.";
    c.add(sentence);
    c.finding("promptly", sentence, "promptly", "4." + std::to_string(i));
  }
  c.term("term", "increase the Fees", "3.1").value = rules::Quantity{36, rules::Unit::months, false, "", {}};
  return c;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_two_lines_say_what_was_read_and_what_to_do) {
  const auto text = lines(report::text(contract().input(), {}));
  BOOST_TEST(text[0] == "offer.pdf \xC2\xB7 1 page \xC2\xB7 English");
  BOOST_TEST(text[1].starts_with("LEGAL REVIEW BEFORE SIGNING \xC2\xB7 risk "));
  BOOST_TEST(text[1].ends_with("/100 \xC2\xB7 1 critical, 1 medium"));
}

BOOST_AUTO_TEST_CASE(an_issue_has_its_place_its_verbatim_quote_and_what_to_ask_for) {
  const std::string text = report::text(contract().input(), {});
  for (const char* part : {"CRITICAL  Title of price-up (en) [PRC-01 price-up]\n", "  p. 1 \xC2\xB7 clause 3.1 Fees\n",
                           "  \xE2\x94\x82 The Supplier may increase the Fees at any time.\n", "Why it matters: Reason of price-up (en).",
                           "Ask for: Ask of price-up (en).", "Fall back to: Fallback of price-up (en).", "Title of term (en): 36\xC2\xA0months"})
    BOOST_TEST(text.find(part) != std::string::npos, part);
  BOOST_TEST(text.find("CRITICAL") < text.find("MEDIUM"));
}

BOOST_AUTO_TEST_CASE(further_places_of_a_rule_are_listed_then_counted) {
  const std::string many = report::text(contract(12).input(), {});
  BOOST_TEST(count(many, "  + p. 1") == 4u);
  BOOST_TEST(many.find("and 7 more places") != std::string::npos);
  BOOST_TEST(count(many, "Reason of promptly") == 1u);
  const std::string few = report::text(contract(6).input(), {});
  BOOST_TEST(count(few, "  + p. 1") == 5u);
  BOOST_TEST(few.find("more place") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_a_terminal_obeys_comes_out_of_a_document) {
  SampleContract c(program());
  c.name_ = "evil\x1b]0;owned\x07.pdf";
  const std::string sentence = "May \x1b[2J\x1b[31mincrease\xC2\x9B" "0m the\xE2\x80\xAE fees\x08\x08\xE2\x80\x8B.";
  c.heading("Fees\x1b[1A").add(sentence);
  c.finding("price-up", sentence, "increase", "3\x1b[5m");
  c.unread("odd\x1b[0m", 0, "detail\x1b[31m");
  for (const bool colour : {false, true}) {
    std::string text = report::text(c.input(), {.reader = Language::en, .width = 80, .colour = colour});
    if (colour) {  // our own colours, and only those
      for (const char* own : {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1;32m"})
        for (std::size_t at; (at = text.find(own)) != std::string::npos;) text.erase(at, std::string(own).size());
    }
    for (const unsigned char byte : text) BOOST_REQUIRE((byte >= 0x20 && byte != 0x7F) || byte == '\n');
    BOOST_TEST(text.find("\xE2\x80\xAE") == std::string::npos);
    BOOST_TEST(text.find("\xC2\x9B") == std::string::npos);
    BOOST_TEST(text.find("\xE2\x90\x9B[2J") != std::string::npos);  // shown as ␛[2J, so that nothing is hidden either
  }
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_terminal) {
  for (const std::uint32_t width : {40u, 63u, 96u, 120u})
    for (Language reader : kAllLanguages)
      for (const std::string& line : lines(report::text(contract().input(), {.reader = reader, .width = width, .colour = false})))
        BOOST_TEST(report::display_width(line) <= width, width << ": " << line);
}

BOOST_AUTO_TEST_CASE(colours_come_only_when_asked_for) {
  BOOST_TEST(report::text(contract().input(), {}).find('\x1b') == std::string::npos);
  BOOST_TEST(report::text(contract().input(), {.reader = Language::en, .width = 96, .colour = true}).find("\x1b[1;31m") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_not_read_stands_on_top_and_at_the_end) {
  SampleContract c(program());
  c.add("Clean.").unread("page-without-text", 2, "Scan it.");
  const std::string text = report::text(c.input(), {});
  BOOST_TEST(text.find("READY") == std::string::npos);
  BOOST_TEST(text.find("NOT FULLY READ") != std::string::npos);
  BOOST_TEST(text.find("Page 2:") < text.find("No rule of this pack"));
  BOOST_TEST(text.find("What was not read") > text.find("No rule of this pack"));
}

BOOST_AUTO_TEST_CASE(the_report_speaks_the_readers_language) {
  BOOST_TEST(report::text(contract().input(), {.reader = Language::de}).find("VOR DER UNTERSCHRIFT JURISTISCH PRÜFEN") != std::string::npos);
  BOOST_TEST(report::text(contract().input(), {.reader = Language::fr}).find("À FAIRE RELIRE PAR UN JURISTE") != std::string::npos);
  const std::string spanish = report::text(contract().input(), {.reader = Language::es});
  BOOST_TEST(spanish.find("REVISIÓN JURÍDICA ANTES DE FIRMAR") != std::string::npos);
  BOOST_TEST(spanish.find("Ask of price-up (es).") != std::string::npos);
}
