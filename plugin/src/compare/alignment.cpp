// See alignment.h.
#include "compare/alignment.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/limits.h"
#include "findings/fingerprint.h"

namespace caveat::compare {
namespace {

constexpr std::uint32_t kDepth = 24;          // of anchors between anchors: each level reads what is left once
constexpr std::uint32_t kMovedWords = 4;      // fewer ("General", "Annex #") stand in a contract many times
constexpr std::size_t kCandidates = 6;        // looked at closely for each paragraph
constexpr double kAlikeHere = 0.40, kAlikeElsewhere = 0.55, kAlikeUnderHeading = 0.12;  // share of common words, see alike()
constexpr double kPart = 0.70;                // of a piece's words that the whole has
constexpr std::uint32_t kPartWords = 6;

using findings::Masked;

// A paragraph with words. Empty ones ("7.") take no part.
struct Unit {
  std::uint32_t paragraph = 0;
  std::uint32_t wording = 0;  // equal wordings have equal numbers, in both drafts
  std::uint32_t words = 0;
  std::uint32_t gap = 0;      // how many pairs in one order stand before it
  std::uint32_t partner = kNone;
  std::vector<std::uint64_t> features;  // sorted
};

struct Text {
  const Draft& draft;
  std::vector<Masked> masks;  // parallel to units
  std::vector<Unit> units;

  const segment::Clause& clause(const Unit& unit) const { return draft.structure.clauses[draft.structure.paragraphs[unit.paragraph].clause]; }
};

std::uint32_t words_in(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.end(), ' '));
}

Text read(const Draft& draft) {
  Text out{draft, {}, {}};
  for (std::uint32_t i = 0; i < draft.structure.paragraphs.size(); ++i) {
    const segment::Paragraph& p = draft.structure.paragraphs[i];
    Masked masked = findings::mask(draft.normal.text, p.span, p.span, p.language == Language::other ? Language::en : p.language);
    while (masked.wording.ends_with(' ')) masked.wording.pop_back();
    if (masked.wording.empty()) continue;
    Unit unit;
    unit.paragraph = i;
    unit.words = words_in(masked.wording);
    out.units.push_back(std::move(unit));
    out.masks.push_back(std::move(masked));
  }
  return out;
}

// Numbers for wordings, by sorting them: no hash that a document could aim at says that two clauses are the same.
void number_wordings(Text& a, Text& b) {
  std::vector<std::pair<std::string_view, Unit*>> all;
  for (Text* text : {&a, &b})
    for (std::size_t i = 0; i < text->units.size(); ++i) all.emplace_back(text->masks[i].wording, &text->units[i]);
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && all[i].first != all[i - 1].first) ++number;
    all[i].second->wording = number;
  }
}

std::uint64_t hash(std::string_view text, std::uint64_t value = 14695981039346656037ull) {
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return value ^ value >> 29;
}

