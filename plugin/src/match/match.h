// Stage 4: where the rules hold in the folded text. Tested by tests/unit/match and tests/differential.
#ifndef CAVEAT_MATCH_MATCH_H
#define CAVEAT_MATCH_MATCH_H
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "base/role.h"
#include "rules/program.h"
#include "segment/structure.h"

namespace caveat::match {

// found: the wording (or the defect) is there. Of an absence rule: adverse wording, or the protection is nowhere.
enum class Outcome : std::uint8_t { found, adverse, absent };

struct Match {
  std::uint32_t rule = 0;       // index into RuleProgram::rules()
  Language language = Language::en;
  std::uint32_t paragraph = 0;  // of the hull's begin, index into Structure::paragraphs
  NormalSpan hull;              // from the first slot's begin to the last one's end
  TextSpan sentence;            // the sentence (or sentences, for a wide hull) that holds the hull
  std::optional<rules::Quantity> value;
  Outcome outcome = Outcome::found;
  bool placeless = false;                // an absence with nowhere to show it: hull and sentence are the document's first words
  std::vector<NormalSpan> also;          // further places that prove it: the other of two values, each further use of a term
  // What the texts may name as {term}, {reference}, ...: plain UTF-8 of the contract, or a number already written out.
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::string> searched;     // an absence: the words looked for, as the rule writes them, without syntax
};

// An absence rule that applies but may not be trusted: parts of the text were not read.
struct Undetermined {
  std::uint32_t rule = 0;
  std::string reason;  // "language", "pages-without-text", "truncated", "undecodable"
};

// From this certainty on, an absence may be reported of the kind, and "not a contract" lowers the findings.
inline constexpr double kKindIsKnown = 0.25;

// What the document is, with the clause rules and places that say so.
struct DocumentKindResult {
  rules::DocumentKind kind = rules::DocumentKind::contract;
  double certainty = 0;  // 0..1; 0: what it is could not be told, `kind` says nothing
  struct Evidence {
    std::uint32_t rule = 0;
    NormalSpan span;
    double weight = 0;
  };
  std::vector<Evidence> evidence;  // strongest first; ties by place; a weight of 0 or less does not speak for the kind
};

struct MatchList {
  std::vector<Match> matches;             // sorted by (hull.begin, hull.end, rule)
  std::vector<std::uint32_t> truncated;   // rules that reached the cap, sorted
  std::vector<Undetermined> undetermined;  // sorted by rule
  DocumentKindResult kind;
};

struct Options {
  std::uint32_t max_per_rule = 0;  // hits; 0: limits::kMatchesPerRule (that many findings a person can read is findings/findings.h's business)
  // Off: every expression is searched in every paragraph of its language. Slow, and by contract with the same result.
  bool prefilter = true;
  Role side = Role::customer;  // whom one reads for; the other side turns `favours` round
  // Set: taken for what the document is, with certainty 1, for the examples of absence rules.
  std::optional<rules::DocumentKind> kind;
};

struct Explanation;
class Profile;

// Holds scratch memory sized by the program: make one per scanner and keep it. Not thread-safe.
class Matcher {
 public:
  explicit Matcher(std::shared_ptr<const rules::RuleProgram> program);
  ~Matcher();

  Result<MatchList> run(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                        const segment::Structure& structure, const Options& options, Cancel& cancel);

  const rules::RuleProgram& program() const;

  // For the mutation tests of rule examples: from now on this slot no longer silences that rule. Rule ~0u: back to normal.
  void ignore_unless(std::uint32_t rule, std::uint16_t slot);
  void ignore_needs(std::uint32_t rule);   // an absence rule then applies to any text of its kinds of document
  void ignore_absent(std::uint32_t rule);  // ... and nothing protects

  // For `caveat rules explain`: the next runs tell what became of that one rule (into->rule). Null: back to normal.
  void explain(Explanation* into);

  // For `caveat rules profile`: the next runs note what they cost. Null: back to normal.
  void profile(Profile* into);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace caveat::match
#endif
