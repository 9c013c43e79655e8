// RuleWords: the words of a rule card that no other report has, in the four languages. Tested by tests/unit/report/rule_card_test.cpp
// (none is empty, the placeholders are the same in all four).
#ifndef CAVEAT_REPORT_RULE_WORDS_H
#define CAVEAT_REPORT_RULE_WORDS_H
#include <array>
#include <string_view>

#include "base/language.h"

namespace caveat::report {

struct RuleWords {
  std::array<std::string_view, 5> kind;    // by rules::Kind: what it does
  std::array<std::string_view, 3> status;  // by rules::Status
  std::string_view version;                // "version {n}"
  std::string_view languages;              // before the languages of contracts that it reads
  std::string_view numbers;                // heading: what it compares with
  std::string_view at_least, at_most;      // of a number: "at least {n}"
  std::string_view preferred, walk_away;   // "preferred: {n}"
  std::string_view from_policy, own;       // whose the number is
  std::string_view examples, reported, not_reported;
  std::string_view unknown, meant;         // "There is no rule “{n}”.", "Did you mean {n}?"
};

const RuleWords& rule_words(Language reader);

}  // namespace caveat::report
#endif
