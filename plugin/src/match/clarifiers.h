// Clarifiers: what clears up a vague word, so that a hit is no finding (`clarified_by`): the contract defines the word, or
// a quantity of that kind stands beside it. Tested by tests/unit/match/clarifiers_test.cpp.
//
//   "... shall use Reasonable Efforts ..."  and, elsewhere,  "Reasonable Efforts" means ...       -> definition
//   "We answer promptly. Urgent tickets are answered within two hours."                           -> duration
#ifndef CAVEAT_MATCH_CLARIFIERS_H
#define CAVEAT_MATCH_CLARIFIERS_H
#include <optional>
#include <span>
#include <string_view>

#include "base/language.h"
#include "base/spans.h"
#include "rules/rule.h"
#include "segment/structure.h"

namespace caveat::match {

// The vague words of a hit are those of the last slot of a `near` or `all` pattern, or of any slot of an `any` pattern: a
// rule author writes the words that need clearing up last.
struct VagueHit {
  std::span<const NormalSpan> words;  // occurrences of the vague slots inside the hit
  NormalSpan around;                  // its sentence and the following one of the same paragraph
  Language language = Language::en;
};

// The clarifier that holds, or nothing.
std::optional<rules::Clarifier> clarified(const rules::Rule& rule, const VagueHit& hit, std::string_view text, const segment::Structure& structure);

}  // namespace caveat::match
#endif
