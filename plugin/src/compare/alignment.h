// Alignment: which paragraph of one draft of a contract is which of the other, whatever was renumbered, moved, split or reworded in
// between. Tested by tests/unit/compare/alignment_test.cpp.
//
//   before  1 Fees | 2 Term: 12 months | 3 Law        1 Fees   same
//   after   1 Fees | 2 Law | 3 Term: 6 months         2 Term   numbers, moved        3 Law   same (only its number is another)
//
// First by the words themselves, numbers masked (findings/fingerprint.h): paragraphs that are unique in both drafts and stand in one
// order are anchors, then what stands between them. What is left is paired by the words it shares. Cost: n log n in the words of both
// drafts, whatever they say; limits::kComparedFeatures and kPostings bound the rest.
#ifndef CAVEAT_COMPARE_ALIGNMENT_H
#define CAVEAT_COMPARE_ALIGNMENT_H
#include <cstdint>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "normalize/normal_text.h"
#include "segment/structure.h"

namespace caveat::compare {

inline constexpr std::uint32_t kNone = ~0u;

// same: word for word, but for case, layout, its own number and the numbers of clauses it refers to. numbers: only quantities differ.
// part: its words are a piece of the partner, which has another partner itself (a clause was split, or two were joined).
enum class Likeness : std::uint8_t { none, same, numbers, reworded, part };

struct Partner {
  std::uint32_t paragraph = kNone;  // of the other draft, index into Structure::paragraphs
  Likeness likeness = Likeness::none;
  bool moved = false;               // it stands elsewhere among its neighbours, which did not move
};

struct Alignment {
  std::vector<Partner> before, after;  // parallel to the paragraphs of each. same, numbers and reworded are mutual
  bool limited = false;                // limits::kComparedFeatures was reached: some reworded paragraphs are told as removed and added
  std::uint64_t steps = 0;             // comparisons made, for the test of the bound
};

// The words of a draft: only what it stands on.
struct Draft {
  const normalize::NormalText& normal;
  const segment::Structure& structure;
};

Result<Alignment> align(const Draft& before, const Draft& after, Cancel& cancel);

// The heaviest set of pairs that stand in one order on both sides: for each pair whether it belongs to it. `second` of the pairs, given
// in the order of their firsts; no value occurs twice.
std::vector<bool> in_one_order(const std::vector<std::uint32_t>& seconds, const std::vector<std::uint64_t>& weights);

}  // namespace caveat::compare
#endif
