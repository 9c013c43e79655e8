// Clarifiers: what clears up a vague word, so that a hit is no finding (`clarified_by`): the contract defines the word, or
// a quantity of that kind stands beside it. Tested by tests/unit/match/clarifiers_test.cpp.
//
//   "... shall use Reasonable Efforts ..."  and, elsewhere,  "Reasonable Efforts" means ...       -> definition
//   "We answer promptly. Urgent tickets are answered within two hours."                           -> duration
#ifndef CAVEAT_MATCH_CLARIFIERS_H
#define CAVEAT_MATCH_CLARIFIERS_H
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

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

// The terms that a document defines, for looks at one place: a look costs the same in a document with 100,000 of them.
class DefinedTerms {
 public:
  DefinedTerms() = default;
  explicit DefinedTerms(const segment::Structure& structure);

  // The words are a defined term, stand inside the use of one, or are little more than one ("use reasonable efforts").
  bool holds(NormalSpan words, std::string_view text, Language language) const;

  // The stretches of text that are looked up for `words`: they are kMostLooks at most, whatever the text.
  static constexpr std::size_t kMostLooks = 400;
  static std::vector<NormalSpan> looks(NormalSpan words, std::string_view text);

 private:
  std::array<std::unordered_set<std::string>, kLanguages> terms_;  // only asked, never walked
};

// The clarifier that holds, or nothing.
std::optional<rules::Clarifier> clarified(const rules::Rule& rule, const VagueHit& hit, std::string_view text, const DefinedTerms& terms);

}  // namespace caveat::match
#endif
