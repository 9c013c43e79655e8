// Headings, see headings.h.
#include "segment/headings.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "extract/clause_marker.h"
#include "normalize/normal_text.h"

namespace caveat::segment {
namespace {

constexpr std::size_t kTitleBytes = 90;
constexpr std::ptrdiff_t kTitleWords = 12;
constexpr std::size_t kCapitalsBytes = 120;  // "LIMITATION OF LIABILITY, INDEMNIFICATION AND INSURANCE OF THE SUPPLIER"

bool ends_a_heading(std::string_view words) {
  return !words.empty() && words.back() != '.' && words.back() != ';' && words.back() != ',' && words.back() != ':';
}

bool is_short_title(std::string_view title) {
  return title.size() <= kTitleBytes && std::ranges::count(title, ' ') < kTitleWords &&
         extract::begins_with_capital(title) && ends_a_heading(title);
}

// "8. Privacy and Data Collection; Reports.": American headings end in a full stop, and write their words with
// capitals.
bool is_stopped_title(std::string_view title) {
  if (title.size() < 5 || title.size() > kTitleBytes || title.back() != '.' || std::ranges::count(title, ' ') > 8)
    return false;
  for (std::size_t begin = 0; begin < title.size();) {
    const std::size_t end = std::min(title.find(' ', begin), title.size());
    if (end - begin > 3 && !extract::begins_with_capital(title.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return title.find_first_of("0123456789") == std::string_view::npos;
}

// "TEL +33 1 41 91 77 77" is in capitals, too.
bool is_mostly_digits(std::string_view words) {
  const auto digits = std::ranges::count_if(words, [](char c) { return c >= '0' && c <= '9'; });
  const auto letters =
      std::ranges::count_if(words, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return digits * 2 > letters;
}

constexpr std::size_t kTitleEndsBytes = 240;   // no title of a clause is longer: 35 words
constexpr std::size_t kLeastWords = 4;         // "supplier may change prices"
constexpr std::size_t kLeastStoppedWords = 3;  // "fees are non-refundable."

using Words = std::span<const std::string_view>;

// Folded. Finite verbs that state a right, a duty or a fact in contracts; none is a usual word of a title. "se", "s'" and "sich"
// stand for verbs that are nouns as well ("se réserve", "s'engage").
constexpr std::array<std::string_view, 29> kEnglishVerbs = {
    "acknowledges", "agree", "agrees", "applies", "apply", "are", "can", "cannot", "ceases", "had", "has", "have", "is", "may", "must", "owns",
    "remains", "renews", "reserves", "retains", "shall", "should", "undertakes", "waives", "warrants", "was", "were", "will", "would"};
constexpr std::array<std::string_view, 27> kFrenchVerbs = {
    "accepte", "appliquent", "autorise", "conserve", "decline", "demeure", "devra", "devront", "doit", "doivent", "est", "garantit", "ont", "peut",
    "peuvent", "pourra", "pourront", "reconnait", "renonce", "renouvelle", "s", "sauraient", "saurait", "se", "sera", "seront", "va"};
constexpr std::array<std::string_view, 46> kGermanVerbs = {
    "beginnt", "behaelt", "beruht", "bestehen", "besteht", "betraegt", "bleiben", "bleibt", "darf", "duerfen", "endet", "entfaellt", "erfolgen",
    "erfolgt", "finden", "findet", "garantiert", "gelten", "gewaehrt", "gilt", "haben", "haften", "haftet", "hat", "ist", "kann", "koennen",
    "muessen", "muss", "richtet", "schuldet", "sich", "sind", "soll", "sollen", "stehen", "steht", "stimmt", "traegt", "uebernimmt", "verlaengert",
    "verpflichtet", "verzichtet", "werden", "wird", "zahlt"};
constexpr std::array<std::string_view, 31> kSpanishVerbs = {
    "acepta", "aplicara", "asume", "compromete", "debe", "deben", "debera", "deberan", "es", "garantiza", "ha", "han", "obliga", "podra", "podran",
    "puede", "pueden", "queda", "quedan", "quedara", "reconoce", "renovara", "renueva", "se", "sera", "seran", "son", "tendra", "tendran", "tiene",
    "tienen"};
// What a question begins with, and a title that leaves the answer to the text below it.
constexpr std::array<std::string_view, 32> kQuestions = {
    "how", "what", "when", "where", "which", "who", "whose", "why", "whether",                 // en
    "comment", "pourquoi", "quand", "quel", "quelle", "quelles", "quels", "qu", "que",         // fr, es
    "wann", "warum", "was", "welche", "welcher", "welches", "wer", "wie", "wo", "wozu",        // de
    "como", "cual", "cuando", "donde"};

template <std::size_t N>
bool any_of_words(Words words, const std::array<std::string_view, N>& list) {
  return std::ranges::any_of(words, [&](std::string_view word) { return std::ranges::find(list, word) != list.end(); });
}

bool has_verb(Words words, Language language) {
  switch (language) {
    case Language::en: return any_of_words(words, kEnglishVerbs);
    case Language::fr: return any_of_words(words, kFrenchVerbs);
    case Language::de: return any_of_words(words, kGermanVerbs);
    case Language::es: return any_of_words(words, kSpanishVerbs);
    case Language::other: break;
  }
  return false;
}

constexpr bool of_word(char c) { return normalize::letter(c) || c == '-'; }

}  // namespace

bool is_sentence(std::string_view words, Language language) {
  if (words.size() > kTitleEndsBytes) return true;
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at;
    while (end < words.size() && of_word(words[end])) ++end;
    const std::string_view word = words.substr(at, end - at);
    if (std::ranges::any_of(word, normalize::letter)) all.push_back(word);
    at = std::max(end, at + 1);
  }
  const std::size_t stop = words.find_last_not_of(" \")'*_");
  const char last = stop == words.npos ? ' ' : words[stop];
  if (all.size() < (last == '.' || last == ';' ? kLeastStoppedWords : kLeastWords)) return false;
  if (last == '?' || (last != '.' && last != ';' && std::ranges::find(kQuestions, all.front()) != kQuestions.end())) return false;
  return has_verb(all, language);
}

bool is_heading(const extract::Block& block, std::string_view words, bool whole, const ClauseNumber& number,
                bool marked_up) {
  using enum extract::BlockKind;
  using Kind = ClauseNumber::Kind;
  if (block.kind == heading) return true;
  if (!whole || words.empty() || (block.kind != paragraph && block.kind != list_item)) return false;
  const std::string_view title = words.substr(number.size);
  // "(a)" and "2)" stand before items of a list, whatever their length.
  const bool of_clauses = number.kind == Kind::keyword || number.kind == Kind::ordinal ||
                          number.kind == Kind::decimal || (number.kind == Kind::roman && number.capital);
  if (number.kind == Kind::keyword && title.empty()) return number.brackets.empty();
  if (number.kind == Kind::keyword || number.kind == Kind::ordinal) return is_short_title(title);
  if (block.kind == list_item && marked_up) return false;
  if (extract::all_capitals(words) && words.size() <= kCapitalsBytes && ends_a_heading(words) &&
      !is_mostly_digits(title))
    return of_clauses || !number;
  return of_clauses && (is_short_title(title) || (number.kind == Kind::decimal && is_stopped_title(title)));
}

}  // namespace caveat::segment
