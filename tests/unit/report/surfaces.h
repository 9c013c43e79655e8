// A contract that has everything a report can show beside findings: a kind, parties, several places of one cause, adverse
// wording, absences with and without a place, an expected protection of which nothing can be said, waivers in force and
// not, key terms with arithmetic. Used by the tests of JSON, text and HTML, so that all three show the same.
#ifndef CAVEAT_TESTS_SURFACES_H
#define CAVEAT_TESTS_SURFACES_H
#include "sample_contract.h"

namespace caveat::tests {

inline std::shared_ptr<const rules::RuleProgram> surface_rules() {
  static const auto loaded = load_rules({{.id = "auto-renewal", .taxonomy = "TRM-01", .severity = "high"},
                                         {.id = "breach-notice", .taxonomy = "DAT-05", .severity = "high"},
                                         {.id = "carve-out", .taxonomy = "LIA-04", .severity = "medium"},
                                         {.id = "credits", .taxonomy = "SLA-09", .severity = "medium"},
                                         {.id = "exit-help", .taxonomy = "EXI-01", .severity = "high"},
                                         {.id = "insurance", .taxonomy = "INS-01", .severity = "low"},
                                         {.id = "level", .taxonomy = "SLA-02", .severity = "high", .kind = "threshold", .message = "{value} only."},
                                         {.id = "promptly", .taxonomy = "VAG-02", .severity = "low", .confidence = "low"},
                                         {.id = "term", .kind = "clause"},
                                         {.id = "title-word", .kind = "clause"}});
  return loaded;
}

inline SampleContract surface_contract() {
  SampleContract c(surface_rules());
  c.name_ = "offer.pdf";
  c.side_ = Role::supplier;
  c.today_ = {2026, 11, 23};
  c.page().heading("Service Level Agreement").add("ACME GmbH (the \"Supplier\") serves the Customer for 36 months.");
  c.add("4.1 The Supplier answers promptly.").add("4.2 Faults are mended promptly.").add("4.3 It reports promptly.");
  c.page().add("5. The service is available 98.5 % of the time.").add("6. The contract renews by itself.");
  c.add("9. Liability is limited to the fees.").add("10. No service credits are due.");

  findings::Finding& vague = c.finding("promptly", "4.1 The Supplier answers promptly.", "promptly", "4.1");
  findings::Place second = c.place("4.2 Faults are mended promptly.", "promptly", "4.2"), third = c.place("4.3 It reports promptly.", "promptly", "4.3");
  second.page = third.page = 1;
  vague.place.page = 1;
  vague.also = {second, third};
  vague.unlisted = 4;
  vague.numbers = "12345678";
  findings::Finding& low = c.finding("level", "5. The service is available 98.5 % of the time.", "98.5 %", "5");
  low.value = rules::Quantity{98.5, rules::Unit::percent, false, "", {}};
  low.place.value = low.place.trigger;
  low.band = findings::Band::walk_away;
  findings::Finding& renewal = c.finding("auto-renewal", "6. The contract renews by itself.", "renews by itself", "6");
  renewal.fingerprint = "aaaaaaaaaaaaaaaa";
  SampleContract::waive(renewal, "Accepted <b>for</b> the pilot", "M. Dupont", {2027, 3, 31});
  c.finding("credits", "10. No service credits are due.", "No service credits", "10").outcome = match::Outcome::adverse;
  c.absence("carve-out", "9. Liability is limited to the fees.", {"gross negligence", "intent"});
  findings::Finding& missing = c.absence("breach-notice", "", {"personal data breach", "notify within"});
  missing.waiver = findings::Waiver{"old", "nobody", {2025, 1, 1}};
  missing.waiver_problem = "expired";
  c.list_.undetermined = {{rule_index(*surface_rules(), "exit-help"), "pages-without-text"}, {rule_index(*surface_rules(), "insurance"), "pages-without-text"}};
  c.list_.waiver_problems = {{"expired", "breach-notice", "fedcba9876543210", 7, "It expired."}, {"malformed", "", "", 0, "No list <i>."}};
  c.list_.kind.kind = rules::DocumentKind::sla;
  c.list_.kind.certainty = 0.8;
  const auto at = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(c.extracted_.text.find(words));
    return TextSpan{begin, begin + static_cast<std::uint32_t>(words.size())};
  };
  c.list_.kind.evidence = {{rule_index(*surface_rules(), "title-word"), at("Service Level Agreement")}};
  segment::Party party;
  party.name = "supplier";
  party.defined_at = at("ACME GmbH (the \"Supplier\")");
  party.language = Language::en;
  segment::Party we = party;
  we.name = "we";
  we.pronoun = true;
  we.defined_at = {};
  c.structure_.parties = {party, we};
  c.term("term", "36 months", "1").value = rules::Quantity{36, rules::Unit::months, false, "", {}};
  c.notice_terms(0);
  return c;
}

}  // namespace caveat::tests
#endif
