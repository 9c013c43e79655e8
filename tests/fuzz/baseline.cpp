// Earlier reports (json, jsonl, sarif), of which nothing is trusted. Whatever they say, no finding comes or goes; each is told as new, updated or unchanged.
#include "findings/baseline.h"

#include "base/limits.h"
#include "known_findings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const auto baseline = findings::Baseline::read(fuzz::view(data, size));
  if (!baseline) {
    fuzz::require(baseline.error().code == ErrorCode::argument || baseline.error().code == ErrorCode::limit, "a baseline is refused with a reason:", baseline.error().message);
    return 0;
  }
  for (const auto& document : baseline.value().documents())
    for (const auto& finding : document.findings)
      fuzz::require(finding.message.size() <= limits::kKnownTextBytes + 8 && finding.clause.size() <= limits::kKnownTextBytes + 8, "texts of an earlier report are cut");
  for (const bool named_only : {false, true}) {
    findings::FindingList list = fuzz::two_findings();
    findings::apply_baseline(baseline.value(), "a.md", "00", named_only, fuzz::one_rule(), list);
    fuzz::require(list.findings.size() == 2 && list.baseline.has_value(), "no finding comes or goes");
    std::size_t added = 0;
    for (const auto& finding : list.findings) {
      fuzz::require(finding.change != findings::Change::none, "each finding is told apart");
      added += finding.change == findings::Change::added;
    }
    fuzz::require(added == list.baseline->added && (list.baseline->found || added == 2), "the summary counts what is new");
  }
  return 0;
}
