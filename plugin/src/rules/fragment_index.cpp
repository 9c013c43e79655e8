// See fragment_index.h.
#include "rules/fragment_index.h"

#include <algorithm>
#include <map>

namespace caveat::rules {

FragmentIndex::FragmentIndex(const std::vector<Entry>& entries) {
  std::map<std::string_view, std::uint32_t> ids;
  std::vector<std::string> literals;
  std::vector<std::uint32_t> uses;  // in how many clauses a literal stands: words that many rules speak of are words that contracts are full of
  std::vector<std::vector<std::uint32_t>> clauses;
  for (const Entry& entry : entries) {
    entries_.push_back({entry.fragment, static_cast<std::uint32_t>(clauses.size()), static_cast<std::uint32_t>(clauses.size() + entry.clauses->size()), entry.head});
    for (const auto& clause : *entry.clauses) {
      auto& list = clauses.emplace_back();
      for (const std::string& literal : clause) {
        const auto [at, fresh] = ids.emplace(literal, static_cast<std::uint32_t>(literals.size()));
        if (fresh) {
          literals.push_back(literal);
          uses.push_back(0);
        }
        ++uses[at->second];
        list.push_back(at->second);
      }
    }
  }
  std::vector<std::vector<std::uint32_t>> guards(literals.size());
  for (std::uint32_t local = 0; local < entries_.size(); ++local) {
    const auto weight = [&](std::uint32_t clause) {
      double all = 0;
      for (const std::uint32_t literal : clauses[clause]) all += uses[literal] / static_cast<double>(literals[literal].size() * literals[literal].size());
      return all;
    };
    std::uint32_t guard = entries_[local].first_clause;
    for (std::uint32_t clause = guard + 1; clause < entries_[local].end_clause; ++clause)
      if (weight(clause) < weight(guard)) guard = clause;
    for (const std::uint32_t literal : clauses[guard]) guards[literal].push_back(local);
  }
  clauses_ = PackedLists<std::uint32_t>(clauses);
  guarded_by_ = PackedLists<std::uint32_t>(guards);
  automaton_ = LiteralAutomaton(literals);
}

// One literal of each clause, none overlapping the one before: what every match holds.
bool FragmentIndex::Reading::in_order(std::uint32_t local) const {
  const Local& entry = index_.entries_[local];
  if (entry.end_clause - entry.first_clause == 1) return true;
  std::uint32_t after = 0;
  for (std::uint32_t clause = entry.first_clause; clause < entry.end_clause; ++clause) {
    std::uint32_t nearest = kNone;
    for (const std::uint32_t literal : index_.clauses_[clause]) {
      if (literals_[literal].epoch != epoch_) continue;
      const auto size = static_cast<std::uint32_t>(index_.automaton_.literal_size(literal));
      for (std::uint32_t h = literals_[literal].first; h != kNone; h = hits_[h].next)
        if (hits_[h].end - size >= after) {
          nearest = std::min(nearest, hits_[h].end);
          break;
        }
    }
    if (nearest == kNone) return false;
    after = nearest;
  }
  return true;
}

void FragmentIndex::Reading::find_heads(std::uint32_t local) {
  for (const std::uint32_t literal : index_.clauses_[index_.entries_[local].first_clause]) {
    if (literals_[literal].epoch != epoch_) continue;
    const auto size = static_cast<std::uint32_t>(index_.automaton_.literal_size(literal));
    for (std::uint32_t h = literals_[literal].first; h != kNone; h = hits_[h].next) heads_.push_back(hits_[h].end - size);
  }
  std::sort(heads_.begin(), heads_.end());
  heads_.erase(std::unique(heads_.begin(), heads_.end()), heads_.end());
}

}  // namespace caveat::rules
