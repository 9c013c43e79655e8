// Two drafts of literal contracts, through the whole engine with the shipped rules: what became of each risk, term and clause.
#include <boost/test/unit_test.hpp>
#include <map>

#include "two_drafts.h"

using namespace caveat;
using compare::Change;
using compare::Effect;
using compare::Reason;
using compare::Wording;
using tests::lines;
using tests::Rounds;

namespace {

const std::string kTitle = "MASTER SERVICES AGREEMENT\n\nThis agreement is made between Acme Ltd (the \"Supplier\") and Bolt plc (the \"Customer\").\n\n";
const std::string kFees = "The Customer shall pay each invoice within 45 days of its receipt.";
const std::string kPrices = "The Supplier may increase the subscription fees at any time upon thirty days notice.";
const std::string kLevel = "The Provider guarantees a monthly availability of 99.9 %.";
const std::string kLiability = "The Supplier's total liability shall not exceed the Fees paid in the twelve (12) months preceding the claim. The limit does not apply to gross negligence.";
const std::string kSuspension = "The Supplier may suspend the service without prior notice if an invoice is unpaid.";
const std::string kRecords = "The parties keep written records of their meetings for the project, and each names a person to speak for it.";
const std::string kLaw = "This agreement is governed by the laws of Ireland.";
const std::vector<std::string> kClauses = {kFees, kPrices, kLevel, kLiability, kSuspension, kRecords, kLaw};

std::string contract(const std::vector<std::string>& clauses) {
  std::string out = kTitle;
  for (std::size_t i = 0; i < clauses.size(); ++i) out += std::to_string(i + 1) + ". " + clauses[i] + "\n\n";
  return out;
}
std::string with(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, old);
  return text.replace(at, old.size(), now);
}

// What added is in one direction is resolved in the other, and so on.
std::string mirrored(std::string change) {
  static const std::map<std::string, std::string> other = {{"new", "resolved"}, {"resolved", "new"}, {"worse", "better"}, {"better", "worse"}, {"changed", "changed"}, {"unclear", "new"}};
  const std::size_t space = change.find(' ');
  return other.at(change.substr(0, space)) + change.substr(space);
}

void check_mirror(const Rounds& there, const std::string& before, const std::string& after) {
  const Rounds back(after, before);
  std::vector<std::string> expected = there.changes(), got = back.changes();
  for (std::string& change : expected) change = mirrored(change);
  std::sort(expected.begin(), expected.end());
  std::sort(got.begin(), got.end());
  BOOST_TEST(lines(expected) == lines(got));
}

bool holds(const std::vector<std::string>& all, const std::string& line) { return std::find(all.begin(), all.end(), line) != all.end(); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_draft_compared_with_itself_has_not_changed) {
  const Rounds same(contract(kClauses), contract(kClauses));
  BOOST_TEST(same.before->list.findings.size() >= 3u);
  BOOST_TEST(same.comparison.nothing());
  BOOST_TEST(lines(same.changes()) == "");
  BOOST_TEST(same.comparison.of(Change::unchanged) == same.before->list.findings.size());
  BOOST_TEST(same.comparison.clauses_unchanged >= kClauses.size());
}

BOOST_AUTO_TEST_CASE(a_cap_that_fell_is_a_new_risk_with_its_old_and_new_value) {
  const std::string before = contract(kClauses), after = with(before, "twelve (12)", "three (3)");
  const Rounds rounds(before, after);
  BOOST_TEST(holds(rounds.changes(), "new cap-below-policy"), lines(rounds.changes()));
  const auto* cap = rounds.find("cap-below-policy");
  BOOST_REQUIRE(cap);
  BOOST_REQUIRE(cap->value_before);
  BOOST_TEST(cap->value_before->value == 12);
  BOOST_TEST(cap->value_after->value == 3);
  BOOST_TEST(rounds.quote_before(*cap).find("twelve (12) months") != std::string::npos);
  BOOST_TEST(rounds.quote_after(*cap).find("three (3) months") != std::string::npos);
  BOOST_REQUIRE(cap->marks.after.size() == 1u);
  BOOST_TEST(cap->marks.after[0].of(rounds.after->extracted.text) == "three (3)");
  const auto* term = rounds.term("liability-cap");
  BOOST_REQUIRE(term);
  BOOST_TEST((term->effect == Effect::unfavourable));
  BOOST_TEST(rounds.comparison.clauses_without_effect == 0u);
  check_mirror(rounds, before, after);
  const Rounds back(after, before);
  BOOST_TEST((back.term("liability-cap")->effect == Effect::favourable));
}

BOOST_AUTO_TEST_CASE(a_number_that_moved_the_wrong_way_is_worse) {
  const std::string before = contract({kFees, with(kLiability, "twelve (12)", "six (6)"), kLaw}), after = with(before, "six (6)", "three (3)");
  const Rounds rounds(before, after);
  const auto* cap = rounds.find("cap-below-policy");
  BOOST_REQUIRE(cap);
  BOOST_TEST((cap->change == Change::worsened));
  BOOST_TEST(!cap->reworded);
  BOOST_TEST((cap->reasons.front() == Reason::value));
  check_mirror(rounds, before, after);
}

