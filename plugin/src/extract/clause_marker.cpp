// ClauseMarker: the numbers and bullets at the head of lines. Tested by tests/unit/extract/clause_marker_test.cpp.
#include "extract/clause_marker.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "extract/utf8.h"

namespace caveat::extract {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTitleBytes = 90;  // longer lines are clauses, not titles
constexpr std::size_t kTitleWords = 12;
constexpr std::size_t kKeywordBytes = 16;  // longer words are none of ours

bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (capital(c)) c = static_cast<char>(c | 0x20);
  return out;
}

constexpr std::array kKeywords = {"abschnitt"sv,
                                  "anexo"sv,
                                  "anhang"sv,
                                  "anlage"sv,
                                  "annex"sv,
                                  "annexe"sv,
                                  "appendix"sv,
                                  "art."sv,
                                  "article"sv,
                                  "articulo"sv,
                                  "artikel"sv,
                                  "art\xC3\xAD"
                                  "culo"sv,
                                  "capitulo"sv,
                                  "cap\xC3\xADtulo"sv,
                                  "chapitre"sv,
                                  "chapter"sv,
                                  "clause"sv,
                                  "clausula"sv,
                                  "cl\xC3\xA1usula"sv,
                                  "exhibit"sv,
                                  "kapitel"sv,
                                  "part"sv,
                                  "partie"sv,
                                  "schedule"sv,
                                  "seccion"sv,
                                  "secci\xC3\xB3n"sv,
                                  "sec."sv,
                                  "section"sv,
                                  "teil"sv,
                                  "titre"sv,
                                  "ziffer"sv};

// After one of these a number at the head of the next line goes on with the sentence. In lower case.
constexpr std::array kReferences = {"\xC2\xA7"sv,
                                    "\xC2\xA7\xC2\xA7"sv,
                                    "\xC3\xA0"sv,
                                    "a"sv,
                                    "ab"sv,
                                    "absatz"sv,
                                    "abs."sv,
                                    "abschnitt"sv,
                                    "al"sv,
                                    "and"sv,
                                    "anexo"sv,
                                    "anhang"sv,
                                    "anlage"sv,
                                    "annex"sv,
                                    "annexe"sv,
                                    "appendix"sv,
                                    "art."sv,
                                    "article"sv,
                                    "articles"sv,
                                    "artikel"sv,
                                    "artikeln"sv,
                                    "art\xC3\xAD"
                                    "culo"sv,
                                    "art\xC3\xAD"
                                    "culos"sv,
                                    "at"sv,
                                    "bis"sv,
                                    "by"sv,
                                    "clause"sv,
                                    "clauses"sv,
                                    "cl\xC3\xA1usula"sv,
                                    "cl\xC3\xA1usulas"sv,
                                    "de"sv,
                                    "dem"sv,
                                    "den"sv,
                                    "der"sv,
                                    "des"sv,
                                    "du"sv,
                                    "e"sv,
                                    "et"sv,
                                    "exhibit"sv,
                                    "from"sv,
                                    "in"sv,
                                    "least"sv,
                                    "les"sv,
                                    "no."sv,
                                    "nr."sv,
                                    "n\xC2\xB0"sv,
                                    "o"sv,
                                    "oder"sv,
                                    "of"sv,
                                    "or"sv,
                                    "ou"sv,
                                    "paragraph"sv,
                                    "paragraphs"sv,
                                    "schedule"sv,
                                    "secci\xC3\xB3n"sv,
                                    "secciones"sv,
                                    "section"sv,
                                    "sections"sv,
                                    "than"sv,
                                    "the"sv,
                                    "to"sv,
                                    "u"sv,
                                    "und"sv,
                                    "under"sv,
                                    "vom"sv,
                                    "von"sv,
                                    "within"sv,
                                    "y"sv,
                                    "ziffer"sv,
                                    "ziffern"sv,
                                    "zu"sv,
                                    "zum"sv};

constexpr std::array kGermanMonths = {"Januar"sv,   "Februar"sv,  "M\xC3\xA4rz"sv,  "April"sv,     "Mai"sv,
                                      "Juni"sv,     "Juli"sv,     "August"sv,       "September"sv, "Oktober"sv,
                                      "November"sv, "Dezember"sv, "J\xC3\xA4nner"sv};

