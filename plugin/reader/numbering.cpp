// See numbering.h.
#include "numbering.h"

#include <array>

namespace caveat::reader {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool roman_digit(char c) { return std::string_view("ivxlcIVXLC").find(c) != std::string_view::npos; }

// A word in front of a number, as a heading of a clause has it in the four languages; lower case, then compared folded.
constexpr std::array<std::string_view, 22> kWords{
    "article",  "artikel",  "artículo", "articulo", "section", "abschnitt", "clause", "cláusula",
    "clausula", "ziffer",   "annex",    "annexe",   "anhang",  "anlage",    "anexo",  "anejo",
    "schedule", "appendix", "exhibit",  "title",    "titre",   "kapitel"};

constexpr std::array<std::string_view, 12> kBullets{"\u2022", "\u25cf", "\u25cb", "\u25aa", "\u25a0", "\u2023",
                                                    "\u25e6", "\u2043", "\u00b7", "\u2605", "\u27a2", "\u2713"};
// "o" is the second bullet of Word's lists, in Courier; it is also a Spanish word.
constexpr std::array<std::string_view, 5> kDashes{"\u2013", "\u2014", "-", "*", "o"};

std::uint8_t small(std::size_t value) { return static_cast<std::uint8_t>(value > 255 ? 255 : value); }

bool ends_at(std::string_view line, std::size_t at) {
  return at >= line.size() || line[at] == ' ' || line[at] == '\t' || line[at] == '\n' ||
         line.substr(at).starts_with("\u00a0");
}

Label word_label(std::string_view line) {
  // ASCII folding is enough: the only capital beyond it is Í and Á, listed here as written in capitals.
  std::string head;
  for (std::size_t i = 0; i < line.size() && i < 12 && line[i] != ' '; ++i)
    head.push_back(line[i] >= 'A' && line[i] <= 'Z' ? static_cast<char>(line[i] + 32) : line[i]);
  for (std::size_t at = 0; (at = head.find("\u00cd", at)) != std::string::npos;) head.replace(at, 2, "\u00ed");
  for (std::size_t at = 0; (at = head.find("\u00c1", at)) != std::string::npos;) head.replace(at, 2, "\u00e1");
  for (const std::string_view word : kWords) {
    if (head != word) continue;
    std::size_t at = word.size() + 1;
    const std::size_t number = at;
    while (at < line.size() && (digit(line[at]) || line[at] == '.')) ++at;
    if (at == number) {
      while (at < line.size() && roman_digit(line[at]) && line[at] < 'a') ++at;
      if (at == number && at < line.size() && line[at] >= 'A' && line[at] <= 'Z') ++at;
    }
    if (at == number) return {};
    while (at < line.size() && (line[at] == ':' || line[at] == '.' || line[at] == ')')) ++at;
    return ends_at(line, at) ? Label{LabelKind::word, 1, small(at), false} : Label{};
  }
  return {};
}

}  // namespace

Label label_of(std::string_view line) {
  if (line.empty()) return {};
  for (const std::string_view bullet : kBullets)
    if (line.starts_with(bullet)) return {LabelKind::bullet, 1, small(bullet.size()), false};
  for (const std::string_view dash : kDashes)
    if (line.starts_with(dash) && ends_at(line, dash.size()) && line.size() > dash.size())
      return {LabelKind::bullet, 1, small(dash.size()), true};
  if (line.starts_with("\u00a7")) {
    std::size_t at = 2;
    while (at < line.size() && (line[at] == ' ' || line.substr(at).starts_with("\u00a0")))
      at += line[at] == ' ' ? 1 : 2;
    const std::size_t number = at;
    while (at < line.size() && (digit(line[at]) || line[at] == '.')) ++at;
    if (at > number && at - number <= 8) return {LabelKind::word, 1, small(at), false};
    return {};
  }
  // "(a)", "(12)", "(iv)", "a)", "12)"
  {
    std::size_t at = line[0] == '(' ? 1 : 0;
    const std::size_t inner = at;
    while (at < line.size() && at - inner < 5 && (digit(line[at]) || letter(line[at]))) ++at;
    const std::size_t length = at - inner;
    if (length > 0 && at < line.size() && line[at] == ')' && ends_at(line, at + 1)) {
      bool all_digits = true, all_roman = true;
      for (std::size_t i = inner; i < at; ++i) {
        all_digits = all_digits && digit(line[i]);
        all_roman = all_roman && roman_digit(line[i]);
      }
      const bool doubled = length == 2 && line[inner] == line[inner + 1];  // "(aa)"
      if ((all_digits && length <= 3) || all_roman || length == 1 || doubled)
        return {LabelKind::item, 1, small(at + 1), false};
    }
  }
  // "7.", "7.2", "7.2.1.", "A.1", and the bare "7"
  {
    std::size_t at = 0, groups = 0;
    bool dotted = false;
    if (letter(line[0]) && line.size() > 2 && line[1] == '.' && digit(line[2])) {
      at = 2;
      groups = 1;
      dotted = true;
    }
    while (at < line.size() && digit(line[at])) {
      const std::size_t begin = at;
      while (at < line.size() && digit(line[at])) ++at;
      if (at - begin > 3) return {};  // a year, an amount
      ++groups;
      if (at < line.size() && line[at] == '.') {
        dotted = true;
        ++at;
      } else {
        break;
      }
    }
    if (groups > 0 && ends_at(line, at)) return {LabelKind::decimal, small(groups), small(at), !dotted};
  }
  // "A.", "iv."
  if (letter(line[0])) {
    std::size_t at = 0;
    while (at < line.size() && at < 5 && roman_digit(line[at])) ++at;
    if (at == 0) at = 1;
    if (at < line.size() && line[at] == '.' && ends_at(line, at + 1) && line.size() > at + 1)
      return {LabelKind::item, 1, small(at + 1), false};
  }
  return word_label(line);
}

std::string roman(std::uint32_t number, bool upper) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> kSigns{{{1000, "m"},
                                                                               {900, "cm"},
                                                                               {500, "d"},
                                                                               {400, "cd"},
                                                                               {100, "c"},
                                                                               {90, "xc"},
                                                                               {50, "l"},
                                                                               {40, "xl"},
                                                                               {10, "x"},
                                                                               {9, "ix"},
                                                                               {5, "v"},
                                                                               {4, "iv"},
                                                                               {1, "i"}}};
  if (number == 0 || number > 3999) return std::to_string(number);  // as browsers do
  std::string out;
  for (const auto& [value, sign] : kSigns)
    for (; number >= value; number -= value) out += sign;
  if (upper)
    for (char& c : out) c = static_cast<char>(c - 32);
  return out;
}

std::string alphabetic(std::uint32_t number, bool upper) {
  if (number == 0) return "0";
  std::string out;
  for (; number > 0; number = (number - 1) / 26)
    out.insert(out.begin(), static_cast<char>((upper ? 'A' : 'a') + (number - 1) % 26));
  return out;
}

}  // namespace caveat::reader
