// See near.h.
#include "match/near.h"

#include <algorithm>

namespace caveat::match {
namespace {

// The longest fragments match some 60 words; beyond that an occurrence is not looked for as a left neighbour.
constexpr std::uint32_t kWordsOfAnOccurrence = 80;

bool word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80); }

}  // namespace

std::uint32_t words_between(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t most) {
  std::uint32_t words = 0;
  bool inside = false;
  for (std::uint32_t i = begin; i < end && words <= most; ++i) {
    const bool word = word_byte(text[i]);
    if (word && !inside) ++words;
    inside = word;
  }
  return words;
}

std::vector<NormalSpan> find_near(std::string_view text, std::span<const Occurrence> occurrences, std::uint32_t parts,
                                  std::uint32_t within, bool in_order) {
  const auto n = static_cast<std::uint32_t>(occurrences.size());
  if (n < parts || parts == 0) return {};

  // Words that begin before an offset, at the begin and the end of each occurrence: a gap is then one subtraction.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  // offset, where to put the count
  for (std::uint32_t i = 0; i < n; ++i) {
    edges.emplace_back(occurrences[i].span.begin, 2 * i);
    edges.emplace_back(occurrences[i].span.end, 2 * i + 1);
  }
  std::sort(edges.begin(), edges.end());
  std::vector<std::uint32_t> words(2 * n);
  std::uint32_t count = 0, at = edges.front().first;
  for (const auto& [offset, slot] : edges) {
    for (; at < offset; ++at) count += word_byte(text[at]) && (at == 0 || !word_byte(text[at - 1]));
    words[slot] = count;
  }

  // best[j][mask]: of all chains that end with occurrence j and cover the parts in mask, the latest begin, plus one; 0: none.
  // A greedy walk would lose chains in which a part occurs twice (adr/0002).
  const std::uint32_t masks = 1u << parts, all = masks - 1;
  std::vector<std::uint32_t> best(std::size_t{n} * masks, 0);
  std::vector<NormalSpan> hulls;
  for (std::uint32_t j = 0; j < n; ++j) {
    const Occurrence& here = occurrences[j];
    const std::uint32_t own = 1u << here.part;
    std::uint32_t* mine = &best[std::size_t{j} * masks];
    if (!in_order || here.part == 0) mine[own] = here.span.begin + 1;
    // Backwards until even the closest end is too many words away; spans are sorted by begin, so longer ones may reach further.
    for (std::uint32_t i = j; i-- > 0;) {
      const Occurrence& before = occurrences[i];
      if (words[2 * j] - words[2 * i] > within + kWordsOfAnOccurrence) break;
      if (before.span.end > here.span.begin || words[2 * j] - words[2 * i + 1] > within) continue;
      const std::uint32_t* theirs = &best[std::size_t{i} * masks];
      for (std::uint32_t mask = 1; mask < all; ++mask) {
        if (!theirs[mask] || (mask & own) || (in_order && mask != own - 1)) continue;
        mine[mask | own] = std::max(mine[mask | own], theirs[mask]);
      }
    }
    if (mine[all]) hulls.push_back({mine[all] - 1, here.span.end});
  }

  // Smallest first by end: keep a hull when it contains no kept one and does not overlap the one before.
  std::sort(hulls.begin(), hulls.end(), [](NormalSpan a, NormalSpan b) { return a.end != b.end ? a.end < b.end : a.begin > b.begin; });
  std::vector<NormalSpan> kept;
  for (NormalSpan hull : hulls)
    if (kept.empty() || hull.begin >= kept.back().end) kept.push_back(hull);
  return kept;
}

}  // namespace caveat::match
