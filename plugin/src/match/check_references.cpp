// References to annexes and clauses that are not in the document. See checks.h.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/limits.h"
#include "match/checks.h"
#include "match/references.h"

namespace caveat::match {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// All that is missing is one finding: the first place, the others with it; the references in the order of the text.
std::vector<Match> one_finding(const CheckContext& ctx, const std::vector<const Match*>& missing) {
  if (missing.empty()) return {};
  Match m = *missing.front();
  std::string references;
  std::set<std::string> told;
  constexpr std::size_t kNamed = 6;
  std::size_t further = 0;
  for (const Match* each : missing) {
    if (!told.insert(std::string(each->hull.of(ctx.normal.text))).second) continue;
    if (told.size() > kNamed) {
      ++further;
      continue;
    }
    const TextSpan where = ctx.normal.map.to_text(each->hull);
    references.append(references.empty() ? "" : ", ").append(where.of(ctx.extracted.text));
  }
  std::replace(references.begin(), references.end(), '\n', ' ');
  if (further > 0) references += " (+" + std::to_string(further) + ")";
  m.arguments.emplace_back("reference", references);
  for (std::size_t i = 1; i < missing.size(); ++i) m.also.push_back(missing[i]->hull);
  return {std::move(m)};
}

// The heading of the annex itself is no reference to it.
bool is_heading_of_its_own(const CheckContext& ctx, const Match& m) {
  const segment::Paragraph& p = ctx.structure.paragraphs[m.paragraph];
  const std::string_view before = std::string_view(ctx.normal.text).substr(p.span.begin, m.hull.begin - p.span.begin);
  return p.title() || (before.size() < 8 && std::none_of(before.begin(), before.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
}

// "Annex A", "annexe 2", "Anexo II": letters and numerals are capitals ("attachment a" is none), and the English word is one
// ("we schedule 2 releases").
bool is_name(const CheckContext& ctx, NormalSpan hull, Language language) {
  const std::string_view written = ctx.normal.map.to_text(hull).of(ctx.extracted.text);
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (written.empty() || (language == Language::en && !capital(written.front()))) return false;
  const std::size_t space = written.find_last_of(" \n\t\xA0");
  const char number = written[space == written.npos ? 0 : space + 1];
  if (written.ends_with(" X") || (hull.begin > 0 && ctx.normal.text[hull.begin - 1] == '-')) return false;  // "Annexe X", "Sub-Annex A"
  return digit(number) || capital(number);
}

}  // namespace

// `find` gives references ("Annex 2"), `unless` those to annexes of other documents. Missing: no heading, and no line that
// begins so, has that number; and the file is the main document, not one of its annexes.
std::vector<Match> check_annex_missing(const CheckContext& ctx) {
  const AnnexTable annexes(ctx);
  std::vector<const Match*> missing;
  std::map<std::string, bool> present;
  for (const Match& m : ctx.occurrences) {
    if (is_heading_of_its_own(ctx, m)) continue;
    const std::string number = reference_number(m.hull.of(ctx.normal.text), true);
    if (number.empty() || !is_name(ctx, m.hull, m.language)) continue;
    const auto [at, fresh] = present.emplace(number, false);
    if (fresh) {
      // "Annex 1.2" is a part of annex 1; "Annex A" may be the heading "Appendix 1 (A)": numbers alone decide.
      const std::string main = number.substr(0, number.find('.'));
      at->second = annexes.has(number) || annexes.has(main) || annexes.has_parts_of(main);
    }
    if (!at->second) missing.push_back(&m);
  }
  return one_finding(ctx, missing);
}

// `find` gives references to clauses of this contract ("clause 12.3"), `unless` those to laws and other documents.
// Missing: the clauses are numbered in digits without gaps, and the number lies beyond the last clause, or is a sub-clause
// beyond the last of its clause.
std::vector<Match> check_clause_missing(const CheckContext& ctx) {
  constexpr int kMostParts = 3;
  constexpr std::size_t kLeadBytes = 16;
  constexpr std::size_t kNumbered = 6;  // fewer numbered clauses than this: the numbering is not known well enough
  // Every number at the head of a paragraph, also those that the segmentation took for something else.
  std::set<std::string> numbers;
  std::map<std::string, int> last;  // clause -> its highest sub-clause; "" -> the highest clause
  std::map<std::string, std::set<int>> children;
  struct Begun {
    int times = 0;
    std::size_t annex = 0;  // of the first
  };
  std::map<std::string, Begun> begun;  // the paragraphs that begin with a number
  const AnnexTable annexes(ctx);
  const auto annex_at = [&](std::uint32_t offset) {
    const auto& all = annexes.headings();
    return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), offset, [](std::uint32_t at, const AnnexTable::Heading& h) { return at < h.where.begin; }) - all.begin());
  };
  for (const segment::Paragraph& p : ctx.structure.paragraphs) {
    const std::string_view words = p.span.of(ctx.normal.text);
    // At most one word before the number: "§ 4", "article 7", "clause 12".
    std::size_t i = 0, spaces = 0;
    while (i < words.size() && i < kLeadBytes && !digit(words[i])) spaces += words[i++] == ' ';
    if (i >= words.size() || i >= kLeadBytes || spaces > 1) continue;
    std::string number, parent;
    for (int part = 0; part < kMostParts && i < words.size() && digit(words[i]); ++part) {
      int value = 0;
      while (i < words.size() && digit(words[i]) && value < 1000) value = value * 10 + (words[i++] - '0');
      if (value == 0 || value >= 200) break;
      number += (number.empty() ? "" : ".") + std::to_string(value);
      numbers.insert(number);
      if (Begun& here = begun[number]; here.times++ == 0) here.annex = annex_at(p.span.begin);
      children[parent].insert(value);
      parent = number;
      if (i + 1 < words.size() && words[i] == '.' && digit(words[i + 1])) ++i;
      else break;
    }
  }
  for (const segment::Clause& clause : ctx.structure.clauses) {
    // "7" under "Article", whatever stands before it
    std::string label = clause.label;
    const std::size_t at = label.find_first_of("0123456789");
    if (at == label.npos) continue;
    std::size_t end = at;
    while (end < label.size() && (digit(label[end]) || (label[end] == '.' && end + 1 < label.size() && digit(label[end + 1])))) ++end;
    numbers.insert(label.substr(at, end - at));
  }
  // Clauses 1..n without gaps.
  const std::set<int>& top = children[""];
  int n = 0;
  while (top.count(n + 1)) ++n;
  if (static_cast<std::size_t>(n) < kNumbered) return {};
  std::vector<const Match*> missing;
  std::set<int> beyond;
  // The EU's standard contractual clauses are quoted as "Clause 17" without saying so each time.
  constexpr int kStandardClauses = 18;
  bool standard_clauses = false;
  for (std::string_view cue : {"standard contractual clauses", "sccs", "clauses contractuelles types", "standardvertragsklauseln", "clausulas contractuales tipo"})
    standard_clauses = standard_clauses || ctx.normal.text.find(cue) != std::string::npos;
  for (const Match& m : ctx.occurrences) {
    if (is_heading_of_its_own(ctx, m)) continue;
    const std::string_view words = m.hull.of(ctx.normal.text);
    const std::string number = reference_number(words, false);
    if (number.empty() || !digit(number.front()) || number.find_first_not_of("0123456789.") != number.npos || numbers.count(number)) continue;
    if (number.size() > 8) continue;
    const std::size_t dot = number.rfind('.');
    const std::string parent = dot == number.npos ? "" : number.substr(0, dot);
    int value = 0;
    for (char c : number.substr(dot == number.npos ? 0 : dot + 1)) value = value * 10 + (c - '0');
    if (value == 0 || value > 150) continue;
    const auto siblings = children.find(parent);
    if (dot == number.npos) {
      // Right behind the last: a law's article 28 in a contract of ten clauses is a law's, whatever the words around it.
      if (value <= n || value > n + 5 || *top.rbegin() > n) continue;
      if (standard_clauses && value <= kStandardClauses && (words.starts_with("clau") || words.starts_with("klau"))) continue;
      beyond.insert(value);
      if (beyond.size() > 1) return {};  // several: clauses are there whose numbers were not understood
    } else {
      // Its clause has sub-clauses 1..k in a row, and this is none of them.
      if (siblings == children.end() || !numbers.count(parent)) continue;
      // A schedule that counts from 1 again has a clause 3.1 of its own: which clause 3 is meant is not known.
      const Begun& first = begun[parent + ".1"];
      if (first.times != 1) continue;
      // And a schedule speaks of its own paragraphs.
      if (const std::size_t annex = annex_at(m.hull.begin); annex > 0 && annex != first.annex) continue;
      int k = 0;
      while (siblings->second.count(k + 1)) ++k;
      if (k < 2 || value <= k || static_cast<int>(siblings->second.size()) != k || value > k + 5) continue;
    }
    missing.push_back(&m);
  }
  return one_finding(ctx, missing);
}

}  // namespace caveat::match