constexpr std::array kBullets = {"\xE2\x80\xA2"sv /* • */,
                                 "\xE2\x80\xA3"sv,
                                 "\xE2\x96\xAA"sv,
                                 "\xE2\x96\xA0"sv,
                                 "\xE2\x97\x8F"sv,
                                 "\xE2\x97\x8B"sv,
                                 "\xE2\x97\xA6"sv,
                                 "\xE2\x96\xBA"sv,
                                 "\xE2\x9E\xA2"sv,
                                 "\xE2\x9C\x93"sv,
                                 "\xE2\x98\x90"sv,
                                 "\xC2\xB7"sv,
                                 "\xE2\x80\x93"sv /* – */,
                                 "\xE2\x80\x94"sv /* — */,
                                 "-"sv,
                                 "*"sv,
                                 "+"sv};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Closes a marker of `size` bytes: white space must follow, or the end of the line.
ClauseMarker close(std::string_view line, std::size_t size, ClauseMarker marker) {
  std::size_t end = size, spaces = 0;
  bool tab = false;
  while (const std::size_t step = white_space_at(line, end)) {
    tab |= line[end] == '\t';
    end += step;
    ++spaces;
  }
  if (spaces == 0 && end < line.size()) return {};
  marker.size = static_cast<std::uint32_t>(end);
  marker.wide = tab || spaces >= 2;
  return marker;
}

bool is_roman(std::string_view s) {
  return !s.empty() && s.size() <= 6 &&
         (s.find_first_not_of("ivxl") == s.npos || s.find_first_not_of("IVXL") == s.npos);
}

ClauseMarker numeric(std::string_view line) {
  ClauseMarker marker;
  marker.kind = ClauseMarker::Kind::number;
  std::size_t at = 0;
  for (;;) {
    const std::size_t begin = at;
    while (at < line.size() && digit(line[at])) ++at;
    const std::size_t digits = at - begin;
    if (digits == 0 || digits > 3) return {};
    // "3.000 EUR" is an amount; no contract has a hundredth sub-clause.
    if (marker.depth > 0 && digits > 2) return {};
    ++marker.depth;
    if (marker.depth > 8) return {};
    // Markdown writes "1\." where a bare "1." would begin a list.
    if (at + 1 < line.size() && line[at] == '\\' && (line[at + 1] == '.' || line[at + 1] == ')')) ++at;
    if (at + 1 < line.size() && line[at] == '.' && digit(line[at + 1])) {
      ++at;
      continue;
    }
    break;
  }
  marker.bare = true;
  if (at < line.size() && (line[at] == '.' || line[at] == ')')) {
    ++at;
    marker.bare = false;
  }
  marker = close(line, at, marker);
  if (!marker) return {};
  const std::string_view rest = line.substr(marker.size);
  if (marker.bare && marker.depth == 1 && !marker.wide && !rest.empty()) {
    // "30 days" and "15 Business Days" against "7 Termination": only a line that is all title will do.
    if (!begins_with_capital(rest) || rest.size() > kTitleBytes || ends_sentence(rest)) return {};
  }
  // "99.9 % of the time", "2.5 million", "5 EUR"
  if (marker.bare && !rest.empty() && !marker.wide && !begins_with_capital(rest)) return {};
  if (rest.starts_with("EUR") || rest.starts_with("USD") || rest.starts_with("CHF") || rest.starts_with("GBP"))
    return {};
  if (marker.depth == 1)
    for (const std::string_view month : kGermanMonths)
      if (rest.starts_with(month)) return {};
  return marker;
}

