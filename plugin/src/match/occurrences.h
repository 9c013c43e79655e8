// Occurrences: where the words of a slot stand in the paragraphs of one clause. The index of the language says which fragments a paragraph may hold;
// RE2, or a comparison where the fragment is plain words, decides, once for each fragment and paragraph, and only when somebody asks.
// Tested by tests/unit/match/match_test.cpp; that the index loses nothing, by tests/differential.
#ifndef CAVEAT_MATCH_OCCURRENCES_H
#define CAVEAT_MATCH_OCCURRENCES_H
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/spans.h"
#include "match/profile.h"
#include "rules/program.h"
#include "segment/structure.h"

namespace caveat::match {

class Occurrences {
 public:
  explicit Occurrences(const rules::RuleProgram& program);

  // A new document. Without the prefilter every fragment is searched in every paragraph.
  void begin(std::string_view text, const segment::Structure& structure, bool prefilter);
  void use_prefilter(bool prefilter) { prefilter_ = prefilter; }
  void begin_unit();  // forgets the paragraphs before
  void profile(Profile* into) { profile_ = into; }  // null: nobody asks
  void end_unit();  // only asked for by a profile: tells it what was searched in the unit

  // Reads a paragraph of the unit, and calls on_slot(slot) for each slot that may occur in it and wakes a pattern, sometimes more than once.
  // go_on(byte of the text) is asked now and then; false ends the reading.
  template <class GoOn, class OnSlot>
  void look(std::uint32_t paragraph, GoOn&& go_on, OnSlot&& on_slot) {
    const segment::Paragraph& p = structure_->paragraphs[paragraph];
    auto& reading = readings_[index(p.language)];
    if (!reading) {
      const Profile::Lap lap(profile_, Profile::Part::once);
      reading = std::make_unique<rules::FragmentIndex::Reading>(program_.index_of(p.language));
    }
    reading_ = reading.get();
    looked_at_ = paragraph;
    ++look_;
    const std::size_t first = candidates_.size();
    reading_->look(p.span.of(text_), [&](std::size_t byte) { return go_on(p.span.begin + static_cast<std::uint32_t>(byte)); },
                   [&](std::uint32_t fragment, std::span<const std::uint32_t> heads) { add(fragment, heads); });
    // What on_slot asks for comes after.
    for (std::size_t c = first, end = candidates_.size(); c < end; ++c)
      for (const std::uint32_t slot : program_.slots_of(candidates_[c].fragment)) {
        if (program_.slots()[slot].of_clause) of_slot(slot).candidates.push_back(static_cast<std::uint32_t>(c));
        on_slot(slot);
      }
  }

  // May the slot stand in the paragraph that was looked at last?
  bool may_occur(std::uint32_t slot);

  // Appends where the slot stands, ascending, each place once: in the paragraph that was looked at last, and of a slot that is asked for over a whole
  // clause, in all of the unit. False: there are more than limits::kOccurrencesPerSlot, or an expression was too large for RE2.
  bool append(std::uint32_t slot, std::uint32_t paragraph, std::vector<NormalSpan>& out);

  // Does it stand anywhere there? Also where nobody looked.
  bool occur(std::uint32_t slot, NormalSpan where) const;

 private:
  static constexpr std::uint32_t kNotSearched = ~0u, kNone = ~0u;
  // A fragment that a paragraph may hold.
  struct Candidate {
    std::uint32_t fragment = 0, paragraph = 0;
    std::uint32_t heads_begin = 0, heads_end = 0;                // of heads_
    std::uint32_t found_begin = kNotSearched, found_end = 0;     // of found_
    bool whole = true;                                           // nothing was cut short
    bool spared = false;                                         // a value that it needs is nowhere: not searched
  };
  struct OfSlot {
    std::uint32_t unit = 0;
    std::vector<std::uint32_t> candidates;
  };
  struct OfFragment {
    std::uint32_t look = 0;
    std::uint32_t candidate = kNone;  // in the paragraph of that look
  };

  OfSlot& of_slot(std::uint32_t slot) {
    OfSlot& of = slots_[slot];
    if (of.unit != unit_) {
      of.unit = unit_;
      of.candidates.clear();
    }
    return of;
  }
  void add(std::uint32_t fragment, std::span<const std::uint32_t> heads);
  std::uint32_t candidate(std::uint32_t fragment);
  void forget();
  const Candidate& searched(std::uint32_t candidate);
  bool may_match(const rules::CompiledFragment& fragment, std::uint32_t paragraph, std::span<const std::uint32_t> heads);
  void make(const rules::CompiledFragment& fragment) const;
  bool search(const rules::CompiledFragment& fragment, NormalSpan where, std::vector<NormalSpan>& found) const;
  bool search_at_once(std::uint32_t fragment, NormalSpan where, std::vector<NormalSpan>& found) const;  // where no index told of it
  bool search_words(const rules::CompiledFragment& fragment, NormalSpan where, std::vector<NormalSpan>& found) const;
  bool search_heads(const rules::CompiledFragment& fragment, std::span<const std::uint32_t> heads, NormalSpan where, std::vector<NormalSpan>& found) const;

  const rules::RuleProgram& program_;
  Profile* profile_ = nullptr;
  std::string_view text_;
  const segment::Structure* structure_ = nullptr;
  bool prefilter_ = true;
  std::array<std::unique_ptr<rules::FragmentIndex::Reading>, kLanguages> readings_;
  rules::FragmentIndex::Reading* reading_ = nullptr;  // of the paragraph that was looked at last
  std::uint32_t looked_at_ = kNone, look_ = 0;
  std::vector<OfSlot> slots_;
  std::vector<OfFragment> fragments_;
  std::vector<std::vector<std::uint32_t>> always_;  // per slot: its fragments that no literal tells of
  std::vector<Candidate> candidates_;  // of the unit
  std::vector<std::uint32_t> heads_;
  std::vector<NormalSpan> found_;
  struct Values {
    std::uint32_t paragraph = kNone, end = 0;
  };
  std::array<Values, rules::kQuantityKinds> values_;  // where the last value of a kind ends in the paragraph that was asked for last
  std::uint32_t unit_ = 0;
};

}  // namespace caveat::match
#endif
