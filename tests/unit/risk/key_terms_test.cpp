// Key terms from texts of our own, through the whole scan with the shipped rules: dates, terms, notices and their arithmetic.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "rules/loader.h"
#include "scan/scanner.h"

using namespace caveat;
using risk::KeyTerm;

namespace {

std::shared_ptr<const rules::RuleProgram> pack() {
  static const auto program = [] {
    rules::Diagnostics d;
    auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
    BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    return loaded.value();
  }();
  return program;
}

std::string iso(Date d) {
  if (!d) return "";
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
  return text;
}

std::string length(const rules::Quantity& q) {
  std::string text = std::to_string(static_cast<long>(q.value)) + " ";
  if (q.working_days) text += "working ";
  return text.append(rules::name(q.unit));
}

struct Sheet {
  std::unique_ptr<const scan::ScanResult> result;
  const KeyTerm* find(std::string_view id) const {
    for (const KeyTerm& t : result->assessment.key_terms)
      if (t.id == id) return &t;
    return nullptr;
  }
  // "2028-09-30", "36 months", the words, "! problem"; "-" when there is no such term.
  std::string operator[](std::string_view id) const {
    const KeyTerm* t = find(id);
    if (!t) return "-";
    std::string text = t->date ? iso(t->date) : t->value ? length(*t->value) : t->words;
    if (!t->state.empty()) text += (text.empty() ? "" : " ") + t->state;
    if (!t->problem.empty()) text += (text.empty() ? "! " : " ! ") + t->problem;
    return text;
  }
  // "2028-12-31 - 3 months = 2028-09-30 [last-notice-day]"; without dates "end-date - 3 months".
  std::string sum(std::string_view id) const {
    const KeyTerm* t = find(id);
    std::string out;
    if (!t) return "-";
    for (const risk::DateStep& s : t->arithmetic) {
      if (!out.empty()) out += "; ";
      out += (s.from ? iso(s.from) : s.start.empty() ? "..." : s.start) + (s.minus ? " - " : " + ") + length(s.delta);
      if (s.to) out += " = " + iso(s.to);
    }
    return out;
  }
  bool note(std::string_view id, std::string_view which) const {
    const KeyTerm* t = find(id);
    return t && std::find(t->notes.begin(), t->notes.end(), which) != t->notes.end();
  }
};

Sheet read(std::string_view text, Language language, Date today = {}) {
  scan::Scanner scanner(pack());
  Cancel never;
  scan::Options options;
  options.language = language;
  options.today = today;
  auto result = scanner.scan({text, "contract.txt", ""}, options, never);
  BOOST_REQUIRE(result);
  return {std::move(result).value()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_terms)

BOOST_AUTO_TEST_CASE(the_last_day_to_give_notice_is_the_end_of_the_term_less_the_notice_with_each_step_shown) {
  const Sheet s = read(
      "1. Term\n\nThis Agreement is effective as of 1 January 2026.\n\nThe Initial Term is thirty-six (36) months.\n\n"
      "This Agreement will automatically renew for successive periods of twelve (12) months unless either party gives notice of "
      "non-renewal at least three (3) months before the end of the then-current term.\n",
      Language::en);
  BOOST_TEST(s["effective-date"] == "2026-01-01");
  BOOST_TEST(s["term"] == "36 months");
  BOOST_TEST(s["end-date"] == "2028-12-31");
  BOOST_TEST(s.sum("end-date") == "2026-01-01 + 36 months = 2029-01-01; 2029-01-01 - 1 days = 2028-12-31");
  BOOST_TEST(s["renewal"] == "12 months automatic");
  BOOST_TEST(s["notice"] == "3 months");
  BOOST_TEST(s["last-notice-day"] == "2028-09-30");
  BOOST_TEST(s.sum("last-notice-day") == "2028-12-31 - 3 months = 2028-09-30");
  BOOST_TEST(s.note("last-notice-day", "earlier-day"));
  BOOST_TEST(s.note("last-notice-day", "weekend"));  // a Saturday
  BOOST_TEST(s["next-last-notice-day"] == "-");       // no day of reading is known
}

BOOST_AUTO_TEST_CASE(a_three_year_contract_renewed_yearly_gives_the_next_window_when_the_first_has_passed) {
  constexpr std::string_view text =
      "Der Vertrag tritt am 1. März 2021 in Kraft.\n\nDie Mindestlaufzeit beträgt drei Jahre.\n\nDanach verlängert er sich jeweils um zwölf Monate, "
      "wenn er nicht spätestens drei Monate vor Ablauf gekündigt wird.\n";
  const Sheet before = read(text, Language::de, {2023, 11, 28});
  BOOST_TEST(before["end-date"] == "2024-02-29");  // a leap day
  BOOST_TEST(before["last-notice-day"] == "2023-11-29");
  BOOST_TEST(before["next-last-notice-day"] == "-");
  const Sheet after = read(text, Language::de, {2026, 11, 23});
  BOOST_TEST(after["last-notice-day"] == "2023-11-29");
  BOOST_TEST(after.note("last-notice-day", "passed"));
  BOOST_TEST(after["next-last-notice-day"] == "2026-11-28");
  BOOST_TEST(after.sum("next-last-notice-day") ==
             "2024-02-29 + 1 days = 2024-03-01; 2024-03-01 + 36 months = 2027-03-01; 2027-03-01 - 1 days = 2027-02-28; "
             "2027-02-28 - 3 months = 2026-11-28");
}

BOOST_AUTO_TEST_CASE(a_renewal_that_ends_in_a_leap_year_ends_on_the_leap_day) {
  const Sheet s = read(
      "Le présent contrat prend effet le 1er mars 2024.\n\nIl est conclu pour une durée initiale d'un an.\n\nLe contrat est renouvelé tacitement pour "
      "des périodes successives d'un an, sauf dénonciation au moins trente jours avant l'échéance.\n",
      Language::fr, {2027, 6, 1});
  BOOST_TEST(s["end-date"] == "2025-02-28");
  BOOST_TEST(s["next-last-notice-day"] == "2028-01-30");  // 2028-02-29 less 30 days
}

BOOST_AUTO_TEST_CASE(working_days_are_counted_from_monday_to_friday_and_said_to_know_no_holidays) {
  const Sheet s = read(
      "El contrato permanecerá en vigor hasta el 31 de diciembre de 2028.\n\nSe prorrogará automáticamente por períodos de un año salvo denuncia con una "
      "antelación mínima de diez (10) días hábiles.\n",
      Language::es);
  BOOST_TEST(s["end-date"] == "2028-12-31");
  BOOST_TEST(s["notice"] == "10 working days");
  BOOST_TEST(s["last-notice-day"] == "2028-12-18");
  BOOST_TEST(s.note("last-notice-day", "no-holidays"));
}

BOOST_AUTO_TEST_CASE(without_a_date_the_sum_is_given_in_words_and_the_reason_said) {
  const Sheet s = read(
      "The Subscription Term shall be for 24 months.\n\nIt renews automatically for one year unless a party gives at least 60 days' notice before the end of "
      "the term.\n",
      Language::en);
  BOOST_TEST(s["end-date"] == "! no-start-date");
  BOOST_TEST(s.sum("end-date") == "effective-date + 24 months; ... - 1 days");
  BOOST_TEST(s["last-notice-day"] == "! no-start-date");
  BOOST_TEST(s.sum("last-notice-day") == "end-date - 60 days");
}

BOOST_AUTO_TEST_CASE(two_terms_are_both_shown_and_nothing_is_computed) {
  const Sheet s = read(
      "This Agreement is effective as of 1 January 2026.\n\nThe Initial Term is three years.\n\nThe Initial Term is 24 months.\n\nEither party may give notice of "
      "non-renewal 90 days before the end of the term.\n",
      Language::en);
  BOOST_TEST(s["term"] == "3 years ! conflict");
  BOOST_REQUIRE(s.find("term"));
  BOOST_REQUIRE_EQUAL(s.find("term")->others.size(), 1u);
  BOOST_TEST(length(*s.result->list.clauses[s.find("term")->others[0]].value) == "24 months");
  BOOST_TEST(s["end-date"] == "! conflict");
  BOOST_TEST(s["last-notice-day"] == "! conflict");
}

BOOST_AUTO_TEST_CASE(three_years_and_thirty_six_months_are_no_conflict) {
  const Sheet s = read("This Agreement is effective as of 1 January 2026.\n\nThe Initial Term is three years.\n\nThe Initial Term is 36 months.\n", Language::en);
  BOOST_TEST(s["term"] == "3 years");
  BOOST_TEST(s["end-date"] == "2028-12-31");
}

BOOST_AUTO_TEST_CASE(an_end_date_that_contradicts_the_length_is_a_conflict) {
  const Sheet s = read(
      "This Agreement is effective as of 1 January 2026.\n\nThe Initial Term is 24 months.\n\nThis Agreement remains in force until 31 December 2028.\n", Language::en);
  BOOST_TEST(s["end-date"] == "2028-12-31 ! conflict");
  BOOST_TEST(s.sum("end-date") == "2026-01-01 + 24 months = 2028-01-01; 2028-01-01 - 1 days = 2027-12-31");
}

BOOST_AUTO_TEST_CASE(notice_at_any_time_is_not_taken_for_the_notice_that_prevents_a_renewal) {
  const Sheet s = read(
      "This Agreement remains in force until 31 December 2027.\n\nThe Customer may terminate this Agreement at any time for convenience on 30 days' notice.\n\n"
      "It renews automatically for one year unless a party gives notice of non-renewal at least six months before the end of the term.\n",
      Language::en);
  BOOST_TEST(s["notice"] == "6 months");
  BOOST_TEST(s["last-notice-day"] == "2027-06-30");
  BOOST_TEST(s["convenience-notice"] == "30 days");
}

BOOST_AUTO_TEST_CASE(notice_to_the_end_of_a_quarter_counts_from_the_quarter) {
  constexpr std::string_view text =
      "Der Vertrag läuft auf unbestimmte Zeit.\n\nEr verlängert sich stillschweigend und kann mit einer Frist von drei Monaten zum Ende eines "
      "Kalendervierteljahres gekündigt werden.\n";
  const Sheet unknown = read(text, Language::de);
  BOOST_TEST(unknown["last-notice-day"] == "");
  BOOST_TEST(unknown.sum("last-notice-day") == "quarter-end - 3 months");
  const Sheet s = read(text, Language::de, {2026, 11, 23});
  BOOST_TEST(s["last-notice-day"] == "2026-12-31");
  BOOST_TEST(s.sum("last-notice-day") == "2027-03-31 - 3 months = 2026-12-31");
}

BOOST_AUTO_TEST_CASE(an_ambiguous_date_is_not_reckoned_with_unless_the_contract_shows_its_habit) {
  const Sheet unsure = read("This Agreement is effective as of 03/04/2026.\n\nThe Initial Term is one year.\n", Language::en);
  BOOST_TEST(unsure["effective-date"] == "2026-04-03 ! ambiguous-date");
  BOOST_TEST(unsure["end-date"] == "! ambiguous-date");
  const Sheet american = read("This Agreement is effective as of 03/04/2026.\n\nThis Agreement remains in force until 12/31/2027.\n", Language::en);
  BOOST_TEST(american["effective-date"] == "2026-03-04");
  BOOST_TEST(american["end-date"] == "2027-12-31");
}

BOOST_AUTO_TEST_CASE(a_renewal_without_a_notice_says_so) {
  const Sheet s = read("The contract ends on 31 December 2027.\n\nThe subscription renews automatically for one year.\n", Language::en);
  BOOST_TEST(s["last-notice-day"] == "! no-notice");
}

BOOST_AUTO_TEST_CASE(renewal_by_agreement_is_told_from_tacit_renewal) {
  BOOST_TEST(read("Le contrat expire à son terme, sans tacite reconduction.\n", Language::fr)["renewal"] == "by-agreement");
  BOOST_TEST(read("Der Vertrag verlängert sich stillschweigend um ein Jahr.\n", Language::de)["renewal"] == "1 years automatic");
}

BOOST_AUTO_TEST_CASE(the_other_lines_come_from_the_first_clause_of_their_kind_in_a_fixed_order) {
  const Sheet s = read(
      "Invoices are payable within 30 days of receipt.\n\nThis Agreement is governed by the laws of Ireland.\n\nThe Provider guarantees a monthly availability of "
      "99.9 %.\n",
      Language::en);
  BOOST_TEST(s["payment-term"] == "30 days");
  BOOST_TEST(s["governing-law"].find("laws of Ireland") != std::string::npos, s["governing-law"]);
  BOOST_TEST(s["availability"] == "99 percent");
  std::vector<std::string> ids;
  for (const KeyTerm& t : s.result->assessment.key_terms) ids.push_back(t.id);
  const std::vector<std::string> expected = {"payment-term", "governing-law", "availability"};
  BOOST_TEST(ids == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_term_that_starts_with_an_event_has_no_day_though_the_contract_has_a_date) {
  const Sheet s = read(
      "This Agreement is made on 4 January 2027.\n\nThe Initial Term is 36 months from activation.\n\nEither party may give notice of non-renewal at least 90 days "
      "before the end of the term.\n",
      Language::en);
  BOOST_TEST(s["effective-date"] == "2027-01-04");
  BOOST_TEST(s["end-date"] == "! starts-with-event");
  BOOST_TEST(s.sum("end-date") == "term-start + 36 months; ... - 1 days");
  BOOST_TEST(s["last-notice-day"] == "! starts-with-event");
}

BOOST_AUTO_TEST_CASE(a_day_outside_1900_to_2199_is_no_day) {
  const Sheet s = read("This Agreement is effective as of 1 January 2190.\n\nThe Initial Term is 50 years.\n", Language::en);
  BOOST_TEST(s["effective-date"] == "2190-01-01");
  BOOST_TEST(s["end-date"] == "! out-of-range");
}

// The eight contracts of the corpus that are not held out, worked out by hand from their wording.
BOOST_AUTO_TEST_CASE(the_terms_of_the_corpus_are_those_worked_out_by_hand) {
  struct Expected {
    std::string_view file, effective, term, end, renewal, notice, last;
  };
  constexpr Expected all[] = {
      {"en/roster-saas-master-agreement.docx", "2027-01-04", "36 months", "! starts-with-event", "24 months automatic", "120 days", "! starts-with-event"},
      {"en/managed-hosting-sla.md", "-", "-", "-", "by-agreement", "-", "-"},
      {"fr/cg-abonnement-interim.html", "-", "12 months", "! no-start-date", "automatic", "120 days", "! no-start-date"},
      {"fr/contrat-infogerance-cns.pdf", "2027-02-01", "60 months", "2032-01-31", "3 years automatic", "9 months", "2031-04-30"},
      {"de/cloud-hosting-agb-sla.pdf", "-", "12 months", "! starts-with-event", "1 years automatic", "4 months", "! starts-with-event"},
      {"de/softwarepflege-supportvertrag.docx", "2027-04-01", "4 years", "2031-03-31", "2 years automatic", "9 months", "2030-06-30"},
      {"es/contrato-servicios-nube.md", "-", "5 years", "! starts-with-event", "3 years automatic", "-", "! no-notice"},
      {"es/licencia-mantenimiento-laboratorio.txt", "-", "36 months", "! starts-with-event", "by-agreement", "-", "-"},
  };
  for (const Expected& e : all) {
    const std::string path = std::string(CAVEAT_SOURCE_DIR "/corpus/contracts/").append(e.file);
    std::ifstream in(path, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(in, "cannot read " << path);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    scan::Scanner scanner(pack());
    Cancel never;
    auto result = scanner.scan({bytes, path, ""}, {}, never);
    BOOST_REQUIRE_MESSAGE(result, path << ": " << (result ? "" : result.error().message));
    const Sheet s = {std::move(result).value()};
    BOOST_TEST_CONTEXT(e.file) {
      BOOST_TEST(s["effective-date"] == e.effective);
      BOOST_TEST(s["term"] == e.term);
      BOOST_TEST(s["end-date"] == e.end);
      BOOST_TEST(s["renewal"] == e.renewal);
      BOOST_TEST(s["notice"] == e.notice);
      BOOST_TEST(s["last-notice-day"] == e.last);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
