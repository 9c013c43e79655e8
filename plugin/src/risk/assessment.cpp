// The score and the lane. What each number means, and why, is published in docs/risk-score.md; change both together
// (tests/unit/risk reads the table of that page).
#include "risk/assessment.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

namespace caveat::risk {
namespace {

using rules::Confidence;
using rules::Severity;

constexpr std::array<double, 5> kSeverityPoints = {0, 1, 4, 10, 25};  // info, low, medium, high, critical
constexpr std::array<double, 3> kConfidenceFactor = {0.4, 0.7, 1.0};  // low, medium, high
constexpr double kRepeatShare = 0.2;  // a rule that fires for ever adds at most this part of its weight once more
constexpr double kScale = 100;        // points that take the score to 63

// The taxonomy's order: ../shared/field/taxonomy.md, and so the order of every summary.
constexpr std::array<std::string_view, 29> kFamilies = {
    "VAG", "SLA", "PRC", "PAY", "TRM", "LIA", "WAR", "IND", "INS", "IPR", "DAT", "SEC", "AI",  "AUD", "EXI",
    "STP", "SUB", "ASG", "CHG", "PRD", "GOV", "SUP", "ADO", "CNF", "PUB", "EXC", "FMJ", "LAW", "STR"};

// Harm here is not bounded by the price, or cannot be undone with money: lost rights, data, open-ended liability.
constexpr std::array<std::string_view, 9> kExposure = {"LIA", "WAR", "IND", "INS", "IPR", "DAT", "SEC", "AI", "EXI"};
// Of these, one clause alone can cost more than the contract is worth.
constexpr std::array<std::string_view, 4> kUnbounded = {"LIA", "IND", "DAT", "AI"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view family) {
  return std::find(list.begin(), list.end(), family) != list.end();
}

std::string_view family(const rules::Rule& rule) {
  return std::string_view(rule.taxonomy).substr(0, rule.taxonomy.find('-'));
}

std::size_t family_rank(std::string_view family) {
  return static_cast<std::size_t>(std::find(kFamilies.begin(), kFamilies.end(), family) - kFamilies.begin());
}

double points(Severity severity, Confidence confidence, std::uint32_t count) {
  const ScoreFactors f = score_factors(severity, confidence, count);
  return f.weight * f.factor * f.repeat;
}

// Tenths of the score are dealt out by largest remainder, so that the printed shares add up to the printed score.
void deal_shares(double score, double sum, std::vector<ScoreLine>& lines) {
  if (sum <= 0) return;
  const auto tenths = static_cast<std::int64_t>(std::llround(score * 10));
  std::vector<std::pair<double, std::size_t>> rest;  // remainder, line
  std::vector<std::int64_t> share(lines.size());
  std::int64_t dealt = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double exact = static_cast<double>(tenths) * lines[i].points / sum;
    share[i] = static_cast<std::int64_t>(std::floor(exact));
    dealt += share[i];
    rest.emplace_back(exact - std::floor(exact), i);
  }
  std::stable_sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < rest.size() && dealt < tenths; ++i, ++dealt) ++share[rest[i].second];
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].share = static_cast<double>(share[i]) / 10;
}

struct Verdict {
  Lane lane;
  std::string_view reason;
};

// Counts rules, not findings: twelve hits of one boilerplate phrase are one thing to negotiate.
Verdict decide(const rules::RuleProgram& program, const findings::FindingList& list, const std::vector<Severity>& severity_of,
               const std::vector<ScoreLine>& lines) {
  std::uint32_t critical = 0, critical_sure = 0, high = 0, high_exposure = 0, medium = 0;
  std::set<std::string_view> unbounded;
  bool open = false;
  for (const ScoreLine& line : lines) {
    if (line.count == 0) continue;  // waived
    open = true;
    const rules::Rule& rule = program.rules()[line.rule];
    const bool trusted = rule.confidence != Confidence::low;
    switch (severity_of[line.rule]) {
      case Severity::critical:
        critical += trusted;
        high += !trusted;  // an unsure critical is worth talking about, not worth stopping for
        if (rule.confidence == Confidence::high) {
          ++critical_sure;
          if (contains(kUnbounded, family(rule))) unbounded.insert(family(rule));
        }
        break;
      case Severity::high:
        ++high;
        high_exposure += trusted && contains(kExposure, family(rule));
        break;
      case Severity::medium: medium += trusted; break;
      case Severity::low:
      case Severity::info: break;
    }
  }
  if (critical_sure >= 3) return {Lane::stop, "three-critical"};
  if (unbounded.size() >= 2) return {Lane::stop, "two-unbounded"};
  if (critical >= 1) return {Lane::legal, "critical"};
  if (high_exposure >= 3) return {Lane::legal, "three-high-exposure"};
  if (high >= 1) return {Lane::negotiate, "high"};
  if (medium >= 2) return {Lane::negotiate, "two-medium"};
  // Of a protection that matters nothing is known: somebody has to look before anybody signs.
  for (const match::Undetermined& u : list.undetermined)
    if (program.rules()[u.rule].severity >= Severity::high && program.rules()[u.rule].confidence != Confidence::low) return {Lane::negotiate, "undetermined"};
  // Only here: should a contract be taken for something else, its findings still speak.
  if (list.kind.not_a_contract()) return {Lane::sign, "not-a-contract"};
  return {Lane::sign, lines.empty() ? "none" : open ? "minor" : "waived"};
}

}  // namespace