// Words, and pairs of neighbours: the first find a sentence that was turned round, the second tell apart what is only on one subject.
std::vector<std::uint64_t> features_of(std::string_view wording) {
  std::vector<std::uint64_t> out;
  std::uint64_t last = 0;
  while (!wording.empty()) {
    const std::string_view word = wording.substr(0, wording.find(' '));
    wording.remove_prefix(std::min(wording.size(), word.size() + 1));
    const std::uint64_t one = hash(word);
    out.push_back(one);
    if (last) out.push_back(hash(word, last));
    last = one;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

class Aligner {
 public:
  Aligner(const Draft& before, const Draft& after, Cancel& cancel) : a_(read(before)), b_(read(after)), cancel_(cancel) {}

  Result<Alignment> run() {
    number_wordings(a_, b_);
    anchors(0, size(a_), 0, size(b_), 0);
    number_gaps();
    moved_word_for_word();
    beside_what_moved();
    if (auto stop = cancel_.poll(Stage::score)) return *stop;
    if (auto stop = alike_ones()) return *stop;
    under_one_heading();
    return told();
  }

 private:
  static std::uint32_t size(const Text& text) { return static_cast<std::uint32_t>(text.units.size()); }
  bool free_pair(std::uint32_t a, std::uint32_t b) const { return a_.units[a].partner == kNone && b_.units[b].partner == kNone; }
  void pair(std::uint32_t a, std::uint32_t b) {
    a_.units[a].partner = b;
    b_.units[b].partner = a;
  }

  // ---- word for word ----
  // (wording, place) of one range, sorted.
  static std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted(const Text& text, std::uint32_t begin, std::uint32_t end, bool unpaired = false) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    for (std::uint32_t i = begin; i < end; ++i)
      if (!unpaired || text.units[i].partner == kNone) out.emplace_back(text.units[i].wording, i);
    std::sort(out.begin(), out.end());
    return out;
  }

  // The n-th occurrence of a wording with the n-th on the other side, by place in a. only_unique: of those that occur once.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> occurrences(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& in_a,
                                                                   const std::vector<std::pair<std::uint32_t, std::uint32_t>>& in_b, bool only_unique) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    steps_ += in_a.size() + in_b.size();
    for (std::size_t i = 0, j = 0; i < in_a.size() && j < in_b.size();) {
      if (in_a[i].first != in_b[j].first) {
        in_a[i].first < in_b[j].first ? ++i : ++j;
        continue;
      }
      std::size_t k = i, l = j;
      while (k < in_a.size() && in_a[k].first == in_a[i].first) ++k;
      while (l < in_b.size() && in_b[l].first == in_b[j].first) ++l;
      if (!only_unique || (k - i == 1 && l - j == 1))
        for (std::size_t n = 0; n < std::min(k - i, l - j); ++n) pairs.emplace_back(in_a[i + n].second, in_b[j + n].second);
      i = k;
      j = l;
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

  static std::vector<std::pair<std::uint32_t, std::uint32_t>> longest(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
    std::vector<std::uint32_t> seconds;
    for (const auto& p : pairs) seconds.push_back(p.second);
    const std::vector<bool> keep = in_one_order(seconds, std::vector<std::uint64_t>(pairs.size(), 1));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (keep[i]) out.push_back(pairs[i]);
    return out;
  }

  // Patience: pairs what stands in one order in a[a0, a1) and b[b0, b1).
  void anchors(std::uint32_t a0, std::uint32_t a1, std::uint32_t b0, std::uint32_t b1, std::uint32_t depth) {
    while (a0 < a1 && b0 < b1 && a_.units[a0].wording == b_.units[b0].wording) pair(a0++, b0++);
    while (a0 < a1 && b0 < b1 && a_.units[a1 - 1].wording == b_.units[b1 - 1].wording) pair(--a1, --b1);
    if (a0 == a1 || b0 == b1) return;
    const auto in_a = sorted(a_, a0, a1), in_b = sorted(b_, b0, b1);
    auto found = longest(occurrences(in_a, in_b, true));
    const bool last = found.empty() || depth == kDepth;
    if (last) found = longest(occurrences(in_a, in_b, false));
    for (const auto& [a, b] : found) pair(a, b);
    if (last) return;
    for (const auto& [a, b] : found) {
      anchors(a0, a, b0, b, depth + 1);
      a0 = a + 1;
      b0 = b + 1;
    }
    anchors(a0, a1, b0, b1, depth + 1);
  }

  void number_gaps() {
    for (Text* text : {&a_, &b_}) {
      std::uint32_t gap = 0;
      for (Unit& unit : text->units) {
        unit.gap = gap;
        gap += unit.partner != kNone;
      }
    }
  }

  void moved_word_for_word() {
    for (const auto& [a, b] : occurrences(sorted(a_, 0, size(a_), true), sorted(b_, 0, size(b_), true), false))
      if (a_.units[a].words >= kMovedWords) pair(a, b);
  }

  // A heading of one word moves with its clause.
  void beside_what_moved() {
    const auto grow = [&](std::uint32_t a, int step) {
      std::int64_t i = static_cast<std::int64_t>(a) + step, j = static_cast<std::int64_t>(a_.units[a].partner) + step;
      for (; i >= 0 && j >= 0 && i < size(a_) && j < size(b_); i += step, j += step) {
        const auto x = static_cast<std::uint32_t>(i), y = static_cast<std::uint32_t>(j);
        if (!free_pair(x, y) || a_.units[x].wording != b_.units[y].wording) return;
        pair(x, y);
      }
    };
    for (std::uint32_t a = 0; a < size(a_); ++a)
      if (a_.units[a].partner != kNone) grow(a, -1), grow(a, +1);
  }

  // ---- by common words ----
  double alike(const Unit& a, const Unit& b) {
    return a.features.empty() || b.features.empty() ? 0 : 2.0 * common(a, b) / static_cast<double>(a.features.size() + b.features.size());
  }
  double common(const Unit& a, const Unit& b) {
    std::size_t i = 0, j = 0, both = 0;
    while (i < a.features.size() && j < b.features.size()) {
      if (a.features[i] == b.features[j]) ++both, ++i, ++j;
      else if (a.features[i] < b.features[j]) ++i;
      else ++j;
    }
    steps_ += i + j;
    return static_cast<double>(both);
  }

  void find_features(Text& text) {
    std::size_t total = 0;
    for (std::size_t i = 0; i < text.units.size(); ++i) {
      if (text.units[i].partner != kNone) continue;
      if (total + 2 * text.units[i].words > limits::kComparedFeatures) {
        limited_ = true;
        continue;
      }
      text.units[i].features = features_of(text.masks[i].wording);
      total += text.units[i].features.size();
      steps_ += text.units[i].words;
    }
  }

  struct Candidate {
    double score = 0;
    std::uint32_t a = 0, b = 0;
  };

  std::optional<Error> alike_ones() {
    find_features(a_);
    find_features(b_);
    // Where a feature stands in b, packed: sorted (feature, unit).
    std::vector<std::pair<std::uint64_t, std::uint32_t>> index;
    for (std::uint32_t b = 0; b < size(b_); ++b)
      for (const std::uint64_t f : b_.units[b].features) index.emplace_back(f, b);
    std::sort(index.begin(), index.end());
    std::vector<std::uint32_t> count(b_.units.size()), touched;
    std::vector<Candidate> all, parts;
    for (std::uint32_t a = 0; a < size(a_); ++a) {
      if (a % 256 == 0)
        if (auto stop = cancel_.poll(Stage::score)) return stop;
      const Unit& unit = a_.units[a];
      touched.clear();
      for (const std::uint64_t f : unit.features) {
        const auto begin = std::lower_bound(index.begin(), index.end(), std::pair{f, 0u});
        // A word of every clause tells none from another.
        if (static_cast<std::size_t>(index.end() - begin) > limits::kPostings && (begin + limits::kPostings)->first == f) continue;
        for (auto at = begin; at != index.end() && at->first == f; ++at) {
          if (count[at->second]++ == 0) touched.push_back(at->second);
          ++steps_;
        }
      }
      std::vector<std::uint32_t> best = touched;
      const auto nearer = [&](std::uint32_t x, std::uint32_t y) {
        const bool here_x = b_.units[x].gap == unit.gap, here_y = b_.units[y].gap == unit.gap;
        return std::tuple(count[y], here_y, x) < std::tuple(count[x], here_x, y);
      };
      const std::size_t close = std::min(best.size(), kCandidates);
      std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(close), best.end(), nearer);
      best.resize(close);
      for (const std::uint32_t b : best) {
        const Unit& other = b_.units[b];
        const double both = common(unit, other), mine = static_cast<double>(unit.features.size()), theirs = static_cast<double>(other.features.size());
        const double score = 2 * both / (mine + theirs);
        const bool here = unit.gap == other.gap;
        if (score >= (here ? kAlikeHere : kAlikeElsewhere) && (here || std::min(unit.words, other.words) >= kMovedWords))
          all.push_back({score + (here ? 0.1 : 0), a, b});
        if (std::min(unit.words, other.words) >= kPartWords && both / std::min(mine, theirs) >= kPart) parts.push_back({both / std::min(mine, theirs), a, b});
      }
      for (const std::uint32_t b : touched) count[b] = 0;
    }
    const auto better = [](const Candidate& x, const Candidate& y) {
      return std::tuple(y.score, x.a + x.b, x.a) < std::tuple(x.score, y.a + y.b, y.a);
    };
    std::sort(all.begin(), all.end(), better);
    for (const Candidate& c : all)
      if (free_pair(c.a, c.b)) pair(c.a, c.b);
    std::sort(parts.begin(), parts.end(), better);
    part_a_.assign(a_.units.size(), kNone);
    part_b_.assign(b_.units.size(), kNone);
    for (const Candidate& c : parts) {
      const bool a_is_smaller = a_.units[c.a].features.size() < b_.units[c.b].features.size();
      if (a_is_smaller && a_.units[c.a].partner == kNone && part_a_[c.a] == kNone) {
        b_.units[c.b].partner == kNone ? pair(c.a, c.b) : void(part_a_[c.a] = c.b);
      } else if (!a_is_smaller && b_.units[c.b].partner == kNone && part_b_[c.b] == kNone) {
        a_.units[c.a].partner == kNone ? pair(c.a, c.b) : void(part_b_[c.b] = c.a);
      }
    }
    return std::nullopt;
  }

  // What is left of one clause, between the same neighbours, was written anew: one heading, or hardly a common word under one number.
  void under_one_heading() {
    using Key = std::tuple<std::uint32_t, std::string, bool>;
    const auto left = [](const Text& text, const std::vector<std::uint32_t>& parts) {
      std::vector<std::pair<Key, std::uint32_t>> out;
      for (std::uint32_t i = 0; i < text.units.size(); ++i) {
        const Unit& unit = text.units[i];
        if (unit.partner != kNone || parts[i] != kNone) continue;
        const segment::Clause& clause = text.clause(unit);
        const std::string name = normalize::fold(clause.heading.empty() ? clause.label : clause.heading);
        if (!name.empty()) out.emplace_back(Key{unit.gap, name, text.draft.structure.paragraphs[unit.paragraph].heading}, i);
      }
      std::sort(out.begin(), out.end());
      return out;
    };
    const auto in_a = left(a_, part_a_), in_b = left(b_, part_b_);
    for (std::size_t i = 0, j = 0; i < in_a.size() && j < in_b.size();) {
      if (in_a[i].first != in_b[j].first) {
        in_a[i].first < in_b[j].first ? ++i : ++j;
        continue;
      }
      const std::uint32_t a = in_a[i].second, b = in_b[j].second;
      const bool headed = !a_.clause(a_.units[a]).heading.empty();
      if (headed || alike(a_.units[a], b_.units[b]) >= kAlikeUnderHeading) pair(a, b);
      ++i;
      ++j;
    }
  }

  Alignment told() {
    Alignment out;
    out.before.resize(a_.draft.structure.paragraphs.size());
    out.after.resize(b_.draft.structure.paragraphs.size());
    out.limited = limited_;
    std::vector<std::uint32_t> firsts, seconds;
    std::vector<std::uint64_t> weights;
    for (std::uint32_t a = 0; a < size(a_); ++a) {
      if (a_.units[a].partner == kNone) continue;
      firsts.push_back(a);
      seconds.push_back(a_.units[a].partner);
      // The lighter of two that changed places is the one that moved.
      weights.push_back(1 + a_.masks[a].wording.size() + b_.masks[seconds.back()].wording.size());
    }
    const std::vector<bool> stayed = in_one_order(seconds, weights);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      const std::uint32_t a = firsts[i], b = seconds[i];
      const Likeness likeness = a_.units[a].wording != b_.units[b].wording ? Likeness::reworded
                                : a_.masks[a].numbers == b_.masks[b].numbers ? Likeness::same
                                                                             : Likeness::numbers;
      out.before[a_.units[a].paragraph] = {b_.units[b].paragraph, likeness, !stayed[i]};
      out.after[b_.units[b].paragraph] = {a_.units[a].paragraph, likeness, !stayed[i]};
    }
    for (std::uint32_t a = 0; a < part_a_.size(); ++a)
      if (part_a_[a] != kNone && a_.units[a].partner == kNone) out.before[a_.units[a].paragraph] = {b_.units[part_a_[a]].paragraph, Likeness::part, false};
    for (std::uint32_t b = 0; b < part_b_.size(); ++b)
      if (part_b_[b] != kNone && b_.units[b].partner == kNone) out.after[b_.units[b].paragraph] = {a_.units[part_b_[b]].paragraph, Likeness::part, false};
    out.steps = steps_;
    return out;
  }

  Text a_, b_;
  Cancel& cancel_;
  std::vector<std::uint32_t> part_a_, part_b_;  // of which unit of the other draft it is a piece
  bool limited_ = false;
  std::uint64_t steps_ = 0;
};

}  // namespace

