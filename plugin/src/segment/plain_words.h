// PlainWords: a block as a reader sees it: no Markdown marks, white space as single spaces; letters, quotes and
// capitals as written. Numbers and headings are recognised on it. Tested by tests/unit/segment/headings_test.cpp.
//
//   "**7\. Fees\n and [charges](#c)**"  ->  "7. Fees and charges"
#ifndef CAVEAT_SEGMENT_PLAIN_WORDS_H
#define CAVEAT_SEGMENT_PLAIN_WORDS_H
#include <string>
#include <string_view>

#include "normalize/markdown_marks.h"

namespace caveat::segment {

class PlainWords {
 public:
  explicit PlainWords(bool markdown) : markdown_(markdown) {}

  void markdown(bool is) { markdown_ = is; }

  // Made of the first bytes of it, cut at a character; `whole` tells whether that is all. Valid until the next call.
  static constexpr std::size_t kHeadingBytes = 400;
  static constexpr std::size_t kOtherBytes = 200;  // enough to see that it is no short title
  const std::string& of(std::string_view block, bool heading);
  bool whole() const { return whole_; }

 private:
  bool markdown_;
  bool whole_ = true;
  normalize::MarkdownMarks marks_;
  std::string words_;
};

}  // namespace caveat::segment
#endif