ScoreFactors score_factors(Severity severity, Confidence confidence, std::uint32_t count) {
  return {kSeverityPoints[static_cast<std::size_t>(severity)], kConfidenceFactor[static_cast<std::size_t>(confidence)],
          count > 1 ? 1 + kRepeatShare * (1 - 1.0 / count) : 1};
}

std::string_view name(Lane lane) {
  switch (lane) {
    case Lane::sign: return "sign";
    case Lane::negotiate: return "negotiate";
    case Lane::legal: return "legal";
    case Lane::stop: break;
  }
  return "stop";
}

Assessment assess(const rules::RuleProgram& program, const findings::FindingList& list) {
  Assessment out;
  const std::vector<rules::Rule>& rules = program.rules();
  std::vector<std::uint32_t> count(rules.size());
  std::vector<Severity> severity(rules.size(), Severity::info);
  std::vector<std::uint32_t> first(rules.size());
  std::vector<std::uint32_t> waived(rules.size());
  for (std::uint32_t i = 0; i < list.findings.size(); ++i) {
    const findings::Finding& finding = list.findings[i];
    if (finding.status == findings::Status::waived) {
      waived[finding.rule] += finding.places();
      continue;
    }
    if (count[finding.rule] == 0) first[finding.rule] = i;
    count[finding.rule] += finding.places();
    severity[finding.rule] = std::max(severity[finding.rule], finding.severity);
  }

  // Rules are sorted by id, so walking them in order and sorting stably breaks every tie by id.
  double sum = 0;
  std::vector<CategoryCount> by_family(kFamilies.size());
  std::vector<CategoryCount> other_families;
  for (std::uint32_t r = 0; r < rules.size(); ++r) {
    if (count[r] == 0) {
      if (waived[r]) out.lines.push_back({r, 0, 0, 0, waived[r], Severity::info});
      continue;
    }
    const auto level = static_cast<std::size_t>(severity[r]);
    const double weight = points(severity[r], rules[r].confidence, count[r]);
    out.lines.push_back({r, count[r], weight, 0, waived[r], severity[r]});
    ++out.by_severity[level];
    const std::string_view code = family(rules[r]);
    const std::size_t rank = family_rank(code);
    CategoryCount* category = nullptr;
    if (rank < by_family.size()) {
      category = &by_family[rank];
    } else {
      auto found = std::find_if(other_families.begin(), other_families.end(),
                                [&](const CategoryCount& c) { return c.taxonomy_family == code; });
      category = found != other_families.end() ? &*found : &other_families.emplace_back();
    }
    category->taxonomy_family = code;
    ++category->by_severity[level];
  }
  std::stable_sort(out.lines.begin(), out.lines.end(),
                   [](const ScoreLine& a, const ScoreLine& b) { return std::tuple(a.points, a.count > 0) > std::tuple(b.points, b.count > 0); });
  for (const ScoreLine& line : out.lines) sum += line.points;
  out.score = std::round(1000 * (1 - std::exp(-sum / kScale))) / 10;
  deal_shares(out.score, sum, out.lines);

  for (CategoryCount& category : by_family)
    if (!category.taxonomy_family.empty()) out.categories.push_back(std::move(category));
  std::sort(other_families.begin(), other_families.end(),
            [](const CategoryCount& a, const CategoryCount& b) { return a.taxonomy_family < b.taxonomy_family; });
  for (CategoryCount& category : other_families) out.categories.push_back(std::move(category));

  const Verdict verdict = decide(program, list, severity, out.lines);
  out.lane = verdict.lane;
  out.lane_reason = verdict.reason;

  // Worst first, then surest; points would put many weak hits before one strong one.
  std::vector<std::uint32_t> order;
  for (const ScoreLine& line : out.lines)
    if (line.count > 0 && severity[line.rule] > Severity::info) order.push_back(line.rule);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (severity[a] != severity[b]) return severity[a] > severity[b];
    return rules[a].confidence > rules[b].confidence;
  });
  for (std::size_t i = 0; i < order.size() && i < 3; ++i) out.top.push_back(first[order[i]]);
  return out;
}

}  // namespace caveat::risk