BOOST_AUTO_TEST_CASE(for_the_supplier_a_lower_cap_is_favourable) {
  const std::string before = contract(kClauses), after = with(before, "twelve (12)", "three (3)");
  const Rounds rounds(before, after, "text/plain", Role::supplier);
  BOOST_REQUIRE(rounds.term("liability-cap"));
  BOOST_TEST((rounds.term("liability-cap")->effect == Effect::favourable));
}

BOOST_AUTO_TEST_CASE(a_renumbered_contract_has_not_changed) {
  std::string after = kTitle;
  for (std::size_t i = 0; i < kClauses.size(); ++i) after += "4." + std::to_string(i + 3) + " " + kClauses[i] + "\n\n";
  const Rounds rounds(contract(kClauses), after);
  BOOST_TEST(lines(rounds.changes()) == "");
  BOOST_TEST(rounds.comparison.nothing(), lines(rounds.clauses()));
}

BOOST_AUTO_TEST_CASE(a_moved_clause_is_moved_and_its_risk_unchanged) {
  const Rounds rounds(contract(kClauses), contract({kFees, kLevel, kLiability, kSuspension, kRecords, kLaw, kPrices}));
  BOOST_TEST(lines(rounds.changes()) == "");
  BOOST_TEST(lines(rounds.clauses()) == "moved 2 -> 7\n");
  const auto* prices = rounds.find("price-increase-unilateral");
  BOOST_REQUIRE(prices);
  BOOST_TEST(prices->moved);
  BOOST_TEST(!prices->reworded);
  BOOST_TEST(rounds.comparison.clauses_without_effect == 0u);
}

BOOST_AUTO_TEST_CASE(a_removed_risk_is_resolved_and_an_added_one_new) {
  const std::string before = contract(kClauses);
  std::vector<std::string> clauses = kClauses;
  clauses[4] = "The Supplier gives written notice of ten days before it suspends the service for an unpaid invoice.";
  clauses[6] = kLaw + " The Customer waives any right of set-off against the fees.";
  const std::string after = contract(clauses);
  const Rounds rounds(before, after);
  BOOST_TEST(holds(rounds.changes(), "resolved suspension-without-notice"), lines(rounds.changes()));
  BOOST_TEST(holds(rounds.changes(), "new no-set-off"), lines(rounds.changes()));
  // What stands where the risk was.
  const auto* gone = rounds.find("suspension-without-notice");
  BOOST_TEST(rounds.quote_before(*gone) == "5. " + kSuspension);
  BOOST_TEST(rounds.quote_after(*gone) == "5. " + clauses[4]);
  check_mirror(rounds, before, after);
}

BOOST_AUTO_TEST_CASE(a_protection_that_disappeared_is_a_new_risk) {
  const std::string before = contract(kClauses), after = with(before, " The limit does not apply to gross negligence.", "");
  const Rounds rounds(before, after);
  BOOST_TEST(holds(rounds.changes(), "new liability-carve-out-missing"), lines(rounds.changes()));
  check_mirror(rounds, before, after);
}

BOOST_AUTO_TEST_CASE(another_wording_of_the_same_risk_is_unchanged_but_reworded) {
  std::vector<std::string> clauses = kClauses;
  clauses[4] = "If an invoice is unpaid, the Supplier may suspend the service without prior notice to the Customer.";
  const Rounds rounds(contract(kClauses), contract(clauses));
  const auto* suspension = rounds.find("suspension-without-notice");
  BOOST_REQUIRE(suspension);
  BOOST_TEST((suspension->change == Change::unchanged));
  BOOST_TEST(suspension->reworded);
  BOOST_TEST(!suspension->marks.after.empty());
}

BOOST_AUTO_TEST_CASE(a_split_clause_keeps_its_risks) {
  const std::string joined = kSuspension + " It sends the Customer a reminder of the invoice on the day after it was due, in writing.";
  const Rounds rounds(contract({kFees, joined, kLaw}), contract({kFees, kSuspension, "It sends the Customer a reminder of the invoice on the day after it was due, in writing.", kLaw}));
  BOOST_TEST(!holds(rounds.changes(), "new suspension-without-notice"));
  BOOST_TEST(!holds(rounds.changes(), "resolved suspension-without-notice"));
  const auto* suspension = rounds.find("suspension-without-notice");
  BOOST_REQUIRE(suspension);
  BOOST_TEST((suspension->change == Change::unchanged));
}

