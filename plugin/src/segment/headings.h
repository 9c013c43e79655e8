// Headings: which blocks are headings, where the format does not say so. Tested by
// tests/unit/segment/headings_test.cpp.
//
//   "7. Termination"                    numbered, short, begins with a capital, no full stop  ->  heading
//   "RÉSILIATION"                       all capitals, short                                    ->  heading
//   "(a) Fees;"  "30 days"  "Gold"      ->  no heading
#ifndef CAVEAT_SEGMENT_HEADINGS_H
#define CAVEAT_SEGMENT_HEADINGS_H
#include <string_view>

#include "extract/extracted_text.h"
#include "segment/clause_numbers.h"

namespace caveat::segment {

// words, whole: see plain_words.h. marked_up: the format has headings of its own (Markdown, HTML), so that a list
// item is none. The block must not be a line of a table of contents.
bool is_heading(const extract::Block& block, std::string_view words, bool whole, const ClauseNumber& number,
                bool marked_up);

}  // namespace caveat::segment
#endif
