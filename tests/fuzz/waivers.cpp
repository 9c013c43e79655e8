// Waiver files. A finding is waived by a whole waiver or stays open: nothing in a file may silence one without a name, a reason and a day.
#include "findings/waivers.h"

#include "known_findings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const std::string_view text = fuzz::view(data, size);
  for (const Date today : {Date{2026, 11, 23}, Date{}}) {
    findings::FindingList list = fuzz::two_findings();
    findings::apply_waivers(text, today, fuzz::one_rule(), list);
    fuzz::require(list.findings.size() == 2, "no finding comes or goes");
    for (const auto& finding : list.findings)
      if (finding.status == findings::Status::waived) {
        fuzz::require(finding.waiver && !finding.waiver->reason.empty() && !finding.waiver->approver.empty(), "who waives says why and who");
        fuzz::require(today && finding.waiver->expires >= today && finding.waiver_problem.empty(), "a waiver ends on a day to come");
      }
    for (const auto& problem : list.waiver_problems) fuzz::require(!problem.code.empty() && !problem.detail.empty(), "a waiver without effect has a reason");
  }
  return 0;
}
