// See findings.h.
#include "findings/findings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "base/limits.h"
#include "findings/fingerprint.h"

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

// A finding on its way: one hit of a rule, later one cause with all its places.
struct Hit {
  Finding finding;
  std::string cause;          // hits of one rule with one cause become one finding
  std::vector<Masked> masks;  // of all its places
};

// What makes two hits of a rule one cause: the same words (a number with another value is another cause), or more, or less.
std::string cause_of(const rules::Rule& rule, std::string_view folded, const match::Match& m) {
  if (rule.cause == rules::Cause::rule) return {};
  std::string cause;
  for (const char c : m.hull.of(folded)) cause += c == '\n' ? ' ' : c;
  if (m.value)
    cause += '\n' + std::to_string(m.value->value) + ' ' + std::string(rules::name(m.value->unit)) + m.value->currency + (m.value->working_days ? "w" : "");
  for (const auto& [name, value] : m.arguments) cause += '\n' + name + '=' + value;
  return cause;
}

// A further place of a hit: its words, shown with the paragraph around them.
Place further_place(const extract::ExtractedText& extracted, const normalize::NormalText& normal, const segment::Structure& structure, NormalSpan span) {
  Place place;
  place.trigger = normal.map.to_text(span);
  const auto after = std::upper_bound(structure.paragraphs.begin(), structure.paragraphs.end(), span.begin,
                                      [](std::uint32_t at, const segment::Paragraph& p) { return at < p.span.begin; });
  TextSpan around = place.trigger;
  if (after != structure.paragraphs.begin()) {
    const segment::Paragraph& paragraph = *std::prev(after);
    const TextSpan whole = normal.map.to_text(paragraph.span);
    if (whole.contains(place.trigger)) around = whole;
    place.clause = structure.clauses[paragraph.clause].label;
  }
  place.quote = quote_of(extracted.text, around, place.trigger);
  place.page = extracted.page_of(place.trigger.begin);
  place.recognition = extracted.confidence_of(place.quote);
  return place;
}

// How far the number is from the policy. Worse than preferred but acceptable is no finding at all: docs/policies.md.
Band band_of(const rules::RuleProgram& program, const rules::Rule& rule, const std::optional<rules::Quantity>& value) {
  if (rule.kind != rules::Kind::threshold || !value) return Band::none;
  Band band = Band::none;
  for (const auto& conjunction : rule.report_when)
    for (const rules::Comparison& c : conjunction) {
      if (c.policy.empty()) continue;
      const rules::Parameter& p = program.parameters().find(c.policy)->second;
      const auto number = rules::convert(*value, p.unit);
      if (!number) continue;
      band = std::max(band, Band::outside);
      if (p.walk_away && (p.direction > 0 ? *number < *p.walk_away : *number > *p.walk_away)) band = Band::walk_away;
    }
  return band;
}

// Folds hits of one rule and cause into the first of them (of a cause with several numbers: into the gravest). In and out in text order.
std::vector<Hit> by_cause(const rules::RuleProgram& program, std::vector<Hit> hits) {
  std::vector<Hit> causes;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> at;
  for (Hit& hit : hits) {
    if (program.rules()[hit.finding.rule].cause == rules::Cause::place || hit.finding.placeless) {
      causes.push_back(std::move(hit));
      continue;
    }
    const auto [found, fresh] = at.emplace(std::pair{hit.finding.rule, hit.cause}, causes.size());
    if (fresh) {
      causes.push_back(std::move(hit));
      continue;
    }
    Hit& told = causes[found->second];
    if (hit.finding.severity > told.finding.severity) std::swap(hit.finding, told.finding);
    std::vector<Place>& also = told.finding.also;
    also.push_back(std::move(hit.finding.place));
    also.insert(also.end(), std::make_move_iterator(hit.finding.also.begin()), std::make_move_iterator(hit.finding.also.end()));
    told.masks.insert(told.masks.end(), std::make_move_iterator(hit.masks.begin()), std::make_move_iterator(hit.masks.end()));
  }
  return causes;
}

void list_places(Finding& f) {
  const auto order = [](const Place& a, const Place& b) { return std::tie(a.quote.begin, a.trigger.begin, a.trigger.end) < std::tie(b.quote.begin, b.trigger.begin, b.trigger.end); };
  std::sort(f.also.begin(), f.also.end(), order);
  if (f.also.size() > limits::kPlacesPerFinding) {
    f.unlisted += static_cast<std::uint32_t>(f.also.size()) - limits::kPlacesPerFinding;
    f.also.resize(limits::kPlacesPerFinding);
  }
}

// A second finding of a rule with the same wording is told apart by its numbers, so that swapping two clauses changes nothing.
void print_fingers(const rules::RuleProgram& program, std::vector<Hit>& hits) {
  std::map<std::string, std::vector<Hit*>> alike;
  for (Hit& hit : hits) {
    std::vector<std::string> wordings;
    for (const Masked& mask : hit.masks) wordings.push_back(mask.wording);
    hit.finding.fingerprint = fingerprint(program.rules()[hit.finding.rule].id, wordings);
    hit.finding.numbers = number_print(hit.masks);
    alike[hit.finding.fingerprint].push_back(&hit);
  }
  for (auto& [print, group] : alike) {
    std::stable_sort(group.begin(), group.end(), [](const Hit* a, const Hit* b) { return a->finding.numbers < b->finding.numbers; });
    for (std::uint32_t repeat = 1; repeat < group.size(); ++repeat) {
      std::vector<std::string> wordings;
      for (const Masked& mask : group[repeat]->masks) wordings.push_back(mask.wording);
      group[repeat]->finding.fingerprint = fingerprint(program.rules()[group[repeat]->finding.rule].id, std::move(wordings), repeat);
    }
  }
}

}  // namespace

