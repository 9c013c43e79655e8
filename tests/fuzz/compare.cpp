// Two drafts of one contract, in the two parts of the input: what is new, worse, better or gone, and every place of it inside its own draft.
#include "compare/comparison.h"

#include "report/comparison_report.h"
#include "scanned.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  if (size > 20'000) return 0;
  const auto parts = fuzz::parts_of(fuzz::view(data, size));
  if (parts.size() < 2) return 0;
  const auto before = fuzz::scanned(parts[0].second, "before.md", {}), after = fuzz::scanned(parts[1].second, "after.md", {});
  if (!before || !after) return 0;
  const auto side = [](const scan::ScanResult& r) { return compare::Side{r.extracted, r.normal, r.structure, *r.program, r.list, r.assessment, r.side}; };
  Cancel never;
  const auto outcome = compare::run(side(*before), side(*after), never);
  fuzz::require(bool(outcome), "two drafts are compared");
  const compare::Comparison& c = outcome.value();
  const std::string &then = before->extracted.text, &now = after->extracted.text;
  std::size_t seen_before = 0, seen_after = 0;
  for (const auto& change : c.findings) {
    fuzz::require(change.before || change.after, "a change has a finding");
    fuzz::require(!change.before || *change.before < before->list.findings.size(), "of the earlier draft");
    fuzz::require(!change.after || *change.after < after->list.findings.size(), "of the later draft");
    seen_before += change.before.has_value();
    seen_after += change.after.has_value();
    fuzz::require_place(then, change.quote_before, "a quote lies inside the earlier draft");
    fuzz::require_place(now, change.quote_after, "a quote lies inside the later draft");
  }
  fuzz::require(seen_before == before->list.findings.size() && seen_after == after->list.findings.size(), "each finding of both drafts is told once");
  for (const auto& change : c.clauses) {
    fuzz::require_place(then, change.at_before, "a clause lies inside the earlier draft");
    fuzz::require_place(now, change.at_after, "a clause lies inside the later draft");
    for (const auto& passage : change.passages) {
      fuzz::require_place(then, passage.before, "a passage lies inside the earlier draft");
      fuzz::require_place(now, passage.after, "a passage lies inside the later draft");
    }
  }
  if (parts[0].second == parts[1].second) fuzz::require(c.nothing(), "nothing changed between a draft and itself");
  const report::Input a = before->report_input(), b = after->report_input();
  report::comparison_html({a, b, c}, Language::de);
  report::comparison_text({a, b, c}, {});
  report::comparison_json({a, b, c}, Language::fr);
  return 0;
}
