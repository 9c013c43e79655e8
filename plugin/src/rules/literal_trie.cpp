// See literal_trie.h. The literals are sorted, so that what begins alike is a range; level by level, each range becomes a node.
#include "rules/literal_trie.h"

#include <algorithm>
#include <numeric>

namespace caveat::rules {

LiteralTrie::LiteralTrie(const std::vector<std::string>& literals) {
  if (literals.empty()) return;
  for (const auto& l : literals) sizes_.push_back(static_cast<std::uint32_t>(l.size()));
  std::vector<std::uint32_t> order(literals.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return literals[a] < literals[b]; });

  struct Range {
    std::uint32_t begin, end;  // of order
    std::size_t depth;         // bytes that they have in common
  };
  const auto byte = [&](std::uint32_t i, std::size_t depth) { return static_cast<unsigned char>(literals[order[i]][depth]); };
  std::vector<Range> level;
  of_pair_.assign(kPairs, kNone);
  for (std::uint32_t i = 0; i < order.size();) {
    std::uint32_t end = i;
    while (end < order.size() && byte(end, 0) == byte(i, 0) && byte(end, 1) == byte(i, 1)) ++end;
    of_pair_[static_cast<std::size_t>(byte(i, 0) << 8 | byte(i, 1))] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    labels_.push_back(byte(i, 1));
    level.push_back({i, end, kShortest});
    i = end;
  }
  std::uint32_t node = 0;  // of level[0]
  while (!level.empty()) {
    std::vector<Range> next;
    for (Range range : level) {
      Node& here = nodes_[node++];
      const std::string &low = literals[order[range.begin]], &high = literals[order[range.end - 1]];
      std::size_t depth = range.depth;
      while (depth < low.size() && depth < high.size() && low[depth] == high[depth]) ++depth;
      here.tail = static_cast<std::uint32_t>(tails_.size());
      here.tail_size = static_cast<std::uint32_t>(depth - range.depth);
      tails_.append(low, range.depth, here.tail_size);
      if (literals[order[range.begin]].size() == depth) here.literal = order[range.begin++];  // the shortest comes first
      here.first = static_cast<std::uint32_t>(labels_.size());
      for (std::uint32_t i = range.begin; i < range.end;) {
        std::uint32_t end = i;
        while (end < range.end && byte(end, depth) == byte(i, depth)) ++end;
        labels_.push_back(byte(i, depth));
        next.push_back({i, end, depth + 1});
        i = end;
      }
      here.count = static_cast<std::uint32_t>(labels_.size()) - here.first;
    }
    nodes_.resize(labels_.size());
    level = std::move(next);
  }

  constexpr std::uint32_t kFew = 3;  // children that are looked through
  std::size_t classes = 1;
  for (const auto& l : literals)
    for (const unsigned char c : l)
      if (!class_of_[c] && classes < class_of_.size()) class_of_[c] = static_cast<std::uint8_t>(classes++);
  if (classes == class_of_.size()) return;  // no text of ours has so many bytes
  for (Node& here : nodes_) {
    if (here.count <= kFew) continue;
    here.row = static_cast<std::uint32_t>(rows_.size());
    rows_.resize(rows_.size() + classes);
    for (std::uint32_t nth = 0; nth < here.count; ++nth) rows_[here.row + class_of_[labels_[here.first + nth]]] = static_cast<std::uint8_t>(nth + 1);
  }
}

}  // namespace caveat::rules
