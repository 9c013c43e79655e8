// Stage 5: MatchList -> FindingList: verbatim evidence, one finding a cause, fingerprints. Positions are carried, never searched.
// Tested by tests/unit/findings.
#ifndef CAVEAT_FINDINGS_FINDINGS_H
#define CAVEAT_FINDINGS_FINDINGS_H
#include "findings/finding.h"
#include "match/match.h"

namespace caveat::findings {

FindingList collect(const rules::RuleProgram& program, const extract::ExtractedText& extracted,
                    const normalize::NormalText& normal, const segment::Structure& structure, const match::MatchList& matches);

}  // namespace caveat::findings
#endif
