// See fingerprint.h.
#include "findings/fingerprint.h"

#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "rules/quantity.h"
#include "normalize/normal_text.h"

namespace caveat::findings {
namespace {

using normalize::letter;

// Counted in words, not in bytes: a cut that depended on the layout or on the length of a number would not survive them.
constexpr std::size_t kWordsAround = 120;
constexpr std::uint32_t kBytesAround = 8'000;  // for texts whose "words" are megabytes long
constexpr std::size_t kNumberWords = 6;  // "neun hundert neun und neunzig"

bool digit(char c) { return c >= '0' && c <= '9'; }
bool space(char c) { return c == ' ' || c == '\n'; }

// After one of these a number names a place in the contract or in a law.
constexpr std::array<std::string_view, 56> kReferences = {
    "abs",       "absatz",     "alinea",    "anexo",     "anhang",    "anlage",     "annex",     "annexe",    "annexes", "apartado",
    "apartados", "appendix",   "art",       "article",   "articles",  "articulo",   "articulos", "artikel",   "artikeln", "artt",
    "capitulo",  "chapitre",   "chapter",   "clausula",  "clausulas", "clause",     "clauses",   "cl",        "exhibit", "kapitel",
    "nr",        "nummer",     "page",      "pages",     "pagina",    "para",       "paragraf",  "paragraph", "paragraphe", "paragraphs",
    "parrafo",   "point",      "punkt",     "punto",     "s",         "satz",       "schedule",  "seccion",   "sec",     "section",
    "sections",  "seite",      "sentence",  "ziff",      "ziffer",    "ziffern"};
// Between two numbers after a reference: "clauses 7.2 and 7.4 to 7.6".
constexpr std::array<std::string_view, 14> kJoints = {"a", "and", "bis", "e", "et", "through", "o", "oder", "or", "ou", "to", "und", "y", "sowie"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The end of a number in digits that begins at `at`: "99,5", "10 000", "1'250.00".
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && digit(text[end])) ++end;
  const bool head = end - at <= 3;  // "10 000", but not "2026 500"
  for (;;) {
    if (end + 1 < text.size() && (text[end] == '.' || text[end] == ',' || text[end] == '\'') && digit(text[end + 1])) {
      ++end;
      while (end < text.size() && digit(text[end])) ++end;
    } else if (head && end + 3 < text.size() && text[end] == ' ' && digit(text[end + 1]) && digit(text[end + 2]) && digit(text[end + 3]) &&
               (end + 4 == text.size() || !digit(text[end + 4]))) {
      end += 4;
    } else {
      return end;
    }
  }
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && letter(text[at])) ++at;
  return at;
}

// "twenty-five days": the longest run of number words at `at`, and what it says. Not "one": in three languages it is an article.
std::optional<std::pair<std::size_t, double>> spelled_number(std::string_view text, std::size_t at, Language language) {
  std::optional<std::pair<std::size_t, double>> best;
  std::size_t end = word_end(text, at);
  if (end - at < 2 || !rules::number_words(text.substr(at, end - at), language)) return best;
  for (std::size_t words = 0; words < kNumberWords; ++words) {
    if (const auto value = rules::number_words(text.substr(at, end - at), language); value && *value > 1) best = {{end, *value}};
    if (end + 1 >= text.size() || (text[end] != ' ' && text[end] != '-') || !letter(text[end + 1])) break;
    end = word_end(text, end + 1);
  }
  return best;
}

std::string plain(double value) {
  return value == std::floor(value) && std::abs(value) < 1e15 ? std::to_string(static_cast<long long>(value)) : std::to_string(value);
}

bool is_quantity(std::string_view text, Language language) {
  const std::string_view head = text.substr(0, 80);
  for (const rules::QuantityKind kind : {rules::QuantityKind::percent, rules::QuantityKind::duration, rules::QuantityKind::money})
    if (const auto quantity = rules::find_quantity(head, 0, kind, language); quantity && quantity->span.begin == 0) return true;
  return false;
}

