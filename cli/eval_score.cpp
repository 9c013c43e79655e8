// See eval_score.h.
#include "eval_score.h"

#include <algorithm>
#include <random>

namespace caveat::cli {
namespace {

constexpr std::size_t kDraws = 1000;

double share(std::int64_t part, std::int64_t whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 1; }

Interval middle(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  return {values[values.size() * 25 / 1000], values[std::min(values.size() - 1, values.size() * 975 / 1000)]};
}

struct Sums {
  std::vector<EvalCount> labels;
  EvalCount micro;
  double macro = 0;
};

Sums sums_of(const std::vector<std::vector<EvalCount>>& documents, const std::vector<std::size_t>& drawn, std::size_t labels, std::size_t apart) {
  Sums sums;
  sums.labels.resize(labels);
  for (const std::size_t d : drawn)
    for (std::size_t l = 0; l < labels; ++l) sums.labels[l] += documents[d][l];
  std::size_t occurring = 0;
  for (std::size_t l = 0; l < labels; ++l) {
    if (l != apart) sums.micro += sums.labels[l];
    if (sums.labels[l].labels() == 0) continue;
    ++occurring;
    sums.macro += sums.labels[l].f1();
  }
  if (occurring) sums.macro /= static_cast<double>(occurring);
  return sums;
}

}  // namespace

EvalCount& EvalCount::operator+=(const EvalCount& other) {
  found += other.found, missed += other.missed, right += other.right, wrong += other.wrong;
  return *this;
}
double EvalCount::precision() const { return share(right, right + wrong); }
double EvalCount::recall() const { return share(found, found + missed); }
double EvalCount::f1() const {
  const double p = precision(), r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

EvalScore eval_score(const std::vector<EvalDocument>& documents, const std::string& apart) {
  std::map<std::string, std::size_t> index;
  for (const EvalDocument& document : documents)
    for (const auto& [label, count] : document) index.emplace(label, 0);
  std::vector<std::string> names;
  for (auto& [label, at] : index) at = names.size(), names.push_back(label);
  std::vector<std::vector<EvalCount>> table(documents.size(), std::vector<EvalCount>(names.size()));
  for (std::size_t d = 0; d < documents.size(); ++d)
    for (const auto& [label, count] : documents[d]) table[d][index[label]] = count;
  const std::size_t none = index.contains(apart) ? index[apart] : names.size();

  std::vector<std::size_t> drawn(documents.size());
  for (std::size_t d = 0; d < drawn.size(); ++d) drawn[d] = d;
  const Sums whole = sums_of(table, drawn, names.size(), none);
  EvalScore score;
  score.micro = whole.micro;
  score.macro_f1 = whole.macro;
  std::vector<std::vector<EvalCount>> rest = table;
  for (auto& document : rest)
    if (none < names.size()) document[none] = {};
  score.macro_f1_apart = sums_of(rest, drawn, names.size(), none).macro;
  for (std::size_t l = 0; l < names.size(); ++l) score.labels[names[l]] = whole.labels[l];
  if (documents.empty()) return score;

  // mt19937 and a remainder: the standard's distributions differ from library to library. The bias of the remainder is below 1e-6.
  std::mt19937 random(20261123);
  std::vector<double> precision, recall, f1, macro;
  std::vector<std::vector<double>> by_label(names.size());
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    for (std::size_t& d : drawn) d = random() % documents.size();
    const Sums sums = sums_of(table, drawn, names.size(), none);
    precision.push_back(sums.micro.precision());
    recall.push_back(sums.micro.recall());
    f1.push_back(sums.micro.f1());
    macro.push_back(sums.macro);
    for (std::size_t l = 0; l < names.size(); ++l)
      if (sums.labels[l].labels() > 0) by_label[l].push_back(sums.labels[l].f1());
  }
  score.micro_precision = middle(std::move(precision));
  score.micro_recall = middle(std::move(recall));
  score.micro_f1 = middle(std::move(f1));
  score.macro_interval = middle(std::move(macro));
  for (std::size_t l = 0; l < names.size(); ++l) score.label_f1[names[l]] = middle(std::move(by_label[l]));
  return score;
}

}  // namespace caveat::cli
