// Invariants: the contract at the top of extract/extracted_text.h as a function. Whatever a reader makes of whatever
// input, broken_invariant() is empty.
#ifndef CAVEAT_TESTS_EXTRACT_INVARIANTS_H
#define CAVEAT_TESTS_EXTRACT_INVARIANTS_H
#include <string>

#include "extract/extracted_text.h"

namespace caveat::extract {

// The first sentence of the contract that does not hold, and where; empty: all hold.
std::string broken_invariant(const ExtractedText& extracted);

}  // namespace caveat::extract
#endif
