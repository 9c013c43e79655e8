// ClauseTree: numbers and headings, in text order, become clauses with parents and labels.
// Tested by tests/unit/segment/clause_tree_test.cpp.
//
//   "12. Fees" "12.3 Interest" "(a)" "(b)" "13. Term"   ->   12 > 12.3 > 12.3(a), 12.3(b);   13
//   "Article 7" "7.2"                                   ->   Article 7 > 7.2
//   "§ 4 Haftung" "(2)"                                 ->   § 4 > § 4 (2)
//   "Schedule 2" "5.1"                                  ->   Schedule 2 > Schedule 2, 5.1
//
// A number finds its parent by these rules, the first that holds: a number that it goes on from ("7" for "7.2"); the
// brother before it ("b" for "c"); the level of the heading; the innermost clause that is open.
#ifndef CAVEAT_SEGMENT_CLAUSE_TREE_H
#define CAVEAT_SEGMENT_CLAUSE_TREE_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "segment/clause_numbers.h"
#include "segment/structure.h"

namespace caveat::segment {

class ClauseTree {
 public:
  struct Head {
    ClauseNumber number;     // none: a heading without a number
    std::string_view title;  // of a heading, without the number
    bool heading = false;
    std::uint8_t level = 0;  // of a heading, from 1; or the nesting of a list item, 0: unknown
  };

  // Does a block with this head open a clause? A weak number ("7 Termination", "A. Smith", "12.3 of") only in a row.
  bool opens(const Head& head) const;

  // What follows is another document of a set: no clause before it is open, and none goes on.
  void begin_document();

  // Adds the paragraph `paragraph` to the clause it opens, or to the one that is open (head null). opens(*head) must
  // hold. Gives the index of its clause.
  std::uint32_t add(std::uint32_t paragraph, const Head* head);

  std::vector<Clause> take() { return std::move(clauses_); }

 private:
  // What an open clause looks like to the numbers that follow. Innermost last.
  struct Open {
    std::uint32_t clause = 0;
    ClauseNumber number;
    bool heading = false;
    std::uint8_t level = 0;
  };

  bool repeats_the_title(std::string_view title) const;
  ClauseNumber read_as_roman(const Head& head) const;
  std::size_t parent_depth(const Head& head) const;
  std::size_t depth_of_brother(const Head& head) const;
  std::string label_of(const ClauseNumber& number, std::size_t depth) const;

  std::vector<Clause> clauses_;
  std::vector<Open> open_;
  bool begins_ = true;         // no paragraph of this document was added yet
  std::size_t first_ = 0;      // clause of this document
  bool awaits_title_ = false;  // the last paragraph was "Article 7" and nothing else
};

}  // namespace caveat::segment
#endif
