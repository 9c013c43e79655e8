// The rows of the sheets: every finding once, nothing clean by not being there, words in four languages.
#include <boost/test/unit_test.hpp>

#include <set>

#include "base/limits.h"
#include "report/sheet_rows.h"
#include "surfaces.h"

using namespace caveat;
using report::Cell;
using report::Row;
using report::SheetWord;
using tests::SampleContract;

namespace {

const Cell& at(const Row& row, std::string_view id, const std::vector<report::Column>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].id == id) return row.at(i);
  throw std::runtime_error("no column " + std::string(id));
}
std::string text(const Row& row, std::string_view id) { return at(row, id, report::finding_columns(Language::en)).text; }
const Row& row_of(const std::vector<Row>& rows, std::string_view rule) {
  for (const Row& row : rows)
    if (text(row, "rule") == rule) return row;
  throw std::runtime_error("no row of " + std::string(rule));
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_word_and_no_head_is_missing_in_any_language) {
  for (const Language reader : kAllLanguages) {
    for (std::size_t w = 0; w < static_cast<std::size_t>(SheetWord::last_); ++w)
      BOOST_TEST(!report::word(static_cast<SheetWord>(w), reader).empty(), w << " " << code(reader));
    for (const auto& columns : {report::finding_columns(reader), report::term_columns(reader), report::portfolio_columns(reader)}) {
      std::set<std::string_view> ids;
      std::set<std::string> heads;
      for (const report::Column& column : columns) {
        BOOST_TEST(!column.head.empty(), column.id);
        BOOST_TEST(column.width > 0);
        BOOST_TEST(ids.insert(column.id).second, column.id);
        BOOST_TEST(heads.insert(column.head).second, column.head);
      }
    }
    const auto states = report::statuses(reader);
    BOOST_TEST(std::set<std::string_view>(states.begin(), states.end()).size() == states.size());
  }
}

BOOST_AUTO_TEST_CASE(each_finding_is_one_row_with_the_number_of_the_other_reports) {
  const SampleContract made = tests::surface_contract();
  SampleContract c = made;
  const report::Input input = c.input();
  const std::vector<Row> rows = report::finding_rows(input, Language::en);
  std::size_t numbered = 0;
  for (const Row& row : rows) {
    BOOST_TEST(row.size() == report::finding_columns(Language::en).size());
    numbered += at(row, "number", report::finding_columns(Language::en)).number.has_value();
  }
  BOOST_TEST(numbered == input.list.findings.size());
  BOOST_TEST(rows.size() == input.list.findings.size() + input.list.undetermined.size());

  const Row& level = row_of(rows, "level");
  BOOST_TEST(text(level, "document") == "offer.pdf");
  BOOST_TEST(text(level, "priority") == "Must have");
  BOOST_TEST(text(level, "severity") == "High");
  BOOST_TEST(text(level, "status") == "Open");
  BOOST_TEST(text(level, "code") == "SLA-02");
  BOOST_TEST(text(level, "category") == "Service levels");
  BOOST_TEST(text(level, "title") == "Title of level (en)");
  BOOST_TEST(text(level, "quote") == "5. The service is available 98.5 % of the time.");
  BOOST_TEST(text(level, "clause") == "clause 5 Service Level Agreement");  // no "5" that a spreadsheet takes for a number
  BOOST_TEST(*at(level, "page", report::finding_columns(Language::en)).number == 2);
  BOOST_TEST(text(level, "ask") == "Ask of level (en).");
  BOOST_TEST(text(level, "fallback") == "Fallback of level (en).");
  BOOST_TEST(text(level, "ask_in_contract_language") == "");
  BOOST_TEST(text(level, "value") == "98.5\xC2\xA0%");
  BOOST_TEST(text(level, "confidence") == "high");
  BOOST_TEST(text(level, "language") == "English");
  BOOST_TEST(text(level, "notes").find("walk-away") != std::string::npos);
  BOOST_TEST(text(row_of(rows, "promptly"), "fingerprint") == "0123456789abcdef 12345678");
  BOOST_TEST(text(row_of(rows, "promptly"), "notes") == "Also in: clause 4.2, 4.3 and 4 more places");
  BOOST_TEST(text(row_of(rows, "promptly"), "priority") == "Nice to have");
  BOOST_TEST(text(row_of(rows, "credits"), "priority") == "Should have");
  for (const Row& row : rows) {  // for the buyer to fill in
    BOOST_TEST(text(row, "owner").empty());
    BOOST_TEST(text(row, "comment").empty());
  }
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_a_row_that_quotes_nothing) {
  SampleContract c = tests::surface_contract();
  const std::vector<Row> rows = report::finding_rows(c.input(), Language::en);
  const Row& near = row_of(rows, "carve-out");
  BOOST_TEST(text(near, "quote").empty());  // "Liability is limited to the fees" is not what is wrong
  BOOST_TEST(text(near, "notes") == "Looked for: gross negligence, intent. Expected near: p. 2 \xC2\xB7 clause 9 Service Level Agreement");
  const Row& nowhere = row_of(rows, "breach-notice");
  BOOST_TEST(text(nowhere, "clause").empty());
  BOOST_TEST(text(nowhere, "notes") == "Looked for: personal data breach, notify within. Waiver without effect: it has expired");
}

