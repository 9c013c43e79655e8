// Stage 5: MatchList -> FindingList: verbatim evidence, one finding a cause (rules::Cause), fingerprints. Positions are carried, never searched.
// Tested by tests/unit/findings.
#ifndef CAVEAT_FINDINGS_FINDINGS_H
#define CAVEAT_FINDINGS_FINDINGS_H
#include "findings/finding.h"
#include "match/match.h"

namespace caveat::findings {

struct CollectOptions {
  std::uint32_t max_per_rule = 0;  // findings, not places; 0: limits::kFindingsPerRule
};

FindingList collect(const rules::RuleProgram& program, const extract::ExtractedText& extracted,
                    const normalize::NormalText& normal, const segment::Structure& structure, const match::MatchList& matches,
                    const CollectOptions& options = {});

}  // namespace caveat::findings
#endif
