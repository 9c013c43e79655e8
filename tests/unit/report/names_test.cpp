// Codes in the reader's words, dates as people of each language write them, and the arithmetic of a notice.
#include "report/names.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>

#include "extract/sniff.h"
#include "sample_contract.h"

using namespace caveat;
using tests::SampleContract;

namespace {

constexpr Language en = Language::en, fr = Language::fr, de = Language::de, es = Language::es;

std::string plain(std::string text) {  // no-break spaces as '_', so that a test shows them
  for (std::size_t at; (at = text.find("\xC2\xA0")) != std::string::npos;) text.replace(at, 2, "_");
  return text;
}

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules({{.id = "term", .kind = "clause"}});
  return loaded;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_date_is_written_as_people_of_each_language_write_it) {
  BOOST_TEST(plain(report::date_text({2028, 9, 30}, en)) == "30_September 2028");
  BOOST_TEST(plain(report::date_text({2028, 9, 30}, de)) == "30._September 2028");
  BOOST_TEST(plain(report::date_text({2028, 3, 2}, fr)) == "2_mars 2028");
  BOOST_TEST(plain(report::date_text({2028, 8, 1}, fr)) == "1er_août 2028");
  BOOST_TEST(plain(report::date_text({2028, 1, 1}, es)) == "1_de enero de 2028");
  BOOST_TEST(plain(report::date_text({2028, 3, 5}, de)) == "5._März 2028");
  BOOST_TEST(report::date_text({}, en) == "");
  BOOST_TEST(report::date_text({2028, 13, 1}, en) == "2028-13-01");  // no month of that number: shown as it is
  BOOST_TEST(report::iso_date({28, 3, 5}) == "0028-03-05");
  BOOST_TEST(report::iso_date({}) == "");
}

BOOST_AUTO_TEST_CASE(every_code_of_the_engine_has_words_in_every_language) {
  for (const char* code : {"language", "pages-without-text", "truncated", "undecodable"}) {
    std::set<std::string_view> different;
    for (Language reader : kAllLanguages) different.insert(report::undetermined_reason(code, reader));
    BOOST_TEST(different.size() == 4u, code);
    BOOST_TEST(!different.contains(code), code);
  }
  for (const char* code : {"no-reason", "no-approver", "no-expiry", "no-date", "expired", "malformed", "no-such-finding", "numbers-changed"}) {
    std::set<std::string_view> different;
    for (Language reader : kAllLanguages) different.insert(report::waiver_problem_text(code, reader));
    BOOST_TEST(different.size() == 4u, code);
    BOOST_TEST(!different.contains(code), code);
  }
  for (std::size_t kind = 0; kind < rules::kDocumentKinds; ++kind)
    for (Language reader : kAllLanguages)
      BOOST_TEST(!report::document_kind_name(static_cast<rules::DocumentKind>(kind), reader).empty());
  BOOST_TEST(report::document_kind_name(rules::DocumentKind::dpa, de) == "Auftragsverarbeitungsvertrag");
  BOOST_TEST(report::document_kind_name(rules::DocumentKind::not_a_contract, fr) == "Pas un contrat");
  BOOST_TEST(report::media_type_name("text/plain", de) == "Reiner Text");
  BOOST_TEST(report::media_type_name("image/jpeg", fr) == "Image (JPEG)");
  for (const std::string_view type : {extract::kPdf, extract::kDocx, extract::kOdt, extract::kFlatOdt, extract::kRtf, extract::kDoc, extract::kXls, extract::kOds, extract::kXlsx, extract::kHtml,
                                      extract::kMarkdown, extract::kPlain, extract::kPng, extract::kJpeg, extract::kTiff, extract::kZip, extract::kMail, extract::kOutlook, extract::kFolder})
    for (Language reader : kAllLanguages) BOOST_TEST(report::media_type_name(type, reader).find('/') == std::string::npos, type);
  BOOST_TEST(report::media_type_name("x/<i>\x1b", de) == "x/<i>\xE2\x90\x9B");  // a type of which nothing is known: as it is, but harmless
  BOOST_TEST(report::undetermined_reason("never-heard-of", de) == "never-heard-of");
  BOOST_TEST(report::waiver_problem_text("never-heard-of", de) == "never-heard-of");
}

