// ClauseTree, see clause_tree.h. open_ is never deeper than kMostDepth, so each paragraph costs a bounded time.
#include "segment/clause_tree.h"

#include <algorithm>
#include <utility>

namespace caveat::segment {
namespace {

using Kind = ClauseNumber::Kind;

constexpr std::size_t kMostDepth = 12;  // part, article, 7.2.1, (a), (ii) and two headings: 8 at most in real contracts
constexpr std::size_t kTitleClauses = 3;  // the first headings of a document: its title, its parties
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Written in the same way, so that one may follow the other.
bool same_style(const ClauseNumber& a, const ClauseNumber& b) {
  if (a.kind != b.kind || a.capital != b.capital || a.doubled != b.doubled) return false;
  if (a.kind == Kind::keyword) return a.keyword == b.keyword && a.parts.size() == b.parts.size();
  return a.kind != Kind::decimal || a.parts.size() == b.parts.size();
}
// Does `later` go on where `earlier` stopped? One missing number is a deleted clause.
bool follows(const ClauseNumber& earlier, const ClauseNumber& later) {
  return later.value() == earlier.value() + 1 || later.value() == earlier.value() + 2;
}
bool goes_on_from(const ClauseNumber& number, const ClauseNumber& open) {
  return (open.kind == Kind::decimal || open.kind == Kind::keyword) && open.rank != 1 && !open.parts.empty() &&
         open.parts.size() < number.parts.size() &&
         std::equal(open.parts.begin(), open.parts.end(), number.parts.begin());
}
// "7" or "6.5" where "6.4.2" is open: the brother of a clause that is not open ("6", "6.4" lost to a page header).
bool passes_over(const ClauseNumber& number, const ClauseNumber& open) {
  const std::size_t count = number.parts.size();
  return open.kind == Kind::decimal && open.parts.size() > count &&
         std::equal(number.parts.begin(), number.parts.end() - 1, open.parts.begin()) &&
         number.value() > open.parts[count - 1] && number.value() <= open.parts[count - 1] + 2;
}
bool is_annex(const ClauseNumber& number) { return number.kind == Kind::keyword && number.rank == 0; }

}  // namespace

// The title of the document at the head of each page is no heading there.
bool ClauseTree::repeats_the_title(std::string_view title) const {
  if (open_.empty() || !open_.back().number) return false;
  for (std::size_t i = first_; i < clauses_.size() && i < first_ + kTitleClauses; ++i)
    if (clauses_[i].label.empty() && !title.empty() && clauses_[i].heading == title) return true;
  return false;
}

void ClauseTree::begin_document() {
  open_.clear();
  awaits_title_ = false;
  begins_ = true;
  first_ = clauses_.size();
}

bool ClauseTree::opens(const Head& head) const {
  if (!head.number) return head.heading;
  if (!head.number.weak) return true;
  if (head.number.value() == 1 && head.number.parts.size() == 1) return true;
  return std::ranges::any_of(open_, [&](const Open& open) {
    return (same_style(open.number, head.number) && follows(open.number, head.number)) ||
           (head.number.kind == Kind::decimal && goes_on_from(head.number, open.number));
  });
}

// "(i)" is a letter after "(h)", and a numeral elsewhere; "(v)" and "(c)" are numerals only after "(iv)" and "(xcix)".
ClauseNumber ClauseTree::read_as_roman(const Head& head) const {
  ClauseNumber number = head.number;
  if (number.kind != Kind::letter || !number.maybe_roman) return number;
  ClauseNumber roman = number;
  roman.kind = Kind::roman;
  roman.parts = {number.roman_value};
  for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
    if (same_style(open->number, number) && open->number.value() + 1 == number.value()) return number;
    if (same_style(open->number, roman) && open->number.value() + 1 == roman.value()) return roman;
  }
  return roman.value() == 1 ? roman : number;
}

// The depth of the open clause whose brother this is, or kNone.
std::size_t ClauseTree::depth_of_brother(const Head& head) const {
  const auto may_be = [&](const Open& open) {
    if (!same_style(open.number, head.number)) return false;
    // Lists tell their nesting by their level.
    return open.heading || head.heading || open.level == 0 || head.level == 0 || open.level == head.level;
  };
  for (std::size_t depth = open_.size(); depth-- > 0;)
    if (may_be(open_[depth]) && follows(open_[depth].number, head.number) && open_[depth].heading == head.heading)
      return depth;
  for (std::size_t depth = open_.size(); depth-- > 0;)
    if (may_be(open_[depth]) && follows(open_[depth].number, head.number)) return depth;
  // Out of the row: a list that begins again, or a number that is missing. A heading is no brother of a list item.
  for (std::size_t depth = open_.size(); depth-- > 0;)
    if (may_be(open_[depth]) && open_[depth].heading == head.heading) return depth;
  return kNone;
}

