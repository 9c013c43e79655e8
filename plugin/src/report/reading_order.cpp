#include "report/reading_order.h"

#include <algorithm>
#include <cmath>

#include "findings/wording.h"
#include "report/labels.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::uint32_t kHeadingColumns = 48;  // a place is one line, the heading the least of it

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
    Issue& issue = order.issues[at];
    issue.severity = std::max(issue.severity, list[i].severity);
    issue.findings.push_back(i);
  }
  std::erase_if(order.issues, [](const Issue& issue) { return issue.findings.empty(); });
  std::stable_sort(order.issues.begin(), order.issues.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  order.number.resize(list.size());
  for (Issue& issue : order.issues) {
    const std::vector<std::uint32_t>& cut = input.list.truncated;
    issue.truncated = std::find(cut.begin(), cut.end(), issue.rule) != cut.end();
    for (std::uint32_t finding : issue.findings) order.number[finding] = ++order.places;
  }
  return order;
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
  const Labels& words = labels(reader);
  std::string out;
  const auto add = [&](const std::string& part) { out.append(out.empty() ? "" : " \xC2\xB7 ").append(part); };
  if (finding.place.page > 0) add(filled(words.page_short, std::to_string(finding.place.page)));
  std::string clause = shortened(for_terminal(finding.place.clause), kHeadingColumns);
  const bool bare_number = !clause.empty() && clause[0] >= '0' && clause[0] <= '9';
  if (bare_number) clause = filled(words.clause_before_number, clause);
  const std::string heading = shortened(for_terminal(heading_over(input, finding.place.quote.begin)), kHeadingColumns);
  if (!heading.empty() && heading != clause) clause.append(clause.empty() ? "" : " ").append(heading);
  if (!clause.empty()) add(clause);
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
    for (++i; i < parts.size() && first.page > 0 && parts[i].code == first.code && parts[i].page == last_page + 1; ++i) {
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
    const std::string_view named = not_read_name(first.code, reader);
    line += named.empty() ? for_terminal(first.code) : std::string(named);
    if (same_detail && !first.detail.empty()) line += ". " + for_terminal(first.detail);
    lines.push_back(std::move(line));
  }
  return lines;
}

bool leaves_a_gap(const extract::NotRead& part) { return part.code != "hidden-text" && part.code != "diagonal-text"; }

bool complete(const Input& input) {
  return !input.extracted.blocks.empty() && std::none_of(input.not_read.begin(), input.not_read.end(), leaves_a_gap);
}

std::string_view headline(const Input& input, Language reader) {
  const Labels& words = labels(reader);
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
