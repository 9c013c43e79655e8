#include "report/reading_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "findings/wording.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::uint32_t kHeadingColumns = 48;  // a place is one line, the heading the least of it
constexpr std::size_t kDocumentColumns = 40;   // of a path within a set its end is kept: the name of the file

bool is_absence(const std::vector<findings::Finding>& list, const Issue& issue) {
  return std::all_of(issue.findings.begin(), issue.findings.end(),
                     [&](std::uint32_t i) { return list[i].outcome == match::Outcome::absent; });
}

// "…/annexes/Annex B.pdf": by whole characters.
std::string shortened_name(std::string name, std::size_t most) {
  std::size_t characters = 0, begin = name.size();
  while (begin > 0 && characters < most) {
    --begin;
    while (begin > 0 && (static_cast<unsigned char>(name[begin]) & 0xC0) == 0x80) --begin;
    ++characters;
  }
  return begin == 0 ? name : "\xE2\x80\xA6" + name.substr(begin);
}

// "4.2", "12.3(b)": a number that needs the word "clause" before it; "§ 4 Abs. 2" says itself what it is.
bool bare_number(std::string_view clause) { return !clause.empty() && clause[0] >= '0' && clause[0] <= '9'; }

}  // namespace

ReadingOrder reading_order(const Input& input) {
  ReadingOrder order;
  const std::vector<findings::Finding>& list = input.list.findings;
  const std::size_t rules = input.program.rules().size();
  std::vector<std::uint32_t> issue_of(rules, UINT32_MAX);
  for (const risk::ScoreLine& line : input.assessment.lines) {
    issue_of[line.rule] = static_cast<std::uint32_t>(order.issues.size());
    order.issues.emplace_back().rule = line.rule;
  }
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    std::uint32_t& at = issue_of[list[i].rule];
    if (at == UINT32_MAX) {  // an assessment of another list; show the finding all the same
      at = static_cast<std::uint32_t>(order.issues.size());
      order.issues.emplace_back().rule = list[i].rule;
    }
    if (list[i].status == findings::Status::waived) {
      order.waived.push_back(i);
      continue;
    }
    Issue& issue = order.issues[at];
    issue.severity = std::max(issue.severity, list[i].severity);
    issue.findings.push_back(i);
  }
  std::erase_if(order.issues, [](const Issue& issue) { return issue.findings.empty(); });
  std::stable_sort(order.issues.begin(), order.issues.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  std::stable_sort(order.waived.begin(), order.waived.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return list[a].severity > list[b].severity; });
  // One rule, one outcome: an absence rule finds adverse wording or nothing at all. Should both come, the wording leads.
  std::stable_partition(order.issues.begin(), order.issues.end(), [&](const Issue& issue) { return !is_absence(list, issue); });
  const auto first_absence =
      std::find_if(order.issues.begin(), order.issues.end(), [&](const Issue& issue) { return is_absence(list, issue); });
  order.absences.assign(std::make_move_iterator(first_absence), std::make_move_iterator(order.issues.end()));
  order.issues.erase(first_absence, order.issues.end());

  order.number.resize(list.size());
  std::uint32_t number = 0;
  const auto count_places = [&](std::uint32_t finding, Issue* issue) {
    order.number[finding] = ++number;
    if (issue && !list[finding].placeless) issue->spots.push_back({finding, 0, number});
    for (std::uint32_t p = 1; p <= list[finding].also.size(); ++p) {
      ++number;
      if (issue) issue->spots.push_back({finding, p, number});
    }
    if (issue) issue->unlisted += list[finding].unlisted;
  };
  for (std::vector<Issue>* issues : {&order.issues, &order.absences}) {
    for (Issue& issue : *issues) {
      const std::vector<std::uint32_t>& cut = input.list.truncated;
      issue.truncated = std::find(cut.begin(), cut.end(), issue.rule) != cut.end();
      for (const std::uint32_t finding : issue.findings) count_places(finding, &issue);
    }
  }
  for (const std::uint32_t finding : order.waived) count_places(finding, nullptr);
  for (const Issue& issue : order.issues) order.places += static_cast<std::uint32_t>(issue.spots.size()) + issue.unlisted;
  return order;
}

