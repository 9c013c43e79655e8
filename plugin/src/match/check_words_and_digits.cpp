// Words and digits: a number written both ways that says two things: "thirty (60) days", "60 (trente) jours". See checks.h.
// Tested by tests/unit/match/one_sided_test.cpp.
//
// No pattern finds the places: each opening bracket is one. Around it a few words are read as a quantity with a unit
// (durations, percentages, money); rules/quantity.h says whether its words and digits disagree. A bracket costs a bounded
// time, so the whole is linear.
#include <algorithm>
#include <array>
#include <string>

#include "base/limits.h"
#include "match/checks.h"

namespace caveat::match {
namespace {

using normalize::word_byte;

constexpr std::uint32_t kBefore = 64;      // bytes before the bracket: "one hundred and twenty-five thousand euros"
constexpr std::uint32_t kBehind = 96;      // bytes from the bracket on: the number, the bracket's end, the unit
constexpr std::uint32_t kInside = 64;      // what stands in brackets longer than this is no number
constexpr int kTries = 8;                  // quantities between the window's begin and the bracket


// Of [begin, end) as much as lies in the paragraph, and begins and ends between words.
NormalSpan window(std::string_view text, NormalSpan paragraph, std::uint32_t bracket) {
  std::uint32_t begin = bracket - paragraph.begin > kBefore ? bracket - kBefore : paragraph.begin;
  std::uint32_t end = paragraph.end - bracket > kBehind ? bracket + kBehind : paragraph.end;
  while (begin > paragraph.begin && begin < bracket && word_byte(text[begin - 1])) ++begin;
  while (end < paragraph.end && end > bracket && word_byte(text[end])) --end;
  return {begin, end};
}

}  // namespace

std::vector<Match> check_words_and_digits(const CheckContext& ctx) {
  std::vector<Match> found;
  const std::string_view text = ctx.normal.text;
  constexpr std::array kKinds = {rules::QuantityKind::duration, rules::QuantityKind::percent, rules::QuantityKind::money};
  for (const segment::Paragraph& paragraph : ctx.structure.paragraphs) {
    if (paragraph.language == Language::other || paragraph.kind == extract::BlockKind::code) continue;
    for (std::uint32_t at = paragraph.span.begin; at < paragraph.span.end; ++at) {
      if (text[at] != '(' && text[at] != '[') continue;
      const std::size_t close = text.substr(at, kInside).find_first_of(")]");
      if (at == paragraph.span.begin || close == text.npos || close < 2) continue;
      if (ctx.cancel.poll(Stage::match, at, text.size())) return found;
      const NormalSpan around = window(text, paragraph.span, at);
      const auto digit = [](char c) { return c >= '0' && c <= '9'; };
      const auto has_digit = [&](std::string_view s) { return std::any_of(s.begin(), s.end(), digit); };
      // One of them has digits, else there is nothing to compare.
      if (!has_digit(text.substr(at, close)) && !has_digit(text.substr(around.begin, at - around.begin))) continue;
      for (rules::QuantityKind kind : kKinds) {
        NormalSpan rest = around;
        std::optional<rules::Quantity> q;
        for (int tries = 0; tries < kTries; ++tries) {
          q = rules::read_quantity(text, rest, kind, paragraph.language);
          if (!q) break;
          const std::uint32_t end = std::max({q->span.end, q->words_span.end, q->digits_span.end});
          if (end > at) break;
          rest.begin = std::max(end, rest.begin + 1);
          q.reset();
        }
        // Both ways of writing it, one on each side of this bracket.
        if (!q || !q->disagrees() || q->words_span.empty() || q->digits_span.empty()) continue;
        const NormalSpan hull{std::min({q->span.begin, q->words_span.begin, q->digits_span.begin}),
                              std::max({q->span.end, q->words_span.end, q->digits_span.end})};
        if (hull.begin >= at || hull.end <= at || (!found.empty() && found.back().hull.overlaps(hull))) continue;
        Match m = match_at(ctx, hull);
        const auto shown = [&](NormalSpan span) { return std::string(ctx.normal.map.to_text(span).of(ctx.extracted.text)); };
        m.arguments = {{"words", shown(q->words_span)}, {"digits", shown(q->digits_span)}};
        found.push_back(std::move(m));
        break;
      }
      if (found.size() > limits::kFindingsPerRule) return found;
    }
  }
  return found;
}

}  // namespace caveat::match
