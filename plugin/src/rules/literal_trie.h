// LiteralTrie: where the required literals of all rules of a language stand in a text. A table by the first two bytes, then a trie that is walked from
// every byte of the text: most walks end after a step or two, and what they touch stays in the cache. (An Aho-Corasick automaton reads each byte once, but
// its table has 7 MB for the literals of one language: it was three times as slow, and took 0.2 s to build.)
// Tested by tests/unit/rules/literal_trie_test.cpp against std::string::find.
#ifndef CAVEAT_RULES_LITERAL_TRIE_H
#define CAVEAT_RULES_LITERAL_TRIE_H
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::rules {

class LiteralTrie {
 public:
  static constexpr std::size_t kShortest = 2;  // bytes of a literal

  LiteralTrie() = default;
  // Literal i is known by its index; no two are equal.
  explicit LiteralTrie(const std::vector<std::string>& literals);

  // Calls on_hit(literal, begin) for each occurrence, ascending; the shorter first of those that begin at one place.
  template <class OnHit>
  void find(std::string_view text, OnHit&& on_hit) const {
    if (nodes_.empty() || text.size() < kShortest) return;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    for (std::size_t begin = 0; begin + 1 < text.size(); ++begin) {
      std::uint32_t at = of_pair_[bytes[begin] << 8 | bytes[begin + 1]];
      for (std::size_t next = begin + 2; at != kNone; ++next) {
        const Node& node = nodes_[at];
        if (node.tail_size > 0) {
          if (node.tail_size > text.size() - next || std::memcmp(bytes + next, tails_.data() + node.tail, node.tail_size) != 0) break;
          next += node.tail_size;
        }
        if (node.literal != kNone) on_hit(node.literal, static_cast<std::uint32_t>(begin));
        if (next == text.size()) break;
        at = child(node, bytes[next]);
      }
    }
  }

  std::size_t literals() const { return sizes_.size(); }
  std::size_t literal_size(std::uint32_t literal) const { return sizes_[literal]; }

 private:
  friend class CompiledPack;
  static constexpr std::uint32_t kNone = ~0u, kPairs = 1u << 16;
  struct Node {
    std::uint32_t literal = kNone;  // that ends here
    std::uint32_t first = 0;        // its children stand side by side, ascending by their byte
    std::uint32_t count = 0;
    std::uint32_t row = kNone;      // of a node with many children
    std::uint32_t tail = 0, tail_size = 0;  // what all below it go on with
  };

  std::uint32_t child(const Node& node, unsigned char byte) const {
    if (node.row != kNone) {
      const std::uint8_t nth = rows_[node.row + class_of_[byte]];
      return nth ? node.first + nth - 1 : kNone;
    }
    for (std::uint32_t c = node.first; c < node.first + node.count; ++c)
      if (labels_[c] == byte) return c;
    return kNone;
  }

  std::vector<std::uint32_t> of_pair_;
  std::vector<Node> nodes_;
  std::vector<unsigned char> labels_;  // by node: the byte that leads to it
  std::array<std::uint8_t, 256> class_of_{};  // of a byte; 0: of no literal
  std::vector<std::uint8_t> rows_;     // by class: which child, from 1; 0: none
  std::string tails_;
  std::vector<std::uint32_t> sizes_;
};

}  // namespace caveat::rules
#endif