std::size_t priority_of(rules::Severity severity) {
  constexpr std::array<std::size_t, 5> priorities = {2, 2, 1, 0, 0};
  return priorities[static_cast<std::size_t>(severity)];
}

const findings::Place& place_of(const Input& input, const Spot& spot) {
  const findings::Finding& finding = input.list.findings[spot.finding];
  return spot.place == 0 ? finding.place : finding.also[spot.place - 1];
}

std::string_view heading_over(const Input& input, std::uint32_t offset) {
  const std::vector<segment::Paragraph>& paragraphs = input.structure.paragraphs;
  const std::uint32_t at = input.normal.map.to_normal(TextSpan{offset, offset + 1}).begin;
  auto after = std::upper_bound(paragraphs.begin(), paragraphs.end(), at,
                                [](std::uint32_t o, const segment::Paragraph& p) { return o < p.span.begin; });
  if (after == paragraphs.begin()) return {};
  const std::vector<segment::Clause>& clauses = input.structure.clauses;
  std::int64_t clause = std::prev(after)->clause;
  // A parent always comes before its child; should it not, stop rather than go round.
  while (clause >= 0 && clause < static_cast<std::int64_t>(clauses.size())) {
    const segment::Clause& here = clauses[static_cast<std::size_t>(clause)];
    if (!here.heading.empty()) return here.heading;
    if (here.parent >= clause) break;
    clause = here.parent;
  }
  return {};
}

std::string where(const Input& input, const findings::Finding& finding, Language reader) {
  return finding.placeless ? std::string() : where(input, finding.place, reader);
}

std::string document_of(const Input& input, std::uint32_t offset) {
  const extract::Part* part = input.extracted.parts.size() > 1 ? input.extracted.part_of(offset) : nullptr;
  return part == nullptr ? std::string() : shortened_name(for_terminal(part->name), kDocumentColumns);
}

