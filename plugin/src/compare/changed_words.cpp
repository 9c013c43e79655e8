// See changed_words.h. The longest common subsequence, by the plain table: a quote has at most some hundred words.
#include "compare/changed_words.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace caveat::compare {
namespace {

struct Words {
  std::string_view text;
  std::vector<NormalSpan> words;
  std::string_view operator[](std::size_t i) const { return words[i].of(text); }
};

Words words_of(const normalize::NormalText& normal, TextSpan span) {
  Words out{normal.text, {}};
  const NormalSpan within = normal.map.to_normal(span);
  for (std::uint32_t at = within.begin; at < within.end;) {
    if (out.text[at] == ' ' || out.text[at] == '\n') {
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < within.end && out.text[end] != ' ' && out.text[end] != '\n') ++end;
    out.words.push_back({at, end});
    at = end;
  }
  return out;
}

// Spans of the words that are not `kept`; those between two neighbours with nothing kept in between are one.
std::vector<TextSpan> spans(const normalize::NormalText& normal, const Words& words, const std::vector<bool>& kept) {
  std::vector<TextSpan> out;
  bool open = false;
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    if (!kept[i]) {
      const TextSpan word = normal.map.to_text(words.words[i]);
      if (open) out.back().end = std::max(out.back().end, word.end);
      else out.push_back(word);
    }
    open = !kept[i];
  }
  return out;
}

}  // namespace

Marks ChangedWords::operator()(const normalize::NormalText& before, TextSpan in_before, const normalize::NormalText& after, TextSpan in_after) {
  const Words a = words_of(before, in_before), b = words_of(after, in_after);
  std::vector<bool> kept_a(a.words.size()), kept_b(b.words.size());
  std::size_t a0 = 0, b0 = 0, a1 = a.words.size(), b1 = b.words.size();
  while (a0 < a1 && b0 < b1 && a[a0] == b[b0]) kept_a[a0++] = kept_b[b0++] = true;
  while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1]) kept_a[--a1] = kept_b[--b1] = true;
  const std::size_t rows = a1 - a0, columns = b1 - b0;
  if (rows > 0 && columns > 0 && columns <= cells_ / rows) {
    cells_ -= rows * columns;
    // length[i][j]: of the longest common run of words of a from i, of b from j.
    std::vector<std::uint32_t> length((rows + 1) * (columns + 1));
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return length[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;) at(i, j) = a[a0 + i] == b[b0 + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (a[a0 + i] == b[b0 + j]) kept_a[a0 + i++] = kept_b[b0 + j++] = true;
      else at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
    }
  }
  return {spans(before, a, kept_a), spans(after, b, kept_b)};
}

}  // namespace caveat::compare
