// Stage 7: two scanned drafts of one contract -> what the second round changed: risks, key terms, clauses.
// Tested by tests/unit/compare. What each word means to a reader: docs/rounds.md.
//
//   before  "... limited to the fees of the last twelve (12) months."     after  "... of the last three (3) months."
//   ->  worsened, cap-below-fees, reason value: 12 -> 3 months of fees;  key term liability-cap, unfavourable
//
// A finding of one draft is that of the other by its fingerprint (numbers masked), then by its rule in clauses that are each other's
// (alignment.h), then by its rule alone: a risk that is told in other words elsewhere has not gone away. Swapping the drafts swaps
// added and resolved, worsened and improved.
#ifndef CAVEAT_COMPARE_COMPARISON_H
#define CAVEAT_COMPARE_COMPARISON_H
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "base/role.h"
#include "compare/alignment.h"
#include "compare/changed_words.h"
#include "findings/finding.h"
#include "risk/assessment.h"

namespace caveat::compare {

// What one draft's scan knows. Borrowed. Both sides: scanned with the same rules, policy and reader's side.
struct Side {
  const extract::ExtractedText& extracted;
  const normalize::NormalText& normal;
  const segment::Structure& structure;
  const rules::RuleProgram& program;
  const findings::FindingList& list;
  const risk::Assessment& assessment;
  Role side = Role::customer;
};

// In the order in which they are read. unclear: what was missing can no longer be told (parts were not read), which is not "resolved".
enum class Change : std::uint8_t { added, worsened, unclear, changed, improved, resolved, unchanged };
inline constexpr std::size_t kChanges = 7;
std::string_view name(Change);  // "new", "worse", "unclear", "changed", "better", "resolved", "unchanged"

// Why a finding that both drafts have is not the same any more. The first that says which way decides over Change.
enum class Reason : std::uint8_t { severity, band, outcome, value, places, numbers };
std::string_view name(Reason);

struct FindingChange {
  Change change = Change::unchanged;
  std::uint32_t rule = 0;
  rules::Severity severity = rules::Severity::info;  // of the draft that has it; of both: the later one's
  std::optional<std::uint32_t> before, after;        // indexes into FindingList::findings
  std::vector<Reason> reasons;                       // in the order of the enum
  bool waived = false;                               // somebody answers for it: not counted
  bool moved = false;                                // its clause stands elsewhere
  bool reworded = false;                             // its sentence reads otherwise, numbers aside
  // What to read beside one another: the evidence; where one draft has no finding, what stands there instead. Empty: nothing does.
  TextSpan quote_before, quote_after;
  Marks marks;                                       // where both are there
  // Of a rule with a number: a draft without the finding has it too, where its clause says one that is acceptable (cap 12 -> 3 months).
  std::optional<rules::Quantity> value_before, value_after;
  std::vector<std::string> numbers_before, numbers_after;  // of the quotes, as written: those that are not in the other
};

enum class Effect : std::uint8_t { unknown, favourable, unfavourable };  // for the side one reads for
std::string_view name(Effect);

struct TermChange {
  std::string id;                              // KeyTerm::id
  std::optional<std::uint32_t> before, after;  // indexes into Assessment::key_terms
  Effect effect = Effect::unknown;
};

// A neutral clause whose number changed, or of which there is none (or no more). Not those that a key term tells already.
struct ValueChange {
  std::uint32_t rule = 0;
  std::optional<std::uint32_t> before, after;  // indexes into FindingList::clauses
};

enum class Wording : std::uint8_t { added, removed, changed, moved };
std::string_view name(Wording);

// Where the words differ, at most limits::kPassages a clause. Either may be empty.
struct Passage {
  TextSpan before, after;
  Marks marks;
  bool moved = false;  // from elsewhere, into a clause that stayed; its words may be the same
};

struct ClauseChange {
  Wording wording = Wording::changed;
  bool moved = false;                          // most of it stands elsewhere; a changed one may have moved as well
  std::optional<std::uint32_t> before, after;  // indexes into Structure::clauses
  TextSpan at_before, at_after;                // the clause's own text
  std::vector<Passage> passages;
  std::uint32_t unlisted = 0;                  // further passages
  bool effect = false;                         // a risk or a term changed in it
};

struct Comparison {
  std::vector<FindingChange> findings;  // by change, then the gravest, then by place; the unchanged ones last
  std::vector<TermChange> terms;        // in the order of docs/key-terms.md; changed ones only
  std::vector<ValueChange> values;      // by rule
  std::vector<ClauseChange> clauses;    // in the order of the later draft, removed ones where they stood
  std::array<std::uint32_t, kChanges> count{};  // by Change, not waived
  std::uint32_t waived = 0;             // changes among the waived ones
  std::uint32_t clauses_without_effect = 0;  // added, removed or changed; not those that only moved
  std::uint32_t clauses_unchanged = 0;  // word for word, wherever they stand
  bool limited = false;                 // limits::kComparedFeatures: see Alignment
  std::uint64_t steps = 0;

  bool nothing() const;                 // no risk, term or word changed
  std::uint32_t of(Change change) const { return count[static_cast<std::size_t>(change)]; }
};

// Errors: argument (the drafts were scanned with different rules or for different sides), cancelled, deadline.
Result<Comparison> run(const Side& before, const Side& after, Cancel& cancel);

// Which way a number of this rule is better for the reader: 1 more, -1 less, 0 not told.
int better_direction(const rules::Rule& rule);

// -1 less, 0 the same, 1 more; nothing: they cannot be compared ("EUR 5,000" and "12 months"; "10 days" and "10 working days").
std::optional<int> more_or_less(const rules::Quantity& before, const rules::Quantity& after);

}  // namespace caveat::compare
#endif
