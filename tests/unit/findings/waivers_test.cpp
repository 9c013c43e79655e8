// Tests findings/waivers.cpp: what a waiver must say to be honoured, and that nothing else silences a finding.
#include "findings/waivers.h"

#include <boost/test/unit_test.hpp>

#include "base/iso_date.h"
#include "base/limits.h"
#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::tests;
using findings::FindingList;
using findings::Status;

namespace {

const Date kToday{2026, 11, 23};
constexpr char kRest[] = "  numbers: 0c9e41aa\n  reason: 'Price fixed elsewhere.'\n  approver: 'M. Huber'\n  until: 2027-03-31\n";
const std::string kEntry = std::string("- rule: price-up\n  fingerprint: 54a1c8e07b0d9f12\n") + kRest;

FindingList waived(const std::string& text, Date today = kToday) {
  static const auto program = [] {
    SamplePack pack;
    pack.write("pricing/price-up.yaml", sample_rule());
    rules::Diagnostics d;
    return rules::load({{pack.path()}, "", false}, d).value();
  }();
  FindingList list;
  list.findings.resize(2);
  list.findings[0].fingerprint = "54a1c8e07b0d9f12";
  list.findings[0].numbers = "0c9e41aa";
  list.findings[1].fingerprint = "54a1c8e07b0d9f13";
  list.findings[1].numbers = "0c9e41aa";
  findings::apply_waivers(text, today, *program, list);
  return list;
}

std::string problem(const std::string& text, Date today = kToday) {
  const FindingList list = waived(text, today);
  for (const auto& f : list.findings) BOOST_CHECK(f.status == Status::open);
  BOOST_REQUIRE_EQUAL(list.waiver_problems.size(), 1u);
  BOOST_TEST(!list.waiver_problems[0].detail.empty());
  return list.waiver_problems[0].code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waivers)

BOOST_AUTO_TEST_CASE(a_whole_waiver_is_honoured_for_its_finding_alone) {
  const FindingList list = waived(kEntry);
  BOOST_CHECK(list.findings[0].status == Status::waived);
  BOOST_CHECK(list.findings[1].status == Status::open);
  BOOST_REQUIRE(list.findings[0].waiver.has_value());
  BOOST_TEST(list.findings[0].waiver->reason == "Price fixed elsewhere.");
  BOOST_TEST(list.findings[0].waiver->approver == "M. Huber");
  BOOST_TEST(iso_text(list.findings[0].waiver->expires) == "2027-03-31");
  BOOST_TEST(list.waiver_problems.empty());
}

BOOST_AUTO_TEST_CASE(the_day_of_expiry_still_counts_and_the_next_does_not) {
  BOOST_CHECK(waived(kEntry, {2027, 3, 31}).findings[0].status == Status::waived);
  BOOST_TEST(problem(kEntry, {2027, 4, 1}) == "expired");
}

BOOST_AUTO_TEST_CASE(a_waiver_without_reason_approver_or_expiry_has_no_effect) {
  BOOST_TEST(problem(replaced(kEntry, "  reason: 'Price fixed elsewhere.'\n", "")) == "no-reason");
  BOOST_TEST(problem(replaced(kEntry, "'Price fixed elsewhere.'", "'  '")) == "no-reason");
  BOOST_TEST(problem(replaced(kEntry, "  approver: 'M. Huber'\n", "")) == "no-approver");
  BOOST_TEST(problem(replaced(kEntry, "  until: 2027-03-31\n", "")) == "no-expiry");
  BOOST_TEST(problem(replaced(kEntry, "2027-03-31", "")) == "no-expiry");
}

BOOST_AUTO_TEST_CASE(a_day_that_is_none_has_no_effect) {
  for (const char* day : {"2027-02-29", "2027-13-01", "2027-00-10", "31.03.2027", "2027-3-31", "soon", "9999-99-99", "99999-01-01", "+027-03-31"})
    BOOST_TEST(problem(replaced(kEntry, "2027-03-31", day)) == "malformed", day);
  BOOST_CHECK(waived(replaced(kEntry, "2027-03-31", "2028-02-29")).findings[0].status == Status::waived);
}

BOOST_AUTO_TEST_CASE(without_today_nothing_is_waived) { BOOST_TEST(problem(kEntry, {}) == "no-date"); }

BOOST_AUTO_TEST_CASE(a_changed_number_re_opens_the_finding_and_names_the_waiver) {
  const FindingList list = waived(replaced(kEntry, "0c9e41aa", "0c9e41ab"));
  BOOST_CHECK(list.findings[0].status == Status::open);
  BOOST_TEST(list.findings[0].waiver_problem == "numbers-changed");
  BOOST_REQUIRE(list.findings[0].waiver.has_value());
  BOOST_TEST(list.findings[0].waiver->approver == "M. Huber");
  BOOST_REQUIRE_EQUAL(list.waiver_problems.size(), 1u);
  BOOST_TEST(list.waiver_problems[0].code == "numbers-changed");
  BOOST_TEST(list.waiver_problems[0].fingerprint == "54a1c8e07b0d9f12");
  BOOST_TEST(list.waiver_problems[0].line == 1u);
  BOOST_TEST(problem(replaced(kEntry, "  numbers: 0c9e41aa\n", "")) == "malformed");
}

BOOST_AUTO_TEST_CASE(what_names_no_finding_is_told) {
  BOOST_TEST(problem(replaced(kEntry, "9f12", "0000")) == "no-such-finding");
  BOOST_TEST(problem(replaced(kEntry, "rule: price-up", "rule: other-rule")) == "no-such-finding");
}

BOOST_AUTO_TEST_CASE(a_broken_entry_is_told_with_its_line_and_spares_the_others) {
  const FindingList list = waived("# Waivers\n- rule: price-up\n  fingerprint: nonsense\n" + std::string(kRest) + kEntry);
  BOOST_CHECK(list.findings[0].status == Status::waived);
  BOOST_REQUIRE_EQUAL(list.waiver_problems.size(), 1u);
  BOOST_TEST(list.waiver_problems[0].code == "malformed");
  BOOST_TEST(list.waiver_problems[0].line == 2u);
  for (const char* text : {"- just text\n", "- [1]\n"}) BOOST_TEST(problem(text) == "malformed");
  BOOST_TEST(problem(replaced(kEntry, "reason:", "raison:")) == "malformed");
  BOOST_TEST(problem(replaced(kEntry, "'Price fixed elsewhere.'", "[a, b]")) == "malformed");
}

BOOST_AUTO_TEST_CASE(a_renewed_waiver_makes_the_expired_one_history) {
  const std::string old = replaced(kEntry, "2027-03-31", "2026-01-31");
  for (const std::string& text : {old + kEntry, kEntry + old}) {
    const FindingList list = waived(text);
    BOOST_CHECK(list.findings[0].status == Status::waived);
    BOOST_TEST(list.waiver_problems.empty());
    BOOST_TEST(iso_text(list.findings[0].waiver->expires) == "2027-03-31");
    BOOST_TEST(list.findings[0].waiver_problem.empty());
  }
}

BOOST_AUTO_TEST_CASE(an_empty_file_waives_nothing_and_is_no_problem) {
  for (const char* text : {"", "\n", "# Waivers of offer.pdf\n\n  # none\n"}) BOOST_TEST(waived(text).waiver_problems.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_none_waives_nothing_and_is_told) {
  for (const std::string text : {std::string("rule: price-up\n"), std::string("- rule: [\n"), std::string("- &a x\n- *a\n"), std::string("- rule: \xFF\n"),
                                 std::string("text"), std::string(2u << 20, 'x'), kEntry + "---\n" + kEntry, std::string("- rule: a\0b", 11)})
    BOOST_TEST(problem(text) == "malformed", text.substr(0, 40));
}

BOOST_AUTO_TEST_CASE(a_hostile_file_meets_limits) {
  std::string many;
  for (std::size_t i = 0; i <= limits::kWaivers; ++i) many += "- x\n";
  const FindingList list = waived(many);
  BOOST_TEST(list.waiver_problems.size() == limits::kWaivers + 1);
  BOOST_TEST(problem(replaced(kEntry, "Price fixed", std::string(limits::kWaiverTextBytes, 'x'))) == "malformed");
  BOOST_TEST(problem("- " + std::string(10'000, '[') + "\n") == "malformed");
}

BOOST_AUTO_TEST_CASE(dates_read_and_write) {
  for (const char* day : {"2026-11-23", "2000-02-29", "1900-01-01", "2999-12-31"}) BOOST_TEST(iso_text(parse_iso_date(day).value_or(Date{})) == day);
  // Computed by the compiler too, which sees a write beyond the three parts: "-----11-11" once had a sixth.
  static_assert(parse_iso_date("2026-11-23").has_value() && !parse_iso_date("-----11-11") && !parse_iso_date("----1--111") && !parse_iso_date("2026-1--05"));
  for (const char* day : {"1900-02-29", "2026-04-31", "2026-1-1", "", "2026/11/23", "2026-11-23 ", "-----11-11", "2026-1--05", "2026--1-05"}) BOOST_TEST(!parse_iso_date(day).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