BOOST_AUTO_TEST_CASE(every_key_term_and_its_notes_have_words) {
  SampleContract c(program());
  c.add("Text.");
  const report::Input input = c.input();
  for (const char* id : {"effective-date", "term", "end-date", "renewal", "renewed-end-date", "notice", "last-notice-day", "next-last-notice-day",
                         "convenience-notice", "payment-term", "price-revision", "liability-cap", "governing-law", "jurisdiction", "availability",
                         "support-hours", "warranty", "term-start", "month-end", "quarter-end", "half-year-end", "year-end"}) {
    risk::KeyTerm term;
    term.id = id;
    for (Language reader : kAllLanguages) {
      const std::string name = report::key_term_name(input, term, reader);
      BOOST_TEST(!name.empty());
      BOOST_TEST((name != id || std::string(id).find('-') == std::string::npos), id);
    }
  }
  for (const char* code : {"no-start-date", "starts-with-event", "notice-said-generally", "no-end", "no-notice", "conflict", "ambiguous-date", "out-of-range"}) {
    risk::KeyTerm term;
    term.problem = code;
    for (Language reader : kAllLanguages) BOOST_TEST(report::key_term_value(input, term, reader) != code, code);
  }
  for (const char* code : {"earlier-day", "no-holidays", "weekend", "ambiguous-date", "notice-said-generally", "renewed", "passed", "date-of-the-terms"}) {
    risk::KeyTerm term;
    term.notes = {code};
    for (Language reader : kAllLanguages) BOOST_TEST(report::key_term_value(input, term, reader) != code, code);
  }
}

BOOST_AUTO_TEST_CASE(the_arithmetic_of_the_last_notice_day_is_shown_step_by_step) {
  SampleContract c(program());
  c.add("Text.");
  c.notice_terms();
  const report::Input input = c.input();
  const auto lines = [&](std::size_t term, Language reader) {
    std::vector<std::string> out;
    for (const std::string& line : report::arithmetic_lines(input, input.assessment.key_terms[term], reader)) out.push_back(plain(line));
    return out;
  };
  BOOST_TEST(lines(2, en) == (std::vector<std::string>{"1_January 2026 + 36_months = 1_January 2029", "1_January 2029 \xE2\x88\x92 1_day = 31_December 2028"}),
             boost::test_tools::per_element());
  BOOST_TEST(lines(4, de) == (std::vector<std::string>{"31._Dezember 2028 \xE2\x88\x92 3_Monate = 30._September 2028"}), boost::test_tools::per_element());
  BOOST_TEST(plain(report::key_term_value(input, input.assessment.key_terms[4], en)) == "30_September 2028 (in doubt the earlier day)");
  BOOST_TEST(report::key_term_value(input, input.assessment.key_terms[3], fr) == "tacite");
  BOOST_TEST(report::key_term_name(input, input.assessment.key_terms[4], es) == "Último día para avisar");
}

BOOST_AUTO_TEST_CASE(a_contract_without_dates_gets_the_sum_without_them) {
  SampleContract c(program());
  c.add("Text.");
  risk::KeyTerm& last = c.key_term("last-notice-day");
  rules::Quantity months;
  months.value = 3;
  months.unit = rules::Unit::months;
  last.arithmetic = {{{}, "end-date", months, true, {}, "last-notice-day"}};
  last.problem = "no-end";
  const report::Input input = c.input();
  BOOST_TEST(plain(report::arithmetic_lines(input, input.assessment.key_terms[0], en).at(0)) == "End of the term \xE2\x88\x92 3_months");
  BOOST_TEST(report::key_term_value(input, input.assessment.key_terms[0], en) == "the contract names no end");
}

BOOST_AUTO_TEST_CASE(a_conflict_shows_both_and_foreign_words_are_made_harmless) {
  SampleContract c(program());
  c.add("Term one. Term two.");
  c.term("term", "Term one.");
  c.term("term", "Term two.").value = rules::Quantity{24, rules::Unit::months, false, "", {}};
  risk::KeyTerm& term = c.key_term("term");
  term.value = rules::Quantity{36, rules::Unit::months, false, "", {}};
  term.clause = 0;
  term.others = {1, 99};  // one that does not exist is left out
  term.problem = "conflict";
  c.key_term("governing-law").words = "law of\x1b[31m Mars";
  const report::Input input = c.input();
  BOOST_TEST(plain(report::key_term_value(input, input.assessment.key_terms[0], en)) ==
             "36_months, elsewhere: 24_months (the contract says two things: not computed)");
  BOOST_TEST(report::key_term_value(input, input.assessment.key_terms[1], en).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(eight_threads_write_the_same_dates) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&wrong] {
      for (int i = 0; i < 200; ++i)
        if (plain(report::date_text({2027, 2, 28}, Language::es)) != "28_de febrero de 2027") ++wrong;
    });
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(wrong == 0);
}