FindingList collect(const rules::RuleProgram& program, const extract::ExtractedText& extracted,
                    const normalize::NormalText& normal, const segment::Structure& structure, const match::MatchList& matches,
                    const CollectOptions& options) {
  FindingList list;
  list.truncated = matches.truncated;
  list.undetermined = matches.undetermined;
  list.kind.kind = matches.kind.kind;
  list.kind.certainty = matches.kind.certainty;
  for (const auto& sign : matches.kind.evidence)
    if (sign.weight > 0 && list.kind.evidence.size() < limits::kKindEvidence) list.kind.evidence.push_back({sign.rule, normal.map.to_text(sign.span)});
  const bool no_contract = list.kind.not_a_contract();

  std::vector<Hit> risks, clauses;
  for (const match::Match& m : matches.matches) {
    const rules::Rule& rule = program.rules()[m.rule];
    Hit hit;
    Finding& f = hit.finding;
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
    f.band = band_of(program, rule, m.value);
    if (f.band == Band::walk_away && f.severity < rules::Severity::critical) f.severity = static_cast<rules::Severity>(static_cast<int>(f.severity) + 1);
    // Nobody is bound by a news article: what it says of prices is worth a glance. The rule keeps its own severity.
    if (no_contract) f.severity = std::min(f.severity, rules::Severity::low);
    f.place.page = extracted.page_of(f.place.trigger.begin);
    // What a document without a word says of itself (an embedded file) stands in no paragraph.
    if (m.paragraph < structure.paragraphs.size()) f.place.clause = structure.clauses[structure.paragraphs[m.paragraph].clause].label;
    if (m.outcome != match::Outcome::absent) f.place.recognition = extracted.confidence_of(f.place.quote);
    f.placeless = m.placeless;
    f.outcome = m.outcome;
    f.searched = m.searched;
    f.arguments = m.arguments;
    for (NormalSpan span : m.also) f.also.push_back(further_place(extracted, normal, structure, span));
    hit.cause = cause_of(rule, normal.text, m);
    // What is nowhere has no wording: it is recognised by its rule, wherever it is shown.
    Masked masked = m.outcome == match::Outcome::absent ? Masked{} : mask(normal.text, normal.map.to_normal(m.sentence), m.hull, m.language);
    for (const auto& [name, value] : m.arguments) {
      const std::string folded = normalize::fold(value);
      const NormalSpan whole{0, static_cast<std::uint32_t>(folded.size())};
      const Masked argument = mask(folded, whole, whole, m.language);
      masked.wording += '\n' + name + '=' + argument.wording;
      if (!argument.numbers.empty()) masked.numbers += '|' + argument.numbers;
    }
    hit.masks.push_back(std::move(masked));
    (rule.kind == rules::Kind::clause ? clauses : risks).push_back(std::move(hit));
  }

  const auto place_order = [&](const Hit& x, const Hit& y) {
    const Finding &a = x.finding, &b = y.finding;
    return std::tie(a.place.quote.begin, a.place.trigger.begin, a.rule) < std::tie(b.place.quote.begin, b.place.trigger.begin, b.rule);
  };
  for (auto* hits : {&risks, &clauses}) {
    std::sort(hits->begin(), hits->end(), place_order);
    // One sentence, one finding: a rule tells a sentence once (of a structure defect: once for each term or reference), and of
    // two rules with one taxonomy code in it the graver stays. What is missing is told of the document, not of a sentence.
    std::vector<Hit> kept;
    for (Hit& hit : *hits) {
      const Finding& f = hit.finding;
      const rules::Rule& rule = program.rules()[f.rule];
      const auto of_words = [&](const Finding& x) {
        const rules::Kind kind = program.rules()[x.rule].kind;
        return x.outcome != match::Outcome::absent && kind != rules::Kind::structure;
      };
      Hit* told = nullptr;
      for (auto it = kept.rbegin(); it != kept.rend() && it->finding.place.quote.begin == f.place.quote.begin && !told; ++it) {
        const Finding& other = it->finding;
        if (other.rule == f.rule ? other.arguments == f.arguments
                                 : of_words(f) && of_words(other) && !rule.taxonomy.empty() && program.rules()[other.rule].taxonomy == rule.taxonomy)
          told = &*it;
      }
      if (!told) {
        kept.push_back(std::move(hit));
        continue;
      }
      const rules::Rule& other = program.rules()[told->finding.rule];
      if (std::tuple(told->finding.severity, other.confidence) < std::tuple(f.severity, rule.confidence)) *told = std::move(hit);
    }
    *hits = std::move(kept);
  }
  // Neutral clauses are facts, each at its place: nothing to fold.
  risks = by_cause(program, std::move(risks));

  const std::uint32_t cap = options.max_per_rule ? options.max_per_rule : limits::kFindingsPerRule;
  for (auto* hits : {&risks, &clauses}) {
    std::sort(hits->begin(), hits->end(), place_order);
    print_fingers(program, *hits);
    std::vector<std::uint32_t> count(program.rules().size());
    for (Hit& hit : *hits) {
      const std::uint32_t rule = hit.finding.rule;
      if (++count[rule] > cap) {
        list.truncated.push_back(rule);
        continue;
      }
      list_places(hit.finding);
      (hits == &risks ? list.findings : list.clauses).push_back(std::move(hit.finding));
    }
  }
  std::sort(list.truncated.begin(), list.truncated.end());
  list.truncated.erase(std::unique(list.truncated.begin(), list.truncated.end()), list.truncated.end());
  return list;
}

}  // namespace caveat::findings
