// Stage 6: FindingList -> Assessment: score with its arithmetic, and the lane. Tested by tests/unit/risk.
//
// The score is a published saturating sum: docs/risk-score.md. The lane is set by explicit rules, never by the sum alone.
#ifndef CAVEAT_RISK_ASSESSMENT_H
#define CAVEAT_RISK_ASSESSMENT_H
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "risk/key_terms.h"

namespace caveat::risk {

enum class Lane : std::uint8_t { sign, negotiate, legal, stop };
std::string_view name(Lane);

// What a summand is made of: points = weight x factor x repeat.
struct ScoreFactors {
  double weight = 0;  // of the severity
  double factor = 0;  // of the confidence
  double repeat = 1;  // 1 for one place, at most 1.2
};
ScoreFactors score_factors(rules::Severity severity, rules::Confidence confidence, std::uint32_t count);

// One summand of the score: a rule (its root cause), however often it fired.
struct ScoreLine {
  std::uint32_t rule = 0;
  std::uint32_t count = 0;   // open places of this rule, of all its findings
  double points = 0;         // severity x confidence, full weight once, a small addition for repeats
  double share = 0;          // of the final score, so that all shares add up to it
  std::uint32_t waived = 0;  // further places that are waived: no points. A rule with nothing but these has count 0 and comes last
  rules::Severity severity = rules::Severity::info;  // the highest of its findings
};

struct CategoryCount {
  std::string taxonomy_family;  // "SLA", "PRC"
  std::array<std::uint32_t, 5> by_severity{};  // rules that fired (not places; not waived); index: rules::Severity
};

struct Assessment {
  double score = 0;                    // 0 (none) .. 100, one decimal
  Lane lane = Lane::sign;
  std::string lane_reason;             // a key for the report's wording: "critical", "two-medium", ...: docs/risk-score.md
  std::array<std::uint32_t, 5> by_severity{};  // rules that fired: twelve places of one phrase are one issue
  std::vector<ScoreLine> lines;        // most points first; ties by rule id
  std::vector<CategoryCount> categories;  // in the taxonomy's order
  std::vector<KeyTerm> key_terms;
  std::vector<std::uint32_t> top;      // up to three findings to read first (indexes into FindingList::findings), of different rules
};

Assessment assess(const rules::RuleProgram& program, const findings::FindingList& list);

}  // namespace caveat::risk
#endif