BOOST_AUTO_TEST_CASE(what_was_waived_says_why_who_and_until_when) {
  SampleContract c = tests::surface_contract();
  const std::vector<Row> rows = report::finding_rows(c.input(), Language::en);
  const Row& waived = row_of(rows, "auto-renewal");
  BOOST_TEST(text(waived, "status") == "Waived");
  BOOST_TEST(text(waived, "notes") == "Waiver: Accepted <b>for</b> the pilot, approved by M. Dupont, until 31\xC2\xA0March 2027");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_told_or_read_is_a_row_too) {
  SampleContract c = tests::surface_contract();
  c.unread("page-without-text", 3, "Scan it.");
  const std::vector<Row> rows = report::finding_rows(c.input(), Language::en);
  BOOST_TEST(text(row_of(rows, "exit-help"), "status") == "To be checked");
  BOOST_TEST(text(row_of(rows, "exit-help"), "message") == "Could not be determined: there are pages without text (scans or pictures)");
  BOOST_TEST(text(rows.back(), "status") == "Not read");
  BOOST_TEST(text(rows.back(), "message").starts_with("Page 3: "));
}

BOOST_AUTO_TEST_CASE(a_document_without_a_finding_is_not_silent) {
  SampleContract clean(tests::surface_rules());
  clean.add("Nothing of note.");
  auto rows = report::finding_rows(clean.input(), Language::en);
  BOOST_REQUIRE(rows.size() == 1u);
  BOOST_TEST(text(rows[0], "status") == "Nothing found");
  BOOST_TEST(text(rows[0], "message") == "Nothing found to negotiate");
  SampleContract empty(tests::surface_rules());
  rows = report::finding_rows(empty.input(), Language::en);
  BOOST_REQUIRE(rows.size() == 1u);
  BOOST_TEST(text(rows[0], "status") == "Not read");
  BOOST_TEST(text(rows[0], "message") == "This document holds no text that could be read.");
}

BOOST_AUTO_TEST_CASE(the_ask_comes_in_the_contracts_language_where_the_reader_has_another) {
  SampleContract c = tests::surface_contract();
  const std::vector<Row> rows = report::finding_rows(c.input(), Language::de);
  BOOST_TEST(text(row_of(rows, "level"), "ask") == "Ask of level (de).");
  BOOST_TEST(text(row_of(rows, "level"), "ask_in_contract_language") == "Ask of level (en).");
  BOOST_TEST(text(row_of(rows, "level"), "priority") == "Muss");
  BOOST_TEST(text(row_of(rows, "level"), "severity") == "Hoch");
}

