// ChangedWords: which words of two wordings of one clause differ, word by word, case and layout aside.
// Tested by tests/unit/compare/changed_words_test.cpp.
//
//   "the fees of twelve (12) months"  "the fees of three (3) months"  ->  "twelve (12)", "three (3)"
#ifndef CAVEAT_COMPARE_CHANGED_WORDS_H
#define CAVEAT_COMPARE_CHANGED_WORDS_H
#include <cstddef>
#include <vector>

#include "base/limits.h"
#include "base/spans.h"
#include "normalize/normal_text.h"

namespace caveat::compare {

struct Marks {
  std::vector<TextSpan> before, after;  // in order; neighbours are one span
};

// Holds the bound on the work of a whole comparison: when it is used up, all between the common beginning and end is marked.
class ChangedWords {
 public:
  Marks operator()(const normalize::NormalText& before, TextSpan in_before, const normalize::NormalText& after, TextSpan in_after);

 private:
  std::size_t cells_ = limits::kDiffCells;
};

}  // namespace caveat::compare
#endif
