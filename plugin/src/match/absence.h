// Absence rules: what a document of this kind should hold and does not. The matcher notes the answers to a rule's questions
// while it goes through the text; at the end each rule that applies has one of three outcomes. docs/absences.md has a worked
// example. Tested by tests/unit/match/absence_test.cpp; with and without the prefilter by tests/differential.
//
//   needs: [personal data]  absent: near [breach, notify]  adverse: near [not liable, breach]
//     "... notify the Customer of a breach ..."  -> nothing          no such words, 98 % of the text was read -> absent
//     "... no duty to report breaches ..."       -> adverse, there   no such words, page 7 is a picture       -> undetermined
#ifndef CAVEAT_MATCH_ABSENCE_H
#define CAVEAT_MATCH_ABSENCE_H
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/match.h"

namespace caveat::match {

class Absences {
 public:
  explicit Absences(const rules::RuleProgram& program);

  void begin();  // a new document
  // Nothing that this compiled rule could still find would change the outcome.
  bool settled(const rules::CompiledRule& compiled) const;
  void note(const rules::CompiledRule& compiled, NormalSpan hull, std::uint32_t paragraph, bool heading);
  // A clause rule holds here: it protects where a rule says absent: { clauses: [...] }.
  void note_clause(std::uint32_t clause_rule, NormalSpan hull);
  void cut_short(std::uint32_t rule);  // a slot had too many occurrences: nothing can be said of what is not there
  // The clause (or piece of a long one) ends: wording that is adverse there does not protect, though its words are the same.
  void end_unit();

  // For the mutation tests of rule examples.
  struct Ignored {
    std::uint32_t rule = ~0u;
    enum class Part : std::uint8_t { slot, needs, absent } part = Part::slot;
    std::uint16_t slot = 0;
  };
  // Appends matches (without their sentence) and undetermined rules to `out`, by the kind that is decided there.
  // `clause_hits`: how often each rule matched.
  void conclude(std::string_view text, const extract::ExtractedText& extracted, const segment::Structure& structure, const std::vector<std::uint32_t>& clause_hits,
                const Ignored& ignored, MatchList& out);

 private:
  struct Spot {
    NormalSpan hull;
    std::uint32_t paragraph = 0;
    Language language = Language::en;
  };
  struct State {
    bool is_protected = false, cut_short = false;
    std::uint64_t seen = 0;         // a bit a slot, of the first 64
    std::vector<NormalSpan> guards;  // protective wording of the unit at hand
    std::vector<Spot> adverse;
    std::optional<Spot> shown, shown_heading;
  };
  State& state_of(std::uint32_t rule) { return states_[slot_of_[rule]]; }
  std::string doubt(const rules::Rule& rule, const State& state, const extract::ExtractedText& extracted, const segment::Structure& structure, bool garbled) const;

  const rules::RuleProgram& program_;
  std::vector<std::uint32_t> slot_of_;  // per rule: index into states_, ~0u: no absence rule
  std::vector<std::vector<std::uint32_t>> protects_;  // per clause rule: the states that it protects
  void guard(std::uint32_t state, NormalSpan hull);
  std::vector<State> states_;           // parallel to RuleProgram::absences()
  std::vector<std::uint32_t> touched_;  // states with guards in this unit
};

}  // namespace caveat::match
#endif