BOOST_AUTO_TEST_CASE(wording_without_effect_is_counted_with_its_place) {
  const Rounds rounds(contract(kClauses), with(contract(kClauses), "each names a person", "each party names one person"));
  BOOST_TEST(lines(rounds.changes()) == "");
  BOOST_TEST(lines(rounds.clauses()) == "changed 6 -> 6\n");
  BOOST_TEST(rounds.comparison.clauses_without_effect == 1u);
  BOOST_REQUIRE(rounds.comparison.clauses[0].passages.size() == 1u);
  const compare::Passage& passage = rounds.comparison.clauses[0].passages[0];
  BOOST_TEST(passage.marks.after.size() == 2u);
  BOOST_TEST(!rounds.comparison.nothing());
}

BOOST_AUTO_TEST_CASE(key_terms_tell_which_way_they_went) {
  const std::string before = contract(kClauses), after = with(with(before, "within 45 days", "within 60 days"), "laws of Ireland", "laws of Scotland");
  const Rounds rounds(before, after);
  BOOST_REQUIRE(rounds.term("payment-term"));
  BOOST_TEST((rounds.term("payment-term")->effect == Effect::favourable));
  BOOST_REQUIRE(rounds.term("governing-law"));
  BOOST_TEST((rounds.term("governing-law")->effect == Effect::unknown));
}

BOOST_AUTO_TEST_CASE(drafts_of_other_rules_or_sides_are_refused) {
  const auto customer = tests::scanned(contract(kClauses)), supplier = tests::scanned(contract(kClauses), "text/plain", Role::supplier);
  Cancel never;
  const auto refused = compare::run(tests::side_of(*customer), tests::side_of(*supplier), never);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == ErrorCode::argument));
}

// What is missing before and cannot be told after is not resolved; told the other way round it is new.
BOOST_AUTO_TEST_CASE(what_was_not_read_is_not_resolved) {
  const std::string before = with(contract(kClauses), " The limit does not apply to gross negligence.", "");
  const auto then = tests::scanned(before), now = tests::scanned(contract(kClauses));
  findings::FindingList list = now->list;
  for (const findings::Finding& f : then->list.findings)
    if (then->program->rules()[f.rule].id == "liability-carve-out-missing") list.undetermined.push_back({f.rule, "pages-without-text"});
  BOOST_REQUIRE(!list.undetermined.empty());
  Cancel never;
  const compare::Side later = {now->extracted, now->normal, now->structure, *now->program, list, now->assessment, now->side};
  const auto result = compare::run(tests::side_of(*then), later, never);
  BOOST_REQUIRE(result);
  BOOST_TEST(result.value().of(Change::unclear) == 1u);
  BOOST_TEST(result.value().of(Change::resolved) == 0u);
}

BOOST_AUTO_TEST_CASE(a_waived_finding_is_not_counted) {
  const auto then = tests::scanned(contract(kClauses)), now = tests::scanned(with(contract(kClauses), "twelve (12)", "three (3)"));
  findings::FindingList list = now->list;
  for (findings::Finding& f : list.findings)
    if (now->program->rules()[f.rule].id == "cap-below-policy") f.status = findings::Status::waived;
  Cancel never;
  const compare::Side later = {now->extracted, now->normal, now->structure, *now->program, list, now->assessment, now->side};
  const auto result = compare::run(tests::side_of(*then), later, never);
  BOOST_REQUIRE(result);
  const auto open = tests::compared(*then, *now);
  BOOST_TEST(open.waived == 0u);
  BOOST_TEST(result.value().waived == 1u);
  BOOST_TEST(result.value().of(Change::added) + 1 == open.of(Change::added));
}

BOOST_AUTO_TEST_CASE(quantities_are_compared_only_where_that_means_something) {
  const auto q = [](double value, rules::Unit unit, bool working = false, std::string currency = {}) {
    rules::Quantity out;
    out.value = value;
    out.unit = unit;
    out.working_days = working;
    out.currency = std::move(currency);
    return out;
  };
  using rules::Unit;
  BOOST_TEST((compare::more_or_less(q(12, Unit::months), q(1, Unit::years)) == 0));
  BOOST_TEST((compare::more_or_less(q(12, Unit::months), q(3, Unit::months)) == -1));
  BOOST_TEST((compare::more_or_less(q(30, Unit::days), q(3, Unit::months)) == 1));
  BOOST_TEST((!compare::more_or_less(q(10, Unit::days), q(10, Unit::days, true)).has_value()));
  BOOST_TEST((!compare::more_or_less(q(10, Unit::amount, false, "EUR"), q(10, Unit::amount, false, "USD")).has_value()));
  BOOST_TEST((!compare::more_or_less(q(10, Unit::amount, false, "EUR"), q(10, Unit::months)).has_value()));
}

BOOST_AUTO_TEST_CASE(the_direction_of_a_rule_is_that_of_its_policy) {
  const auto way = [](std::string_view id) {
    for (const rules::Rule& rule : tests::shipped_rules()->rules())
      if (rule.id == id) return compare::better_direction(rule);
    return -9;
  };
  BOOST_TEST(way("cap-below-policy") == 1);
  BOOST_TEST(way("availability-low") == 1);
  BOOST_TEST(way("renewal-notice-early") == -1);
  BOOST_TEST(way("price-increase-unilateral") == 0);
}
