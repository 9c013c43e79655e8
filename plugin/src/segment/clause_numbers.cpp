// ClauseNumbers, see clause_numbers.h.
#include "segment/clause_numbers.h"

#include <algorithm>
#include <optional>

#include "normalize/normal_text.h"

namespace caveat::segment {
namespace {

using Kind = ClauseNumber::Kind;
using namespace std::string_view_literals;

constexpr std::size_t kMostParts = 6;     // "1.2.3.4.5.6" is the deepest seen
constexpr std::size_t kMostBrackets = 4;  // "12.3(b)(ii)(A)"
constexpr std::size_t kTitleBytes = 90;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool letter(char c) { return small(c) || capital(c); }

struct Word {
  std::string_view folded;
  std::uint8_t rank;
};
// Folded, as fold() gives them.
constexpr Word kKeywords[] = {
    {"schedule", 0}, {"annex", 0},   {"annexe", 0},   {"appendix", 0},     {"exhibit", 0},  {"attachment", 0},
    {"anlage", 0},   {"anhang", 0},  {"anexo", 0},    {"apendice", 0},     {"adjunto", 0},  {"beilage", 0},
    {"addendum", 0}, {"part", 1},    {"chapter", 1},  {"title", 1},        {"teil", 1},     {"kapitel", 1},
    {"titel", 1},    {"partie", 1},  {"chapitre", 1}, {"titre", 1},        {"parte", 1},    {"capitulo", 1},
    {"titulo", 1},   {"article", 2}, {"art.", 2},     {"clause", 2},       {"section", 2},  {"sec.", 2},
    {"artikel", 2},  {"ziffer", 2},  {"ziff.", 2},    {"abschnitt", 2},    {"punkt", 2},    {"articulo", 2},
    {"clausula", 2}, {"seccion", 2}, {"apartado", 2}, {"estipulacion", 2}, {"paragraph", 2}};

// What follows a number that counts something. Folded.
constexpr std::string_view kUnits[] = {
    "%",      "percent",  "per",       "prozent",  "pour",    "por",      "eur",       "euro",    "euros",    "usd",
    "gbp",    "chf",      "dollars",   "days",     "day",     "business", "calendar",  "working", "months",   "month",
    "years",  "year",     "hours",     "hour",     "minutes", "weeks",    "week",      "million", "millions", "billion",
    "tage",   "tagen",    "tag",       "monate",   "monaten", "monat",    "jahre",     "jahren",  "jahr",     "stunden",
    "wochen", "werktage", "werktagen", "uhr",      "mio.",    "mrd.",     "millionen", "jours",   "jour",     "mois",
    "ans",    "annees",   "heures",    "semaines", "dias",    "dia",      "meses",     "mes",     "anos",     "ano",
    "horas",  "semanas",  "millones",  "gb",       "mb",      "tb",       "kb",        "am",      "pm",       "a.m.",
    "p.m.",   "h",        "km",        "kg",       "x"};

constexpr std::string_view kMonths[] = {
    "january", "february", "march",     "april",    "may",        "june",      "july",    "august",    "september",
    "october", "november", "december",  "janvier",  "fevrier",    "mars",      "avril",   "mai",       "juin",
    "juillet", "aout",     "septembre", "octobre",  "novembre",   "decembre",  "januar",  "februar",   "maerz",
    "juni",    "juli",     "oktober",   "dezember", "jaenner",    "enero",     "febrero", "marzo",     "abril",
    "mayo",    "junio",    "julio",     "agosto",   "septiembre", "setiembre", "octubre", "noviembre", "diciembre"};

constexpr std::pair<std::string_view, std::uint16_t> kOrdinals[] = {
    {"primer", 1},         {"primera", 1},       {"primero", 1},       {"premier", 1},        {"premiere", 1},
    {"segunda", 2},        {"segundo", 2},       {"tercera", 3},       {"tercero", 3},        {"cuarta", 4},
    {"cuarto", 4},         {"quinta", 5},        {"quinto", 5},        {"sexta", 6},          {"sexto", 6},
    {"septima", 7},        {"septimo", 7},       {"octava", 8},        {"octavo", 8},         {"novena", 9},
    {"noveno", 9},         {"decima", 10},       {"decimo", 10},       {"undecima", 11},      {"undecimo", 11},
    {"decimoprimera", 11}, {"duodecima", 12},    {"duodecimo", 12},    {"decimosegunda", 12}, {"decimotercera", 13},
    {"decimotercero", 13}, {"decimocuarta", 14}, {"decimoquinta", 15}, {"decimosexta", 16},   {"decimoseptima", 17},
    {"decimoctava", 18},   {"decimonovena", 19}, {"vigesima", 20},     {"vigesimo", 20},      {"trigesima", 30}};

template <class List>
bool one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

std::optional<std::uint16_t> roman_value(std::string_view text) {
  if (text.empty() || text.size() > 7) return std::nullopt;
  const auto of = [](char c) -> int {
    switch (c | 0x20) {
      case 'i': return 1;
      case 'v': return 5;
      case 'x': return 10;
      case 'l': return 50;
      case 'c': return 100;
      default: return 0;
    }
  };
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int here = of(text[i]), next = i + 1 < text.size() ? of(text[i + 1]) : 0;
    if (here == 0) return std::nullopt;
    sum += here < next ? -here : here;
  }
  // Only the one way that the numeral is written: "vi", not "ivv"; words such as "civil" fall out here.
  static constexpr std::pair<int, std::string_view> kSigns[] = {
      {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
  std::string written;
  for (int left = sum; left > 0;)
    for (const auto& [value, sign] : kSigns)
      if (left >= value) {
        written += sign;
        left -= value;
        break;
      }
  if (sum <= 0 || written.size() != text.size()) return std::nullopt;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (written[i] != (text[i] | 0x20)) return std::nullopt;
  return static_cast<std::uint16_t>(sum);
}

// The first word of `text`, folded; a sign such as "%" or "€" is a word.
std::string first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < 40 && text[end] != ' ') ++end;
  std::string word = normalize::fold(text.substr(0, end));
  while (word.size() > 1 && (word.back() == ',' || word.back() == ';' || word.back() == ':' || word.back() == ')'))
    word.pop_back();
  return word;
}

bool begins_lower(std::string_view text) {
  // Folding changes a capital and keeps a small letter, whatever its diacritics.
  if (text.empty()) return false;
  if (small(text[0])) return true;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead != 0xC3 || text.size() < 2) return false;
  const auto tail = static_cast<unsigned char>(text[1]);
  return tail >= 0x9F && tail != 0xB7;
}

