// Baseline: an earlier report, so that a new one tells only what is new. A finding is recognised by its rule and its fingerprint; where
// a number in it is another, where it is graver than it was, or where it was waived and is no longer, it counts as updated.
// docs/baselines.md is for people. Tested by tests/unit/findings/baseline_test.cpp.
//
//   earlier report: price-up 54a1c8e07b0d9f12 numbers 0c9e41aa
//   now:            price-up 54a1c8e07b0d9f12 numbers 77d01b3e  ->  updated ("numbers")
#ifndef CAVEAT_FINDINGS_BASELINE_H
#define CAVEAT_FINDINGS_BASELINE_H
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/finding.h"

namespace caveat::findings {

struct KnownDocument {
  std::string name, sha256;
  std::vector<KnownFinding> findings;
};

class Baseline {
 public:
  // `text`: what `caveat scan` wrote as json (one object or an array), jsonl or sarif. Nothing in it is trusted.
  // Errors (argument, limit): what is wrong, with the line.
  static Result<Baseline> read(std::string_view text);

  // The report of the document with this name; of several the last, since files grow at their end. Else the one of the same bytes. Else, but for
  // `named_only`, the only one that there is: an earlier draft under another name. Null: none.
  const KnownDocument* of(std::string_view name, std::string_view sha256, bool named_only) const;
  const std::vector<KnownDocument>& documents() const { return documents_; }

 private:
  std::vector<KnownDocument> documents_;
};

// Sets change and change_reason of all findings, and list.baseline. After apply_waivers: an expired waiver brings its finding back.
void apply_baseline(const Baseline& baseline, std::string_view name, std::string_view sha256, bool named_only, const rules::RuleProgram& program,
                    FindingList& list);

}  // namespace caveat::findings
#endif
