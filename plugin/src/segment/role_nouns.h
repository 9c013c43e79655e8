// RoleNouns: the words of contracts that say by themselves on which side a party stands, and the pronouns.
// Kept here and not taken from rules/lexicons, because parties are found before any rule is known and a pack of somebody
// else may have other macros. What the two must share (each canonical word matches its macro) is checked by
// tests/property/role_folding_test.cpp. Tested by tests/unit/segment/parties_test.cpp.
//
//   "service provider", en  ->  supplier      "donneur d'ordre", fr  ->  customer      "company", en  ->  ambiguous
#ifndef CAVEAT_SEGMENT_ROLE_NOUNS_H
#define CAVEAT_SEGMENT_ROLE_NOUNS_H
#include <cstdint>
#include <string_view>

#include "base/language.h"
#include "base/role.h"

namespace caveat::segment {

enum class PartyWord : std::uint8_t {
  none,
  supplier,      // said of no one else: "Auftragnehmer"
  customer,
  weak_supplier, // also of a marketplace's customers: "Verkäufer", "provider" of a listing
  ambiguous,     // "Company", "Gesellschaft": a side only by the contract's definition
  first_person,
  second_person,
};

// words: folded, lower case, single spaces, without article ("service provider").
PartyWord party_word(std::string_view words, Language language);

// The word that a role's names are folded to, with its article in the nominative: "the supplier", "der anbieter".
struct RoleName {
  std::string_view article, noun;
};
RoleName role_name(Role role, Language language);

}  // namespace caveat::segment
#endif