// How many open clauses stay open: the last of them is the parent.
std::size_t ClauseTree::parent_depth(const Head& head) const {
  const ClauseNumber& number = head.number;
  if (number.kind == Kind::decimal || number.kind == Kind::keyword)
    for (std::size_t depth = open_.size(); depth-- > 0;) {
      if (number.kind == Kind::keyword && open_[depth].number.keyword != number.keyword) continue;
      if (goes_on_from(number, open_[depth].number)) return depth + 1;
    }
  if (number)
    if (const std::size_t brother = depth_of_brother(head); brother != kNone) return brother;

  std::size_t depth = open_.size();
  if (number.kind == Kind::decimal)
    for (std::size_t brother = 0; brother < open_.size(); ++brother)
      if (passes_over(number, open_[brother].number)) return brother;
  if (number.kind == Kind::keyword) {
    const auto encloses = [&](const Open& open) {
      if (open.number.kind == Kind::keyword) return open.number.rank < number.rank;
      if (open.number) return false;
      return number.rank > 0 && open.heading && (!head.heading || open.level < head.level);
    };
    while (depth > 0 && !encloses(open_[depth - 1])) --depth;
    return depth;
  }
  if (head.heading) {
    // Headings enclose headings of a deeper level. Annexes enclose numbers even of theirs: "# Annex 1", "# 1. Scope".
    while (depth > 0) {
      const Open& open = open_[depth - 1];
      if (open.heading && open.level < head.level) break;
      if (is_annex(open.number) && open.heading && open.level >= head.level && number) break;
      --depth;
    }
    return depth;
  }
  if (number.kind == Kind::decimal && number.parts.size() > 1)
    while (
        depth > 0 && open_[depth - 1].number && open_[depth - 1].number.kind != Kind::keyword &&
        open_[depth - 1].number.kind != Kind::ordinal &&
        (open_[depth - 1].number.kind != Kind::decimal || open_[depth - 1].number.parts.size() >= number.parts.size()))
      --depth;
  return depth;
}

// The label of a number whose parent is open_[depth - 1].
std::string ClauseTree::label_of(const ClauseNumber& number, std::size_t depth) const {
  const Open* parent = nullptr;
  const Open* annex = nullptr;
  for (std::size_t i = depth; i-- > 0;) {
    if (!open_[i].number) continue;
    if (parent == nullptr) parent = &open_[i];
    if (is_annex(open_[i].number)) annex = &open_[i];
  }
  if (number.kind == Kind::keyword && number.rank == 0) return number.shown;
  const bool own = number.kind == Kind::keyword || number.kind == Kind::ordinal ||
                   (number.kind == Kind::decimal && (number.parts.size() > 1 || parent == nullptr)) || number.capital;
  if (own || parent == nullptr || (parent->number.kind == Kind::keyword && parent->number.rank == 1) || parent == annex)
    return annex == nullptr ? number.shown : clauses_[annex->clause].label + ", " + number.shown;
  const bool in_brackets = number.kind == Kind::decimal;  // "1." in clause 12.3: 12.3(1)
  const bool spaced = parent->number.kind == Kind::keyword && (in_brackets || number.kind == Kind::bracket);
  return clauses_[parent->clause].label + (spaced ? " " : "") + (in_brackets ? '(' + number.shown + ')' : number.shown);
}

std::uint32_t ClauseTree::add(std::uint32_t paragraph, const Head* head) {
  const auto stay = [&]() -> std::uint32_t {
    if (std::exchange(begins_, false)) {
      clauses_.push_back({});
      clauses_.back().first_paragraph = paragraph;
    }
    ++clauses_.back().paragraph_count;
    return static_cast<std::uint32_t>(clauses_.size() - 1);
  };
  if (head == nullptr) {
    awaits_title_ = false;
    return stay();
  }
  if (!head->number && repeats_the_title(head->title)) return stay();
  if (awaits_title_ && !head->number && head->heading) {
    // "Article 7" and, in the next paragraph, "Résiliation"
    awaits_title_ = false;
    clauses_.back().heading = head->title;
    return stay();
  }

  Head read = *head;
  read.number = read_as_roman(*head);
  const std::size_t depth = std::min(parent_depth(read), kMostDepth - 1);
  Clause clause;
  if (read.number) clause.label = label_of(read.number, depth);
  if (read.heading) clause.heading = read.title;
  clause.parent = depth == 0 ? -1 : static_cast<std::int32_t>(open_[depth - 1].clause);
  clause.first_paragraph = paragraph;
  clause.paragraph_count = 1;
  open_.resize(depth);
  const auto index = static_cast<std::uint32_t>(clauses_.size());
  awaits_title_ = read.heading && read.title.empty();
  begins_ = false;
  open_.push_back({index, std::move(read.number), read.heading, read.level});
  clauses_.push_back(std::move(clause));
  return index;
}

}  // namespace caveat::segment
