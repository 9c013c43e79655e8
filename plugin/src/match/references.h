// References: the annexes and clauses that a contract has, by their numbers, so that a reference to one that is not there
// can be told. Tested by tests/unit/match/structure_checks_test.cpp.
//
//   "Annex 2 - Prices"      as a heading   ->  annex "2"
//   "see Schedule IV"       as a reference ->  annex "4"
#ifndef CAVEAT_MATCH_REFERENCES_H
#define CAVEAT_MATCH_REFERENCES_H
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "match/structure_checks.h"

namespace caveat::match {

// The number at the end of a reference, in one spelling: "annex 2" -> "2", "schedule iv" -> "4", "anlage b.1" -> "b.1",
// "clause 12.3(b)" -> "12.3". Empty: there is none. Roman numerals are brought to digits where `roman`.
std::string reference_number(std::string_view folded, bool roman);

// The number that a text begins with, behind the first word: "annex 2 - prices" -> "2".
std::string number_behind_word(std::string_view folded);

class AnnexTable {
 public:
  struct Heading {
    std::string number;
    NormalSpan where;  // "annex 2"
  };
  explicit AnnexTable(const CheckContext& ctx);
  bool has(const std::string& number) const;
  bool has_parts_of(const std::string& number) const;  // "3" where annexes 3A and 3B are there
  const std::vector<Heading>& headings() const { return headings_; }  // one a number, by place

 private:
  std::vector<Heading> headings_;
  std::set<std::string> numbers_;
};

}  // namespace caveat::match
#endif
