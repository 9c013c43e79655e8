// See fragment_index.h.
#include "rules/fragment_index.h"

#include <algorithm>
#include <unordered_map>

namespace caveat::rules {

FragmentIndex::FragmentIndex(const std::vector<Entry>& entries) {
  std::unordered_map<std::string_view, std::uint32_t> ids;
  std::vector<std::string> literals;
  std::vector<std::vector<std::uint32_t>> clauses, guards;
  for (const Entry& entry : entries) {
    const auto local = static_cast<std::uint32_t>(entries_.size()), first = static_cast<std::uint32_t>(clauses.size());
    entries_.push_back({entry.fragment, first, first + static_cast<std::uint32_t>(entry.clauses->size()), first + entry.guard, entry.head, entry.reach});
    if (entry.fragment >= local_of_.size()) local_of_.resize(entry.fragment + 1, kNone);
    local_of_[entry.fragment] = local;
    for (const auto& clause : *entry.clauses) {
      auto& list = clauses.emplace_back();
      for (const std::string& literal : clause) {
        const auto [at, fresh] = ids.emplace(literal, static_cast<std::uint32_t>(literals.size()));
        if (fresh) {
          literals.push_back(literal);
          guards.emplace_back();
        }
        list.push_back(at->second);
      }
    }
    if (entry.told)
      for (const std::uint32_t literal : clauses[first + entry.guard]) guards[literal].push_back(local);
  }
  clauses_ = PackedLists<std::uint32_t>(clauses);
  guarded_by_ = PackedLists<std::uint32_t>(guards);
  trie_ = LiteralTrie(literals);
}

bool FragmentIndex::Reading::may_hold(std::uint32_t local) {
  heads_.clear();
  if (!in_order(local)) return false;
  if (!index_.entries_[local].head) return true;
  find_heads(local);
  return !heads_.empty();
}

// One literal of each clause, none overlapping the one before: what every match holds.
bool FragmentIndex::Reading::in_order(std::uint32_t local) const {
  const Local& entry = index_.entries_[local];
  std::uint32_t after = 0;
  for (std::uint32_t clause = entry.first_clause; clause < entry.end_clause; ++clause) {
    std::uint32_t nearest = kNone;
    for (const std::uint32_t literal : index_.clauses_[clause]) {
      if (literals_[literal].epoch != epoch_) continue;
      const auto size = static_cast<std::uint32_t>(index_.trie_.literal_size(literal));
      for (std::uint32_t h = literals_[literal].first; h != kNone; h = hits_[h].next)
        if (hits_[h].begin >= after) {
          nearest = std::min(nearest, hits_[h].begin + size);
          break;
        }
    }
    if (nearest == kNone) return false;
    after = nearest;
  }
  return true;
}

std::uint32_t FragmentIndex::Reading::longest_run() {
  if (longest_run_ != kNone) return longest_run_;
  longest_run_ = 0;
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t space = std::min(text_.find(' ', at), text_.size());
    longest_run_ = std::max(longest_run_, static_cast<std::uint32_t>(space - at));
    at = space + 1;
  }
  return longest_run_;
}

// Where the literals of a clause begin, ascending; and how many bytes the shortest of these has.
std::uint32_t FragmentIndex::Reading::places(std::uint32_t clause, std::vector<std::uint32_t>& out) const {
  std::uint32_t shortest = kNone, found = 0;
  out.clear();
  for (const std::uint32_t literal : index_.clauses_[clause]) {
    if (literals_[literal].epoch != epoch_) continue;
    ++found;
    shortest = std::min(shortest, static_cast<std::uint32_t>(index_.trie_.literal_size(literal)));
    for (std::uint32_t h = literals_[literal].first; h != kNone; h = hits_[h].next) out.push_back(hits_[h].begin);
  }
  if (found > 1) {  // of one they ascend
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }
  return shortest;
}

// The heads from which the other clauses go on in order, within the longest match.
void FragmentIndex::Reading::find_heads(std::uint32_t local) {
  const Local& entry = index_.entries_[local];
  const std::uint32_t size = places(entry.first_clause, heads_);
  if (entry.end_clause - entry.first_clause == 1) return;
  const std::uint64_t far = entry.reach ? entry.reach->bytes + std::uint64_t{entry.reach->runs} * longest_run() : text_.size();
  // Per head, where the next clause may begin at the earliest.
  after_.assign(heads_.begin(), heads_.end());
  for (std::uint32_t& at : after_) at += size;
  for (std::uint32_t clause = entry.first_clause + 1; clause < entry.end_clause && !heads_.empty(); ++clause) {
    const std::uint32_t shortest = places(clause, others_);
    std::size_t kept = 0;
    for (std::size_t h = 0; h < heads_.size(); ++h) {
      const auto next = std::lower_bound(others_.begin(), others_.end(), after_[h]);
      if (next == others_.end() || *next >= heads_[h] + far) continue;
      heads_[kept] = heads_[h];
      after_[kept++] = *next + shortest;
    }
    heads_.resize(kept);
    after_.resize(kept);
  }
}

}  // namespace caveat::rules
