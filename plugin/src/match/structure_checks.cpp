// See structure_checks.h: the registry, and how a check makes a match.
#include "match/structure_checks.h"

#include <algorithm>
#include <array>

#include "match/checks.h"

namespace caveat::match {
namespace {

// By name: the same names as rules::kCheckNames.
constexpr auto kChecks = std::to_array<NamedCheck>({
    {"annex-missing", check_annex_missing},
    {"blank", check_blank},
    {"clause-missing", check_clause_missing},
    {"comments", check_comments},
    {"contradiction", check_contradiction},
    {"hidden-text", check_hidden_text},
    {"one-sided", check_one_sided},
    {"precedence-missing", check_precedence_missing},
    {"term-defined-twice", check_term_defined_twice},
    {"term-undefined", check_term_undefined},
    {"term-unused", check_term_unused},
    {"tracked-changes", check_tracked_changes},
    {"unreadable", check_unreadable},
    {"words-and-digits", check_words_and_digits},
});

// Of the paragraph, or of the nearest one before it (then after it) that has rules; English where none has.
Language language_near(const segment::Structure& structure, std::uint32_t paragraph) {
  const auto& all = structure.paragraphs;
  for (std::uint32_t p = paragraph + 1; p-- > 0;)
    if (all[p].language != Language::other) return all[p].language;
  for (std::uint32_t p = paragraph; p < all.size(); ++p)
    if (all[p].language != Language::other) return all[p].language;
  return Language::en;
}

}  // namespace

std::span<const NamedCheck> structure_checks() { return kChecks; }

Check find_check(std::string_view name) {
  for (const NamedCheck& known : kChecks)
    if (known.name == name) return known.check;
  return nullptr;
}

std::uint32_t paragraph_at(const segment::Structure& structure, std::uint32_t offset) {
  const auto& all = structure.paragraphs;
  const auto after = std::partition_point(all.begin(), all.end(), [&](const segment::Paragraph& p) { return p.span.begin <= offset; });
  return after == all.begin() ? 0 : static_cast<std::uint32_t>(after - all.begin() - 1);
}

Match match_at(const CheckContext& ctx, NormalSpan hull) {
  Match m;
  m.rule = ctx.rule;
  m.hull = hull;
  m.paragraph = paragraph_at(ctx.structure, hull.begin);
  const segment::Paragraph& paragraph = ctx.structure.paragraphs[m.paragraph];
  m.language = language_near(ctx.structure, m.paragraph);
  const TextSpan where = ctx.normal.map.to_text(paragraph.span), words = ctx.normal.map.to_text(hull);
  std::vector<TextSpan> sentences;
  ctx.breaks.split(where.of(ctx.extracted.text), where.begin, m.language, sentences);
  m.sentence = words;
  for (TextSpan sentence : sentences)
    if (sentence.overlaps(words)) m.sentence = {std::min(m.sentence.begin, sentence.begin), std::max(m.sentence.end, sentence.end)};
  return m;
}

Match match_of_document(const CheckContext& ctx) {
  const std::string_view text = ctx.normal.text;
  Match m;
  m.rule = ctx.rule;
  m.placeless = true;
  if (ctx.structure.paragraphs.empty()) return m;
  m.hull = {0, static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()))};
  m.language = language_near(ctx.structure, 0);
  m.sentence = ctx.normal.map.to_text(m.hull);
  return m;
}

}  // namespace caveat::match
