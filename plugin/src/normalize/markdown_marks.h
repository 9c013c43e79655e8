// MarkdownMarks: the bytes of a Markdown block that a reader never sees: "**Provider**" must match as "provider". They
// stay in the extracted text; only the normal text is without them. Tested by
// tests/unit/normalize/markdown_marks_test.cpp.
//
//   "**1\. [Fees](https://x.y/z)** of _you_"  ->  "1. Fees of you"
//
// Dropped: emphasis (** __ * _), backslashes before punctuation and at a line end, "[" and "](url)" of inline links,
// "![" of images, inline HTML tags, the # marks and the underline of a heading. Kept, because they mean something in
// contracts: blanks to fill in ("____"), "5*3", "[●]", snake_case, bullets, masks ("****1234"). Linear: no mark looks
// further than the next bracket.
#ifndef CAVEAT_NORMALIZE_MARKDOWN_MARKS_H
#define CAVEAT_NORMALIZE_MARKDOWN_MARKS_H
#include <string_view>
#include <vector>

#include "base/spans.h"

namespace caveat::normalize {

class MarkdownMarks {
 public:
  // Spans count bytes of `block`; in order, not overlapping; none begins with white space. Valid until the next call.
  const std::vector<TextSpan>& find(std::string_view block, bool heading);

 private:
  std::vector<TextSpan> marks_;
  std::vector<std::size_t> open_brackets_;  // indices into marks_
};

}  // namespace caveat::normalize
#endif
