// Scores of `caveat eval`: from what was right, wrong and missed to precision, recall and F1, with what chance may add or take
// (bootstrap over documents). Tested by tests/cli/eval_test.cpp.
#ifndef CAVEAT_CLI_EVAL_SCORE_H
#define CAVEAT_CLI_EVAL_SCORE_H
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace caveat::cli {

// Of places, what was found of the labels and what was right of the findings are counted apart: one long label may hold two findings.
struct EvalCount {
  std::int64_t found = 0, missed = 0;  // labels
  std::int64_t right = 0, wrong = 0;   // findings
  EvalCount& operator+=(const EvalCount& other);
  double precision() const;  // of 1; 1 where nothing is told
  double recall() const;     // of 1; 1 where nothing is to be found
  double f1() const;
  std::int64_t labels() const { return found + missed; }
};

// Of one document: label -> count.
using EvalDocument = std::map<std::string, EvalCount>;

// Low and high end of the middle 95 % of 1,000 draws.
using Interval = std::array<double, 2>;

struct EvalScore {
  std::map<std::string, EvalCount> labels;
  std::map<std::string, Interval> label_f1;
  EvalCount micro;
  double macro_f1 = 0;        // over labels that occur
  double macro_f1_apart = 0;  // ... without the label named apart
  Interval micro_precision{}, micro_recall{}, micro_f1{}, macro_interval{};
};

// Documents are drawn, not their sentences: those of one document resemble each other. The same draws on every machine. A label named
// apart ("none") counts in the macro average, not in the micro one.
EvalScore eval_score(const std::vector<EvalDocument>& documents, const std::string& apart = {});

}  // namespace caveat::cli
#endif
