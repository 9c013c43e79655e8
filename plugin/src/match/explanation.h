// Explanation: why one rule fired or did not in a document, place by place, for `caveat rules explain`.
// Filled by the Matcher itself (Matcher::explain): verdicts are noted where they fall, so that no second opinion can differ.
// Null in normal scans. Tested by tests/unit/match/explanation_test.cpp.
//
//   find { near: [change, price], within: 3 words }   "we may adjust, from time to time, our fees"
//   ->  slots: change "adjust", price "fees"; the pattern needs within 6; no hit
#ifndef CAVEAT_MATCH_EXPLANATION_H
#define CAVEAT_MATCH_EXPLANATION_H
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "base/spans.h"
#include "rules/program.h"

namespace caveat::match {

struct Explanation {
  // Nearest misses are worth reading; the hundredth is not.
  static constexpr std::size_t kPlaces = 10;
  static constexpr std::size_t kWordsPerSlot = 5;
  static constexpr std::size_t kHits = 1'000;

  enum class Verdict : std::uint8_t {
    reported,
    silenced,        // an `unless` slot; `slot` and `because` say which and where
    value_missing,   // a threshold whose number cannot be read
    value_accepted,  // the number does not meet report_when
    other_side,      // `favours`: the wording serves the other side, both, or nobody that is named
    clarified,       // `clarified_by`
    capped,          // the rule's limit of findings was reached
  };
  struct Hit {
    NormalSpan hull;
    Verdict verdict = Verdict::reported;
    std::optional<std::uint16_t> slot;
    NormalSpan because;   // the words that decided; empty: none
    std::string detail;   // English, of the stage's own words
    std::vector<NormalSpan> values;  // occurrences of the value slot inside the hull
  };
  struct SlotUse {
    std::uint16_t slot = 0;
    std::vector<NormalSpan> places;  // at most kWordsPerSlot
    std::uint32_t count = 0;
  };
  struct PatternUse {
    rules::Purpose purpose = rules::Purpose::find;
    rules::Pattern pattern;
    std::vector<std::uint16_t> missing;   // slots (not of `any`, which needs one alone)
    bool holds = false;
    // Where all slots are there and the pattern does not hold: what would let it.
    std::optional<std::uint32_t> within;  // so many words
    bool order = false;                   // the slots stand in another order
    bool scope = false;                   // the slots stand in different sentences
  };
  struct Place {
    NormalSpan span;  // the paragraph, or the clause for scope: clause and document
    std::uint32_t paragraph = 0;
    Language language = Language::other;
    std::vector<SlotUse> slots;  // found ones, in the rule's order
    std::vector<PatternUse> patterns;
    std::vector<Hit> hits;
  };

  std::uint32_t rule = ~0u;
  std::vector<Hit> hits;      // as they were decided
  std::vector<Place> places;  // hits first, then the nearest misses; ties in text order
  std::uint32_t more = 0;     // further places with at least one word of the rule, not kept
  std::uint32_t unread = 0;   // paragraphs in a language that no rule reads

  // Keeps the best kPlaces.
  void add(Place place);
  // Deals the hits out to their places.
  void finish();
};

}  // namespace caveat::match
#endif
