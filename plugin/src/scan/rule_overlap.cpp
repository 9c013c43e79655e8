// See rule_overlap.h.
#include "scan/rule_overlap.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "scan/rule_examples.h"

namespace caveat::scan {
namespace {

using rules::Diagnostic;
using rules::Rule;

bool reports_wording(const Rule& rule) {
  return !rule.taxonomy.empty() && (rule.kind == rules::Kind::presence || rule.kind == rules::Kind::threshold);
}

// Most of either hit is in the other: the same words, not two statements of one sentence, nor a word inside a longer one (an
// "at its sole discretion" is worth its own line wherever it stands).
bool same_words(NormalSpan a, NormalSpan b) {
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  if (begin >= end) return false;
  const std::uint32_t longer = std::max(a.end - a.begin, b.end - b.begin);
  return 2 * (end - begin) > longer;
}

// The first example by which a rule fires, and how many there are.
struct Overlap {
  const rules::Example* example = nullptr;
  Language language = Language::en;
  std::size_t examples = 0;
};

}  // namespace

void overlaps(std::shared_ptr<const rules::RuleProgram> program, rules::Diagnostics& out) {
  match::Matcher matcher(program);
  const auto& rules = program->rules();
  const auto warn = [&](const Rule& rule, rules::SourceMark mark, std::string message) {
    out.push_back({Diagnostic::Level::warning, "R045", rule.file, mark, std::move(message)});
  };
  for (std::uint32_t r = 0; r < rules.size(); ++r) {
    const Rule& rule = rules[r];
    if (!reports_wording(rule)) {
      for (const auto& listed : rule.also_fires)
        warn(rule, listed.mark, "also_fires goes with kind: presence or threshold, where examples can overlap; remove it");
      continue;
    }
    std::map<std::uint32_t, Overlap> others;  // by index, that is by id
    for (Language language : kAllLanguages)
      for (const rules::Example& e : rule.words[index(language)].match) {
        const auto list = matches_of_example(matcher, r, e.text, language);
        if (!list) continue;
        std::vector<std::uint32_t> seen;  // an example counts once a rule
        for (const match::Match& own : list->matches) {
          if (own.rule != r) continue;
          for (const match::Match& other : list->matches) {
            const Rule& o = rules[other.rule];
            if (other.rule == r || !reports_wording(o) || o.taxonomy == rule.taxonomy || !same_words(own.hull, other.hull)) continue;
            if (std::find(seen.begin(), seen.end(), other.rule) != seen.end()) continue;
            seen.push_back(other.rule);
            Overlap& overlap = others[other.rule];
            if (!overlap.example) overlap.example = &e, overlap.language = language;
            ++overlap.examples;
          }
        }
      }
    for (const auto& [index_of_other, overlap] : others) {
      const Rule& other = rules[index_of_other];
      const auto& listed = rule.also_fires;
      if (std::any_of(listed.begin(), listed.end(), [&](const auto& l) { return l.id == other.id; })) continue;
      const std::size_t more = overlap.examples - 1;
      warn(rule, overlap.example->mark, "this match example (" + std::string(code(overlap.language)) + ")" + (more == 0 ? "" : more == 1 ? " and 1 more" : " and " + std::to_string(more) + " more") + " also " + (more == 0 ? "makes " : "make ") +
                                            other.id + " (" + other.taxonomy + ") fire, by the same words; set the two rules apart, or accept it: also_fires: [" + other.id + "]");
    }
    for (const auto& listed : rule.also_fires)
      if (std::none_of(others.begin(), others.end(), [&](const auto& o) { return rules[o.first].id == listed.id; }))
        warn(rule, listed.mark, "no match example makes a rule \"" + listed.id + "\" of another taxonomy code fire by the same words; remove it from also_fires");
  }
}

}  // namespace caveat::scan
