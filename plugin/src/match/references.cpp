// See references.h.
#include "match/references.h"

#include <algorithm>
#include <array>
#include <optional>

namespace caveat::match {
namespace {

using normalize::letter;

bool digit(char c) { return c >= '0' && c <= '9'; }

// Up to 39: annexes beyond are numbered in digits.
std::optional<int> roman_value(std::string_view text) {
  constexpr std::string_view kUnits[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  for (int tens = 0; tens < 4; ++tens) {
    const std::string_view head = std::string_view("xxx").substr(0, static_cast<std::size_t>(tens));
    if (!text.starts_with(head)) break;
    for (int units = 0; units < 10; ++units)
      if (tens + units > 0 && text.substr(head.size()) == kUnits[units]) return tens * 10 + units;
  }
  return std::nullopt;
}

// What a heading of an annex begins with, folded, in four languages.
constexpr std::array<std::string_view, 19> kAnnexWords = {
    "annex",    "annexe", "appendix", "schedule", "exhibit", "attachment", "addendum", "anlage", "anhang", "beilage",
    "anexo",    "adjunto", "apendice", "appendice", "annexure", "allegato", "piece",    "avenant", "anlagen"};

}  // namespace

std::string reference_number(std::string_view folded, bool roman) {
  // The last word that holds a digit, or is a single letter or a numeral.
  std::string_view word = folded;
  if (const std::size_t space = word.rfind(' '); space != word.npos) word = word.substr(space + 1);
  if (const std::size_t bracket = word.find('('); bracket != word.npos && bracket > 0) word = word.substr(0, bracket);
  while (!word.empty() && !digit(word.front()) && !letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !digit(word.back()) && !letter(word.back())) word.remove_suffix(1);
  if (word.empty()) return {};
  if (roman) {
    const std::size_t dot = word.find('.');
    if (const auto value = roman_value(word.substr(0, dot))) {
      std::string out = std::to_string(*value);
      if (dot != word.npos) out += word.substr(dot);
      return out;
    }
  }
  const bool number = digit(word.front()) || word.size() == 1 || (word.size() > 1 && letter(word.front()) && !letter(word[1]));
  return number ? std::string(word) : std::string();
}

std::string number_behind_word(std::string_view folded) {
  std::size_t i = 0;
  while (i < folded.size() && letter(folded[i])) ++i;
  if (i == 0 || i >= folded.size() || folded[i] != ' ') return {};
  ++i;
  if (folded.substr(i).starts_with("nr. ") || folded.substr(i).starts_with("no. ")) i += 4;
  else if (folded.substr(i).starts_with("n° ") ) i += 4;
  else if (folded.substr(i).starts_with("n°")) i += 3;
  std::size_t end = i;
  while (end < folded.size() && (letter(folded[end]) || digit(folded[end]) || (folded[end] == '.' && end + 1 < folded.size() && (letter(folded[end + 1]) || digit(folded[end + 1]))))) ++end;
  return reference_number(folded.substr(i, end - i), true);
}

namespace {

// "01_Annex-B - Prices.pdf" -> "b", "Anlage2.docx" -> "2": what annex a file says it is by its name; nothing: none.
std::optional<std::string> annex_named(std::string_view file) {
  if (const std::size_t slash = file.rfind('/'); slash != file.npos) file.remove_prefix(slash + 1);
  if (const std::size_t dot = file.rfind('.'); dot != file.npos) file = file.substr(0, dot);
  std::string words;
  for (const char c : normalize::fold(file)) {
    const bool parts = c == '_' || c == '-' || c == ' ';
    if (parts ? words.empty() || words.back() == ' ' : false) continue;
    if (!words.empty() && digit(c) && letter(words.back())) words += ' ';
    words += parts ? ' ' : c;
  }
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at;
    while (end < words.size() && letter(words[end])) ++end;
    if (std::find(kAnnexWords.begin(), kAnnexWords.end(), std::string_view(words).substr(at, end - at)) != kAnnexWords.end())
      return number_behind_word(std::string_view(words).substr(at));
    at = std::max(end, at + 1);
  }
  return std::nullopt;
}

}  // namespace

AnnexTable::AnnexTable(const CheckContext& ctx) {
  for (const segment::Paragraph& paragraph : ctx.structure.paragraphs) {
    std::string_view words = paragraph.span.of(ctx.normal.text);
    std::uint32_t skipped = 0;
    while (skipped < words.size() && skipped < 8 && !letter(words[skipped])) ++skipped;  // "1. Annex 2", "| annex"
    words.remove_prefix(skipped);
    std::size_t end = 0;
    while (end < words.size() && letter(words[end])) ++end;
    if (std::find(kAnnexWords.begin(), kAnnexWords.end(), words.substr(0, end)) == kAnnexWords.end()) continue;
    // A heading, or a short line that does not go on as a sentence does. Entries of lists and tables name annexes elsewhere.
    const bool entry = paragraph.kind == extract::BlockKind::table_row || (paragraph.kind == extract::BlockKind::list_item && !paragraph.heading);
    // But one that is set in bold throughout is a heading in all but the markup.
    const std::uint32_t begin_of_words = paragraph.span.begin + skipped;
    const auto in_bold_throughout = [&] {
      const TextSpan where = ctx.normal.map.to_text({begin_of_words, paragraph.span.end});
      const std::string_view written = where.of(ctx.extracted.text), before = std::string_view(ctx.extracted.text).substr(0, where.begin);
      const std::size_t mark = written.find("**");
      if (written.size() > 400 || !before.ends_with("**")) return false;
      // "**Annex 3**: on our site" is an entry of a list of annexes.
      const std::size_t behind = mark == written.npos ? mark : written.find_first_not_of(" *\t\n", mark);
      return behind == written.npos || (mark > 0 && written[mark - 1] != ':' && ((written[behind] >= 'A' && written[behind] <= 'Z') || (written[behind] >= 'a' && written[behind] <= 'z')));
    };
    const bool in_bold = entry && paragraph.kind == extract::BlockKind::list_item && in_bold_throughout();
    const bool heading = in_bold || paragraph.heading || (!entry && words.size() < 120 && words.back() != '.' && words.back() != ';' && words.back() != ',');
    if (!heading) continue;
    const std::string number = number_behind_word(words);
    if (!numbers_.insert(number).second) continue;
    const std::uint32_t begin = begin_of_words;
    const std::size_t shown = number.empty() ? end : std::min(words.size(), words.find_first_of(":-|", 0) == words.npos ? words.size() : words.find_first_of(":-|"));
    headings_.push_back({number, {begin, begin + static_cast<std::uint32_t>(shown)}});
  }
  // A file of a contract set is the annex that it is called.
  for (const extract::Part& part : ctx.extracted.parts) {
    const auto number = annex_named(part.name);
    if (!number || !numbers_.insert(*number).second) continue;
    const auto& paragraphs = ctx.structure.paragraphs;
    const auto first = std::partition_point(paragraphs.begin(), paragraphs.end(),
                                            [&](const segment::Paragraph& p) { return ctx.normal.map.to_text(p.span).begin < part.span.begin; });
    if (first != paragraphs.end()) headings_.push_back({*number, first->span});
  }
  if (!ctx.extracted.parts.empty())
    std::sort(headings_.begin(), headings_.end(), [](const Heading& a, const Heading& b) { return a.where.begin < b.where.begin; });
}

bool AnnexTable::has(const std::string& number) const { return numbers_.count(number) > 0; }

bool AnnexTable::has_parts_of(const std::string& number) const {
  if (number.empty() || !digit(number.back())) return false;
  const auto part = numbers_.lower_bound(number + 'a');
  return part != numbers_.end() && part->size() == number.size() + 1 && part->starts_with(number) && letter(part->back());
}

}  // namespace caveat::match
