// Finding: what the reader of a contract is told: the exact words, where they stand, and which rule says so.
// Wording (message, why, ask) is made on demand in the reader's language by findings/wording.h.
#ifndef CAVEAT_FINDINGS_FINDING_H
#define CAVEAT_FINDINGS_FINDING_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/language.h"
#include "base/spans.h"
#include "match/match.h"
#include "rules/program.h"

namespace caveat::findings {

// A place in the contract. Offsets count bytes of ExtractedText::text.
struct Place {
  TextSpan quote;    // verbatim evidence: the sentence, or the part of a very long one around the trigger
  TextSpan trigger;  // the words that made the rule fire; inside quote
  std::optional<TextSpan> value;  // the number, of a threshold
  std::uint32_t page = 0;         // 1-based; 0: the format has no pages
  std::string clause;             // "12.3(b)"; empty: none
  std::optional<float> recognition;  // how sure text recognition is of the quote's words, 0..1; nothing: the document itself says them
};

enum class Status : std::uint8_t { open, waived };

// What became of a finding since an earlier report: findings/baseline.h.
enum class Change : std::uint8_t { none, added, updated, unchanged };
std::string_view name(Change);  // "" "new" "updated" "unchanged"

// How far a number is from what the policy wants: docs/policies.md.
enum class Band : std::uint8_t { none, acceptable, outside, walk_away };

// What a waiver file says of a finding: docs/waivers.md.
struct Waiver {
  std::string reason, approver;
  Date expires;
};

struct Finding {
  std::uint32_t places() const { return 1 + static_cast<std::uint32_t>(also.size()) + unlisted; }

  std::uint32_t rule = 0;   // index into RuleProgram::rules()
  rules::Severity severity = rules::Severity::info;  // the rule's, or the policy's
  Language language = Language::en;                  // of the contract's words
  Place place;                   // the one to read first
  std::vector<Place> also;       // further places of the same cause, in text order; at most limits::kPlacesPerFinding
  std::uint32_t unlisted = 0;    // places beyond that
  bool placeless = false;        // an absence that has no place: `place` is the document's beginning and no quote is shown
  match::Outcome outcome = match::Outcome::found;
  std::vector<std::string> searched;  // an absence: the words looked for
  std::vector<std::pair<std::string, std::string>> arguments;  // {term} and the like in the texts
  std::optional<rules::Quantity> value;  // of a threshold or a neutral clause
  Band band = Band::none;
  std::string fingerprint;  // 16 hex digits: same rule, same clause wording -> the same in a new draft, numbers masked
  std::string numbers;      // 8 hex digits over the numbers that `fingerprint` masks: a changed number re-opens a waiver
  Status status = Status::open;
  std::optional<Waiver> waiver;  // set when a waiver names this finding, honoured (waived) or not
  std::string waiver_problem;    // why a waiver was not honoured: "expired", "numbers-changed", ...; empty: none
  Change change = Change::none;  // none: the scan had no baseline
  std::string change_reason;     // of updated: "numbers", "severity", "waiver"
};

// A line of a waiver file that has no effect, and why. The finding that it names, if any, stays.
struct WaiverProblem {
  std::string code;  // "no-reason", "no-approver", "no-expiry", "no-date", "expired", "malformed", "no-such-finding", "numbers-changed"
  std::string rule, fingerprint;
  std::uint32_t line = 0;  // of the waiver file
  std::string detail;      // English
};

// A finding as an earlier report tells it.
struct KnownFinding {
  std::string rule, fingerprint, numbers;
  std::optional<rules::Severity> severity;  // nothing: that report does not say
  bool waived = false;
  std::string message, clause;  // for people; cut at limits::kKnownTextBytes, and foreign like all that is read from a file
};

// How a scan stands to its baseline.
struct BaselineSummary {
  bool found = false;    // false: the baseline has no report of this document, and every finding counts as new
  std::string document;  // the name under which the baseline knows it
  std::uint32_t added = 0, updated = 0;
  std::vector<KnownFinding> unchanged;  // as they are now, in text order: what most reports leave out
  std::vector<KnownFinding> absent;     // looked for, and no longer there; in the baseline's order
};

struct KindEvidence {
  std::uint32_t rule = 0;
  TextSpan quote;
};

// What the document is: "sla", with the places that say so.
struct DocumentKind {
  rules::DocumentKind kind = rules::DocumentKind::contract;
  double certainty = 0;
  std::vector<KindEvidence> evidence;  // strongest first, at most limits::kKindEvidence

  bool not_a_contract() const { return kind == rules::DocumentKind::not_a_contract && certainty >= match::kKindIsKnown; }
};

// Both lists are sorted by (quote.begin, trigger.begin, rule id).
struct FindingList {
  std::vector<Finding> findings;  // risks: presence and threshold rules
  std::vector<Finding> clauses;   // neutral: clause rules
  std::vector<std::uint32_t> truncated;  // rules that reached the cap; their further findings are not listed
  std::vector<match::Undetermined> undetermined;  // expected protections of which nothing can be said
  std::vector<WaiverProblem> waiver_problems;
  std::optional<BaselineSummary> baseline;
  DocumentKind kind;
};

}  // namespace caveat::findings
#endif
