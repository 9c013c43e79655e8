// See literal_automaton.h. A trie, its failure links in breadth-first order, then a dense table with the outputs of a
// state and of its failure chain merged.
#include "rules/literal_automaton.h"

#include <algorithm>

namespace caveat::rules {

LiteralAutomaton::LiteralAutomaton(const std::vector<std::string>& literals) {
  if (literals.empty()) return;
  for (const auto& l : literals) sizes_.push_back(static_cast<std::uint32_t>(l.size()));

  std::array<bool, 256> used{};
  for (const auto& l : literals)
    for (unsigned char c : l) used[c] = true;
  classes_ = 1;  // class 0: bytes of no literal
  for (std::size_t b = 0; b < 256; ++b)
    if (used[b]) class_of_[b] = static_cast<std::uint8_t>(classes_++);

  constexpr std::uint32_t kNone = ~0u;
  std::vector<std::uint32_t> next(classes_, kNone);
  std::vector<std::vector<std::uint32_t>> own(1);
  for (std::uint32_t id = 0; id < literals.size(); ++id) {
    std::uint32_t state = 0;
    for (unsigned char c : literals[id]) {
      std::uint32_t& to = next[state * classes_ + class_of_[c]];
      if (to == kNone) {
        const auto fresh = static_cast<std::uint32_t>(own.size());
        to = fresh;
        own.emplace_back();
        next.resize(next.size() + classes_, kNone);
        state = fresh;
      } else {
        state = to;
      }
    }
    own[state].push_back(id);
  }

  const auto states = static_cast<std::uint32_t>(own.size());
  std::vector<std::uint32_t> fail(states, 0), order;
  order.reserve(states);
  for (std::uint32_t c = 0; c < classes_; ++c) {
    std::uint32_t& to = next[c];
    if (to == kNone) to = 0;
    else order.push_back(to);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t state = order[i];
    // The failure state is shallower, so its own outputs are complete by now.
    own[state].insert(own[state].end(), own[fail[state]].begin(), own[fail[state]].end());
    for (std::uint32_t c = 0; c < classes_; ++c) {
      std::uint32_t& to = next[state * classes_ + c];
      const std::uint32_t by_fail = next[fail[state] * classes_ + c];
      if (to == kNone) {
        to = by_fail;
      } else {
        fail[to] = by_fail;
        order.push_back(to);
      }
    }
  }

  // Renumber: states without output first, in breadth-first order, which also keeps the hot ones together.
  std::vector<std::uint32_t> number(states);
  order.insert(order.begin(), 0);
  std::uint32_t n = 0;
  for (std::uint32_t s : order)
    if (own[s].empty()) number[s] = n++;
  first_output_ = n;
  for (std::uint32_t s : order)
    if (!own[s].empty()) number[s] = n++;
  next_.resize(next.size());
  for (std::uint32_t s = 0; s < states; ++s)
    for (std::uint32_t c = 0; c < classes_; ++c) next_[number[s] * classes_ + c] = number[next[s * classes_ + c]];
  output_begin_.push_back(0);
  for (std::uint32_t s : order)
    if (!own[s].empty()) {
      outputs_.insert(outputs_.end(), own[s].begin(), own[s].end());
      output_begin_.push_back(static_cast<std::uint32_t>(outputs_.size()));
    }
}

}  // namespace caveat::rules
