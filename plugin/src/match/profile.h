// Profile: what the scans of one matcher cost, and which rule they cost it for: time for people, and a count of work that is the same on every
// machine. For `caveat rules profile`; null in normal scans. Tested by tests/unit/match/profile_test.cpp.
//
// What a fragment matches in a paragraph is searched once, whoever asks (occurrences.h). So a search is noted for its fragment, and divided
// among the rules that asked for it, by how often each asked:
//
//   'fees' searched in 12 paragraphs in 4 us; price-increase asked 9 times, payment-late 3 times   ->   3 us and 1 us
#ifndef CAVEAT_MATCH_PROFILE_H
#define CAVEAT_MATCH_PROFILE_H
#include <array>
#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/spans.h"
#include "rules/program.h"

namespace caveat::match {

class Profile {
 public:
  explicit Profile(const rules::RuleProgram& program);

  // What no single rule is the reason for. once: what a process does at its first document of a language, the index and the expressions.
  enum class Part : std::uint8_t { reading, folding, structure, index, sentences, matching, findings, report, once };
  static constexpr std::size_t kParts = 9;

  // The time from here to the end of the block goes to `into`, but for what a Lap inside of it takes for itself.
  class Lap {
   public:
    Lap(Profile* profile, Part part) : Lap(profile, profile ? &profile->parts[static_cast<std::size_t>(part)] : nullptr) {}
    Lap(Profile* profile, std::int64_t* into) : profile_(profile), into_(into) {
      if (!profile_) return;
      inner_ = profile_->inner_;
      from_ = Clock::now();
    }
    ~Lap() {
      if (!profile_) return;
      const std::int64_t all = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - from_).count();
      *into_ += all - (profile_->inner_ - inner_);
      profile_->inner_ = inner_ + all;
    }
    Lap(const Lap&) = delete;

   private:
    using Clock = std::chrono::steady_clock;
    Profile* const profile_;
    std::int64_t* const into_;
    std::int64_t inner_ = 0;
    Clock::time_point from_;
  };

  struct OfFragment {
    std::uint64_t candidates = 0;  // paragraphs that may hold it, by the index
    std::uint64_t searches = 0;    // paragraphs that were searched for it
    std::uint64_t heads = 0;       // ... places looked at, where it has a head
    std::uint64_t bytes = 0;       // ... bytes looked through, where it has none
    std::uint64_t hits = 0;
    std::int64_t ns = 0;
  };
  struct OfRule {
    std::uint64_t evaluations = 0;  // paragraphs and clauses where all that a pattern requires may stand
    std::uint64_t occurrences = 0;  // of its slots there
    std::uint64_t fragments = 0;    // of its slots, looked for there
    std::int64_t ns = 0;            // without searches
  };

  // A rule is tried in a paragraph or clause: till the end of the block what is asked is asked by it.
  class Evaluation {
   public:
    Evaluation(Profile* profile, std::uint32_t rule) : lap_(profile, profile ? &profile->rules[rule].ns : nullptr) {
      if (!profile) return;
      profile->asking_ = rule;
      ++profile->rules[rule].evaluations;
    }

   private:
    const Lap lap_;
  };

  void searched(std::uint32_t fragment, std::uint64_t heads, std::uint64_t bytes, std::uint64_t hits) {
    OfFragment& of = fragments[fragment];
    ++of.searches;
    of.heads += heads, of.bytes += bytes, of.hits += hits;
  }
  void asked(std::uint32_t fragment) { ++asked_[std::uint64_t{asking_} << 32 | fragment]; }
  void looked_for(std::size_t fragments) { rules[asking_].fragments += fragments; }
  void gathered(std::size_t occurrences) { rules[asking_].occurrences += occurrences; }

  void add(const Profile& other);  // of the same program

  std::array<std::int64_t, kParts> parts{};  // ns
  std::uint64_t text_bytes = 0, sentence_bytes = 0;  // folded; cut into sentences
  std::vector<OfFragment> fragments;         // parallel to RuleProgram::fragments()
  std::vector<OfRule> rules;                 // parallel to RuleProgram::rules()

  // What a rule costs, its part of all searches with it.
  struct Cost {
    std::uint64_t candidates = 0, confirms = 0, hits = 0;  // shared ones are counted in each rule
    double ns = 0, work = 0;
  };
  std::vector<Cost> costs() const;   // parallel to RuleProgram::rules()
  double work_of_no_rule() const;    // the rest of the way, in the same count

 private:
  const rules::RuleProgram& program_;
  std::unordered_map<std::uint64_t, std::uint64_t> asked_;  // rule and fragment -> how often
  std::uint32_t asking_ = 0;
  std::int64_t inner_ = 0;
};

}  // namespace caveat::match
#endif
