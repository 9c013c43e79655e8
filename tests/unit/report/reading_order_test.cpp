// What a person reads first, and how places and unread parts are named.
#include "report/reading_order.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include "sample_contract.h"
#include "surfaces.h"

using namespace caveat;
using tests::SampleContract;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules({{.id = "a-low", .taxonomy = "VAG-01", .severity = "low"},
                                                {.id = "b-high", .taxonomy = "PRC-02", .severity = "high"},
                                                {.id = "c-critical", .taxonomy = "LIA-02", .severity = "critical"}});
  return loaded;
}

}  // namespace

BOOST_AUTO_TEST_CASE(issues_come_worst_first_and_places_are_numbered_through) {
  SampleContract c(program());
  c.add("Alpha one. Beta two. Gamma three. Alpha four.");
  c.finding("a-low", "Alpha one.", "Alpha");
  c.finding("b-high", "Beta two.", "Beta");
  c.finding("c-critical", "Gamma three.", "Gamma");
  c.finding("a-low", "Alpha four.", "Alpha");
  c.list_.truncated.push_back(tests::rule_index(*program(), "a-low"));
  const report::ReadingOrder order = report::reading_order(c.input());
  BOOST_REQUIRE_EQUAL(order.issues.size(), 3u);
  BOOST_TEST((order.issues[0].severity == rules::Severity::critical));
  BOOST_TEST(order.issues[2].findings.size() == 2u);
  BOOST_TEST(order.issues[2].truncated);
  BOOST_TEST(order.number == (std::vector<std::uint32_t>{3, 2, 1, 4}), boost::test_tools::per_element());
  BOOST_TEST(order.places == 4u);
}

BOOST_AUTO_TEST_CASE(a_place_names_page_clause_and_heading_in_the_readers_language) {
  SampleContract c(program());
  c.page().heading("Fees").add("3.1 Beta two.");
  const findings::Finding finding = c.finding("b-high", "Beta two.", "Beta", "3.1");
  const report::Input input = c.input();
  BOOST_TEST(report::where(input, finding, Language::en) == "p. 1 \xC2\xB7 clause 3.1 Fees");
  BOOST_TEST(report::where(input, finding, Language::de) == "S. 1 \xC2\xB7 Ziff. 3.1 Fees");
  findings::Finding paragraph = finding;
  paragraph.place.clause = "§ 4 Abs. 2";
  paragraph.place.page = 0;
  BOOST_TEST(report::where(input, paragraph, Language::en) == "§ 4 Abs. 2 Fees");
}

BOOST_AUTO_TEST_CASE(a_place_in_a_set_names_its_document_first) {
  SampleContract c(program());
  c.page().heading("Fees").add("3.1 Beta two.").add("Alpha four.");
  findings::Finding finding = c.finding("b-high", "Beta two.", "Beta", "3.1");
  finding.also.push_back(c.finding("a-low", "Alpha four.", "Alpha", "7").place);
  const auto cut = static_cast<std::uint32_t>(c.extracted_.text.find("Alpha four."));
  const auto end = static_cast<std::uint32_t>(c.extracted_.text.size());
  c.extracted_.parts = {{{0, cut}, "MSA.pdf", "application/pdf"}, {{cut, end}, "a/very/long/way/to/the/annexes/of/it/Annex\x1b B.pdf", "application/pdf"}};
  BOOST_TEST(report::where(c.input(), finding, Language::en) == "MSA.pdf \xC2\xB7 p. 1 \xC2\xB7 clause 3.1 Fees");
  const std::string also = report::further_places(c.input(), finding, 6, Language::en);
  BOOST_TEST(also.starts_with("clause 7 (\xE2\x80\xA6"));
  BOOST_TEST(also.find("B.pdf)") != std::string::npos);
  BOOST_TEST(also.find('\x1b') == std::string::npos);
  c.extracted_.parts.pop_back();
  c.extracted_.parts[0].span.end = end;
  BOOST_TEST(report::where(c.input(), finding, Language::en) == "p. 1 \xC2\xB7 clause 3.1 Fees");  // one document: it heads the report
}

