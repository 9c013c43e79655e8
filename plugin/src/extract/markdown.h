// Markdown: a Markdown file -> ExtractedText. The text stays as it was written, so that quotes are verbatim; only the
// blocks leave its markers out. Tested by tests/unit/extract/markdown_test.cpp.
//
// Blocks begin behind "#", "-", "*", "+", ">" and "|", but with the numbers of lists and clauses ("12.3", "1.").
// Outside of all blocks are: underlines and rules, the second line of tables, code fences, front matter, HTML comments.
//
//   ## 7. Term          heading, level 2: "7. Term"
//   - two *years*       list_item, level 1: "two *years*"
//   | Gold | 99.9 % |   table_row: "Gold | 99.9 %"
#ifndef CAVEAT_EXTRACT_MARKDOWN_H
#define CAVEAT_EXTRACT_MARKDOWN_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

Result<ExtractedText> read_markdown(const Document& document, Cancel& cancel);

}  // namespace caveat::extract
#endif
