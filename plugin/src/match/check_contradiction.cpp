// Contradiction: one quantity with two values in one document. See checks.h.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/limits.h"
#include "match/checks.h"
#include "match/references.h"

namespace caveat::match {
namespace {

constexpr std::size_t kValues = 400;      // of one clause rule; each is compared with the others
constexpr double kAlike = 0.6;            // share of words that two clauses must have in common to speak of one thing
constexpr std::size_t kLongWord = 4;      // shorter ones are articles and prepositions

std::set<std::string_view> content_words(std::string_view folded) {
  std::set<std::string_view> out;
  for (std::size_t i = 0; i < folded.size();) {
    std::size_t end = i;
    while (end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') ++end;
    if (end - i >= kLongWord) out.insert(folded.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return out;
}

double alike(const std::set<std::string_view>& a, const std::set<std::string_view>& b) {
  std::size_t common = 0;
  for (std::string_view word : a) common += b.count(word);
  const std::size_t all = a.size() + b.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace

// `of` names clause rules with a value. Two matches of one of them contradict each other when their sentences are alike
// but for the value, stand in different paragraphs of running text (a table has one value a row) and in one language.
std::vector<Match> check_contradiction(const CheckContext& ctx) {
  std::vector<Match> found;
  const std::string_view text = ctx.normal.text;
  for (const std::string& id : ctx.self().of) {
    std::vector<const Match*> values;
    std::vector<std::set<std::string_view>> words;
    for (const Match& m : ctx.clauses) {
      if (ctx.program.rules()[m.rule].id != id || !m.value || values.size() >= kValues) continue;
      if (ctx.structure.paragraphs[m.paragraph].kind == extract::BlockKind::table_row) continue;
      const NormalSpan sentence = ctx.normal.map.to_normal(m.sentence);
      std::string_view around = sentence.of(text);
      if (around.size() > 600) around = m.hull.of(text);
      // Several values in one sentence are steps, not two answers.
      if (!values.empty() && values.back()->sentence == m.sentence) continue;
      values.push_back(&m);
      words.push_back(content_words(around));
    }
    if (values.size() < 2) continue;
    if (ctx.cancel.poll(Stage::match, text.size(), text.size())) return found;
    std::set<std::size_t> told;
    for (std::size_t i = 0; i < values.size(); ++i)
      for (std::size_t j = i + 1; j < values.size(); ++j) {
        const rules::Quantity &a = *values[i]->value, &b = *values[j]->value;
        if (told.count(j) || a.unit != b.unit || a.value == b.value || a.currency != b.currency || a.working_days != b.working_days) continue;
        if (values[i]->paragraph == values[j]->paragraph || values[i]->language != values[j]->language) continue;
        if (words[i].size() < 3 || words[j].size() < 3 || alike(words[i], words[j]) < kAlike) continue;
        told.insert(j);
        Match m = match_at(ctx, values[i]->hull);
        m.also.push_back(values[j]->hull);
        const auto shown = [&](const rules::Quantity& q) { return std::string(ctx.normal.map.to_text(q.span).of(ctx.extracted.text)); };
        m.arguments = {{"first", shown(a)}, {"second", shown(b)}};
        found.push_back(std::move(m));
        if (found.size() > limits::kFindingsPerRule) return found;
      }
  }
  std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.hull < b.hull; });
  return found;
}

}  // namespace caveat::match
