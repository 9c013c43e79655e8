// Authorship: who wrote the words of a finding, by their place, in four languages and in every report that shows the place.
#include <boost/test/unit_test.hpp>

#include "report/authorship.h"
#include "report/report.h"
#include "sample_contract.h"

using namespace caveat;
using extract::Revision;
using tests::SampleContract;

namespace {

using Kind = Revision::Kind;

findings::Place place(TextSpan quote, TextSpan trigger) {
  findings::Place out;
  out.quote = quote;
  out.trigger = trigger;
  return out;
}

// A date keeps together in a report; here its spaces are spaces.
std::string plain(std::string text) {
  for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF"})
    for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space, at)) text.replace(at, space.size(), " ");
  return text;
}

std::string said(const std::vector<Revision>& revisions, const findings::Place& where, Language reader = Language::en) {
  extract::ExtractedText text;
  text.text = std::string(200, 'x');
  text.revisions = revisions;
  return plain(report::Authorship(text).text(where, reader));
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_insertion_says_who_wrote_it_and_when_in_the_language_of_the_reader) {
  const std::vector<Revision> changes = {{Kind::insertion, {20, 30}, "J. Doe", "2026-05-03T10:00:00Z"}};
  const findings::Place there = place({10, 60}, {25, 40});
  BOOST_TEST(said(changes, there) == "inserted by J. Doe on 3 May 2026");
  BOOST_TEST(said(changes, there, Language::fr) == "inséré par J. Doe le 3 mai 2026");
  BOOST_TEST(said(changes, there, Language::de) == "eingefügt von J. Doe am 3. Mai 2026");
  BOOST_TEST(said(changes, there, Language::es) == "insertado por J. Doe el 3 de mayo de 2026");
}

BOOST_AUTO_TEST_CASE(what_the_document_does_not_say_is_left_out) {
  const findings::Place there = place({10, 60}, {25, 40});
  BOOST_TEST(said({{Kind::insertion, {20, 30}, "", ""}}, there) == "inserted");
  BOOST_TEST(said({{Kind::insertion, {20, 30}, "", "2026-05-03"}}, there) == "inserted on 3 May 2026");
  BOOST_TEST(said({{Kind::insertion, {20, 30}, "A", "yesterday"}}, there) == "inserted by A");
  BOOST_TEST(said({}, there) == "");
  BOOST_TEST(said({{Kind::comment, {20, 30}, "A", ""}, {Kind::hidden, {20, 30}, "", ""}}, there) == "");
}

BOOST_AUTO_TEST_CASE(the_words_that_matter_come_before_the_sentence_and_insertions_before_deletions) {
  const findings::Place there = place({10, 60}, {25, 40});
  BOOST_TEST(said({{Kind::insertion, {12, 15}, "A", ""}, {Kind::insertion, {39, 70}, "B", ""}}, there) == "inserted by B");
  BOOST_TEST(said({{Kind::insertion, {12, 15}, "A", ""}, {Kind::insertion, {40, 70}, "B", ""}}, there) == "inserted by A");
  BOOST_TEST(said({{Kind::deletion, {26, 26}, "A", ""}, {Kind::insertion, {30, 31}, "B", ""}}, there) == "inserted by B");
  BOOST_TEST(said({{Kind::deletion, {12, 12}, "A", ""}}, there) == "words deleted here by A");
  BOOST_TEST(said({{Kind::deletion, {12, 20}, "A", ""}}, there) == "deleted by A");
  // Beside the sentence, and an insertion that the view has not.
  BOOST_TEST(said({{Kind::deletion, {10, 10}, "A", ""}, {Kind::insertion, {30, 30}, "B", ""}, {Kind::insertion, {60, 80}, "C", ""}}, there) == "");
}

BOOST_AUTO_TEST_CASE(a_long_insertion_is_found_behind_many_short_ones) {
  std::vector<Revision> changes = {{Kind::insertion, {0, 150}, "A", ""}};
  for (std::uint32_t i = 1; i < 100; ++i) changes.push_back({Kind::deletion, {i, i}, "B", ""});
  BOOST_TEST(said(changes, place({100, 140}, {110, 120})) == "inserted by A");
}

BOOST_AUTO_TEST_CASE(a_name_cannot_command_a_terminal) {
  BOOST_TEST(said({{Kind::insertion, {20, 30}, "A\x1b[31m\nB", ""}}, place({10, 60}, {25, 40})).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_report_that_shows_the_words_says_who_wrote_them) {
  SampleContract contract(tests::load_rules({{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical"}}));
  contract.name_ = "offer.docx";
  contract.add("The Supplier may increase the Fees at any time.");
  contract.finding("price-up", "The Supplier may increase the Fees at any time.", "increase the Fees", "3.1");
  const auto at = static_cast<std::uint32_t>(contract.extracted_.text.find("at any time"));
  contract.extracted_.revisions = {{Kind::insertion, {at, at + 11}, "J. <Doe>", "2026-05-03T10:00:00Z"}};
  const auto has = [](const std::string& text, std::string_view part) { return plain(text).find(part) != std::string::npos; };
  BOOST_TEST(has(report::text(contract.input(), {}), "inserted by J. <Doe> on 3 May 2026"));
  BOOST_TEST(has(report::json(contract.input(), Language::en), R"("revision":{"kind":"insertion","author":"J. <Doe>","date":"2026-05-03T10:00:00Z"})"));
  constexpr Language german = Language::de;
  BOOST_TEST(has(report::html(contract.input(), german), "eingefügt von J. &lt;Doe&gt; am 3. Mai 2026"));
  contract.extracted_.revisions.clear();
  BOOST_TEST(!has(report::text(contract.input(), {}), "inserted"));
  BOOST_TEST(has(report::json(contract.input(), Language::en), R"("revision":null)"));
}