// The end of the clause's own number at the beginning of a sentence: "7.2 The ...", "(a) the ...", "§ 4 (1) Der ...", "iv) ...".
std::size_t label_end(std::string_view text, Language language) {
  std::size_t at = 0;
  if (is_quantity(text, language)) return 0;
  for (;;) {
    std::size_t i = at;
    bool marked = false;  // by a sign that words do not carry
    while (i < text.size() && (text[i] == '(' || text[i] == '[' || static_cast<unsigned char>(text[i]) == 0xC2 || static_cast<unsigned char>(text[i]) == 0xA7)) marked = true, ++i;
    if (marked && i < text.size() && space(text[i])) ++i;
    const std::size_t begin = i;
    if (i < text.size() && digit(text[i])) {
      i = number_end(text, i);
      marked = true;
    } else {
      const std::size_t end = word_end(text, i);
      const std::string_view word = text.substr(i, end - i);
      std::size_t next = end;
      while (next < text.size() && (text[next] == '.' || space(text[next]))) ++next;
      if (one_of(kReferences, word) && next > end && next < text.size() && digit(text[next])) {
        at = next;
        continue;
      }
      const bool roman = !word.empty() && word.size() <= 5 && word.find_first_not_of("ivxl") == std::string_view::npos;
      if (word.size() != 1 && !roman) return at;
      i = end;
      if (i >= text.size() || (text[i] != ')' && text[i] != '.')) return at;
    }
    if (i == begin) return at;
    while (i < text.size() && (text[i] == ')' || text[i] == ']' || text[i] == '.' || text[i] == ':')) ++i;
    if (!marked && i >= text.size()) return at;
    if (i < text.size() && !space(text[i]) && text[i] != '(') return at;
    while (i < text.size() && space(text[i])) ++i;
    if (i >= text.size() || is_quantity(text.substr(at), language)) return at;
    at = i;
  }
}

NormalSpan near_the_hit(std::string_view folded, NormalSpan sentence, NormalSpan hull) {
  std::uint32_t begin = std::max(sentence.begin, std::min(hull.begin, sentence.end)), end = std::min(sentence.end, std::max(hull.end, begin));
  std::size_t words = 0;
  const std::uint32_t first = hull.begin > kBytesAround ? hull.begin - kBytesAround : 0, last = hull.end + kBytesAround;
  while (begin > std::max(sentence.begin, first) && (!space(folded[begin - 1]) || ++words <= kWordsAround)) --begin;
  words = 0;
  while (end < std::min(sentence.end, last) && (!space(folded[end]) || ++words <= kWordsAround)) ++end;
  return {begin, end};
}

std::string hex(std::string_view material, std::size_t digits) {
  Poco::SHA2Engine engine;
  engine.update(material.data(), material.size());
  return Poco::DigestEngine::digestToHex(engine.digest()).substr(0, digits);
}

}  // namespace

Masked mask(std::string_view folded, NormalSpan sentence, NormalSpan hull, Language language) {
  const NormalSpan window = near_the_hit(folded, sentence, hull);
  const std::string_view text = window.of(folded);
  Masked out;
  out.wording.reserve(text.size());
  const auto count = [&](std::string_view number) { (out.numbers += out.numbers.empty() ? "" : "|") += number; };
  bool reference = false;
  for (std::size_t i = window.begin == sentence.begin ? label_end(text, language) : 0; i < text.size();) {
    const char c = text[i];
    if (space(c)) {
      if (!out.wording.empty() && out.wording.back() != ' ') out.wording += ' ';
      ++i;
    } else if (digit(c)) {
      const std::size_t end = number_end(text, i);
      out.wording += '#';
      if (reference && is_quantity(text.substr(i), language)) reference = false;  // "as set out in clause 9 30 days before"
      if (!reference) count(text.substr(i, end - i));
      i = end;
    } else if (reference && c == '(' && i + 2 < text.size() && text[i + 2] == ')') {
      i += 3;  // "7.2(b)"
    } else if (letter(c)) {
      if (const auto spelled = spelled_number(text, i, language)) {
        out.wording += '#';
        count(plain(spelled->second));
        i = spelled->first;
        reference = false;
        continue;
      }
      const std::size_t end = word_end(text, i);
      const std::string_view word = text.substr(i, end - i);
      out.wording += word;
      if (one_of(kReferences, word)) reference = true;
      else if (!one_of(kJoints, word)) reference = false;
      i = end;
    } else {
      out.wording += c;
      if (static_cast<unsigned char>(c) == 0xA7 && i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC2) reference = true;  // the sign for sections
      else if (c == '%' || c == ',' || c == ';' || c == ':') reference = false;
      ++i;
    }
  }
  while (!out.wording.empty() && out.wording.back() == ' ') out.wording.pop_back();
  return out;
}

std::string fingerprint(std::string_view rule_id, std::vector<std::string> wordings, std::uint32_t repeat) {
  std::sort(wordings.begin(), wordings.end());
  wordings.erase(std::unique(wordings.begin(), wordings.end()), wordings.end());
  std::string material(rule_id);
  for (const std::string& wording : wordings) material += '\n' + wording;
  if (repeat) material += "\n\n" + std::to_string(repeat);
  return hex(material, 16);
}

std::string number_print(std::vector<Masked> places) {
  std::vector<std::string> lines;
  for (const Masked& place : places) lines.push_back(place.wording + '\n' + place.numbers);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::string material;
  for (const std::string& line : lines) material += line + "\n\n";
  return hex(material, 8);
}

}  // namespace caveat::findings
