// CheckNames: the structure checks that a rule may name under `check`, and the placeholders that each fills in the texts.
// The loader knows the names, match/structure_checks.h the functions; a test keeps both lists equal
// (tests/unit/match/structure_checks_test.cpp).
#ifndef CAVEAT_RULES_CHECK_NAMES_H
#define CAVEAT_RULES_CHECK_NAMES_H
#include <array>
#include <string_view>

namespace caveat::rules {

struct CheckName {
  std::string_view name;
  std::string_view arguments;  // "{term} {count}": what its matches carry for the texts
  std::string_view needs;      // "find", "of": the key of the logic without which it looks at nothing; empty: none
};

// By name.
inline constexpr std::array kCheckNames = std::to_array<CheckName>({
    {"annex-missing", "{reference}", "find"},
    {"blank", "", "find"},
    {"clause-missing", "{reference}", "find"},
    {"comments", "{count}", ""},
    {"contradiction", "{first} {second}", "of"},
    {"hidden-text", "{count} {words}", ""},
    {"one-sided", "{favoured} {burdened}", "find"},
    {"precedence-missing", "", "find"},
    {"term-defined-twice", "{term}", ""},
    {"term-undefined", "{term}", ""},
    {"term-unused", "{term}", ""},
    {"tracked-changes", "{count}", ""},
    {"unreadable", "{count}", ""},
    {"words-and-digits", "{words} {digits}", ""},
});

constexpr const CheckName* find_check_name(std::string_view name) {
  for (const CheckName& known : kCheckNames)
    if (known.name == name) return &known;
  return nullptr;
}

}  // namespace caveat::rules
#endif