std::string further_places(const Input& input, const findings::Finding& finding, std::size_t most, Language reader) {
  const Labels& words = labels(reader);
  std::vector<std::string> names;  // in text order, each once
  std::uint64_t counted = finding.unlisted;
  bool after_number = false;
  std::string out;
  const std::string own = document_of(input, finding.place.quote.begin);
  for (const findings::Place& place : finding.also) {
    const std::string clause = shortened(for_terminal(place.clause), kHeadingColumns);
    std::string name = clause;
    if (name.empty() && place.page > 0) name = filled(words.page_short, std::to_string(place.page));
    if (const std::string document = document_of(input, place.quote.begin); document != own) {
      const bool bare = bare_number(clause);
      name = name.empty() ? document : (bare ? filled(words.clause_before_number, name) : name) + " (" + document + ")";
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      if (names.size() == most) {
        ++counted;
        continue;
      }
      out.append(out.empty() ? "" : ", ").append(name);
      after_number = false;
      names.push_back(std::move(name));
      continue;
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;  // the same clause once more
    if (name.empty() || names.size() == most) {
      ++counted;
      continue;
    }
    const bool number = bare_number(clause);
    out.append(out.empty() ? "" : ", ").append(number && !after_number ? filled(words.clause_before_number, name) : name);
    after_number = number;
    names.push_back(std::move(name));
  }
  if (counted > 0) out.append(out.empty() ? "" : " ").append(filled(words.more_places, counted));
  return out;
}

std::string where(const Input& input, const findings::Place& place, Language reader) {
  const Labels& words = labels(reader);
  std::string out;
  const auto add = [&](const std::string& part) { out.append(out.empty() ? "" : " \xC2\xB7 ").append(part); };
  if (const std::string document = document_of(input, place.quote.begin); !document.empty()) add(document);
  if (place.page > 0) add(filled(words.page_short, std::to_string(place.page)));
  std::string clause = shortened(for_terminal(place.clause), kHeadingColumns);
  if (bare_number(clause)) clause = filled(words.clause_before_number, clause);
  const std::string heading = shortened(for_terminal(heading_over(input, place.quote.begin)), kHeadingColumns);
  if (!heading.empty() && heading != clause) clause.append(clause.empty() ? "" : " ").append(heading);
  if (!clause.empty()) add(clause);
  if (place.recognition) add(filled(words.recognised, std::to_string(std::lround(*place.recognition * 100))));
  return out;
}

std::vector<std::string> not_read_lines(const Input& input, Language reader, bool gaps_only) {
  const Labels& words = labels(reader);
  std::vector<std::string> lines;
  const std::vector<extract::NotRead>& parts = input.not_read;
  for (std::size_t i = 0; i < parts.size();) {
    const extract::NotRead& first = parts[i];
    std::uint32_t last_page = first.page;
    bool same_detail = true;
    for (++i; i < parts.size() && first.page > 0 && parts[i].code == first.code && parts[i].part == first.part && parts[i].page == last_page + 1; ++i) {
      ++last_page;
      same_detail = same_detail && parts[i].detail == first.detail;
    }
    if (gaps_only && !leaves_a_gap(first)) continue;
    std::string line;
    if (last_page > first.page) {
      line = filled(words.page_range, std::to_string(first.page) + "\xE2\x80\x93" + std::to_string(last_page));
    } else if (first.page > 0) {
      line = filled(words.page_mark, std::to_string(first.page));
    }
    if (!line.empty()) line += words.colon;
    if (!first.part.empty()) line = for_terminal(first.part) + std::string(words.colon) + line;
    const std::string_view named = not_read_name(first.code, reader);
    line += named.empty() ? for_terminal(first.code) : std::string(named);
    if (same_detail && !first.detail.empty()) line += ". " + for_terminal(first.detail);
    lines.push_back(std::move(line));
  }
  return lines;
}

bool leaves_a_gap(const extract::NotRead& part) { return !part.remark_alone() && part.code != "hidden-text" && part.code != "diagonal-text"; }

bool complete(const Input& input) {
  return (!input.extracted.blocks.empty() || input.extracted.is_wordless_picture()) && std::none_of(input.not_read.begin(), input.not_read.end(), leaves_a_gap);
}

bool has_verdict(const Input& input) { return input.assessment.lane != risk::Lane::sign || (complete(input) && !not_a_contract(input)); }

std::string_view headline(const Input& input, Language reader) {
  const Labels& words = labels(reader);
  if (input.assessment.lane == risk::Lane::sign && not_a_contract(input)) return words.lane_not_a_contract;
  if (input.assessment.lane == risk::Lane::sign && !complete(input)) return words.lane_incomplete;
  return words.lane[static_cast<std::size_t>(input.assessment.lane)];
}

std::string severity_counts(const Input& input, Language reader) {
  std::string out;
  for (std::size_t level = input.assessment.by_severity.size(); level-- > 0;) {
    const std::uint32_t count = input.assessment.by_severity[level];
    if (count > 0) out.append(out.empty() ? "" : ", ").append(filled(labels(reader).severity_count[level], count));
  }
  return out;
}

std::string language_shares(const Input& input, Language reader) {
  std::string out;
  for (const segment::LanguageShare& language : input.structure.languages) {
    const long percent = std::lround(language.share * 100);
    if (percent == 0) continue;
    out.append(out.empty() ? "" : ", ").append(for_terminal(language_name(language.code, reader)));
    if (percent < 100) out.append(" ").append(std::to_string(percent)).append("\xC2\xA0%");
  }
  return out;
}

std::string rounded_text(double value, int decimals, Language reader) {
  const double scale = std::pow(10, decimals);
  rules::Quantity number;
  number.value = std::round(value * scale) / scale;
  return findings::quantity_text(number, reader);
}

}  // namespace caveat::report
