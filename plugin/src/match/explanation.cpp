// See explanation.h.
#include "match/explanation.h"

#include <algorithm>
#include <tuple>

namespace caveat::match {
namespace {

// Smaller is nearer: a pattern that holds, then how many slots are missing, then how far the words are apart.
std::tuple<int, std::uint32_t, std::uint32_t> distance(const Explanation::Place& place) {
  constexpr std::uint32_t kFar = 1'000;
  std::tuple<int, std::uint32_t, std::uint32_t> best{2, kFar, kFar};
  for (const Explanation::PatternUse& p : place.patterns)
    best = std::min(best, {p.holds ? 0 : 1, static_cast<std::uint32_t>(p.missing.size()), p.holds ? 0 : p.within.value_or(kFar)});
  return best;
}

bool nearer(const Explanation::Place& a, const Explanation::Place& b) {
  const auto left = distance(a), right = distance(b);
  return std::tie(left, a.span) < std::tie(right, b.span);
}

}  // namespace

void Explanation::add(Place place) {
  places.insert(std::upper_bound(places.begin(), places.end(), place, nearer), std::move(place));
  if (places.size() > kPlaces) {
    places.pop_back();
    ++more;
  }
}

void Explanation::finish() {
  for (Hit& hit : hits)
    for (Place& place : places)
      if (place.span.overlaps(hit.hull)) place.hits.push_back(hit);
}

}  // namespace caveat::match
