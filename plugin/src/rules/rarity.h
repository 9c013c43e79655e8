// Rarity: which words of the rules are rare in contracts, guessed from the rules of a language themselves: short words, and words that many fragments
// hold, are words that contracts are full of. The guess decides where the prefilter looks first, never what is found.
// Tested by tests/unit/rules/rarity_test.cpp.
//
//   {"supplier", "vendor"} 40.2    {"without "} 0.9    {"terminate for convenience"} 0.002    (the smaller, the rarer)
#ifndef CAVEAT_RULES_RARITY_H
#define CAVEAT_RULES_RARITY_H
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/program.h"

namespace caveat::rules {

class Rarity {
 public:
  // Of the fragments of one language; their clauses must outlive it.
  explicit Rarity(std::span<const CompiledFragment* const> fragments);

  double of(const std::vector<std::string>& clause) const;
  // Of its rarest clause; infinite where nothing is required.
  double of(const CompiledFragment& fragment) const;
  // Which of its clauses is the rarest, of those from `from` on.
  std::uint32_t rarest(const CompiledFragment& fragment, std::uint32_t from = 0) const;

 private:
  std::unordered_map<std::string_view, std::uint32_t> uses_;  // in how many clauses a literal stands
};

}  // namespace caveat::rules
#endif