BOOST_AUTO_TEST_CASE(a_cell_is_one_harmless_line_and_no_longer_than_excel_allows) {
  SampleContract c = tests::surface_contract();
  const std::string bell = "\xF0\x9F\x94\x94";  // two UTF-16 units
  c.name_ = "  a\x1b[31m\r\nb\xE2\x80\xAE\xFF.pdf";
  BOOST_TEST(text(report::finding_rows(c.input(), Language::en)[0], "document") == "a\xE2\x90\x9B[31m b\xEF\xBF\xBD\xEF\xBF\xBD.pdf");
  std::string name;
  for (std::size_t i = 0; i < limits::kCellUnits / 2; ++i) name += bell;
  c.name_ = name + "x";  // as long as may be
  BOOST_TEST(text(report::finding_rows(c.input(), Language::en)[0], "document") == c.name_);
  c.name_ = name + bell;
  const std::string cut = text(report::finding_rows(c.input(), Language::en)[0], "document");
  BOOST_TEST(cut == name + "\xE2\x80\xA6");
}

BOOST_AUTO_TEST_CASE(key_terms_have_their_day_and_its_arithmetic) {
  SampleContract c = tests::surface_contract();
  const auto columns = report::term_columns(Language::en);
  const report::Input input = c.input();
  const std::vector<Row> rows = report::term_rows(input, Language::en);
  BOOST_REQUIRE(rows.size() == input.assessment.key_terms.size());
  const Row& last = rows[4];
  BOOST_TEST(at(last, "term", columns).text == "Last day to give notice");
  BOOST_TEST((at(last, "date", columns).date == Date{2028, 9, 30}));
  BOOST_TEST(at(last, "value", columns).text == "30\xC2\xA0September 2028 (in doubt the earlier day)");
  BOOST_TEST(at(last, "calculation", columns).text == "31\xC2\xA0" "December 2028 \xE2\x88\x92 3\xC2\xA0months = 30\xC2\xA0September 2028");
  BOOST_TEST(at(rows[1], "quote", columns).text == "36 months");
  BOOST_TEST(*at(rows[1], "page", columns).number == 2);
  for (const Row& row : rows) BOOST_TEST(row.size() == columns.size());
}

BOOST_AUTO_TEST_CASE(a_document_is_one_line_of_the_portfolio) {
  SampleContract c = tests::surface_contract();
  const auto columns = report::portfolio_columns(Language::en);
  const report::Input input = c.input();
  const Row row = report::portfolio_row(input, Language::en);
  BOOST_REQUIRE(row.size() == columns.size());
  BOOST_TEST(at(row, "kind", columns).text == "Service level agreement");
  BOOST_TEST(*at(row, "score", columns).number == input.assessment.score);
  for (std::size_t level = 0; level < 5; ++level)
    BOOST_TEST(*at(row, rules::name(static_cast<rules::Severity>(level)), columns).number == input.assessment.by_severity[level]);
  BOOST_TEST(*at(row, "waived", columns).number == 1);
  BOOST_TEST((at(row, "last-notice-day", columns).date == Date{2028, 9, 30}));
  BOOST_TEST((at(row, "end-date", columns).date == Date{2028, 12, 31}));
  BOOST_TEST(at(row, "renewal", columns).text == "automatic");
  BOOST_TEST(at(row, "governing-law", columns).text.empty());
  BOOST_TEST(at(row, "sha256", columns).text == c.sha256_);
  // The day that comes next, once the contract was renewed; why there is none, where there is none.
  c.key_term("next-last-notice-day").date = {2029, 9, 30};
  BOOST_TEST((at(report::portfolio_row(c.input(), Language::en), "last-notice-day", columns).date == Date{2029, 9, 30}));
  c.key_terms_.resize(5);
  c.key_terms_[4].date = {};
  c.key_terms_[4].notes.clear();
  c.key_terms_[4].problem = "no-start-date";
  BOOST_TEST(at(report::portfolio_row(c.input(), Language::en), "last-notice-day", columns).text == "the contract names no start date");
  c.unread("page-without-text", 3, "Scan it.");
  BOOST_TEST(at(report::portfolio_row(c.input(), Language::en), "not-read", columns).text.starts_with("Page 3: "));
}
