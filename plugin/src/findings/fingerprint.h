// Fingerprint: what a finding is recognised by in a new draft. Two hashes: the wording with its numbers masked, and the numbers.
// The first survives page and line breaks, hyphenation, moving the clause and renumbering it, and new numbers in it; the second
// changes with any number that is a quantity, so that a waiver for "3 %" does not cover "15 %" (findings/waivers.h).
// Tested by tests/unit/findings/fingerprint_test.cpp and tests/property/fingerprint_test.cpp.
//
//   "7.2 Fees rise by three (3) % as set out in clause 9.1."
//     wording "fees rise by # (#) % as set out in clause #."   numbers "3|3"       7.2 and 9.1 are places, not quantities
#ifndef CAVEAT_FINDINGS_FINGERPRINT_H
#define CAVEAT_FINDINGS_FINGERPRINT_H
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/spans.h"

namespace caveat::findings {

struct Masked {
  std::string wording;  // of the sentence around the hit, one space between words, without its own clause number
  std::string numbers;  // in order, separated by '|'
};

// `folded`: NormalText::text. Of a very long sentence, only the words near the hit count.
Masked mask(std::string_view folded, NormalSpan sentence, NormalSpan hull, Language language);

// 16 hex digits over the rule and the wordings of all its places, in whatever order these stand. A second finding of the same
// rule with the same wordings has repeat 1, and so on.
std::string fingerprint(std::string_view rule_id, std::vector<std::string> wordings, std::uint32_t repeat = 0);

// 8 hex digits over the numbers of all places.
std::string number_print(std::vector<Masked> places);

}  // namespace caveat::findings
#endif
