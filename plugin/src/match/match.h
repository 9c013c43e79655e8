// Stage 4: where the rules hold in the folded text. Tested by tests/unit/match and tests/differential.
#ifndef CAVEAT_MATCH_MATCH_H
#define CAVEAT_MATCH_MATCH_H
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "rules/program.h"
#include "segment/structure.h"

namespace caveat::match {

struct Match {
  std::uint32_t rule = 0;       // index into RuleProgram::rules()
  Language language = Language::en;
  std::uint32_t paragraph = 0;  // of the hull's begin, index into Structure::paragraphs
  NormalSpan hull;              // from the first slot's begin to the last one's end
  TextSpan sentence;            // the sentence (or sentences, for a wide hull) that holds the hull
  std::optional<rules::Quantity> value;
};

struct MatchList {
  std::vector<Match> matches;             // sorted by (hull.begin, hull.end, rule)
  std::vector<std::uint32_t> truncated;   // rules that reached the cap, sorted
};

struct Options {
  std::uint32_t max_per_rule = 0;  // 0: limits::kFindingsPerRule
  // Off: every expression is searched in every paragraph of its language. Slow, and by contract with the same result.
  bool prefilter = true;
};

// Holds scratch memory sized by the program: make one per scanner and keep it. Not thread-safe.
class Matcher {
 public:
  explicit Matcher(std::shared_ptr<const rules::RuleProgram> program);
  ~Matcher();

  Result<MatchList> run(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                        const segment::Structure& structure, const Options& options, Cancel& cancel);

  // For the mutation tests of rule examples: from now on this slot no longer silences that rule. Rule ~0u: back to normal.
  void ignore_unless(std::uint32_t rule, std::uint16_t slot);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace caveat::match
#endif
