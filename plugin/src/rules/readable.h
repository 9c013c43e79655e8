// Readable: a fragment of a slot as a person would write it, for the list of words that an absence was looked for by.
// The first alternative of each group, without what may be left out, "…" for any words.
// Tested by tests/unit/rules/readable_test.cpp.
//
//   "notif(?:y|ies|ied) (?:the )?{{customer}}"  ->  "notify customer"        "rückerstatt\w+"  ->  "rückerstatt…"
#ifndef CAVEAT_RULES_READABLE_H
#define CAVEAT_RULES_READABLE_H
#include <string>
#include <string_view>

#include "rules/fragment.h"

namespace caveat::rules {

// The fragment must be one that compile_fragment accepts; of another, what can be read of it.
std::string readable(std::string_view fragment, const Lexicon& lexicon);

}  // namespace caveat::rules
#endif
