// PackedLists: lists of lists in two arrays: list i is items[begin[i] .. begin[i+1]).
#ifndef CAVEAT_RULES_PACKED_LISTS_H
#define CAVEAT_RULES_PACKED_LISTS_H
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::rules {

template <class Item>
struct PackedLists {
  std::vector<std::uint32_t> begin;
  std::vector<Item> items;
  explicit PackedLists(const std::vector<std::vector<Item>>& lists = {}) {
    begin.push_back(0);
    for (const auto& list : lists) {
      items.insert(items.end(), list.begin(), list.end());
      begin.push_back(static_cast<std::uint32_t>(items.size()));
    }
  }
  std::size_t size() const { return begin.size() - 1; }
  std::span<const Item> operator[](std::size_t i) const { return {items.data() + begin[i], begin[i + 1] - begin[i]}; }
};

}  // namespace caveat::rules
#endif
