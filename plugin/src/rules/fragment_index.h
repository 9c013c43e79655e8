// FragmentIndex: which fragments of one language a paragraph may hold. One Aho-Corasick over the literals of their clauses; the rarest
// clause of a fragment is its guard, and only where a guard stands are the others asked for, in order.
// Contract: a fragment that is not told has no match in the paragraph. Tested by tests/unit/rules/fragment_index_test.cpp.
//
//   FragmentIndex::Reading reading(index);
//   reading.look(paragraph, go_on, [&](std::uint32_t fragment, std::span<const std::uint32_t> heads) { ... });
#ifndef CAVEAT_RULES_FRAGMENT_INDEX_H
#define CAVEAT_RULES_FRAGMENT_INDEX_H
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/literal_automaton.h"
#include "rules/packed_lists.h"

namespace caveat::rules {

class FragmentIndex {
 public:
  struct Entry {
    std::uint32_t fragment = 0;                                // as the caller knows it
    const std::vector<std::vector<std::string>>* clauses = nullptr;  // at least one; looked at by the constructor alone
    bool head = false;
  };
  explicit FragmentIndex(const std::vector<Entry>& entries);
  FragmentIndex() = default;  // of nothing
  std::size_t literals() const { return automaton_.literals(); }

  // The scratch of one thread: what was found in the paragraph at hand.
  class Reading {
   public:
    explicit Reading(const FragmentIndex& index) : index_(index), literals_(index.automaton_.literals()), guarded_(index.entries_.size()) {}

    // Calls on_fragment(fragment, heads) for each fragment that the text may hold. `heads`: where its matches may begin, ascending, for a fragment
    // with a head. go_on(byte) is asked now and then; false ends the reading, and nothing is told.
    template <class GoOn, class OnFragment>
    void look(std::string_view text, GoOn&& go_on, OnFragment&& on_fragment) {
      hits_.clear();
      waiting_.clear();
      ++epoch_;
      std::size_t asked = 0;
      bool stopped = false;
      index_.automaton_.find(text, [&](std::uint32_t literal, std::uint32_t end) {
        if (end - asked > kAskEvery) {
          asked = end;
          stopped = stopped || !go_on(end);
        }
        if (!stopped) note(literal, end);
      });
      if (stopped) return;
      for (const std::uint32_t local : waiting_) {
        if (!in_order(local)) continue;
        const Local& entry = index_.entries_[local];
        heads_.clear();
        if (entry.head) find_heads(local);
        on_fragment(entry.fragment, std::span<const std::uint32_t>(heads_));
      }
    }

   private:
    static constexpr std::size_t kAskEvery = 64u << 10;
    static constexpr std::uint32_t kNone = ~0u;
    struct Hit {
      std::uint32_t end, next;
    };
    struct OfLiteral {
      std::uint32_t epoch = 0, first = 0, last = 0;
    };

    void note(std::uint32_t literal, std::uint32_t end) {
      OfLiteral& of = literals_[literal];
      const auto here = static_cast<std::uint32_t>(hits_.size());
      hits_.push_back({end, kNone});
      if (of.epoch == epoch_) {
        hits_[of.last].next = here;
        of.last = here;
        return;
      }
      of = {epoch_, here, here};
      for (const std::uint32_t local : index_.guarded_by_[literal])
        if (guarded_[local] != epoch_) {
          guarded_[local] = epoch_;
          waiting_.push_back(local);
        }
    }
    bool in_order(std::uint32_t local) const;
    void find_heads(std::uint32_t local);

    const FragmentIndex& index_;
    std::vector<OfLiteral> literals_;
    std::vector<std::uint32_t> guarded_;  // the epoch in which a fragment's guard was seen
    std::vector<Hit> hits_;
    std::vector<std::uint32_t> waiting_, heads_;
    std::uint32_t epoch_ = 0;
  };

 private:
  friend class CompiledPack;
  struct Local {
    std::uint32_t fragment = 0, first_clause = 0, end_clause = 0;
    bool head = false;
  };
  std::vector<Local> entries_;
  PackedLists<std::uint32_t> clauses_;     // each the literals of one clause
  PackedLists<std::uint32_t> guarded_by_;  // literal -> entries
  LiteralAutomaton automaton_;
};

}  // namespace caveat::rules
#endif
