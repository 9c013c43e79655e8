// See rarity.h.
#include "rules/rarity.h"

#include <limits>

namespace caveat::rules {

Rarity::Rarity(std::span<const CompiledFragment* const> fragments) {
  for (const CompiledFragment* fragment : fragments)
    for (const auto& clause : fragment->clauses)
      for (const std::string& literal : clause) ++uses_[literal];
}

double Rarity::of(const std::vector<std::string>& clause) const {
  double all = 0;
  for (const std::string& literal : clause) {
    const auto size = static_cast<double>(literal.size());
    const auto uses = uses_.find(literal);
    all += (uses == uses_.end() ? 1 : uses->second) / (size * size);
  }
  return all;
}

double Rarity::of(const CompiledFragment& fragment) const {
  return fragment.clauses.empty() ? std::numeric_limits<double>::infinity() : of(fragment.clauses[rarest(fragment)]);
}

std::uint32_t Rarity::rarest(const CompiledFragment& fragment, std::uint32_t from) const {
  std::uint32_t best = from;
  for (std::uint32_t clause = from + 1; clause < fragment.clauses.size(); ++clause)
    if (of(fragment.clauses[clause]) < of(fragment.clauses[best])) best = clause;
  return best;
}

}  // namespace caveat::rules
