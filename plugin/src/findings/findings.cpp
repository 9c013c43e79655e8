// See findings.h.
#include "findings/findings.h"

#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/limits.h"

namespace caveat::findings {
namespace {

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// A very long sentence is cut to what stands around the trigger, at spaces where there are any nearby.
TextSpan quote_of(std::string_view text, TextSpan sentence, TextSpan trigger) {
  if (sentence.size() <= limits::kQuoteBytes) return sentence;
  const std::uint32_t room = trigger.size() < limits::kQuoteBytes ? (limits::kQuoteBytes - trigger.size()) / 2 : 0;
  TextSpan quote = {trigger.begin - std::min(room, trigger.begin - sentence.begin), trigger.end + std::min(room, sentence.end - trigger.end)};
  constexpr std::uint32_t kLook = 40;
  if (quote.begin > sentence.begin)
    for (std::uint32_t i = quote.begin; i < std::min(quote.begin + kLook, trigger.begin); ++i)
      if (text[i] == ' ' || text[i] == '\n') { quote.begin = i + 1; break; }
  if (quote.end < sentence.end)
    for (std::uint32_t i = quote.end; i > std::max(trigger.end, quote.end > kLook ? quote.end - kLook : 0); --i)
      if (text[i - 1] == ' ' || text[i - 1] == '\n') { quote.end = i - 1; break; }
  while (quote.begin < trigger.begin && continuation(text[quote.begin])) ++quote.begin;
  while (quote.end > trigger.end && quote.end < text.size() && continuation(text[quote.end])) --quote.end;
  return quote;
}

// Rule and wording of the sentence with numbers masked: the same clause in a new draft keeps its fingerprint. `repeat` tells
// apart literal repetitions within one document.
std::string fingerprint(std::string_view rule_id, std::string_view folded_sentence, std::uint32_t repeat) {
  std::string material(rule_id);
  material += '\n';
  bool in_number = false;
  for (char c : folded_sentence) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_number) material += '#';
    if (!digit) material += c;
    in_number = digit;
  }
  if (repeat) material += '\n' + std::to_string(repeat);
  Poco::SHA2Engine engine;
  engine.update(material);
  return Poco::DigestEngine::digestToHex(engine.digest()).substr(0, 16);
}

}  // namespace

FindingList collect(const rules::RuleProgram& program, const extract::ExtractedText& extracted,
                    const normalize::NormalText& normal, const segment::Structure& structure, const match::MatchList& matches) {
  FindingList list;
  list.truncated = matches.truncated;
  for (const match::Match& m : matches.matches) {
    const rules::Rule& rule = program.rules()[m.rule];
    Finding f;
    f.rule = m.rule;
    f.severity = rule.severity;
    f.language = m.language;
    f.place.trigger = normal.map.to_text(m.hull);
    f.place.quote = quote_of(extracted.text, m.sentence, f.place.trigger);
    f.outcome = m.outcome;
    f.placeless = m.placeless;
    f.arguments = m.arguments;
    f.value = m.value;
    if (m.value) f.place.value = normal.map.to_text(m.value->span);
    f.place.page = extracted.page_of(f.place.trigger.begin);
    f.place.clause = structure.clauses[structure.paragraphs[m.paragraph].clause].label;
    (rule.kind == rules::Kind::clause ? list.clauses : list.findings).push_back(std::move(f));
  }

  const auto place_order = [&](const Finding& a, const Finding& b) {
    return std::tie(a.place.quote.begin, a.place.trigger.begin, a.rule) < std::tie(b.place.quote.begin, b.place.trigger.begin, b.rule);
  };
  for (auto* findings : {&list.findings, &list.clauses}) {
    std::sort(findings->begin(), findings->end(), place_order);
    // One cause, one finding: a rule tells a sentence once, and of two rules with one taxonomy code in it the graver stays.
    std::vector<Finding> kept;
    for (Finding& f : *findings) {
      const rules::Rule& rule = program.rules()[f.rule];
      Finding* told = nullptr;
      for (auto it = kept.rbegin(); it != kept.rend() && it->place.quote.begin == f.place.quote.begin && !told; ++it)
        if (it->rule == f.rule || (!rule.taxonomy.empty() && program.rules()[it->rule].taxonomy == rule.taxonomy)) told = &*it;
      if (!told) {
        kept.push_back(std::move(f));
        continue;
      }
      const rules::Rule& other = program.rules()[told->rule];
      if (std::tuple(told->severity, other.confidence) < std::tuple(f.severity, rule.confidence)) *told = std::move(f);
    }
    std::sort(kept.begin(), kept.end(), place_order);
    std::map<std::string, std::uint32_t> seen;
    for (Finding& f : kept) {
      const std::string& id = program.rules()[f.rule].id;
      const std::string_view sentence = normal.map.to_normal(f.place.quote).of(normal.text);
      const std::string first = fingerprint(id, sentence, 0);
      const std::uint32_t repeat = seen[first]++;
      f.fingerprint = repeat ? fingerprint(id, sentence, repeat) : first;
    }
    *findings = std::move(kept);
  }
  return list;
}

}  // namespace caveat::findings
