// Direction: whose right or whose duty the words of a hit are, and so whom they favour. Words are data: the macros
// supplier, customer, either_party, right, duty, choice, release and liability of rules/lexicons. Tested by
// tests/unit/match/direction_test.cpp.
//
//   "The Supplier may raise [the fees]"               may     of the supplier   ->  favours the supplier
//   "der Kunde hat ... zu ersetzen / is obliged to"   must    of the customer   ->  favours the supplier
//   "[may be terminated] by the Customer"             may     of the customer   ->  favours the customer
//   "at the discretion of the Provider"               choice  of the supplier   ->  favours the supplier
//   "Customer shall not be liable"                    release of the customer   ->  favours the customer
//   "Either party may", "Supplier and Customer may"                             ->  both
//   "Fees may be changed"                                                       ->  unknown, nobody named
//
// The nearest subject governs: a name with "by", "to", "of", "dem", "au", "del" before it is none, but for "by" of a passive.
// A negated right is the other side's gain. "will", "wird" and a plain present tell who acts, but not whether as a right.
// Only what stands around the hit in its own sentence is looked at, so a hit costs a bounded time.
#ifndef CAVEAT_MATCH_DIRECTION_H
#define CAVEAT_MATCH_DIRECTION_H
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/role.h"
#include "extract/extracted_text.h"
#include "normalize/normal_text.h"
#include "rules/program.h"
#include "segment/structure.h"

namespace caveat::match {

struct Direction {
  enum class Favours : std::uint8_t { unknown, supplier, customer, both };
  Favours favours = Favours::unknown;
  std::optional<Role> actor;  // who acts, also where it is not said whether as a right or a duty
  NormalSpan who;             // the words that name the party; empty: nobody is named
  NormalSpan what;            // the words of right, duty, choice or release; empty: none
};

// hull: inside sentence, of a paragraph in `language`.
Direction direction_of(const rules::RuleProgram& program, const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                       const segment::Structure& structure, NormalSpan sentence, NormalSpan hull, Language language);

// Does a rule speak to whom one reads for? Neutral clauses and structure checks do to both sides; a rule with `favours` is turned
// round; the others warn a buyer and say nothing to a supplier (docs/roles.md).
bool applies_to(const rules::Rule& rule, Role reader);

// Whether a rule with `favours` reports a hit of this direction. The turned rule asks for a named party.
bool reports(const rules::Favours& favours, Role reader, const Direction& direction);

// Whom the finding's {favoured} names: the direction's, or what the rule supposes where nobody is named.
Role favoured(const rules::Favours& favours, const Direction& direction);

}  // namespace caveat::match
#endif
