// Definitions: the terms to which a contract gives a meaning of its own, in four languages, with the place of the term and
// of its meaning. Tested by tests/unit/segment/definitions_test.cpp.
//
//   "Fees" means the sums in Annex 1.            -> fees
//   ACME Ltd (the "Supplier")                    -> supplier
//   ci-après « le Prestataire »                  -> prestataire
//   (nachfolgend „Anbieter“ genannt)             -> anbieter
//   en adelante, el Proveedor                    -> proveedor
//   under "Definitions":  Order Form: the form that ...   -> order form
#ifndef CAVEAT_SEGMENT_DEFINITIONS_H
#define CAVEAT_SEGMENT_DEFINITIONS_H
#include <optional>
#include <vector>

#include "segment/structure.h"

namespace caveat::segment {

// Fills structure.definitions from its paragraphs and clauses, in text order.
std::optional<Error> find_definitions(const extract::ExtractedText& extracted, const normalize::NormalText& normal, Structure& structure,
                                      Cancel& cancel);

}  // namespace caveat::segment
#endif