bool counts_something(std::string_view rest) {
  if (rest.empty()) return false;
  if (rest[0] == '%' || rest[0] == '$' || rest.starts_with("€") || rest.starts_with("£") || rest.starts_with("‰"))
    return true;
  const std::string word = first_word(rest);
  if (one_of(kMonths, word)) return true;
  return begins_lower(rest) ? one_of(kUnits, word)
                            : word == "eur" || word == "usd" || word == "gbp" || word == "chf" || word == "uhr" ||
                                  word == "tage" || word == "tagen" || word == "monate" || word == "monaten" ||
                                  word == "jahre" || word == "jahren" || word == "stunden" || word == "wochen" ||
                                  word == "werktage" || word == "werktagen" || word == "business";
}
// "1. Januar 2025", "1 de enero", "1st"
bool is_date(std::string_view rest) {
  std::string word = first_word(rest);
  if (word == "de" && rest.size() > 3) word = first_word(rest.substr(3));
  return one_of(kMonths, word);
}

bool is_title(std::string_view rest) {
  if (rest.empty() || rest.size() > kTitleBytes || begins_lower(rest) || digit(rest[0])) return false;
  return ".;,:"sv.find(rest.back()) == std::string_view::npos;
}

class Reader {
 public:
  Reader(std::string_view words, bool heading) : words_(words), heading_(heading) {}