BOOST_AUTO_TEST_CASE(a_hostile_clause_label_or_heading_is_made_harmless) {
  SampleContract c(program());
  c.heading("Fees\x1b[2J").add("Beta two.");
  const findings::Finding finding = c.finding("b-high", "Beta two.", "Beta", "3\x1b]0;x");
  const std::string where = report::where(c.input(), finding, Language::en);
  BOOST_TEST(where.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(unread_pages_in_a_row_are_one_line) {
  SampleContract c(program());
  c.add("Text.");
  for (std::uint32_t page = 4; page <= 40; ++page) c.unread("page-without-text", page, "No text.");
  c.unread("page-without-text", 50, "No text.").unread("never-heard-of", 0, "Why.");
  const auto lines = report::not_read_lines(c.input(), Language::en, false);
  BOOST_REQUIRE_EQUAL(lines.size(), 3u);
  BOOST_TEST(lines[0].starts_with("Pages 4\xE2\x80\x93" "40: "));
  BOOST_TEST(lines[1].starts_with("Page 50: "));
  BOOST_TEST(lines[2] == "never-heard-of. Why.");
}

BOOST_AUTO_TEST_CASE(an_unread_document_never_has_the_headline_of_a_clean_one) {
  for (Language reader : kAllLanguages) {
    SampleContract clean(program());
    clean.add("Text.");
    const std::string ready(report::headline(clean.input(), reader));
    SampleContract unread(program());
    unread.add("Text.").unread("page-without-text", 1);
    BOOST_TEST(report::headline(unread.input(), reader) != ready);
    SampleContract empty(program());
    BOOST_TEST(report::headline(empty.input(), reader) != ready);
    SampleContract foreign(program());
    foreign.add("Testo.").unread("unsupported-language", 0);
    BOOST_TEST(report::headline(foreign.input(), reader) != ready);
    SampleContract watermark(program());
    watermark.add("Text.").unread("diagonal-text", 1);
    BOOST_TEST(report::headline(watermark.input(), reader) == ready);
  }
}

BOOST_AUTO_TEST_CASE(unread_parts_do_not_soften_a_worse_verdict) {
  SampleContract c(program());
  c.add("Gamma three.").unread("page-without-text", 1);
  c.finding("c-critical", "Gamma three.", "Gamma");
  BOOST_TEST(report::headline(c.input(), Language::en) == "Legal review before signing");
}

BOOST_AUTO_TEST_CASE(wording_absences_and_waived_findings_are_told_apart_and_numbered_through) {
  SampleContract c = tests::surface_contract();
  const report::ReadingOrder order = report::reading_order(c.input());
  BOOST_REQUIRE_EQUAL(order.issues.size(), 3u);
  BOOST_REQUIRE_EQUAL(order.absences.size(), 2u);
  BOOST_TEST(order.waived == (std::vector<std::uint32_t>{2}), boost::test_tools::per_element());
  BOOST_TEST(order.issues[2].spots.size() == 3u);  // one cause, three places
  BOOST_TEST(order.issues[2].unlisted == 4u);
  BOOST_TEST(order.issues[2].spots[1].number == order.issues[2].spots[0].number + 1);
  BOOST_TEST(order.places == 5u + 4u);
  BOOST_TEST(order.absences[0].spots.empty());  // no place at all
  std::set<std::uint32_t> numbers(order.number.begin(), order.number.end());
  BOOST_TEST(numbers.size() == order.number.size());
}

BOOST_AUTO_TEST_CASE(further_places_are_named_once_each_and_the_rest_is_counted) {
  SampleContract c = tests::surface_contract();
  const report::Input input = c.input();
  findings::Finding f = c.list_.findings[0];
  BOOST_TEST(report::further_places(input, f, 6, Language::en) == "clause 4.2, 4.3 and 4 more places");
  BOOST_TEST(report::further_places(input, f, 1, Language::de) == "Ziff. 4.2 und 5 weitere Stellen");
  f.unlisted = 0;
  f.also[1].clause = "4.2";  // the same clause once more
  BOOST_TEST(report::further_places(input, f, 6, Language::en) == "clause 4.2");
  f.also[0].clause = "\xC2\xA7 7";
  f.also[1].clause = "";
  f.also[1].page = 12;
  BOOST_TEST(report::further_places(input, f, 6, Language::en) == "\xC2\xA7 7, p. 12");
  f.also.clear();
  BOOST_TEST(report::further_places(input, f, 6, Language::en) == "");
}
