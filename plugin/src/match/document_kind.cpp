// See document_kind.h.
#include "match/document_kind.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "base/limits.h"

namespace caveat::match {
namespace {

using rules::DocumentKind;

// A thousand words of the four languages with their spaces. Bytes are known without a count of words.
constexpr double kBytesOfThousandWords = 6'500;
// Title, parties and dateline stand in the first page: there one hit says all.
constexpr std::uint32_t kOpeningBytes = 2'600;
// Elsewhere a sign counts in full from one hit in 2,000 words on; for a special kind in 500: a contract has a clause on data
// protection, a DPA speaks of nothing else.
constexpr double kFullDensity = 0.5, kFullDensitySpecial = 2;
// Against a contract one hit is no sign yet: many terms have a "click here", and a few are "posted on" a day.
constexpr double kHitsAgainst = 3;
// A sign that is everywhere (a duty in each paragraph) adds up to half of its weight again.
constexpr double kEverywhere = 4, kEverywhereShare = 0.5;

constexpr double kContractFrom = 3;     // the least that makes a text a contract
constexpr double kSpecialFrom = 4;      // the least that makes a contract one of the special kinds
constexpr double kNotAContractFrom = 4; // the least that makes a text none
constexpr double kMargin = 1.25;        // ... and so many times what speaks for a contract
// Divides the distance of both into a certainty: 2 points apart with nothing on the other side are as good as half sure.
constexpr double kDoubt = 2;

}  // namespace

DocumentKinds::DocumentKinds(const rules::RuleProgram& program) : program_(program) {
  for (const rules::Rule& rule : program.rules()) silent_.push_back(rule.kind == rules::Kind::clause && rule.category == "document-kind");
}

void DocumentKinds::begin() { signs_.assign(program_.rules().size(), {}); }

bool DocumentKinds::enough(std::uint32_t rule) const { return signs_[rule].hits >= limits::kKindHits; }

void DocumentKinds::note(std::uint32_t rule, NormalSpan hull) {
  Sign& sign = signs_[rule];
  if (sign.hits >= limits::kKindHits) return;
  ++sign.hits;
  if (hull.begin < sign.first.begin) sign.first = hull;
  sign.reach = std::max(sign.reach, hull.end);
}

DocumentKindResult DocumentKinds::decide(std::uint32_t text_bytes) const {
  std::array<double, rules::kDocumentKinds> score{};
  // How much of its weight a rule gives: to the kind contract, to a special one, against a contract.
  constexpr auto kContract = static_cast<std::size_t>(DocumentKind::contract), kNone = static_cast<std::size_t>(DocumentKind::not_a_contract);
  std::vector<std::array<double, rules::kDocumentKinds>> share(signs_.size());
  for (std::size_t r = 0; r < signs_.size(); ++r) {
    const Sign& sign = signs_[r];
    if (sign.hits == 0) continue;
    const double bytes = std::max(sign.hits >= limits::kKindHits ? sign.reach : text_bytes, kOpeningBytes);
    const double density = sign.hits * kBytesOfThousandWords / bytes;
    const bool opening = sign.first.begin < kOpeningBytes;
    for (const auto& [kind, weight] : program_.rules()[r].indicates) {
      const auto k = static_cast<std::size_t>(kind);
      double strength = opening ? 1 : std::min(1.0, density / (k == kContract || k == kNone ? kFullDensity : kFullDensitySpecial));
      strength += kEverywhereShare * std::min(1.0, density / kEverywhere);
      if (k == kNone && weight > 0) strength *= std::min(1.0, sign.hits / kHitsAgainst);
      share[r][k] += weight * strength;
      score[k] += weight * strength;
    }
  }

  std::size_t special = kContract;
  for (std::size_t k = 0; k < score.size(); ++k)
    if (k != kContract && k != kNone && score[k] >= kSpecialFrom && (special == kContract || score[k] > score[special])) special = k;
  const double contract = std::max(0.0, score[kContract]) + (special == kContract ? 0 : score[special]);
  const double none = std::max(0.0, score[kNone]);

  DocumentKindResult result;
  if (none >= kNotAContractFrom && none >= kMargin * contract) result.kind = DocumentKind::not_a_contract;
  else if (contract >= kContractFrom && contract > none) result.kind = static_cast<DocumentKind>(special);
  const bool known = result.kind == DocumentKind::not_a_contract || (contract >= kContractFrom && contract > none);
  if (known) result.certainty = std::abs(contract - none) / (contract + none + kDoubt);

  for (std::uint32_t r = 0; r < signs_.size(); ++r) {
    if (signs_[r].hits == 0) continue;
    // What says "a contract" also speaks for each of its special kinds.
    double weight = 0;
    if (known) weight = share[r][static_cast<std::size_t>(result.kind)];
    if (known && result.kind != DocumentKind::contract && result.kind != DocumentKind::not_a_contract) weight += share[r][kContract];
    result.evidence.push_back({r, signs_[r].first, weight});
  }
  std::sort(result.evidence.begin(), result.evidence.end(), [](const auto& a, const auto& b) {
    return std::tie(b.weight, a.span, a.rule) < std::tie(a.weight, b.span, b.rule);
  });
  return result;
}

}  // namespace caveat::match
