// One-sided: what only one of the parties may do, or only one is spared. See checks.h. Tested by
// tests/unit/match/one_sided_test.cpp.
//
//   "The Supplier's total liability shall not exceed the yearly fees."   and no cap of the customer's  ->  the supplier's alone
//   "... . Each party's liability is limited to ..."                                                   ->  nothing
//
// `find` gives all places that speak of the thing, whoever they favour: the matcher hands over whose right each is (argument
// "favoured": supplier, customer, both, unknown; match/direction.h). A place that names nobody decides nothing.
#include <algorithm>
#include <string_view>

#include "match/checks.h"

namespace caveat::match {
namespace {

std::string_view favoured_at(const Match& m) {
  for (const auto& [argument, who] : m.arguments)
    if (argument == "favoured") return who;
  return "unknown";
}

}  // namespace

std::vector<Match> check_one_sided(const CheckContext& ctx) {
  const std::string_view against = name(other(ctx.reader));  // one reads for what the other side keeps to itself
  const Match* first = nullptr;
  for (const Match& m : ctx.occurrences) {
    const std::string_view favoured = favoured_at(m);
    if (favoured == "unknown") continue;
    if (favoured != against) return {};
    if (!first) first = &m;
  }
  if (!first) return {};
  Match found = *first;  // with its "favoured", for the texts
  for (const Match& m : ctx.occurrences)
    if (&m != first && favoured_at(m) == against && !m.hull.overlaps(found.hull)) found.also.push_back(m.hull);
  std::vector<Match> all;
  all.push_back(std::move(found));
  return all;
}

}  // namespace caveat::match
