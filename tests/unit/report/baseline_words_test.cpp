// What text and HTML say of a baseline, in four languages.
#include "report/baseline_words.h"

#include <boost/test/unit_test.hpp>

#include "report/labels.h"
#include "surfaces.h"

using namespace caveat;
using tests::SampleContract;

namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Lines of a terminal put together again.
std::string unwrapped(std::string text) {
  for (std::size_t at; (at = text.find('\n')) != std::string::npos;) {
    std::size_t end = at;
    while (end < text.size() && (text[end] == '\n' || text[end] == ' ')) ++end;
    text.replace(at, end - at, " ");
  }
  return text;
}

SampleContract compared() {
  SampleContract c = tests::surface_contract();
  findings::BaselineSummary& baseline = c.list_.baseline.emplace();
  baseline.found = true;
  baseline.document = "old/\x1b[31mdraft.txt";
  baseline.added = 17;
  baseline.updated = 1;
  baseline.unchanged.resize(341);
  baseline.absent.resize(3);
  return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(baseline_words)

BOOST_AUTO_TEST_CASE(the_note_counts_what_is_new_changed_gone_and_left_out) {
  for (const Language reader : {Language::en, Language::fr, Language::de, Language::es}) {
    SampleContract c = compared();
    const std::string note = report::baseline_note(c.input(), reader);
    for (const char* part : {"17", "1 ", "3 ", "341", "draft.txt"}) BOOST_TEST(holds(note, part), note);
    for (const char* part : {"\x1b", "old/", "{n}"}) BOOST_TEST(!holds(note, part), note);
    c.list_.baseline->found = false;
    BOOST_TEST(!report::baseline_note(c.input(), reader).empty());
    c.list_.baseline.reset();
    BOOST_TEST(report::baseline_note(c.input(), reader).empty());
  }
}

BOOST_AUTO_TEST_CASE(a_report_that_leaves_findings_out_does_not_say_that_there_are_none) {
  SampleContract c = compared();
  for (const Language reader : {Language::en, Language::fr, Language::de, Language::es}) {
    BOOST_TEST(report::no_findings_note(c.input(), reader) != report::labels(reader).no_findings);
    SampleContract plain = tests::surface_contract();
    BOOST_TEST(report::no_findings_note(plain.input(), reader) == report::labels(reader).no_findings);
  }
}

BOOST_AUTO_TEST_CASE(the_note_stands_in_text_and_html_and_so_does_what_changed) {
  SampleContract c = compared();
  c.list_.findings[0].change = findings::Change::updated;
  c.list_.findings[0].change_reason = "numbers";
  const report::Input input = c.input();
  for (const std::string& shown : {unwrapped(report::text(input, {Language::en, 120, false})), report::html(input, Language::en)}) {
    BOOST_TEST(holds(shown, "341 findings known from it are not shown"));
    BOOST_TEST(holds(shown, "a number in it has changed"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