  ClauseNumber read() {
    if (words_.empty()) return {};
    ClauseNumber number;
    if (digit(words_[0])) {
      number = decimal();
    } else if (words_[0] == '(') {
      number = bracketed();
    } else {
      if (letter(words_[0])) number = lettered();
      if (!number && may_be_keyword()) number = keyword();
      if (!number && may_be_ordinal()) number = ordinal();
    }
    if (number) number.size = static_cast<std::uint32_t>(at_);
    return number;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < words_.size() ? words_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= words_.size(); }
  std::string_view rest() const { return words_.substr(std::min(at_, words_.size())); }
  bool take(std::string_view sign) {
    if (!rest().starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  void spaces() {
    while (peek() == ' ') ++at_;
  }
  ClauseNumber none() {
    at_ = 0;
    return {};
  }

  // Most paragraphs begin with some other word: told without folding it. The number is a digit, a capital or "n°"; only
  // articles and clauses are counted in words ("Article premier", "Cláusula segunda").
  bool may_be_keyword() const {
    if (words_.starts_with("§")) return true;
    const std::size_t space = words_.substr(0, 20).find(' ');
    if (space == std::string_view::npos || space + 1 >= words_.size()) return false;
    const char next = words_[space + 1];
    return !small(next) || next == 'n' || words_[0] == 'A' || words_[0] == 'C';
  }
  bool may_be_ordinal() const {
    return "pstcqonduv"sv.find(static_cast<char>(words_[0] | 0x20)) != std::string_view::npos &&
           (heading_ || words_.substr(0, 32).find_first_of(".:-)") != std::string_view::npos ||
            words_.substr(0, 32).find("–") != std::string_view::npos);
  }

  std::optional<std::uint16_t> number(std::size_t most_digits) {
    const std::size_t begin = at_;
    unsigned value = 0;
    while (digit(peek()) && at_ - begin < most_digits) value = value * 10 + static_cast<unsigned>(words_[at_++] - '0');
    if (at_ == begin || digit(peek())) return std::nullopt;
    return static_cast<std::uint16_t>(value);
  }

  // "(b)(ii)" behind a number. Stops before anything else in brackets.
  void brackets(ClauseNumber& number) {
    while (number.brackets.size() < kMostBrackets) {
      std::size_t at = at_;
      if (peek() == ' ' && peek(1) == '(') ++at;
      if (at >= words_.size() || words_[at] != '(') return;
      const std::size_t begin = ++at;
      while (at < words_.size() && at - begin < 5 && (digit(words_[at]) || letter(words_[at]))) ++at;
      const std::string_view inside = words_.substr(begin, at - begin);
      if (inside.empty() || at >= words_.size() || words_[at] != ')') return;
      const bool all_digits = inside.size() <= 2 && std::ranges::all_of(inside, digit);
      if (!all_digits && inside.size() != 1 && !roman_value(inside) && !(inside.size() == 2 && inside[0] == inside[1]))
        return;
      if (at + 1 < words_.size() && words_[at + 1] != ' ' && words_[at + 1] != '(' && words_[at + 1] != '.') return;
      number.brackets.emplace_back(inside);
      number.shown += '(' + std::string(inside) + ')';
      at_ = at + 1;
    }
  }

  // The dot, colon or dash behind a number and the spaces around it. False: the number goes on with something else.
  bool separator(ClauseNumber& number) {
    const std::size_t begin = at_;
    while (peek() == '.' || peek() == ')' || peek() == ':' || peek() == '-' || peek() == '/') {
      if (peek() == '-' && at_ == begin) break;  // "7-day"
      if (peek() == '/' || at_ - begin == 3) return false;
      ++at_;
    }
    number.closed = at_ > begin;
    if (number.closed && capital(peek())) return true;  // "1.Definitions"
    if (!at_end() && peek() != ' ') return rest().starts_with("–") || rest().starts_with("—") ? dash(number) : false;
    spaces();
    dash(number);
    return true;
  }
  bool dash(ClauseNumber& number) {
    for (std::string_view sign : {"–"sv, "—"sv, "- "sv, ": "sv, "| "sv})
      if (take(sign)) {
        number.closed = true;
        spaces();
        return true;
      }
    return true;
  }

  // "7", "7.2", "12.3(b)", "2)"
  ClauseNumber decimal() {
    ClauseNumber out;
    out.kind = Kind::decimal;
    for (;;) {
      const char first = peek();
      const std::size_t begin = at_;
      const auto part = number(out.parts.empty() ? 3 : 2);
      // A leading zero is a date or an article number; no contract has a clause 0.
      if (!part || *part == 0 || (first == '0' && at_ - begin > 1) || out.parts.size() == kMostParts) return none();
      out.parts.push_back(*part);
      out.shown += (out.parts.size() > 1 ? "." : "") + std::to_string(*part);
      if (peek() == '.' && digit(peek(1))) {
        ++at_;
        continue;
      }
      break;
    }
    if (out.parts.size() == 1 && peek() == ')') {
      ++at_;
      if (!at_end() && peek() != ' ') return none();
      out.kind = Kind::bracket;
      out.shown = '(' + out.shown + ')';
      out.closed = true;
      spaces();
      return out;
    }
    if (take("º") || take("ª") || take(".º") || take(".ª")) {
    }
    brackets(out);
    if (!separator(out)) return none();
    const std::string_view after = rest();
    if (is_date(after)) return none();
    const bool bare = !out.closed && out.brackets.empty();
    if (bare && counts_something(after)) return none();
    if (bare && out.parts.size() == 1) {
      // "7 Termination" is a title; "30 days", "7 Either party may ..." are no clauses of any contract seen.
      if (!is_title(after)) return none();
      out.weak = !heading_;
    }
    if (bare && begins_lower(after)) out.weak = true;
    return out;
  }

  // "(2)", "(b)", "(iv)", "(aa)"
  ClauseNumber bracketed() {
    at_ = 1;
    ClauseNumber out;
    if (digit(peek())) {
      const auto value = number(3);
      if (!value || *value == 0 || !take(")") || (!at_end() && peek() != ' ')) return none();
      out.kind = Kind::bracket;
      out.parts = {*value};
      out.shown = '(' + std::to_string(*value) + ')';
    } else {
      const std::size_t begin = at_;
      while (letter(peek()) && at_ - begin < 7) ++at_;
      const std::string_view inside = words_.substr(begin, at_ - begin);
      if (!take(")") || !letters(inside, out)) return none();
      out.shown = '(' + std::string(inside) + ')';
      brackets(out);
      if (!at_end() && peek() != ' ' && peek() != '.') return none();
      take(".");
    }
    out.closed = true;
    spaces();
    return out;
  }

  // "b)", "b.", "IV.", "iv)"
  ClauseNumber lettered() {
    const std::size_t begin = at_;
    while (letter(peek()) && at_ - begin < 7) ++at_;
    const std::string_view inside = words_.substr(begin, at_ - begin);
    ClauseNumber out;
    const char sign = peek();
    // "IV – Fees", "II Allgemeines" only where the document says that it is a heading
    const bool spaced = heading_ && sign == ' ' && inside.size() > 1;
    if ((sign != ')' && sign != '.' && !spaced) || !letters(inside, out)) return none();
    if (spaced && out.kind != Kind::roman) return none();
    ++at_;
    if (sign == '.') {
      // "e. g.", "z. B.", "A. B. Smith", "S.A."
      if (!at_end() && peek() != ' ' && !(peek() == '-' && (at_ + 1 == words_.size() || peek(1) == ' '))) return none();
      take("-");
      spaces();
      if (letter(peek()) && peek(1) == '.') return none();
      out.weak = !heading_;
    } else if (!spaced && !at_end() && peek() != ' ') {
      return none();
    }
    spaces();
    if (spaced || sign == '.') dash(out);
    if (spaced && begins_lower(rest())) return none();
    out.closed = true;
    out.shown = out.capital ? std::string(inside) : '(' + std::string(inside) + ')';
    return out;
  }

  static bool letters(std::string_view inside, ClauseNumber& out) {
    if (inside.empty()) return false;
    const bool all_small = std::ranges::all_of(inside, small), all_capital = std::ranges::all_of(inside, capital);
    if (!all_small && !all_capital) return false;
    out.capital = all_capital;
    const auto roman = roman_value(inside);
    if (inside.size() == 1) {
      out.kind = Kind::letter;
      out.parts = {static_cast<std::uint16_t>((inside[0] | 0x20) - 'a' + 1)};
      out.maybe_roman = roman.has_value();
      out.roman_value = roman.value_or(0);
      return true;
    }
    if (roman) {
      out.kind = Kind::roman;
      out.parts = {*roman};
      return true;
    }
    if (inside.size() == 2 && inside[0] == inside[1]) {
      out.kind = Kind::letter;
      out.doubled = true;
      out.parts = {static_cast<std::uint16_t>((inside[0] | 0x20) - 'a' + 1)};
      return true;
    }
    return false;
  }

  // "Article 7.2", "§ 4 Abs. 2", "Anexo II", "CLÁUSULA PRIMERA", "Schedule B"
  ClauseNumber keyword() {
    ClauseNumber out;
    out.kind = Kind::keyword;
    if (take("§")) {
      out.keyword = "§";
      out.rank = 2;
    } else {
      std::size_t end = 0;
      while (end < words_.size() && end < 20 && words_[end] != ' ') ++end;
      const std::string_view written = words_.substr(0, end);
      if (end == 0 || end >= words_.size() || begins_lower(written)) return none();
      const std::string folded = normalize::fold(written);
      const auto* found = std::ranges::find(kKeywords, std::string_view(folded), &Word::folded);
      if (found == std::end(kKeywords)) return none();
      out.rank = found->rank;
      out.keyword = capitalised(written);
      at_ = end;
    }
    spaces();
    take("n°");
    take("nº");
    take("Nr.");
    spaces();
    if (digit(peek())) {
      for (;;) {
        const auto part = number(3);
        if (!part || out.parts.size() == kMostParts) return none();
        out.parts.push_back(*part);
        out.shown += (out.parts.size() > 1 ? "." : "") + std::to_string(*part);
        if (peek() != '.' || !digit(peek(1))) break;
        ++at_;
      }
      if (small(peek()) && (peek(1) == ' ' || peek(1) == '\0')) out.shown += words_[at_++];  // "§ 4a"
      if (!take(".ª") && !take(".º") && !take("ª") && !take("º") && !take("°")) take("er");
    } else {
      const std::size_t begin = at_;
      while (!at_end() && peek() != ' ' && peek() != '.' && peek() != ':' && peek() != ')' && at_ - begin < 24 &&
             !rest().starts_with("–") && !rest().starts_with("—"))
        ++at_;
      const std::string_view word = words_.substr(begin, at_ - begin);
      if (auto value = roman_value(word); value && capital(word[0])) {
        out.parts = {*value};
        out.shown = std::string(word);
      } else if (word.size() == 1 && capital(word[0])) {
        out.parts = {static_cast<std::uint16_t>(word[0] - 'A' + 1)};
        out.shown = std::string(word);
      } else {
        at_ = begin;
        if (!ordinal_words(out)) return none();
      }
    }
    if (out.keyword == "§") {
      const std::size_t before = at_;
      spaces();
      if (take("Abs.") || take("Absatz")) {
        spaces();
        if (auto value = number(2)) {
          out.shown += " Abs. " + std::to_string(*value);
          out.brackets.push_back(std::to_string(*value));
        } else {
          return none();
        }
      } else {
        at_ = before;
      }
    }
    brackets(out);
    if (!separator(out)) return none();
    const std::string_view after = rest();
    if (!out.closed) {
      if (begins_lower(after) || digit(peek()) || peek() == ',' || peek() == ';')
        return none();  // "Section 3 of", "§ 4 gilt"
      // "Schedule 2 (Fees) applies to ...", "§ 307 BGB bleibt unberührt."
      if (!heading_ && !after.empty() && !is_title(after)) out.weak = true;
      if (first_word(after) == "abs." || first_word(after) == "bgb" || first_word(after) == "hgb" ||
          first_word(after) == "dsgvo")
        return none();
    }
    out.shown = out.keyword + ' ' + out.shown;
    return out;
  }

  // ARTÍCULO -> Artículo
  static std::string capitalised(std::string_view written) {
    if (std::ranges::any_of(written, small)) return std::string(written);
    std::string out;
    for (std::size_t i = 0; i < written.size(); ++i) {
      const auto before = i == 0 ? 0u : static_cast<unsigned char>(written[i - 1]);
      const auto byte = static_cast<unsigned char>(written[i]);
      if (out.empty() || !(capital(written[i]) || (before == 0xC3 && byte >= 0x80 && byte <= 0x9E)))
        out += written[i];
      else
        out += static_cast<char>(byte | 0x20);
    }
    return out;
  }

  bool ordinal_words(ClauseNumber& out) {
    std::uint16_t value = 0;
    const std::size_t begin = at_;
    std::size_t end = at_;
    for (int words = 0; words < 2; ++words) {
      std::size_t stop = end;
      if (words == 1) {
        if (stop >= words_.size() || words_[stop] != ' ') break;
        ++stop;
      }
      const std::size_t word_begin = stop;
      while (stop < words_.size() && stop - word_begin < 20 && words_[stop] != ' ' && words_[stop] != '.' &&
             words_[stop] != ':' && words_[stop] != ')' && words_[stop] != '-' && words_[stop] != ',')
        ++stop;
      const std::string word = normalize::fold(words_.substr(word_begin, stop - word_begin));
      const auto* found =
          std::ranges::find(kOrdinals, std::string_view(word), &std::pair<std::string_view, std::uint16_t>::first);
      if (found == std::end(kOrdinals)) break;
      if (words == 1 && (value < 10 || value % 10 != 0 || found->second > 9)) break;  // "décima primera"
      value = static_cast<std::uint16_t>(value + found->second);
      end = stop;
    }
    if (value == 0) return false;
    out.parts = {value};
    out.shown = capitalised(words_.substr(begin, end - begin));
    at_ = end;
    return true;
  }

  // "Primera.-", "SEGUNDA: Objeto"
  ClauseNumber ordinal() {
    ClauseNumber out;
    out.kind = Kind::ordinal;
    if (begins_lower(words_) || !ordinal_words(out) || !separator(out)) return none();
    // "Primera" alone is a heading only where the document says so.
    if (!out.closed && !(heading_ && at_end())) return none();
    return out;
  }

  std::string_view words_;
  bool heading_;
  std::size_t at_ = 0;
};

}  // namespace

ClauseNumber clause_number(std::string_view words, bool heading) { return Reader(words, heading).read(); }

bool is_contents_line(std::string_view block) {
  std::size_t end = block.size();
  while (end > 0 && digit(block[end - 1])) --end;
  if (end == block.size() || end == 0 || block.size() - end > 4) return false;
  std::size_t leaders = 0;
  bool tab = false;
  while (end > 0 &&
         (block[end - 1] == '.' || block[end - 1] == ' ' || block[end - 1] == '_' || block[end - 1] == '\t')) {
    leaders += block[end - 1] != ' ';
    tab = tab || block[end - 1] == '\t';
    --end;
  }
  return leaders >= 3 || tab || block.substr(0, end).ends_with("…");
}

}  // namespace caveat::segment
