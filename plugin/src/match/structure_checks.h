// StructureChecks: what no pattern can say, each a function named by a rule's `check`: a term never defined, an annex that
// is not there, two values of one quantity. Called once a rule, after all patterns were matched over the whole document.
// Tested by tests/unit/match/structure_checks_test.cpp.
//
// A new check: a function in a file of its own (match/check_*.cpp), its line in structure_checks.cpp and its name in
// rules/check_names.h.
#ifndef CAVEAT_MATCH_STRUCTURE_CHECKS_H
#define CAVEAT_MATCH_STRUCTURE_CHECKS_H
#include <span>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/role.h"
#include "match/match.h"
#include "rules/program.h"
#include "segment/sentence_breaks.h"
#include "segment/structure.h"

namespace caveat::match {

struct CheckContext {
  const rules::RuleProgram& program;
  std::uint32_t rule = 0;  // index into RuleProgram::rules()
  const extract::ExtractedText& extracted;
  const normalize::NormalText& normal;
  const segment::Structure& structure;
  std::span<const Match> occurrences;  // where the rule's own `find` holds and no `unless` silences it, by place; no cap but limits::kOccurrencesPerCheck
  std::span<const Match> clauses;      // the matches of all clause rules, by place
  segment::SentenceBreaks& breaks;     // for sentence_at
  Cancel& cancel;
  Role reader = Role::customer;        // whom one reads for

  const rules::Rule& self() const { return program.rules()[rule]; }
};

// Gives matches of ctx.rule, sorted by hull. A check that was cancelled gives what it has: the matcher asks Cancel again.
using Check = std::vector<Match> (*)(const CheckContext& ctx);

struct NamedCheck {
  std::string_view name;
  Check check;
};

std::span<const NamedCheck> structure_checks();  // by name, as rules::kCheckNames
Check find_check(std::string_view name);         // null: unknown

// ---- for the checks ----
// The paragraph that holds a place of the normal text; the last one before it where it lies between two.
std::uint32_t paragraph_at(const segment::Structure& structure, std::uint32_t offset);

// A match of ctx.rule at `hull`, with its paragraph, its language (the nearest one that has rules) and its sentence.
Match match_at(const CheckContext& ctx, NormalSpan hull);

// A match that is about the document as a whole: at its first words, with no place shown.
Match match_of_document(const CheckContext& ctx);

}  // namespace caveat::match
#endif
