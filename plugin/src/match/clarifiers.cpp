// See clarifiers.h.
#include "match/clarifiers.h"

#include <algorithm>

namespace caveat::match {
namespace {

bool word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// The words are a defined term, or stand inside the use of one.
bool is_defined(NormalSpan words, std::string_view text, const segment::Structure& structure, Language language) {
  const std::string_view vague = words.of(text);
  if (vague.empty()) return false;
  for (const segment::Definition& d : structure.definitions) {
    if (d.language != language) continue;
    for (std::size_t at = d.term.find(vague); at != std::string::npos; at = d.term.find(vague, at + 1)) {
      if (at > words.begin) break;
      const std::size_t begin = words.begin - at, end = begin + d.term.size();
      if (text.substr(begin, d.term.size()) != d.term) continue;
      const bool whole = (begin == 0 || !word_byte(text[begin - 1])) && (end >= text.size() || !word_byte(text[end]));
      if (whole) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<rules::Clarifier> clarified(const rules::Rule& rule, const VagueHit& hit, std::string_view text, const segment::Structure& structure) {
  using rules::Clarifier;
  for (Clarifier by : rule.clarified_by) {
    if (by == Clarifier::definition) {
      if (std::any_of(hit.words.begin(), hit.words.end(), [&](NormalSpan w) { return is_defined(w, text, structure, hit.language); })) return by;
      continue;
    }
    const auto kind = by == Clarifier::duration ? rules::QuantityKind::duration
                      : by == Clarifier::percent ? rules::QuantityKind::percent
                      : by == Clarifier::money   ? rules::QuantityKind::money
                                                 : rules::QuantityKind::number;
    if (rules::find_quantity(hit.around.of(text), hit.around.begin, kind, hit.language)) return by;
  }
  return std::nullopt;
}

}  // namespace caveat::match
