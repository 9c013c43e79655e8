// The comparison as people read it: what stands first, that no word is missing in any language, and that a hostile draft can do nothing.
// The JSON is held against its schema by tests/node/comparison.test.mjs.
#include "report/comparison_report.h"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>

#include "report/comparison_words.h"
#include "two_drafts.h"

using namespace caveat;
using tests::Rounds;

namespace {

const std::string kBefore =
    "MASTER SERVICES AGREEMENT\n\n1. The Customer shall pay each invoice within 45 days of its receipt.\n\n"
    "2. The Provider guarantees a monthly availability of 99.9 %.\n\n3. The Supplier may suspend the service without prior notice if an invoice is unpaid.\n\n"
    "4. The parties keep written records of their meetings for the project.\n";
const std::string kAfter =
    "MASTER SERVICES AGREEMENT\n\n1. The Customer shall pay each invoice within 45 days of its receipt.\n\n"
    "2. The Provider guarantees a monthly availability of 98.5 %.\n\n3. The Supplier suspends the service ten days after it warned of an unpaid invoice.\n\n"
    "4. The parties keep records of all their meetings for the project.\n";

// Holds the inputs that a report borrows.
struct Shown {
  Rounds rounds;
  report::Input before, after;
  Shown(const std::string& first, const std::string& second) : rounds(first, second), before(rounds.before->report_input()), after(rounds.after->report_input()) {}
  report::Rounds input() const { return {before, after, rounds.comparison}; }
  std::string text(Language reader, bool colour = false) const { return report::comparison_text(input(), {reader, 96, colour}); }
  std::string html(Language reader) const { return report::comparison_html(input(), reader); }
  std::string json(Language reader) const { return report::comparison_json(input(), reader); }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Every word of a language, in the order of the struct.
std::vector<std::string_view> all(const report::ComparisonWords& w) {
  std::vector<std::string_view> out = {w.title, w.before, w.after, w.before_draft, w.after_draft, w.nothing, w.no_risk_changed, w.moved, w.reworded, w.waived,
                                       w.not_there, w.protection_gone, w.protection_there, w.unclear, w.was_unclear, w.terms, w.wording, w.passage_moved, w.limited,
                                       w.incomplete, w.truncated, w.skip_to_wording, w.effect[1], w.effect[2]};
  out.insert(out.end(), w.heading.begin(), w.heading.end());
  out.insert(out.end(), w.badge.begin(), w.badge.end());
  out.insert(out.end(), w.reason.begin(), w.reason.end());
  out.insert(out.end(), w.outcome.begin(), w.outcome.end());
  out.insert(out.end(), w.wording_kind.begin(), w.wording_kind.end());
  std::vector<report::Plural> plurals(w.count.begin(), w.count.end());
  plurals.insert(plurals.end(), {w.without_effect, w.clauses_unchanged, w.reworded_count, w.waived_count, w.more_passages});
  for (const report::Plural& p : plurals) out.insert(out.end(), {p.one, p.other});
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_word_is_missing_in_any_language) {
  const auto english = all(report::comparison_words(Language::en));
  for (const Language reader : kAllLanguages) {
    const auto words = all(report::comparison_words(reader));
    BOOST_REQUIRE(words.size() == english.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      BOOST_TEST(!words[i].empty(), code(reader) << " instead of: " << english[i]);
      BOOST_TEST((words[i].find("{n}") == std::string_view::npos) == (english[i].find("{n}") == std::string_view::npos), words[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_verdict_stands_first_and_then_old_and_new_value) {
  const Shown shown(kBefore, kAfter);
  const std::string text = shown.text(Language::en);
  const std::size_t verdict = text.find("1 NEW"), value = text.find("Value: 99.9 \xE2\x86\x92 98.5"), resolved = text.find("Resolved");
  BOOST_REQUIRE_MESSAGE(verdict != std::string::npos && value != std::string::npos && resolved != std::string::npos, text);
  BOOST_TEST(verdict < value);
  BOOST_TEST(value < resolved);
  BOOST_TEST(verdict < 60u);
  BOOST_TEST(holds(text, "2. The Provider guarantees a monthly availability of 98.5 %."));
  BOOST_TEST(holds(text, "3. The Supplier may suspend the service without prior notice"));
  BOOST_TEST(holds(text, "worse for you"));
  BOOST_TEST(holds(text, "1 clause changed without effect on risks or key terms"));
  BOOST_TEST(holds(text, "- clause 4 MASTER SERVICES AGREEMENT (changed)"));
  BOOST_TEST(holds(shown.text(Language::fr), "99,9 \xE2\x86\x92 98,5"));
}

BOOST_AUTO_TEST_CASE(all_three_faces_say_the_same_changes) {
  const Shown shown(kBefore, kAfter);
  const auto object = Poco::JSON::Parser().parse(shown.json(Language::de)).extract<Poco::JSON::Object::Ptr>();
  const auto counts = object->getObject("counts");
  BOOST_TEST(counts->getValue<int>("new") == static_cast<int>(shown.rounds.comparison.of(compare::Change::added)));
  BOOST_TEST(counts->getValue<int>("resolved") == static_cast<int>(shown.rounds.comparison.of(compare::Change::resolved)));
  const std::string html = shown.html(Language::de), verdict = object->getValue<std::string>("verdict");
  BOOST_TEST(holds(html, verdict));
  BOOST_TEST(holds(html, "<ins>98.5</ins>"));
  BOOST_TEST(holds(html, "<del>99.9</del>"));
  // Quotes are slices of the drafts.
  for (const compare::FindingChange& c : shown.rounds.comparison.findings) {
    BOOST_TEST(c.quote_before.end <= shown.before.extracted.text.size());
    for (const TextSpan mark : c.marks.before) BOOST_TEST(c.quote_before.contains(mark));
    for (const TextSpan mark : c.marks.after) BOOST_TEST(c.quote_after.contains(mark));
  }
}

BOOST_AUTO_TEST_CASE(a_hostile_draft_can_do_nothing) {
  std::string hostile = kAfter;
  hostile += "\n5. The Supplier may <script>alert(1)</script> {{EVIL}} \x1b[31m increase the fees at any time upon thirty days notice \xE2\x80\xAE.\n";
  const Shown shown(kBefore, hostile);
  const std::string html = shown.html(Language::en), text = shown.text(Language::en);
  BOOST_TEST(holds(html, "&lt;script&gt;alert(1)"));
  BOOST_TEST(!holds(html, "<script"));
  BOOST_TEST(holds(html, "{{EVIL}}"));  // shown, not expanded
  BOOST_TEST(holds(html, "default-src 'none'"));
  for (const std::string& out : {html, text}) {
    BOOST_TEST(!holds(out, "\x1b"));
    BOOST_TEST(!holds(out, "\xE2\x80\xAE"));
  }
}

BOOST_AUTO_TEST_CASE(two_equal_drafts_say_so_in_every_language) {
  const Shown shown(kBefore, kBefore);
  for (const Language reader : kAllLanguages) BOOST_TEST(holds(shown.html(reader), std::string(report::comparison_words(reader).nothing)));
  BOOST_TEST(shown.text(Language::es) == Shown(kBefore, kBefore).text(Language::es));
}

BOOST_AUTO_TEST_CASE(units_are_written_once_where_both_numbers_have_them) {
  const auto q = [](double value, rules::Unit unit, std::string currency = {}) {
    rules::Quantity out;
    out.value = value;
    out.unit = unit;
    out.currency = std::move(currency);
    return out;
  };
  using rules::Unit;
  BOOST_TEST(report::value_delta(q(12, Unit::months), q(3, Unit::months), Language::en) == "12 \xE2\x86\x92 3\xC2\xA0months");
  BOOST_TEST(report::value_delta(q(99.9, Unit::percent), q(99, Unit::percent), Language::de) == "99,9 \xE2\x86\x92 99\xC2\xA0%");
  BOOST_TEST(report::value_delta(q(1, Unit::years), q(3, Unit::months), Language::en) == "1\xC2\xA0year \xE2\x86\x92 3\xC2\xA0months");
  BOOST_TEST(report::value_delta({}, q(3, Unit::months), Language::en) == "\xE2\x80\x93 \xE2\x86\x92 3\xC2\xA0months");
}
