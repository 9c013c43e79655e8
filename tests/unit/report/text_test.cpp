// The terminal report: verdict first, nothing of a document that a terminal would obey, no line wider than asked.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>

#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"
#include "sample_contract.h"
#include "surfaces.h"

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
  for (const char* part : {"CRITICAL  Title of price-up (en) [PRC-01 price-up 0123456789abcdef]\n", "  p. 1 \xC2\xB7 clause 3.1 Fees\n",
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

BOOST_AUTO_TEST_CASE(places_of_one_cause_are_one_line) {
  const std::string text = report::text(tests::surface_contract().input(), {});
  BOOST_TEST(text.find("  Also in: clause 4.2, 4.3 and 4 more places\n") != std::string::npos);
  BOOST_TEST(count(text, "Reason of promptly") == 1u);
}

BOOST_AUTO_TEST_CASE(missing_protections_stand_apart_with_what_was_looked_for) {
  const std::string text = report::text(tests::surface_contract().input(), {});
  const std::size_t found = text.find("Findings \xC2\xB7"), missing = text.find("Missing protections \xC2\xB7 2 issues");
  BOOST_REQUIRE(found != std::string::npos);
  BOOST_REQUIRE(missing != std::string::npos);
  BOOST_TEST(found < missing);
  BOOST_TEST(text.find("Title of carve-out", found) > missing);
  BOOST_TEST(text.find("Title of credits") < missing);  // adverse wording is there to be read
  BOOST_TEST(text.find("  Takes the protection away\n") < missing);
  BOOST_TEST(text.find("  Looked for: gross negligence, intent\n") != std::string::npos);
  BOOST_TEST(text.find("  Expected near: p. 2 \xC2\xB7 clause 9 Service Level Agreement\n") != std::string::npos);
  BOOST_TEST(count(text, "\xE2\x94\x82 9. Liability") == 0u);  // nothing is quoted as if it were wrong
}

BOOST_AUTO_TEST_CASE(what_cannot_be_told_and_what_was_waived_are_listed_with_the_reason) {
  const std::string text = report::text(tests::surface_contract().input(), {});
  BOOST_TEST(text.find("Could not be determined") != std::string::npos);
  BOOST_TEST(text.find("Title of exit-help (en); Title of insurance (en)") != std::string::npos);
  const std::size_t waived = text.find("Waived \xC2\xB7 1 issue");
  BOOST_REQUIRE(waived != std::string::npos);
  BOOST_TEST(text.find("Title of auto-renewal", text.find("Findings \xC2\xB7")) > waived);  // no finding any more
  BOOST_TEST(text.find("Accepted <b>for</b> the pilot \xC2\xB7 approved by M. Dupont \xC2\xB7 until 31\xC2\xA0March 2027") != std::string::npos);
  BOOST_TEST(text.find("Waiver without effect: it has expired") != std::string::npos);
  BOOST_TEST(text.find("  - line 7 of the waiver file: breach-notice fedcba9876543210, it has expired\n") != std::string::npos);
  BOOST_TEST(text.find("  - it is not written as the format wants it (No list <i>.)\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(key_terms_come_before_the_findings_with_the_arithmetic_of_the_last_notice_day) {
  const std::string text = report::text(tests::surface_contract().input(), {});
  const std::size_t day = text.find("Last day to give notice: 30\xC2\xA0September 2028 (in doubt the earlier day)\n");
  BOOST_REQUIRE(day != std::string::npos);
  BOOST_TEST(text.find("    31\xC2\xA0" "December 2028 \xE2\x88\x92 3\xC2\xA0months = 30\xC2\xA0September 2028\n") > day);
  BOOST_TEST(day < text.find("Findings \xC2\xB7"));
}

BOOST_AUTO_TEST_CASE(the_score_ends_the_report_with_every_summand) {
  SampleContract c = tests::surface_contract();
  const report::Input input = c.input();
  const std::string text = report::text(input, {.reader = Language::en, .width = 120, .colour = false});
  const std::size_t made = text.find("How the score is made");
  BOOST_REQUIRE(made != std::string::npos);
  std::string sum = text.substr(made);
  for (std::size_t at; (at = sum.find('\n')) != std::string::npos;) sum[at] = ' ';
  BOOST_TEST(sum.find("breach-notice\xC2\xA0" "10 + level\xC2\xA0" "10 + carve-out\xC2\xA0" "4 + credits\xC2\xA0" "4 + promptly\xC2\xA0" "1\xC3\x97" "0.4") !=
             std::string::npos, sum);
  double points = 0;
  for (const risk::ScoreLine& line : input.assessment.lines) points += line.points;
  BOOST_TEST(sum.find("= " + report::rounded_text(points, 2, Language::en) + ". Score = 100") != std::string::npos, sum);
  BOOST_TEST(sum.find("= " + report::rounded_text(input.assessment.score, 1, Language::en) + "  ") != std::string::npos, sum);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_contract_says_so_on_top_and_why) {
  SampleContract c(tests::surface_rules());
  c.add("Vendor in trouble, says minister.");
  c.list_.kind.kind = rules::DocumentKind::not_a_contract;
  c.list_.kind.certainty = 0.9;
  c.list_.kind.evidence = {{tests::rule_index(*tests::surface_rules(), "title-word"), {24, 32}}};
  for (Language reader : kAllLanguages) {
    const auto text = lines(report::text(c.input(), {.reader = reader}));
    const std::string all = report::text(c.input(), {.reader = reader});
    BOOST_TEST(all.find("\xE2\x80\x9Cminister\xE2\x80\x9D") != std::string::npos);
    BOOST_TEST(text.at(1).find("/100") != std::string::npos);
  }
  const auto english = lines(report::text(c.input(), {}));
  BOOST_TEST(english[0] == "sample.txt \xC2\xB7 Not a contract \xC2\xB7 English");
  BOOST_TEST(english[1].starts_with("NOT A CONTRACT: NO VERDICT"));
  BOOST_TEST(english[3] == "What says so: Title of title-word (en) \xE2\x80\x9Cminister\xE2\x80\x9D");
}

BOOST_AUTO_TEST_CASE(the_whole_model_fits_any_width_and_stays_harmless) {
  for (const std::uint32_t width : {40u, 63u, 96u})
    for (Language reader : kAllLanguages)
      for (const std::string& line : lines(report::text(tests::surface_contract().input(), {.reader = reader, .width = width, .colour = false})))
        BOOST_TEST(report::display_width(line) <= width, width << ": " << line);
  SampleContract c = tests::surface_contract();
  c.list_.findings[4].searched = {"in\x1b[31mtent"};
  c.list_.findings[2].waiver->reason = "because\x1b[2J\nof";
  c.list_.findings[2].waiver->approver = "M\x07";
  c.list_.waiver_problems[1].detail = "\x1b]0;owned\x07";
  c.list_.waiver_problems[0].rule = "r\x1b";
  const std::string text = report::text(c.input(), {});
  for (const unsigned char byte : text) BOOST_REQUIRE((byte >= 0x20 && byte != 0x7F) || byte == '\n');
}

BOOST_AUTO_TEST_CASE(the_three_to_read_first_have_one_line_of_quote_and_what_to_ask_for) {
  const std::string text = report::text(contract().input(), {});
  const std::size_t first = text.find("1. Title of price-up (en) \xC2\xB7 p. 1 \xC2\xB7 clause 3.1 Fees\n"
                                      "   \xE2\x94\x82 The Supplier may increase the Fees at any time.\n"
                                      "   Ask for: Ask of price-up (en).\n");
  BOOST_REQUIRE(first != std::string::npos);
  BOOST_TEST(first < text.find("Key terms"));
}

BOOST_AUTO_TEST_CASE(a_long_quote_is_cut_so_that_the_words_that_matter_stand_in_its_line) {
  SampleContract c(program());
  const std::string before = "Notwithstanding anything to the contrary in this agreement, in any order form, in the documentation or in general terms of business, ",
                    sentence = before + "the Supplier may increase the Fees at any time, and the Customer accepts each increase that is notified to it in writing.";
  c.add(sentence);
  c.finding("price-up", sentence, "increase the Fees", "3.1");
  for (const std::uint32_t width : {60u, 80u, 120u}) {
    const auto text = lines(report::text(c.input(), {.reader = Language::en, .width = width, .colour = false}));
    const auto quote = std::find_if(text.begin(), text.end(), [](const std::string& l) { return l.starts_with("   \xE2\x94\x82 "); });
    BOOST_REQUIRE(quote != text.end());
    BOOST_TEST(quote->find("increase the Fees") != std::string::npos, *quote);
    BOOST_TEST(quote->starts_with("   \xE2\x94\x82 \xE2\x80\xA6 "), *quote);
    BOOST_TEST(report::display_width(*quote) <= width);
  }
}

BOOST_AUTO_TEST_CASE(the_key_terms_alone_hold_no_finding_and_no_verdict) {
  SampleContract c = tests::surface_contract();
  const report::Input input = c.input();
  for (const Language reader : kAllLanguages)
    for (const std::uint32_t width : {40u, 96u}) {
      const std::string terms = report::key_terms_text(input, {.reader = reader, .width = width, .colour = false});
      for (const std::string& line : lines(terms)) BOOST_TEST(report::display_width(line) <= width, line);
      BOOST_TEST(terms.find("/100") == std::string::npos);
      BOOST_TEST(terms.find("[") == std::string::npos);
    }
  BOOST_TEST(report::key_terms_text(input, {}).find("Last day to give notice: 30\xC2\xA0September 2028") != std::string::npos);
  const std::string json = report::key_terms_json(input, Language::de);
  BOOST_TEST(json.starts_with("{\"schema\":\"caveat.terms/1\",\"document\":{"), json);
  BOOST_TEST(json.find("\"id\":\"last-notice-day\"") != std::string::npos);
  BOOST_TEST(json.find("\"findings\"") == std::string::npos);
}
