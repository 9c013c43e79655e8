// Role folding: in the folded text, the names that a contract gives its parties become the words that every rule knows.
// So "{{supplier}}" sees ACME without any change to the automaton (docs/adr/0003-role-folding.md). Tested by
// tests/unit/segment/role_folding_test.cpp and tests/property/role_folding_test.cpp.
//
//   "acme, inc. may raise the fees"  ->  "the supplier may raise the fees"     the map leads back to "ACME, Inc."
//   "acme cloud platform" ("ACME Cloud Platform": a product), "acme.com", "acme-konto"  ->  as they were
//   "we may" in the purchase conditions of a buyer  ->  "the customer may"
//
// Contract: text without parties keeps its bytes; every byte outside a replaced name keeps its value and maps to the
// same place as before; a replaced name maps to the whole name.
#ifndef CAVEAT_SEGMENT_ROLE_FOLDING_H
#define CAVEAT_SEGMENT_ROLE_FOLDING_H
#include "segment/structure.h"

namespace caveat::segment {

// Changes normal, and the spans of paragraphs and clauses in structure with it. Gives how many names were replaced.
Result<std::uint32_t> fold_roles(const extract::ExtractedText& extracted, normalize::NormalText& normal,
                                 Structure& structure, Cancel& cancel);

}  // namespace caveat::segment
#endif
