// A fragment of a slot, from natural spelling to an RE2 expression over folded text and the literals it cannot do without.
// Tested by tests/unit/rules/fragment_test.cpp; that the literals lose nothing, by tests/differential.
//
//   "résili{{w}} (?:sans|avec) préavis"  ->  expression  \bresili\w* (?:sans|avec) preavis\b
//                                            clauses     {resili} { sans preavis,  avec preavis}   head
#ifndef CAVEAT_RULES_FRAGMENT_H
#define CAVEAT_RULES_FRAGMENT_H
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/result.h"
#include "rules/quantity.h"

namespace caveat::rules {

// A lexicon: macro name -> its fragments, of one language.
using Lexicon = std::map<std::string, std::vector<std::string>, std::less<>>;

// How long a match may be at most: bytes, and runs of characters other than a space.
struct Reach {
  std::uint32_t bytes = 0, runs = 0;
};

struct FragmentProgram {
  std::string expression;
  // Each match holds one literal of each clause, in this order, without overlap. Empty: nothing is required.
  std::vector<std::vector<std::string>> clauses;
  bool head = false;  // each match begins with a literal of clauses[0]
  // All that it can match, where that is a few words and no two of them match at one place: these words between boundaries are the
  // expression, and nobody needs RE2. Empty: an expression.
  std::vector<std::string> words;
  std::optional<Reach> reach;  // none: any length
  std::optional<QuantityKind> value;  // the value macro in it; at most one kind
};

// The error's message says what is wrong with the fragment and what to write instead.
Result<FragmentProgram> compile_fragment(std::string_view fragment, Language language, const Lexicon& lexicon);

}  // namespace caveat::rules
#endif