// "(a)", "(iv)", "(12)", "a)", "iv.", "A."
ClauseMarker lettered(std::string_view line) {
  ClauseMarker marker;
  marker.kind = ClauseMarker::Kind::letter;
  marker.depth = 1;
  const bool open = line[0] == '(';
  std::size_t at = open ? 1 : 0;
  const std::size_t begin = at;
  while (at < line.size() && at - begin < 7 && (small(line[at]) || capital(line[at]) || digit(line[at]))) ++at;
  const std::string_view label = line.substr(begin, at - begin);
  if (label.empty() || at >= line.size()) return {};
  const bool number = label.find_first_not_of("0123456789") == label.npos && label.size() <= 3;
  const bool twice = label.size() == 2 && label[0] == label[1] && small(label[0]);  // (aa)
  const bool letter = label.size() == 1 || twice || is_roman(label);
  if (line[at] == ')') {
    if (!(open ? number || letter : letter)) return {};
    return close(line, at + 1, marker);
  }
  if (open || line[at] != '.' || number ||
      !(is_roman(label) ||
        (label.size() == 1 && ((label[0] >= 'A' && label[0] <= 'H') || (label[0] >= 'a' && label[0] <= 'h')))))
    return {};
  marker = close(line, at + 1, marker);
  // "d. h.", "e. g.", "A. B. Smith"
  const std::string_view rest = marker ? line.substr(marker.size) : std::string_view();
  if (rest.size() >= 2 && rest[1] == '.') return {};
  return marker;
}

// "Article 7", "§ 4", "Schedule B", "ANNEX II"
ClauseMarker keyword(std::string_view line) {
  ClauseMarker marker;
  marker.kind = ClauseMarker::Kind::keyword;
  marker.depth = 1;
  std::size_t at = 0;
  const bool section_sign = line.starts_with("\xC2\xA7");
  if (section_sign) {
    at = 2;
  } else {
    while (at < line.size() && at < kKeywordBytes && !white_space_at(line, at)) ++at;
  }
  const std::size_t word_end = at;
  while (const std::size_t step = white_space_at(line, at)) at += step;
  const std::size_t begin = at;
  while (at < line.size() && (digit(line[at]) || small(line[at]) || capital(line[at]) ||
                              (line[at] == '.' && at + 1 < line.size() && digit(line[at + 1]))))
    ++at;
  const std::string_view label = line.substr(begin, at - begin);
  if (label.empty() || !(digit(label[0]) || is_roman(label) || (label.size() == 1 && capital(label[0])))) return {};
  if (!section_sign) {
    std::string word = lower(line.substr(0, word_end));
    // Capitals with accents of the words above: ARTÍCULO, CLÁUSULA, SECCIÓN, CAPÍTULO
    for (std::size_t i = 0; i + 1 < word.size(); ++i)
      if (word[i] == '\xC3' && static_cast<unsigned char>(word[i + 1]) <= 0x9E)
        word[i + 1] = static_cast<char>(word[i + 1] | 0x20);
    if (word_end == begin || !one_of(kKeywords, word)) return {};
  }
  marker.depth =
      static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(1 + std::count(label.begin(), label.end(), '.'), 8));
  marker.bare = true;
  while (at < line.size() && (line[at] == '.' || line[at] == ':' || line[at] == ')')) {
    ++at;
    marker.bare = false;
  }
  marker = close(line, at, marker);
  if (!marker) return {};
  for (const std::string_view dash : {"\xE2\x80\x93"sv, "\xE2\x80\x94"sv, "-"sv, ":"sv})
    if (line.substr(marker.size).starts_with(dash)) marker.bare = false;
  return marker;
}

std::string_view last_word(std::string_view line) {
  std::size_t begin = line.size();
  while (begin > 0 && white_space_before(line, begin) == 0) --begin;
  return line.substr(begin);
}

}  // namespace

bool begins_with_capital(std::string_view text) {
  if (!text.empty() && (small(text[0]) || capital(text[0]))) return capital(text[0]);
  for (const std::string_view quote : {"\""sv, "'"sv, "("sv, "["sv, "*"sv, "_"sv, "\xE2\x80\x9C"sv, "\xE2\x80\x9E"sv,
                                       "\xE2\x80\x98"sv, "\xC2\xAB"sv, "\xC2\xBF"sv})
    if (text.starts_with(quote)) return true;
  if (text.size() < 2) return false;
  const unsigned char first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
  if (first == 0xC3) return second >= 0x80 && second <= 0x9E && second != 0x97;
  return (first == 0xC4 || first == 0xC5) && second % 2 == 0;  // Œ Š Ž ...: capitals have even numbers, nearly
}

bool all_capitals(std::string_view line) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (small(line[i])) return false;
    capitals += capital(line[i]);
    if (line[i] == '\xC3' && i + 1 < line.size()) {
      const unsigned char second = static_cast<unsigned char>(line[i + 1]);
      if (second >= 0xA0 && second != 0xB7) return false;
      capitals += second <= 0x9E;
    }
  }
  return capitals >= 3;
}

