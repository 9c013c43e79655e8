// LiteralAutomaton: one Aho-Corasick over the required literals of all rules and languages.
// A dense automaton over classes of bytes (folded text has about 45), one table look-up a byte.
// Tested by tests/unit/rules/literal_automaton_test.cpp against std::string::find.
#ifndef CAVEAT_RULES_LITERAL_AUTOMATON_H
#define CAVEAT_RULES_LITERAL_AUTOMATON_H
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::rules {

class LiteralAutomaton {
 public:
  LiteralAutomaton() = default;
  // Literal i is known by its index.
  explicit LiteralAutomaton(const std::vector<std::string>& literals);

  // Calls on_hit(literal, end) for each occurrence, in order of end. State carries over nothing: a call is a whole text.
  template <class OnHit>
  void find(std::string_view text, OnHit&& on_hit) const {
    if (next_.empty()) return;
    const std::uint32_t width = classes_;
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[state * width + class_of_[static_cast<unsigned char>(text[i])]];
      if (state >= first_output_) {
        for (std::uint32_t o = output_begin_[state - first_output_]; o < output_begin_[state - first_output_ + 1]; ++o)
          on_hit(outputs_[o], static_cast<std::uint32_t>(i + 1));
      }
    }
  }

  std::size_t states() const { return classes_ ? next_.size() / classes_ : 0; }
  std::size_t literals() const { return sizes_.size(); }
  std::size_t literal_size(std::uint32_t literal) const { return sizes_[literal]; }

 private:
  friend class CompiledPack;
  std::array<std::uint8_t, 256> class_of_{};
  std::uint32_t classes_ = 0;
  std::uint32_t first_output_ = 0;  // states are numbered so that those with output come last: one comparison a byte
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> output_begin_;
  std::vector<std::uint32_t> outputs_;
  std::vector<std::uint32_t> sizes_;
};

}  // namespace caveat::rules
#endif
