// PlainText: a text file -> ExtractedText, its paragraphs found by how they are set.
// Tested by tests/unit/extract/plain_text_test.cpp.
//
// Blank lines and ruled lines part blocks; so does a line that begins a numbered clause, a list item or a heading, a
// paragraph's indent, and a short line that ends a sentence. Lines wrapped at a width stay one block; where lines are
// longer than any wrap, each is a paragraph. Two lines with columns are table rows.
//
//   7. TERMINATION
//   7.1 Either party may terminate this
//       Agreement on 30 days' notice.          ->  heading "7. TERMINATION", list_item "7.1 Either ... notice."
#ifndef CAVEAT_EXTRACT_PLAIN_TEXT_H
#define CAVEAT_EXTRACT_PLAIN_TEXT_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

Result<ExtractedText> read_plain_text(const Document& document, Cancel& cancel);

}  // namespace caveat::extract
#endif
