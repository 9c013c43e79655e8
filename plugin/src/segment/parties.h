// Parties: which names a contract gives its parties, and on which side each stands. Tested by
// tests/unit/segment/parties_test.cpp.
//
//   'ACME GmbH, Berlin (nachfolgend „Anbieter“)'        ->  "acme", "anbieter": supplier
//   'ACME Ltd ("ACME") ... Globex plc (the "Customer")'  ->  "acme": supplier, because the other one is the customer
//   'Conditions générales d'achat ... nous ... le fournisseur'  ->  "nous": customer
//
// A name has a side where a word of its own definition says so (a role noun, "as the supplier", "we"), where the only
// other party has the opposite one, or where the text shows it twice and hardly ever the contrary ("ACME provides",
// "fees payable to ACME"). Else it has none and is not listed: nothing is guessed.
#ifndef CAVEAT_SEGMENT_PARTIES_H
#define CAVEAT_SEGMENT_PARTIES_H
#include <vector>

#include "base/cancel.h"
#include "segment/structure.h"

namespace caveat::segment {

// structure: paragraphs with their languages.
Result<std::vector<Party>> find_parties(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                                        const Structure& structure, Cancel& cancel);

}  // namespace caveat::segment
#endif
