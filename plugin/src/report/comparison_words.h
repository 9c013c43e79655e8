// ComparisonWords: the words of a comparison that no other report has, in four languages, and what both its faces make of them.
// Tested by tests/unit/compare/comparison_report_test.cpp (none is empty, the placeholders are the same in all four).
#ifndef CAVEAT_REPORT_COMPARISON_WORDS_H
#define CAVEAT_REPORT_COMPARISON_WORDS_H
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report/comparison_report.h"
#include "report/labels.h"

namespace caveat::report {

struct ComparisonWords {
  std::string_view title;
  std::string_view before, after;                          // of a quote, a column
  std::string_view before_draft, after_draft;              // "Earlier draft"
  std::array<std::string_view, compare::kChanges> heading;  // by compare::Change: "New risks"
  std::array<std::string_view, compare::kChanges> badge;    // "New"
  std::array<Plural, compare::kChanges> count;              // "{n} new"
  std::string_view nothing, no_risk_changed;
  std::array<std::string_view, 6> reason;                  // by compare::Reason
  std::array<std::string_view, 3> outcome;                 // by match::Outcome
  std::string_view moved, reworded, waived, not_there;
  std::string_view protection_gone, protection_there, unclear, was_unclear;
  std::string_view terms;
  std::array<std::string_view, 3> effect;                  // by compare::Effect; unknown: empty
  std::string_view wording;
  std::array<std::string_view, 4> wording_kind;            // by compare::Wording
  Plural without_effect, clauses_unchanged, reworded_count, waived_count, more_passages;
  std::string_view passage_moved;                          // of words that came from elsewhere
  std::string_view limited;
  std::string_view incomplete;                             // "{n}": the draft
  std::string_view truncated;
  std::string_view skip_to_wording;
};

const ComparisonWords& comparison_words(Language reader);

// "3 new, 2 worse, 1 better, 4 resolved"; no_risk_changed where nothing is to be counted.
std::string changes_line(const Rounds& rounds, Language reader);
// "risk 62.4 → 71.0"
std::string score_line(const Rounds& rounds, Language reader);

// What keeps the comparison from being the whole truth: a draft was not read to the end, rules were cut.
std::vector<std::string> gap_lines(const Rounds& rounds, Language reader);

// "12 → 3 months of fees": the unit once where both have it.
std::string value_delta(const std::optional<rules::Quantity>& before, const std::optional<rules::Quantity>& after, Language reader);
// What is no longer the same, one line a reason: "Value: 12 → 3 months of fees", "Severity: medium → high".
std::vector<std::string> reason_lines(const Rounds& rounds, const compare::FindingChange& change, Language reader);
// What else is to be known of it: moved, reworded, a protection gone or there.
std::vector<std::string> note_lines(const Rounds& rounds, const compare::FindingChange& change, Language reader);

struct TermRow {
  std::string name, before, after;
  std::string_view effect;  // "better for you"
  compare::Effect which = compare::Effect::unknown;
};
// Key terms and neutral clauses that changed.
std::vector<TermRow> term_rows(const Rounds& rounds, Language reader);

// The place of a span: "p. 4 · clause 7.2 Fees".
std::string place_of_span(const Input& input, TextSpan span, Language reader);
// "clause 4 → 5 · p. 3"
std::string clause_line(const Rounds& rounds, const compare::ClauseChange& change, Language reader);

}  // namespace caveat::report
#endif
