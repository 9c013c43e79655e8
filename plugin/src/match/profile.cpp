// See profile.h.
#include "match/profile.h"

#include <algorithm>
#include <utility>

namespace caveat::match {
namespace {

// The count of work: what an operation took where it was measured, so that shares of work are near shares of time. Only their relations matter.
// Fitted to the least time of each rule in seven profiles of 50 German and Spanish contracts; docs/adr/0021 says how near it comes. To be fitted anew
// when a part of the way becomes much faster: the two per cents of "of which rules" then drift apart.
constexpr double kSearch = 100;      // of one fragment in one paragraph
constexpr double kHead = 300;        // an expression tried at one place
constexpr double kWord = 3.5;        // a word compared at one place
constexpr double kByte = 2.3;        // an expression without a head, a byte of the paragraph
constexpr double kEvaluation = 70;   // a rule in one paragraph or clause
constexpr double kFragment = 8;      // of a slot, looked for there
constexpr double kAsked = 80;        // ... that may stand there
constexpr double kOccurrence = 130;  // of a slot, gathered and joined
constexpr double kTextByte = 70;     // folded, cut into clauses, read by the index, reported
constexpr double kSentenceByte = 5;  // cut into sentences

}  // namespace

Profile::Profile(const rules::RuleProgram& program) : fragments(program.fragments().size()), rules(program.rules().size()), program_(program) {}

void Profile::add(const Profile& other) {
  for (std::size_t p = 0; p < kParts; ++p) parts[p] += other.parts[p];
  text_bytes += other.text_bytes, sentence_bytes += other.sentence_bytes;
  for (std::size_t f = 0; f < fragments.size(); ++f) {
    OfFragment& to = fragments[f];
    const OfFragment& of = other.fragments[f];
    to.candidates += of.candidates, to.searches += of.searches, to.heads += of.heads, to.bytes += of.bytes, to.hits += of.hits, to.ns += of.ns;
  }
  for (std::size_t r = 0; r < rules.size(); ++r) {
    const OfRule& of = other.rules[r];
    rules[r].evaluations += of.evaluations, rules[r].occurrences += of.occurrences, rules[r].fragments += of.fragments, rules[r].ns += of.ns;
  }
  for (const auto& [which, times] : other.asked_) asked_[which] += times;
}

std::vector<Profile::Cost> Profile::costs() const {
  std::vector<Cost> costs(rules.size());
  for (std::size_t r = 0; r < rules.size(); ++r) {
    costs[r].ns = static_cast<double>(rules[r].ns);
    costs[r].work = kEvaluation * static_cast<double>(rules[r].evaluations) + kFragment * static_cast<double>(rules[r].fragments) +
                    kOccurrence * static_cast<double>(rules[r].occurrences);
  }
  // In the order of rules and fragments: sums of floating point depend on it.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> asked(asked_.begin(), asked_.end());
  std::sort(asked.begin(), asked.end());
  std::vector<std::uint64_t> asked_for(fragments.size(), 0);
  for (const auto& [which, times] : asked) asked_for[static_cast<std::uint32_t>(which)] += times;
  for (const auto& [which, times] : asked) {
    Cost& cost = costs[which >> 32];
    const auto fragment = static_cast<std::uint32_t>(which);
    const OfFragment& of = fragments[fragment];
    const rules::CompiledFragment& compiled = program_.fragments()[fragment];
    const double at_head = compiled.words.empty() ? kHead : kWord * static_cast<double>(compiled.words.size());
    const double work = kSearch * static_cast<double>(of.searches) + at_head * static_cast<double>(of.heads) + kByte * static_cast<double>(of.bytes);
    const double part = static_cast<double>(times) / static_cast<double>(asked_for[fragment]);
    cost.ns += part * static_cast<double>(of.ns);
    cost.work += part * work + kAsked * static_cast<double>(times);
    cost.confirms += of.searches;
    cost.hits += of.hits;
  }
  // Whoever asked: each rule with the fragment in one of its slots.
  std::vector<std::vector<std::uint32_t>> rules_of_slot(program_.slots().size());
  for (const rules::CompiledRule& compiled : program_.compiled())
    for (const std::uint32_t slot : compiled.slots)
      if (rules_of_slot[slot].empty() || rules_of_slot[slot].back() != compiled.rule) rules_of_slot[slot].push_back(compiled.rule);
  std::vector<std::uint32_t> with;
  for (std::uint32_t f = 0; f < fragments.size(); ++f) {
    if (fragments[f].candidates == 0) continue;
    with.clear();
    for (const std::uint32_t slot : program_.slots_of(f)) with.insert(with.end(), rules_of_slot[slot].begin(), rules_of_slot[slot].end());
    std::sort(with.begin(), with.end());
    with.erase(std::unique(with.begin(), with.end()), with.end());
    for (const std::uint32_t rule : with) costs[rule].candidates += fragments[f].candidates;
  }
  return costs;
}

double Profile::work_of_no_rule() const { return kTextByte * static_cast<double>(text_bytes) + kSentenceByte * static_cast<double>(sentence_bytes); }

}  // namespace caveat::match
