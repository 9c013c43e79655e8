// Headings: which blocks are headings, where the format does not say so. Tested by
// tests/unit/segment/headings_test.cpp.
//
//   "7. Termination"                    numbered, short, begins with a capital, no full stop  ->  heading
//   "RÉSILIATION"                       all capitals, short                                    ->  heading
//   "(a) Fees;"  "30 days"  "Gold"      ->  no heading
#ifndef CAVEAT_SEGMENT_HEADINGS_H
#define CAVEAT_SEGMENT_HEADINGS_H
#include <string_view>

#include "base/language.h"
#include "extract/extracted_text.h"
#include "segment/clause_numbers.h"

namespace caveat::segment {

// words, whole: see plain_words.h. marked_up: the format has headings of its own (Markdown, HTML), so that a list
// item is none. The block must not be a line of a table of contents.
bool is_heading(const extract::Block& block, std::string_view words, bool whole, const ClauseNumber& number,
                bool marked_up);

// Does a heading say what a sentence says? Word sets numbered clauses in heading styles: "7.2 The Supplier may increase the fees." Told by a finite
// verb, else by a length that no title has. A question is a title ("When may we change our prices?").
//   words: folded, with its number.  language: of the paragraph; `other` has no verbs that we know.
//   "7.2 the supplier may increase the fees"  ->  a sentence         "limitation of liability", "price increases."  ->  titles
bool is_sentence(std::string_view words, Language language);

}  // namespace caveat::segment
#endif
