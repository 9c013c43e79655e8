// FragmentIndex: which fragments of one language a paragraph may hold. One trie of the literals of their clauses; one clause of a
// fragment is its guard, and only where a guard stands are the others asked for, in order. Some fragments are told, the others wait to be asked for:
// most words ("the customer") stand everywhere and are needed only where a rarer word of their rule stands too.
// Contract: a fragment that is not told, or not confirmed when asked for, has no match in the paragraph. Tested by tests/unit/rules/fragment_index_test.cpp.
//
//   FragmentIndex::Reading reading(index);
//   reading.look(paragraph, go_on, [&](std::uint32_t fragment, std::span<const std::uint32_t> heads) { ... });
//   reading.ask(fragment, [&](std::span<const std::uint32_t> heads) { ... });
#ifndef CAVEAT_RULES_FRAGMENT_INDEX_H
#define CAVEAT_RULES_FRAGMENT_INDEX_H
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/fragment.h"
#include "rules/literal_trie.h"
#include "rules/packed_lists.h"

namespace caveat::rules {

class FragmentIndex {
 public:
  struct Entry {
    std::uint32_t fragment = 0;                                // as the caller knows it
    const std::vector<std::vector<std::string>>* clauses = nullptr;  // at least one; looked at by the constructor alone
    bool head = false;
    std::optional<Reach> reach = {};
    std::uint32_t guard = 0;  // clause
    bool told = true;
  };
  explicit FragmentIndex(const std::vector<Entry>& entries);
  bool knows(std::uint32_t fragment) const { return fragment < local_of_.size() && local_of_[fragment] != kNone; }
  FragmentIndex() = default;  // of nothing

 private:
  static constexpr std::uint32_t kNone = ~0u;
  struct Local {
    std::uint32_t fragment = 0, first_clause = 0, end_clause = 0;
    std::uint32_t guard = 0;
    bool head = false;
    std::optional<Reach> reach;
  };

 public:
  // The scratch of one thread: what was found in the paragraph at hand.
  class Reading {
   public:
    explicit Reading(const FragmentIndex& index) : index_(index), literals_(index.trie_.literals()), guarded_(index.entries_.size()) {}

    // Calls on_fragment(fragment, heads) for each fragment to be told that the text may hold. `heads`: where its matches may begin, ascending, for a
    // fragment with a head: a literal of its first clause stands there, and the others follow within the reach of a match. go_on(byte) is asked now and
    // then; false ends the reading, and nothing is told.
    template <class GoOn, class OnFragment>
    void look(std::string_view text, GoOn&& go_on, OnFragment&& on_fragment) {
      hits_.clear();
      waiting_.clear();
      text_ = text;
      longest_run_ = kNone;
      ++epoch_;
      std::size_t asked = 0;
      bool stopped = false;
      index_.trie_.find(text, [&](std::uint32_t literal, std::uint32_t begin) {
        if (begin - asked > kAskEvery) {
          asked = begin;
          stopped = stopped || !go_on(begin);
        }
        if (!stopped) note(literal, begin);
      });
      if (stopped) return;
      for (const std::uint32_t local : waiting_) {
        if (text.size() > kAskEvery && !go_on(text.size())) return;  // each walks all that was found
        if (may_hold(local)) on_fragment(index_.entries_[local].fragment, std::span<const std::uint32_t>(heads_));
      }
    }

    // Of the text that look() has read: calls on_heads(heads) if it may hold the fragment, told or not.
    template <class OnHeads>
    void ask(std::uint32_t fragment, OnHeads&& on_heads) {
      const std::uint32_t local = fragment < index_.local_of_.size() ? index_.local_of_[fragment] : kNone;
      if (local == kNone) return;
      const auto guard = index_.clauses_[index_.entries_[local].guard];
      const bool guarded = std::any_of(guard.begin(), guard.end(), [&](std::uint32_t literal) { return literals_[literal].epoch == epoch_; });
      if (guarded && may_hold(local)) on_heads(std::span<const std::uint32_t>(heads_));
    }

   private:
    static constexpr std::size_t kAskEvery = 64u << 10;
    struct Hit {
      std::uint32_t begin, next;
    };
    struct OfLiteral {
      std::uint32_t epoch = 0, first = 0, last = 0;
    };

    void note(std::uint32_t literal, std::uint32_t begin) {
      OfLiteral& of = literals_[literal];
      const auto here = static_cast<std::uint32_t>(hits_.size());
      hits_.push_back({begin, kNone});
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
    bool may_hold(std::uint32_t local);  // and fills heads_
    bool in_order(std::uint32_t local) const;
    std::uint32_t places(std::uint32_t clause, std::vector<std::uint32_t>& out) const;
    void find_heads(std::uint32_t local);
    std::uint32_t longest_run();

    const FragmentIndex& index_;
    std::vector<OfLiteral> literals_;
    std::vector<std::uint32_t> guarded_;  // the epoch in which a fragment's guard was seen
    std::vector<Hit> hits_;
    std::vector<std::uint32_t> waiting_, heads_, others_, after_;
    std::string_view text_;
    std::uint32_t longest_run_ = kNone;  // of characters other than a space
    std::uint32_t epoch_ = 0;
  };

 private:
  friend class CompiledPack;
  std::vector<Local> entries_;
  std::vector<std::uint32_t> local_of_;  // by fragment; kNone: of another language
  PackedLists<std::uint32_t> clauses_;     // each the literals of one clause
  PackedLists<std::uint32_t> guarded_by_;  // literal -> entries that are told
  LiteralTrie trie_;
};

}  // namespace caveat::rules
#endif
