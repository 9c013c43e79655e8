// See clarifiers.h.
#include "match/clarifiers.h"

#include <algorithm>
#include <array>

namespace caveat::match {
namespace {

using normalize::word_byte;

// German adjectives and participles have endings: "unverzüglich" is also the "unverzügliche Behebung".
constexpr std::array<std::string_view, 5> kGermanEndings = {"en", "er", "es", "em", "e"};

constexpr std::size_t kTermBytes = 90;  // as segment/definitions.cpp takes them
constexpr std::size_t kWordsAround = 7;  // of a defined term, each side of the vague words

}  // namespace

DefinedTerms::DefinedTerms(const segment::Structure& structure) {
  for (const segment::Definition& d : structure.definitions)
    if (d.language != Language::other) terms_[index(d.language)].insert(d.term);
}

std::vector<NormalSpan> DefinedTerms::looks(NormalSpan words, std::string_view text) {
  std::vector<NormalSpan> out;
  if (words.empty() || words.end > text.size() || words.end - words.begin > kTermBytes) return out;
  // Where a term may begin: before the words, at the beginning of one of the words around, or inside them; and may end.
  std::vector<std::uint32_t> begins, ends;
  const auto begins_word = [&](std::uint32_t i) { return word_byte(text[i]) && (i == 0 || !word_byte(text[i - 1])); };
  const auto ends_word = [&](std::uint32_t i) { return i > 0 && word_byte(text[i - 1]) && (i == text.size() || !word_byte(text[i])); };
  std::size_t inside = 0;
  for (std::uint32_t i = words.end; i-- > 0 && words.end - i <= kTermBytes;) {
    if (!begins_word(i)) continue;
    begins.push_back(i);
    if (i > words.begin) ++inside;
    if (begins.size() > inside + kWordsAround) break;
  }
  inside = 0;
  for (std::uint32_t i = words.begin + 1; i <= text.size() && i - words.begin <= kTermBytes; ++i) {
    if (!ends_word(i)) continue;
    ends.push_back(i);
    if (i < words.end) ++inside;
    if (ends.size() > inside + kWordsAround) break;
  }
  const std::uint32_t own = words.end - words.begin;
  for (std::uint32_t begin : begins)
    for (std::uint32_t end : ends) {
      if (end <= begin || end - begin > kTermBytes || out.size() >= kMostLooks) continue;
      const bool around = begin <= words.begin && end >= words.end;
      // Inside: most of the words, or "time" would clear up "a reasonable time".
      const bool most = begin >= words.begin && end <= words.end && 5 * (end - begin) >= 3 * own;
      if (around || most) out.push_back({begin, end});
    }
  return out;
}

bool DefinedTerms::holds(NormalSpan words, std::string_view text, Language language) const {
  if (language == Language::other) return false;
  const auto& terms = terms_[index(language)];
  if (terms.empty()) return false;
  for (NormalSpan look : looks(words, text)) {
    const std::string_view written = look.of(text);
    if (terms.count(std::string(written))) return true;
    if (language != Language::de) continue;
    for (std::string_view ending : kGermanEndings)
      if (written.ends_with(ending) && terms.count(std::string(written.substr(0, written.size() - ending.size())))) return true;
  }
  return false;
}

std::optional<rules::Clarifier> clarified(const rules::Rule& rule, const VagueHit& hit, std::string_view text, const DefinedTerms& terms) {
  using rules::Clarifier;
  for (Clarifier by : rule.clarified_by) {
    if (by == Clarifier::definition) {
      if (std::any_of(hit.words.begin(), hit.words.end(), [&](NormalSpan w) { return terms.holds(w, text, hit.language); })) return by;
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