std::vector<bool> in_one_order(const std::vector<std::uint32_t>& seconds, const std::vector<std::uint64_t>& weights) {
  // Fenwick tree over the ranks of `seconds`: the heaviest chain that ends at or before a rank.
  const std::size_t n = seconds.size();
  std::vector<std::uint32_t> rank(n), by_value(n);
  for (std::uint32_t i = 0; i < n; ++i) by_value[i] = i;
  std::sort(by_value.begin(), by_value.end(), [&](std::uint32_t x, std::uint32_t y) { return seconds[x] < seconds[y]; });
  for (std::uint32_t i = 0; i < n; ++i) rank[by_value[i]] = i + 1;
  struct Chain {
    std::uint64_t weight = 0;
    std::uint32_t end = kNone;
  };
  std::vector<Chain> tree(n + 1);
  std::vector<std::uint32_t> previous(n, kNone);
  Chain heaviest;
  for (std::uint32_t i = 0; i < n; ++i) {
    Chain best;
    for (std::size_t r = rank[i] - 1; r > 0; r &= r - 1)
      if (tree[r].weight > best.weight) best = tree[r];
    previous[i] = best.end;
    const Chain mine{best.weight + weights[i], i};
    for (std::size_t r = rank[i]; r <= n; r += r & (~r + 1))
      if (mine.weight > tree[r].weight) tree[r] = mine;
    if (mine.weight > heaviest.weight) heaviest = mine;
  }
  std::vector<bool> keep(n);
  for (std::uint32_t i = heaviest.end; i != kNone; i = previous[i]) keep[i] = true;
  return keep;
}

Result<Alignment> align(const Draft& before, const Draft& after, Cancel& cancel) { return Aligner(before, after, cancel).run(); }

}  // namespace caveat::compare