bool ends_sentence(std::string_view line) {
  if (!line.empty() && (small(line.back()) || line.back() == '.')) return line.back() == '.';
  for (bool closed = true; closed && !line.empty();) {
    closed = false;
    for (const std::string_view mark : {"\""sv, "'"sv, ")"sv, "]"sv, "*"sv, "_"sv, "\xE2\x80\x9D"sv, "\xE2\x80\x9C"sv,
                                        "\xE2\x80\x99"sv, "\xC2\xBB"sv})
      if (line.ends_with(mark)) {
        line.remove_suffix(mark.size());
        closed = true;
      }
    while (const std::size_t size = white_space_before(line, line.size())) line.remove_suffix(size);
  }
  return !line.empty() && (".;:?!"sv.find(line.back()) != std::string_view::npos || line.ends_with("\xE2\x80\xA6"));
}

ClauseMarker clause_marker(std::string_view line) {
  if (line.empty()) return {};
  const char first = line[0];
  if (digit(first)) return numeric(line);
  const bool letter = small(first) || capital(first);
  for (std::size_t i = 0; i < (letter ? 0 : kBullets.size()); ++i) {
    const std::string_view bullet = kBullets[i];
    if (line.starts_with(bullet)) {
      ClauseMarker marker;
      marker.kind = ClauseMarker::Kind::bullet;
      marker.depth = 1;
      marker = close(line, bullet.size(), marker);
      return marker && marker.size < line.size() ? marker : ClauseMarker();
    }
  }
  if (first == '(' || letter)
    if (const ClauseMarker marker = lettered(line)) return marker;
  if (first == '\xC2' || letter) return keyword(line);
  return {};
}

bool is_numbered_title(std::string_view line, const ClauseMarker& marker) {
  if (marker.kind != ClauseMarker::Kind::number && marker.kind != ClauseMarker::Kind::keyword &&
      !(marker.kind == ClauseMarker::Kind::letter && capital(line[0])))
    return false;
  std::string_view title = line.substr(marker.size);
  for (const std::string_view dash : {"\xE2\x80\x93"sv, "\xE2\x80\x94"sv, "-"sv, ":"sv})
    if (title.starts_with(dash)) {
      title.remove_prefix(dash.size());
      while (const std::size_t size = white_space_at(title, 0)) title.remove_prefix(size);
      break;
    }
  if (title.empty()) return marker.kind == ClauseMarker::Kind::keyword;
  if (title.size() > kTitleBytes || !begins_with_capital(title) ||
      ".;:,"sv.find(title.back()) != std::string_view::npos)
    return false;
  std::size_t words = 1;
  for (const char c : title) words += c == ' ';
  return words <= kTitleWords;
}

bool begins_clause(std::string_view line, const ClauseMarker& marker, const LineBefore& before) {
  if (!marker) return false;
  if (before.text.empty()) return true;
  if (one_of(kReferences, lower(last_word(before.text)))) return false;
  const bool sentence = ends_sentence(before.text);
  const bool finished = sentence || before.text.ends_with(',');
  switch (marker.kind) {
    case ClauseMarker::Kind::none: return false;
    case ClauseMarker::Kind::bullet:
      // A dash may also be one in a sentence; real bullets may not.
      if (line[0] == '-' || line[0] == '+' || line.starts_with("\xE2\x80\x93") || line.starts_with("\xE2\x80\x94"))
        return finished || before.is_short || !before.same_indent || marker.wide ||
               before.block == ClauseMarker::Kind::bullet;
      return true;
    case ClauseMarker::Kind::letter:
      return finished || before.is_short || !before.same_indent || marker.wide || before.block == marker.kind;
    case ClauseMarker::Kind::number:
      if (marker.bare && marker.depth == 1 && !sentence && !before.is_short) return false;
      return finished || before.is_short || !before.same_indent || marker.wide || before.block == marker.kind;
    case ClauseMarker::Kind::keyword:
      if (!sentence && !before.is_short) return false;
      return !marker.bare || is_numbered_title(line, marker);
  }
  return false;
}

}  // namespace caveat::extract
